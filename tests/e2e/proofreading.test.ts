import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { foundedDirectory, passwordOf, printOnce, signIn, value } from '../office/office/foundedOffice.ts';
import { inputMethod } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { caretBehind, type EditedArticle, savedLines, signInAndOpen } from './editedArticle.ts';
import { settle } from './editorArticle.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { directoryWithSubmittedIssue } from './reviewedIssue.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const soon = { timeout: 60_000, interval: 50 };
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });

/** The program with one article open, in an office whose lexicon has an entry of each kind. */
async function openChecked(lines: readonly string[]): Promise<EditedArticle> {
  const { directory } = await foundedDirectory();
  const office = createOffice({ print: printOnce, directory });
  await signIn(office, 'wenhe');
  const { client } = office;
  value(await client.saveTerm({ entry: { kind: 'form', right: '印发', wrong: ['下发'], note: '以办公室名义发文' } }));
  value(await client.saveTerm({ entry: { kind: 'form', right: '柳湾镇人民政府办公室', wrong: ['镇政府办'] } }));
  value(await client.saveTerm({ entry: { kind: 'avoid', words: '抓手', suggestion: '办法', reason: '套话' } }));
  value(
    await client.saveTerm({
      entry: { kind: 'name', right: '王晓明', sounds: true, oneCharacter: false, wrong: [] },
    }),
  );
  const content: ArticleContent = { title: ['渡口的灯'], source: null, body: lines.map(paragraph) };
  const { id } = value(await client.createArticle({ content, images: {} }));
  office.close();
  const program = await openProgram(directory);
  await signInAndOpen(program.page, '渡口的灯');
  return { ...program, id };
}

/** The words under wavy lines. */
function underlined(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    ([...(CSS.highlights.get('proofreading') ?? [])] as Range[])
      .sort((one, other) => one.compareBoundaryPoints(Range.START_TO_START, other))
      .map(String),
  );
}

/** What is told of a finding, with the menu of what can be done. */
const menuOf = (page: Page) => page.locator('.finding-menu');

test.skipIf(whyNot)(
  titled('a wrong form is underlined as it is typed, put right from its menu by keys, and by one step undone'),
  async () => {
    const { page, id, pageErrors } = await openChecked(['镇里议定：', '柳湾镇人民政府办公室记录，王小明主持。']);
    await expect.poll(() => underlined(page), soon).toEqual(['王小明']);
    await caretBehind(page, '镇里议定：');
    await page.keyboard.type('下发通知,');
    await expect.poll(() => underlined(page), soon).toEqual(['下发', '王小明']);
    await page.getByRole('button', { name: '校对2处' }).waitFor();
    // Going on in the line moves the underline along; the caret is where it was.
    await page.keyboard.press('Home');
    await page.keyboard.type('昨天');
    await expect.poll(() => underlined(page), soon).toEqual(['下发', '王小明']);

    await page.keyboard.press('F7');
    const menu = menuOf(page);
    await menu.getByText('“下发”应写作“印发”：以办公室名义发文').waitFor();
    await expect.poll(() => page.evaluate(() => String(document.getSelection())), soon).toBe('下发');
    await picture(page, 'proofreading-menu');
    await page.keyboard.press('F7');
    await menu.getByText('“王小明”可能是“王晓明”之误。').waitFor();
    await page.keyboard.press('Shift+F7');
    await menu.getByText('“下发”应写作“印发”').waitFor();
    await page.keyboard.press('Alt+Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), soon).toBe('改为“印发”');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
    await expect.poll(() => savedLines(page, id), soon).toContain('昨天镇里议定：印发通知，');
    await expect.poll(() => underlined(page), soon).toEqual(['王小明']);
    // The text has the keyboard: one key undoes it.
    await page.keyboard.press('Control+z');
    await expect.poll(() => savedLines(page, id), soon).toContain('昨天镇里议定：下发通知，');
    await expect.poll(() => underlined(page), soon).toEqual(['下发', '王小明']);

    // Esc closes the menu and nothing else; what is written on closes it too.
    await page.keyboard.press('F7');
    await menu.waitFor();
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+F10');
    await menu.waitFor();
    await page.keyboard.press('Escape');
    await caretBehind(page, '主持。');
    await page.keyboard.type('散会。');
    await expect.poll(() => savedLines(page, id), soon).toContain('柳湾镇人民政府办公室记录，王小明主持。散会。');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('the mouse opens the menu at the word; all places of it are looked at before they are replaced'),
  async () => {
    const { page, id, pageErrors } = await openChecked(['以此为抓手，下发通知。', '再次下发通知，宏扬中学来了。']);
    await expect.poll(() => underlined(page), soon).toEqual(['抓手', '下发', '下发', '宏扬']);
    const clickOn = async (words: string, button: 'left' | 'right') => {
      const place = await page.evaluate((wanted) => {
        const range = [...(CSS.highlights.get('proofreading') ?? [])].find((one) => String(one) === wanted) as Range;
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { x: (left + right) / 2, y: (top + bottom) / 2 };
      }, words);
      await page.mouse.click(place.x, place.y, { button });
    };
    const menu = menuOf(page);
    await clickOn('抓手', 'left');
    await menu.getByText('“抓手”不宜使用，可改为“办法”：套话').waitFor();
    await menu.getByRole('menuitem', { name: '改为“办法”' }).click();
    await expect.poll(() => savedLines(page, id), soon).toContain('以此为办法，下发通知。');
    await clickOn('下发', 'right');
    await menu.getByRole('menuitem', { name: '全文替换…' }).waitFor();
    // The office's own entry is changed in the lexicon, not by another.
    expect(await menu.getByRole('menuitem', { name: '加入用语…' }).count()).toBe(0);
    await clickOn('宏扬', 'right');
    await menu.getByText('“宏扬”应写作“弘扬”。').waitFor();
    await menu.getByRole('menuitem', { name: '加入用语…' }).click();
    const dialog = page.getByRole('dialog', { name: '增加用语' });
    expect(await dialog.getByLabel('规范写法').inputValue()).toBe('宏扬中学来');
    expect(await dialog.getByLabel('不用的写法').inputValue()).toBe('');
    await dialog.getByLabel('规范写法').fill('宏扬中学');
    await dialog.getByRole('button', { name: '保存用语' }).click();
    // What the office writes is right.
    await expect.poll(() => underlined(page), soon).toEqual(['下发', '下发']);
    await clickOn('下发', 'right');
    await menu.getByRole('menuitem', { name: '全文替换…' }).click();
    const question = page.getByRole('dialog', { name: '本篇的“下发”都改为“印发”' });
    await picture(page, 'proofreading-everywhere');
    await question.getByRole('button', { name: '替换2处' }).click();
    await page.getByText('已替换2处。').waitFor();
    await expect.poll(() => savedLines(page, id), soon).toContain('再次印发通知，宏扬中学来了。');
    await expect.poll(() => underlined(page), soon).toEqual([]);
    // What is typed is a step of its own; the replacement is one for all places.
    await page.keyboard.type('了');
    await page.keyboard.press('Control+z');
    await expect.poll(() => savedLines(page, id), soon).toContain('再次印发通知，宏扬中学来了。');
    await page.keyboard.press('Control+z');
    await expect.poll(() => savedLines(page, id), soon).toContain('再次下发通知，宏扬中学来了。');
    await expect.poll(() => savedLines(page, id), soon).toContain('以此为办法，下发通知。');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('putting right from the list leaves the keyboard in it and the selection where it is'),
  async () => {
    const { page, id, pageErrors } = await openChecked(['以此为抓手，下发通知。', '开会。']);
    await expect.poll(() => underlined(page), soon).toEqual(['抓手', '下发']);
    await caretBehind(page, '开会。');
    await page.keyboard.press('Shift+Home');
    await page.getByRole('button', { name: '校对2处' }).click();
    const list = page.getByRole('list', { name: '校对提示' });
    await list.getByRole('button', { name: '改为“印发”' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => savedLines(page, id), soon).toContain('以此为抓手，印发通知。');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')), soon)
      .toMatch(/^到正文中看：“抓手”/);
    await page.getByRole('textbox', { name: '稿件正文' }).focus();
    await expect.poll(() => page.evaluate(() => String(document.getSelection())), soon).toBe('开会。');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('where checking fails again and again it says so, and begins again when asked'),
  async () => {
    const { page, pageErrors } = await openChecked(['再次下发通知。']);
    await expect.poll(() => underlined(page), soon).toEqual(['下发']);
    await page.evaluate(() => {
      const whole = window.Worker;
      const broken = class extends EventTarget {
        onerror: (() => void) | undefined;
        postMessage(): void {
          queueMicrotask(() => this.onerror?.());
        }
        terminate(): void {}
      };
      Object.assign(window, { Worker: broken, mendWorkers: () => Object.assign(window, { Worker: whole }) });
    });
    // Another lexicon takes another worker.
    await page.evaluate(() =>
      window.neikan.call('saveTerm', { entry: { kind: 'form', right: '会议', wrong: ['开会'] } }),
    );
    await page.getByRole('button', { name: '校对没有运行' }).click();
    await page.getByText('校对没有运行，波浪线和提示可能不全。').waitFor();
    await picture(page, 'proofreading-failed');
    await page.evaluate(() => (window as unknown as { mendWorkers: () => void }).mendWorkers());
    await page.getByRole('button', { name: '再试' }).click();
    await page.getByRole('button', { name: '校对1处' }).waitFor();
    await expect.poll(() => underlined(page), soon).toEqual(['下发']);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('what is ignored in an article stays so when it is opened again, is listed, and is told again when asked'),
  async () => {
    const first = await openChecked(['以此为抓手，王小明下发通知。', '（以此为抓手。']);
    const { page } = first;
    await expect.poll(() => underlined(page), soon).toEqual(['抓手', '王小明', '下发', '（', '抓手']);
    await page.getByRole('button', { name: '校对5处' }).click();
    const list = page.getByRole('list', { name: '校对提示' });
    await list
      .getByRole('listitem')
      .filter({ hasText: '抓手' })
      .first()
      .getByRole('button', { name: '本篇忽略' })
      .click();
    await expect.poll(() => underlined(page), soon).toEqual(['王小明', '下发', '（']);
    await page.getByText('“抓手”在本篇中不再提示。').waitFor();
    await list
      .getByRole('listitem')
      .filter({ hasText: '“（”没有配对' })
      .getByRole('button', { name: '本篇忽略' })
      .click();
    await page.getByRole('button', { name: '校对2处' }).waitFor();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByText('本篇忽略2处').click();
    await picture(page, 'proofreading-list');
    expect(await violations(page)).toEqual([]);
    await dress(page, { theme: 'dark', zoom: 1.5 });
    await page.getByRole('textbox', { name: '稿件正文' }).focus();
    await page.keyboard.press('F7');
    await menuOf(page).waitFor();
    await picture(page, 'proofreading-list-dark-150');
    expect(await violations(page)).toEqual([]);
    await dress(page, { theme: 'light', zoom: 1 });
    expect(first.pageErrors).toEqual([]);
    await page.evaluate(() => window.neikan.desk('quit', {}));
    await first.ended;

    const { page: again, pageErrors } = await openProgram(first.directory);
    await signInAndOpen(again, '渡口的灯');
    await expect.poll(() => underlined(again), soon).toEqual(['王小明', '下发']);
    await again.getByRole('button', { name: '校对2处' }).click();
    await again.getByText('本篇忽略2处').click();
    await again.getByRole('button', { name: '恢复提示“抓手”' }).click();
    await expect.poll(() => underlined(again), soon).toEqual(['抓手', '王小明', '下发', '抓手']);
    // The list leads to the place.
    await again
      .getByRole('list', { name: '校对提示' })
      .getByRole('button', { name: /到正文中看：“王小明”/ })
      .click();
    await expect.poll(() => again.evaluate(() => String(document.getSelection())), soon).toBe('王小明');
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('a word composed beside, inside and over what is underlined is in the text whole, and nothing else is'),
  async () => {
    const { page, id, pageErrors } = await openChecked(['镇里下发通知。']);
    await expect.poll(() => underlined(page), soon).toEqual(['下发']);
    const method = await inputMethod(page);
    await caretBehind(page, '镇里下发通知。');
    await method.spell('jintian');
    // While the letters stand there nothing is checked and no menu comes.
    await page.keyboard.press('F7');
    expect(await menuOf(page).count()).toBe(0);
    await method.commit('今天再下发。');
    await expect.poll(() => underlined(page), soon).toEqual(['下发', '下发']);
    // Inside the first: between its two characters.
    await settle(page);
    await page.keyboard.press('Home');
    await settle(page);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight');
    await settle(page);
    await method.spell('fa');
    await method.show('发');
    await method.commit('发');
    await expect.poll(() => savedLines(page, id), soon).toContain('镇里下发发通知。今天再下发。');
    await page.keyboard.press('Backspace');
    await expect.poll(() => underlined(page), soon).toEqual(['下发', '下发']);
    // Over it: the words are selected by F7 and composed over.
    await page.keyboard.press('Home');
    await settle(page);
    await page.keyboard.press('F7');
    await menuOf(page).waitFor();
    await settle(page);
    await method.spell('yinfa');
    await method.commit('印发');
    await menuOf(page).waitFor({ state: 'detached' });
    await expect.poll(() => savedLines(page, id), soon).toContain('镇里印发通知。今天再下发。');
    await expect.poll(() => underlined(page), soon).toEqual(['下发']);
    await method.leave();
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled(
    'the lexicon is written, found by pinyin, changed, imported and deleted by its screen, and rules are switched off',
  ),
  async () => {
    const { directory } = await foundedDirectory();
    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /系统/ }).click();
    await page.getByRole('option', { name: '用语' }).click();
    await page.getByText('还没有用语').waitFor();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await picture(page, 'terms-empty');
    await page.getByRole('button', { name: '增加用语' }).click();
    const dialog = page.getByRole('dialog', { name: '增加用语' });
    await dialog.getByLabel('规范写法').fill('印发');
    await dialog.getByLabel('不用的写法').fill('印发');
    await dialog.getByText('误写中有规范写法本身。').waitFor();
    await dialog.getByLabel('不用的写法').fill('下发\n发放');
    await picture(page, 'terms-dialog');
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存用语' }).click();
    await page.getByText('“印发”已保存。').waitFor();

    const choose = async (text: string) => {
      await page.getByRole('button', { name: '导入', exact: true }).click();
      const buffer = Buffer.from(text);
      await page.locator('input[type=file]').setInputFiles({ name: '用语.csv', mimeType: 'text/csv', buffer });
      return page.getByRole('dialog', { name: '导入用语' });
    };
    const wrong = await choose('写法,账目,帐目\n写法,,帐本\n');
    await wrong.getByText('第2行：没有写规范写法。').waitFor();
    expect(await wrong.getByRole('button', { name: '导入', exact: true }).isDisabled()).toBe(true);
    await wrong.getByRole('button', { name: '不做' }).click();
    const right = await choose('写法,账目,帐目\n慎用,办法,抓手,套话\n名称,王晓明,,,同音\n写法,印发,下发\n');
    await right.getByText('将增加3条，改动1条，0条没有变化。').waitFor();
    await picture(page, 'terms-import');
    await right.getByRole('button', { name: '导入', exact: true }).click();
    await page.getByText('共4条').waitFor();

    await page.getByLabel('查找用语').fill('zhangmu');
    await page.getByText('1条，共4条').waitFor();
    await page.getByRole('option', { name: /账目/ }).click();
    await page.getByRole('button', { name: '修改', exact: true }).click();
    const change = page.getByRole('dialog', { name: '修改“账目”' });
    await change.getByLabel('说明').fill('钱财用账');
    await change.getByLabel('说明').press('Enter');
    await page.getByText('钱财用账').waitFor();
    await page.getByRole('button', { name: '删去', exact: true }).click();
    await page.getByRole('dialog', { name: '删去“账目”' }).getByRole('button', { name: '删去' }).click();
    await page.getByText('“账目”已删去。').waitFor();
    await page.getByLabel('查找用语').fill('');
    await page.getByText('共3条').waitFor();
    await page.getByText('通用规则').click();
    const rule = page.getByLabel('截止和截至：截止目前');
    await rule.click();
    await expect.poll(() => rule.isChecked(), soon).toBe(false);
    await picture(page, 'terms');
    expect(await violations(page)).toEqual([]);
    await dress(page, { theme: 'dark', zoom: 1.5 });
    await picture(page, 'terms-dark-150');
    expect(await violations(page)).toEqual([]);
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(titled('a reviewer who corrects an article has the same underlines and menu'), async () => {
  const { directory } = await directoryWithSubmittedIssue();
  const { page, pageErrors } = await openProgram(directory);
  await signInAs(page, 'qiaoyi', passwordOf('qiaoyi'));
  await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /审签/ }).click();
  await page
    .getByRole('option', { name: /澜溪信息/ })
    .first()
    .click();
  await page.getByRole('tab', { name: '文字' }).click();
  await page.getByRole('button', { name: '修改这篇：南坪镇整治沟渠保春灌' }).click();
  await caretBehind(page, '农田一万二千亩。');
  await page.keyboard.insertText('宏扬互助的风气。');
  await expect.poll(() => underlined(page), soon).toEqual(['宏扬']);
  // There is no list here: the bottom line goes to the next one.
  await page.getByRole('button', { name: '校对1处' }).click();
  await menuOf(page).getByText('“宏扬”应写作“弘扬”。').waitFor();
  await picture(page, 'proofreading-correction');
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '校对0处' }).waitFor();
  await page.getByRole('button', { name: '提交修改' }).click();
  await page.getByText('责任编辑的签署已经失效').waitFor();
  await page.getByText('弘扬互助的风气。').first().waitFor();
  expect(pageErrors).toEqual([]);
});
