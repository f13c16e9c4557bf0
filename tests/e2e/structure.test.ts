import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { focusIsOn, soon, tabTo } from './byKeys.ts';
import { compose } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { openArticle, savedArticle, savedLines } from './editedArticle.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });

/** Role and words of every block, as they are on the disk. */
async function savedBlocks(page: Page, id: string): Promise<readonly string[]> {
  const { content } = await savedArticle(page, id);
  return content.body.map((block) =>
    'inlines' in block ? `${block.role} ${block.inlines.map(({ text }) => text).join('')}` : block.role,
  );
}

test.skipIf(whyNot)(
  titled('a heading is recognised while it is written, by keys and by the input method, and taken back with one key'),
  async () => {
    const { page, id, pageErrors } = await openArticle({
      title: ['渡口的灯'],
      source: null,
      body: [paragraph('入冬以来，各镇行动。')],
    });
    const is = (...blocks: readonly string[]) => expect.poll(() => savedBlocks(page, id), soon).toEqual(blocks);
    await page.getByText('入冬以来').click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await (await compose(page, 'yi')).choose('一');
    await page.keyboard.insertText('、');
    await is('paragraph 入冬以来，各镇行动。', 'heading1 一、');
    await page.keyboard.press('Backspace');
    await is('paragraph 入冬以来，各镇行动。', 'paragraph 一、');
    await (await compose(page, 'moujia')).choose('某家');
    await is('paragraph 入冬以来，各镇行动。', 'paragraph 一、某家');

    await page.keyboard.press('Enter');
    await (await compose(page, 'erjiaqiang')).choose('二、加强领导');
    await page.locator('.article-heading1', { hasText: '二、加强领导' }).waitFor();
    await page.keyboard.press('Control+z');
    await is('paragraph 入冬以来，各镇行动。', 'paragraph 一、某家', 'paragraph 二、加强领导');
    await page.keyboard.press('Control+y');
    await is('paragraph 入冬以来，各镇行动。', 'paragraph 一、某家', 'heading1 二、加强领导');

    await page.keyboard.press('Enter');
    await page.keyboard.type('(1)');
    await (await compose(page, 'zhualuoshi')).choose('抓落实。');
    await page.locator('.article-heading4', { hasText: '抓落实。' }).waitFor();
    await (await compose(page, 'ge')).choose('各镇');
    await is(
      'paragraph 入冬以来，各镇行动。',
      'paragraph 一、某家',
      'heading1 二、加强领导',
      'paragraph (1)抓落实。各镇',
    );
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('wrong ordinals are told in the outline, led to, and mended in one step that can be undone'),
  async () => {
    const { page, id, pageErrors } = await openArticle({
      title: ['渡口的灯'],
      source: null,
      body: [
        { role: 'heading1', inlines: [{ text: '一、摸底' }] },
        { role: 'heading2', inlines: [{ text: '（二）走访' }] },
        { role: 'heading1', inlines: [{ text: '三、行动' }] },
        paragraph('一是快。三是好。'),
      ],
    });
    const list = page.getByRole('region', { name: '不对的序号' });
    await list.getByText('3处序号不对').waitFor();
    await list.getByText('“一、摸底”下面，第1个二级标题应为“（一）”，写的是“（二）”（没有从头编起）').waitFor();
    await list.getByText('第2个一级标题应为“二、”，写的是“三、”（中间跳号）').waitFor();
    await picture(page, 'articles-ordinals');
    await list.getByText('“一是快。三是好。”一段中，第2句应为“二是”，写的是“三是”（中间跳号）').click();
    await expect.poll(() => page.evaluate(() => String(getSelection())), soon).toBe('三');
    await list.getByRole('button', { name: '重排序号' }).click();
    await page.getByText('已重排3处序号。').waitFor();
    await list.waitFor({ state: 'detached' });
    const mended = ['heading1 一、摸底', 'heading2 （一）走访', 'heading1 二、行动', 'paragraph 一是快。二是好。'];
    await expect.poll(() => savedBlocks(page, id), soon).toEqual(mended);
    await page.keyboard.press('F8');
    await page.getByRole('region', { name: '阅读' }).waitFor();
    // What leads into the text shows the text.
    await page.getByRole('list', { name: '大纲' }).getByRole('button', { name: '二、行动' }).click();
    await focusIsOn(page, '稿件正文');
    await page.keyboard.press('Control+z');
    await list.getByText('3处序号不对').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('重排序号');
    await page.keyboard.press('Enter');
    await expect.poll(() => savedBlocks(page, id), soon).toEqual(mended);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('a heading moves with what stands under it, by the keys and by the pointer, and Esc leaves it where it was'),
  async () => {
    const heading = (level: 1 | 2, text: string) => ({ role: `heading${level}` as const, inlines: [{ text }] });
    const { page, id, pageErrors } = await openArticle({
      title: ['渡口的灯'],
      source: null,
      body: [
        heading(1, '一、摸底'),
        paragraph('甲。'),
        heading(2, '（一）走访'),
        paragraph('乙。'),
        heading(1, '二、行动'),
        paragraph('丙。'),
        heading(1, '三、成效'),
      ],
    });
    const words = async () => (await savedBlocks(page, id)).map((block) => block.split(' ')[1]).join(' ');
    const first = '一、摸底 甲。 （一）走访 乙。 二、行动 丙。 三、成效';
    const outline = page.getByRole('list', { name: '大纲' });
    const entry = (name: string) => outline.getByRole('button', { name });
    await tabTo(page, '大纲');
    await page.keyboard.press('Tab');
    await focusIsOn(page, '一、摸底');
    await page.keyboard.press('ArrowDown');
    await focusIsOn(page, '（一）走访');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await expect.poll(words, soon).toBe('二、行动 丙。 一、摸底 甲。 （一）走访 乙。 三、成效');
    await focusIsOn(page, '一、摸底');
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await expect.poll(words, soon).toBe('二、行动 丙。 三、成效 一、摸底 甲。 （一）走访 乙。');
    await focusIsOn(page, '一、摸底');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(words, soon).toBe(first);

    // Drawn over the last: a line shows where it will land; Esc leaves it.
    const draw = async (name: string, over: string, part: number) => {
      const from = await entry(name).boundingBox();
      const to = await entry(over).boundingBox();
      if (!from || !to) throw new Error('an entry is not shown');
      await page.mouse.move(from.x + 40, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(to.x + 40, to.y + to.height * part, { steps: 5 });
    };
    await draw('二、行动', '三、成效', 0.9);
    await page.locator('.outline-after').waitFor();
    await picture(page, 'articles-outlineDrawn');
    await page.keyboard.press('Escape');
    await page.locator('.outline-after').waitFor({ state: 'detached' });
    await page.mouse.up();
    await draw('二、行动', '一、摸底', 0.1);
    await page.locator('.outline-before').waitFor();
    await page.mouse.up();
    await expect.poll(words, soon).toBe('二、行动 丙。 一、摸底 甲。 （一）走访 乙。 三、成效');
    await page.keyboard.press('Control+z');
    await expect.poll(words, soon).toBe(first);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('at 150 % a heading lands where the line is, and a long outline goes along with the pointer'),
  async () => {
    const names = Array.from({ length: 30 }, (_, index) => `第${index + 1}条`);
    const body = names.map((text) => ({ role: 'heading1' as const, inlines: [{ text }] }));
    const { page, id, pageErrors } = await openArticle({ title: ['渡口的灯'], source: null, body });
    for (let count = 0; count < 5; count += 1) await page.keyboard.press('Control+=');
    await page.getByRole('button', { name: '显示右栏' }).click();
    const entry = (name: string) => page.getByRole('list', { name: '大纲' }).getByRole('button', { name, exact: true });
    const second = await entry('第2条').boundingBox();
    const fifth = await entry('第5条').boundingBox();
    if (!second || !fifth) throw new Error('an entry is not shown');
    const [x, y] = [second.x + 30, second.y + second.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, fifth.y + fifth.height * 0.8, { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(async () => (await savedLines(page, id)).slice(1), soon)
      .toEqual(['第1条', '第3条', '第4条', '第5条', '第2条', ...names.slice(5)]);
    await page.mouse.move(x, y);
    await page.mouse.down();
    const bottom = await page.evaluate(() => innerHeight - 20);
    for (let count = 0; count < 60; count += 1) await page.mouse.move(x + (count % 2), bottom);
    await page.locator('.outline-after').waitFor();
    await expect.poll(() => entry('第30条').isVisible(), soon).toBe(true);
    await page.mouse.up();
    await expect.poll(async () => (await savedLines(page, id)).at(-1), soon).toBe('第3条');
    expect(pageErrors).toEqual([]);
  },
);
