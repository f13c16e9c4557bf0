import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { focus, focusIsOn, soon } from './byKeys.ts';
import { compose } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { caretBehind, openArticle, savedLines } from './editedArticle.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });

/** Puts the caret behind so many characters of a line, as slowly as a person: slate-react looks at it every 100 ms only. */
async function caretAt(page: Page, words: string, offset: number): Promise<void> {
  await page.getByText(words).click();
  await page.keyboard.press('Home');
  await page.waitForTimeout(300);
  for (let count = 0; count < offset; count += 1) await page.keyboard.press('ArrowRight');
}

async function runFromPalette(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  // What is found by pinyin is there once its table has come.
  await page.getByRole('dialog').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

test.skipIf(whyNot)(
  titled('signs become Chinese ones while one types, one key takes that back, and it can be switched off for good'),
  async () => {
    const { page, id, pageErrors } = await openArticle({ title: ['渡口的灯'], source: null, body: [paragraph('甲')] });
    const body = async () => (await savedLines(page, id)).slice(1).join('\n');
    await caretBehind(page, '甲');
    await page.keyboard.type(',');
    await (await compose(page, 'tashuo')).choose('他说');
    await page.keyboard.type(':"');
    await (await compose(page, 'nihao')).choose('你好');
    await page.keyboard.type('"...3.5--');
    await expect.poll(body, soon).toBe('甲，他说：“你好”……3.5--');
    await page.keyboard.press('Enter');
    await (await compose(page, 'yi')).choose('乙');
    await page.keyboard.type(';');
    await page.keyboard.press('Backspace');
    await (await compose(page, 'bing')).choose('丙');
    await page.keyboard.type('!');
    await page.keyboard.press('Control+z');
    await page.keyboard.type('(1)');
    await expect.poll(body, soon).toBe('甲，他说：“你好”……3.5--\n乙;丙!(1)');

    // In the middle of a composition nothing is touched; its own words are corrected once it is over.
    await page.keyboard.press('Enter');
    await page.keyboard.type('5%,');
    const method = await compose(page, 'qizhong');
    await page.getByText('5%,qizhong').waitFor();
    await method.choose('其中');
    await expect.poll(body, soon).toBe('甲，他说：“你好”……3.5--\n乙;丙!(1)\n5%，其中');

    await runFromPalette(page, '关闭自动更正');
    await page.getByText('自动更正标点已关闭。').waitFor();
    await caretBehind(page, '5%，其中');
    await page.keyboard.type(',"');
    await expect.poll(body, soon).toBe('甲，他说：“你好”……3.5--\n乙;丙!(1)\n5%，其中,"');
    await page.keyboard.press('Alt+6');
    await page.getByRole('option', { name: '外观和习惯' }).click();
    const box = page.getByLabel('自动更正标点');
    expect(await box.isChecked()).toBe(false);
    await picture(page, 'system-look');
    await box.check();
    await page.keyboard.press('Alt+2');
    await page.getByRole('option', { name: /渡口的灯/ }).click();
    await caretBehind(page, '5%，其中');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('?');
    await expect.poll(body, soon).toBe('甲，他说：“你好”……3.5--\n乙;丙!(1)\n5%，其中？');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('special characters are picked with the arrow keys, last used first, and the text has the caret back on Esc'),
  async () => {
    const { page, id, pageErrors } = await openArticle({
      title: ['渡口的灯'],
      source: null,
      body: [paragraph('甲乙'), paragraph('共28盏')],
    });
    const body = async () => (await savedLines(page, id)).slice(1).join('\n');
    await caretAt(page, '甲乙', 1);
    await page.keyboard.press('Alt+Shift+C');
    const panel = page.getByRole('region', { name: '特殊字符、日期和数字' });
    await panel.waitFor();
    await focusIsOn(page, '〔');
    // The brackets may take one line or two.
    for (let line = 0; line < 2 && (await focus(page)).name !== '……'; line += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await focusIsOn(page, '——');
    await picture(page, 'articles-signs');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await focusIsOn(page, '稿件正文');
    await page.keyboard.type('x');
    await expect.poll(body, soon).toBe('甲——……x乙\n共28盏');
    // By the button and the mouse; what was used last stands first.
    await page.getByRole('button', { name: '符号', exact: true }).click();
    const recent = panel.getByRole('group', { name: '最近用过' });
    await expect.poll(() => recent.getByRole('button').allInnerTexts(), soon).toEqual(['……', '——']);
    await panel.getByRole('button', { name: '℃' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(body, soon).toBe('甲——……x℃乙\n共28盏');
    await page.keyboard.press('Control+z');
    await expect.poll(body, soon).toBe('甲——……x乙\n共28盏');

    const today = await page.evaluate(() => {
      const now = new Date();
      return [`${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`, String(now.getFullYear())];
    });
    await caretAt(page, '共28盏', 2);
    await page.keyboard.press('Alt+Shift+N');
    await expect.poll(body, soon).toBe('甲——……x乙\n共二十八盏');
    await page.keyboard.press('Alt+Shift+N');
    await expect.poll(body, soon).toBe('甲——……x乙\n共28盏');
    await page.keyboard.press('End');
    await page.keyboard.press('Alt+Shift+D');
    await page.keyboard.press('Alt+Shift+G');
    await page.keyboard.type('7');
    await expect.poll(body, soon).toBe(`甲——……x乙\n共28盏${today[0]}〔${today[1]}〕7号`);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('in 专注 only the text is left; Esc or the same key brings everything back, and the caret stays where it was'),
  async () => {
    const body = Array.from({ length: 60 }, (_, index) => paragraph(`第${index + 1}段，各镇已经行动起来。`));
    const { page, id, pageErrors } = await openArticle({ title: ['渡口的灯'], source: null, body });
    await caretBehind(page, '第40段');
    const bars = page.locator('.rail, .topline, .bottomline, .toolbar, .pane-head, .pane-left, .pane-right');
    const shownBars = async () => (await bars.all()).length && (await bars.filter({ visible: true }).count());
    const before = await shownBars();
    expect(before).toBeGreaterThan(5);
    await page.keyboard.press('F9');
    await expect.poll(shownBars, soon).toBe(0);
    await page.keyboard.insertText('安静。');
    await page.getByText('第40段，各镇已经行动起来。安静。').waitFor();
    await picture(page, 'articles-focus');
    // The top thing only: first what is searched, then the quiet.
    await page.keyboard.press('Control+f');
    await page.getByRole('search').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('search').waitFor({ state: 'detached' });
    expect(await shownBars()).toBe(0);
    const method = await compose(page, 'jixu');
    await page.getByText('安静。jixu').waitFor();
    await method.choose('继续');
    expect(await shownBars()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(shownBars, soon).toBe(before);
    await focusIsOn(page, '稿件正文');
    await page.keyboard.insertText('写');
    await expect
      .poll(async () => (await savedLines(page, id))[40], soon)
      .toBe('第40段，各镇已经行动起来。安静。继续写');
    await page.keyboard.press('F9');
    await expect.poll(shownBars, soon).toBe(0);
    await page.getByRole('button', { name: '退出专注' }).click();
    await expect.poll(shownBars, soon).toBe(before);
    await runFromPalette(page, 'zhuanzhu');
    await expect.poll(shownBars, soon).toBe(0);
    // Another place is not left without its bars.
    await page.keyboard.press('Alt+3');
    await page.locator('.rail').waitFor();
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('阅读 shows the text 28 characters a line where one was writing, and Esc or the same key leads back there'),
  async () => {
    const long = '入冬以来，渡口的灯每天亮到后半夜，来往的人都看得见路。'.repeat(3);
    const body = Array.from({ length: 40 }, (_, index) => paragraph(`第${index + 1}段${long}`));
    const { page, pageErrors } = await openArticle({ title: ['渡口的灯'], source: null, body });
    await caretBehind(page, '第30段');
    await page.keyboard.press('F8');
    const reading = page.getByRole('region', { name: '阅读' });
    await reading.getByText('第30段').waitFor();
    await focusIsOn(page, '阅读');
    await picture(page, 'articles-reading');
    const inSight = () =>
      page
        .getByText('第30段')
        .filter({ visible: true })
        .evaluate((element) => {
          const { top, bottom } = element.getBoundingClientRect();
          return top < innerHeight && bottom > 0;
        });
    await expect.poll(inSight, soon).toBe(true);
    const measure = await reading
      .locator('.article-paragraph')
      .first()
      .evaluate((element) => {
        const { fontSize, width } = getComputedStyle(element);
        return Number.parseFloat(width) / Number.parseFloat(fontSize);
      });
    expect(measure).toBeCloseTo(28, 1);
    await page.keyboard.type('甲');
    expect(await reading.getByText('甲').count()).toBe(0);
    // Together with 专注, Esc ends the reading first.
    await page.keyboard.press('F9');
    await expect.poll(() => page.locator('.rail').isVisible(), soon).toBe(false);
    await page.keyboard.press('Escape');
    await reading.waitFor({ state: 'detached' });
    await expect.poll(inSight, soon).toBe(true);
    await focusIsOn(page, '稿件正文');
    expect(await page.locator('.rail').isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.locator('.rail').waitFor();
    await page.keyboard.press('F8');
    await reading.waitFor();
    await page.keyboard.press('F8');
    await reading.waitFor({ state: 'detached' });
    await focusIsOn(page, '稿件正文');
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: '快捷键' });
    for (const name of ['专注', '阅读', '特殊字符、日期和数字', '数字和汉字互换'])
      await help.getByText(name, { exact: true }).waitFor();
    expect(pageErrors).toEqual([]);
  },
);
