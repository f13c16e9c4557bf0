import type { Page } from 'playwright-core';

/** Types one word as a Chinese input method does: its letters grow in the text, then the word takes their place. */
export async function typeComposed(page: Page, letters: string, word: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (let length = 1; length <= letters.length; length += 1) {
    await session.send('Input.imeSetComposition', {
      text: letters.slice(0, length),
      selectionStart: length,
      selectionEnd: length,
    });
  }
  await session.send('Input.insertText', { text: word });
  await session.detach();
}
