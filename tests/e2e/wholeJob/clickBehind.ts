import type { Page } from 'playwright-core';

/** Clicks just behind these words of the open article, on whichever of its lines they end. */
export async function clickBehind(page: Page, words: string): Promise<void> {
  const text = page.getByRole('textbox', { name: '稿件正文' });
  await text.getByText(words).last().scrollIntoViewIfNeeded();
  const place = await text.evaluate((root, sought) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(sought) ?? -1;
      if (at < 0) continue;
      const last = document.createRange();
      last.setStart(node, at + sought.length - 1);
      last.setEnd(node, at + sought.length);
      const { right, top, height } = last.getBoundingClientRect();
      return { x: right - 1, y: top + height / 2 };
    }
    throw new Error(`“${sought}” is not in the article`);
  }, words);
  await page.mouse.click(place.x, place.y);
}
