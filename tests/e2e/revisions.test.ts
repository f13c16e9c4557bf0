import { expect, test } from 'vitest';
import { whyNoDisplay } from './display.ts';
import { caretBehind, openArticle, savedLines } from './editedArticle.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });
const begun = { title: ['渡口的灯'], source: null, body: ['全镇装灯三百盏。', '夜里上岸不再摸黑。'].map(paragraph) };

test.skipIf(whyNot)(
  titled('changes are listed with who made them, shown in the text, put back, accepted, and cleared away'),
  async () => {
    const { page, id, pageErrors } = await openArticle(begun);
    await caretBehind(page, '全镇装灯三百盏。');
    await page.keyboard.type('其中码头四十盏。');
    await caretBehind(page, '夜里上岸不再摸黑。');
    for (let count = 0; count < 5; count += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('有灯照着。');
    await page.keyboard.press('Enter');
    await page.keyboard.type('灯由近处人家照看。');

    await page.getByRole('tab', { name: '改动' }).click();
    const list = page.getByRole('listbox', { name: '改动列表' });
    await list.getByRole('option').nth(2).waitFor();
    expect((await list.getByRole('option').allInnerTexts()).map((text) => text.split('\n')[0])).toEqual([
      '增加“其中码头四十盏。”',
      '“不再摸黑”改为“有灯照着”',
      '增加“灯由近处人家照看。”',
    ]);
    expect(await list.getByRole('option').first().innerText()).toContain('闻禾');

    // Choosing one shows the marked copy; it can be put back, and that can be undone.
    await list.getByRole('option').nth(1).click();
    const marked = page.getByRole('region', { name: '花脸' });
    await marked.locator('del', { hasText: '不再摸黑' }).waitFor();
    await marked.locator('ins', { hasText: '有灯照着' }).waitFor();
    await picture(page, 'articles-marked');
    await page.getByRole('button', { name: '改回这处' }).click();
    await marked.locator('del').waitFor({ state: 'detached' });
    await expect.poll(() => savedLines(page, id)).toContain('夜里上岸不再摸黑。');
    await page.getByRole('button', { name: '撤销' }).last().click();
    await marked.locator('del', { hasText: '不再摸黑' }).waitFor();
    await expect.poll(() => savedLines(page, id)).toContain('夜里上岸有灯照着。');

    // A click on a change in the text chooses it in the list; accepted, it is told no more.
    await marked.locator('ins', { hasText: '其中码头四十盏。' }).click();
    await list.getByRole('option', { name: '其中码头四十盏', selected: true }).waitFor();
    await page.getByRole('button', { name: '接受这处' }).click();
    await page.getByText('已接受1处改动。').waitFor();
    await expect.poll(() => list.getByRole('option').count()).toBe(2);

    await page.getByLabel('看哪一种').selectOption('改前');
    await page.getByRole('region', { name: '改前' }).getByText('夜里上岸不再摸黑。').waitFor();
    await page.getByLabel('看哪一种').selectOption('改后');
    await page.getByRole('button', { name: '清稿' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '清稿' }).click();
    await page.getByText('没有改动', { exact: true }).waitFor();
    expect(await savedLines(page, id)).toEqual([
      '渡口的灯',
      '全镇装灯三百盏。其中码头四十盏。',
      '夜里上岸有灯照着。',
      '灯由近处人家照看。',
    ]);

    // What is written from here on is a change again; any version is set beside what stands there now.
    await caretBehind(page, '灯由近处人家照看。');
    await page.keyboard.type('坏了就修。');
    await list.getByRole('option', { name: '增加“坏了就修。”' }).waitFor();
    await page.getByRole('tab', { name: '版本' }).click();
    await page.getByRole('button', { name: /第1版/ }).click();
    await page.getByLabel('与现在的文字比较').check();
    await page.getByRole('dialog').locator('ins', { hasText: '其中码头四十盏。' }).waitFor();
    await picture(page, 'articles-compared');
    expect(pageErrors).toEqual([]);
  },
);
