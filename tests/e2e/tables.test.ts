import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { TableBlock } from '#shared/issue/block.ts';
import { inlineText } from '#shared/issue/inline.ts';
import { whyNoDisplay } from './display.ts';
import { openArticle, savedArticle } from './editedArticle.ts';

const whyNot = whyNoDisplay();
const soon = { timeout: 30_000, interval: 200 };
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

const rows = [
  ['乡镇', '渡口', '灯'],
  ['柳溪', '三处渡口', '九盏灯'],
  ['石桥', '二处渡口', '六盏灯'],
].map((row) => row.map((text) => ({ inlines: [{ text }] })));
const withTable: ArticleContent = {
  title: ['渡口的灯'],
  source: null,
  body: [
    { role: 'paragraph', inlines: [{ text: '各渡口装灯如下。' }] },
    { role: 'table', headerRows: 1, rows },
  ],
};

const cell = (page: Page, text: string | RegExp) =>
  page.getByRole('textbox', { name: '稿件正文' }).getByRole('cell', { name: text, exact: true });

/** The table once it is saved in that form. */
async function tableSaved(page: Page, id: string, texts: readonly (readonly string[])[]): Promise<TableBlock> {
  let found: TableBlock | undefined;
  await vi.waitFor(async () => {
    const { body } = (await savedArticle(page, id)).content;
    found = body.find((block) => block.role === 'table');
    expect(found?.rows.map((row) => row.map(({ inlines }) => inlineText(inlines)))).toEqual(texts);
  }, soon);
  if (!found) throw new Error('there is no table');
  return found;
}

/** Drags from the middle of one cell to the middle of another. */
async function dragOver(page: Page, from: string, to: string): Promise<void> {
  const [start, end] = await Promise.all([from, to].map(async (text) => cell(page, text).boundingBox()));
  if (!start || !end) throw new Error('the cells are not in sight');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2 + 4, end.y + end.height / 2, { steps: 6 });
  await page.mouse.up();
}

async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.NEIKAN_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

test.skipIf(whyNot)(titled('cells are merged, split, made the header and moved, by buttons and by keys'), async () => {
  const { page, id } = await openArticle(withTable);
  await dragOver(page, '三处渡口', '六盏灯');
  await vi.waitFor(
    async () =>
      expect(await page.locator('td[data-chosen]').allTextContents()).toEqual([
        '三处渡口',
        '九盏灯',
        '二处渡口',
        '六盏灯',
      ]),
    soon,
  );
  await keep(page, 'table-chosen');
  await page.getByRole('button', { name: '合并', exact: true }).click();
  const merged = await tableSaved(page, id, [
    ['乡镇', '渡口', '灯'],
    ['柳溪', '三处渡口 九盏灯 二处渡口 六盏灯'],
    ['石桥'],
  ]);
  expect(merged.rows[1]?.[1]).toMatchObject({ rowSpan: 2, columnSpan: 2 });

  await page.keyboard.press('Alt+Shift+S');
  await tableSaved(page, id, [
    ['乡镇', '渡口', '灯'],
    ['柳溪', '三处渡口 九盏灯 二处渡口 六盏灯', ''],
    ['石桥', '', ''],
  ]);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await tableSaved(page, id, [
    ['乡镇', '渡口', '灯'],
    ['柳溪', '三处渡口', '九盏灯'],
    ['石桥', '二处渡口', '六盏灯'],
  ]);

  await cell(page, '石桥').click();
  await page.keyboard.press('End');
  await page.keyboard.press('Alt+Shift+ArrowUp');
  await tableSaved(page, id, [
    ['乡镇', '渡口', '灯'],
    ['石桥', '二处渡口', '六盏灯'],
    ['柳溪', '三处渡口', '九盏灯'],
  ]);
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await tableSaved(page, id, [
    ['渡口', '乡镇', '灯'],
    ['二处渡口', '石桥', '六盏灯'],
    ['三处渡口', '柳溪', '九盏灯'],
  ]);
  // The caret has stayed in its cell.
  await page.keyboard.type('村');
  await cell(page, '石桥村').waitFor();
  await page.getByRole('button', { name: '标题行', exact: true }).click();
  await vi.waitFor(async () => {
    const table = (await savedArticle(page, id)).content.body.find((block) => block.role === 'table');
    expect(table?.headerRows).toBe(2);
  }, soon);
});

test.skipIf(whyNot)(titled('a border is pulled with the pointer, and columns are widened by keys'), async () => {
  const { page, id } = await openArticle(withTable);
  const widths = async () => {
    const table = (await savedArticle(page, id)).content.body.find((block) => block.role === 'table');
    return table?.columnWidths ?? [];
  };
  const box = await cell(page, '乡镇').boundingBox();
  if (!box) throw new Error('the table is not in sight');
  const whole = (await page.getByRole('textbox', { name: '稿件正文' }).locator('table').boundingBox())?.width ?? 0;
  await page.mouse.move(box.x + box.width, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - whole / 10, box.y + box.height / 2, { steps: 4 });
  await keep(page, 'table-pulled');
  await page.mouse.up();
  await vi.waitFor(async () => {
    const [first = 0, second = 0, third = 0] = await widths();
    expect(first).toBeCloseTo(1 / 3 - 0.1, 1);
    expect(second).toBeCloseTo(1 / 3 + 0.1, 1);
    expect(third).toBeCloseTo(1 / 3, 2);
  }, soon);
  const pulled = await widths();
  await cell(page, '三处渡口').click();
  await page.keyboard.press('Alt+Shift+>');
  await vi.waitFor(async () => expect((await widths())[1]).toBeCloseTo((pulled[1] ?? 0) + 0.02, 3), soon);
  await page.getByRole('button', { name: '自动列宽' }).click();
  await vi.waitFor(async () => expect(await widths()).toEqual([]), soon);
});
