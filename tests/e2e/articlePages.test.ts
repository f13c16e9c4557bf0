import { expect, test } from 'vitest';
import { whyNoDisplay } from './display.ts';
import { caretBehind, openArticle } from './editedArticle.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const soon = { timeout: 60_000 };

const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });
const filling = '沿江各村把灯装在码头、路口和桥头，夜里收工的人不再摸黑上岸，灯由住得最近的人家照看。'.repeat(12);

test.skipIf(whyNot)(
  titled('the pages stand beside the text, follow the caret, and lead back to the text'),
  async () => {
    const body = ['灯亮了。', filling, filling, '最后一盏灯装在渡口。'].map(paragraph);
    const { page } = await openArticle({ title: ['渡口的灯'], source: null, body });
    await page.getByRole('tab', { name: '页面' }).click();
    const pages = page.getByRole('region', { name: '页面', exact: true });
    await pages.getByRole('img', { name: '第1页' }).locator('canvas').waitFor(soon);

    // A caret in the last paragraph brings its page into view.
    await caretBehind(page, '最后一盏灯装在渡口。');
    const last = pages.getByRole('img', { name: '第2页' });
    await expect.poll(() => last.isVisible(), soon).toBe(true);
    await expect.poll(() => pages.evaluate((element) => element.scrollTop), soon).toBeGreaterThan(100);

    // What is typed is set anew: the time from the last key to the pages that show it is told, not judged.
    const before = await last.locator('canvas').elementHandle();
    await page.keyboard.type('灯下有人修船。');
    const typedAt = performance.now();
    await expect.poll(() => before?.evaluate((canvas) => canvas.isConnected), { ...soon, interval: 20 }).toBe(false);
    console.log(`pages ${Math.round(performance.now() - typedAt)} ms after the last key`);

    // A click on the first page, where the first paragraph stands, puts the caret there.
    await pages.evaluate((element) => element.scrollTo({ top: 0 }));
    const first = pages.getByRole('img', { name: '第1页' });
    const box = await first.boundingBox();
    if (!box) throw new Error('the first page is not in view');
    const place = await first.evaluate((sheet) => sheet.clientHeight);
    // The title and the white below it take two lines of the type area, which begins 37 mm below the edge.
    await first.click({ position: { x: box.width / 2, y: (place * (37 + 2.5 * (225 / 22))) / 297 } });
    await expect.poll(() => page.evaluate(() => getSelection()?.anchorNode?.textContent), soon).toContain('灯亮了。');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('稿件正文');
  },
);
