import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import { inlineText } from '#shared/issue/inline.ts';
import { revisions } from '../../renderer/strings/revisions.ts';
import {
  fileDirectory,
  foundedDirectory,
  openOffice,
  passwordOf,
  printOnce,
  signIn,
  staff,
  value,
} from '../office/office/foundedOffice.ts';
import { type InputMethod, inputMethod } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { holds, openNoted, settle, shownLines } from './editorArticle.ts';
import { type HostPage, openHostPage } from './hostPage.ts';
import { signInAs } from './openProgram.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

interface Hands {
  readonly page: Page;
  readonly method: InputMethod;
  readonly press: (...keys: readonly string[]) => Promise<void>;
}

interface ImeCase {
  readonly name: string;
  /** № stands for the number of the case, so that each has a title of its own. */
  readonly input: string;
  readonly run: (hands: Hands) => Promise<void>;
  readonly output: string;
  /** What was done led away from the text: nothing is typed after it. */
  readonly isLeft?: true;
  /** Before caret and selection are placed. */
  readonly before?: (page: Page) => Promise<void>;
}

const body = (lines: string) => `title 渡口的灯№\n${lines}\nsource （柳湾镇委）`;
const dukou = async ({ method }: Hands) => {
  await method.spell('dukou');
  await method.commit('渡口');
};
const inspectorTab = (name: string) => async (page: Page) => {
  await page.getByRole('tab', { name, exact: true }).click();
};

const cases: readonly ImeCase[] = [
  {
    name: 'in a paragraph',
    input: body('paragraph 入冬|以来。'),
    run: dukou,
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'at the start of a paragraph',
    input: body('paragraph |以来。'),
    run: dukou,
    output: body('paragraph 渡口|以来。'),
  },
  {
    name: 'at the end of a paragraph',
    input: body('paragraph 入冬。|'),
    run: dukou,
    output: body('paragraph 入冬。渡口|'),
  },
  {
    name: 'in an empty article',
    input: 'title |\nparagraph\nsource',
    run: dukou,
    output: 'title 渡口|\nparagraph\nsource',
  },
  {
    name: 'in the first line of a body that is empty',
    input: 'title 渡口的灯№\nparagraph |\nsource （柳湾镇委）',
    run: dukou,
    output: body('paragraph 渡口|'),
  },
  {
    name: 'in the title',
    input: 'title 夜里|的灯№\nparagraph 灯亮了。\nsource （柳湾镇委）',
    run: dukou,
    output: 'title 夜里渡口|的灯№\nparagraph 灯亮了。\nsource （柳湾镇委）',
  },
  {
    name: 'in the subtitle',
    input: 'title 渡口的灯№\nsubtitle 一年|\nparagraph 灯亮了。\nsource （柳湾镇委）',
    run: dukou,
    output: 'title 渡口的灯№\nsubtitle 一年渡口|\nparagraph 灯亮了。\nsource （柳湾镇委）',
  },
  {
    name: 'in the source line',
    input: 'title 渡口的灯№\nparagraph 灯亮了。\nsource （柳湾|镇委）',
    run: dukou,
    output: 'title 渡口的灯№\nparagraph 灯亮了。\nsource （柳湾渡口|镇委）',
  },
  {
    name: 'in an empty source line',
    input: 'title 渡口的灯№\nparagraph 灯亮了。\nsource |',
    run: dukou,
    output: 'title 渡口的灯№\nparagraph 灯亮了。\nsource 渡口|',
  },
  {
    name: 'in a cell of a table',
    input: body('paragraph 灯。\ntable 1\n+ 村 / 盏\n+ 上|湾 / 40'),
    run: dukou,
    output: body('paragraph 灯。\ntable 1\n+ 村 / 盏\n+ 上渡口|湾 / 40'),
  },
  {
    name: 'in an empty cell of a table',
    input: body('paragraph 灯。\ntable 1\n+ 村 / 盏\n+ 上湾 / |'),
    run: dukou,
    output: body('paragraph 灯。\ntable 1\n+ 村 / 盏\n+ 上湾 / 渡口|'),
  },
  {
    name: 'in the caption of a picture',
    input: body('paragraph 灯。\nfigure a 夜|景'),
    run: dukou,
    output: body('paragraph 灯。\nfigure a 夜渡口|景'),
  },
  {
    name: 'in the empty caption of a picture',
    input: body('paragraph 灯。\nfigure a |'),
    run: dukou,
    output: body('paragraph 灯。\nfigure a 渡口|'),
  },
  {
    name: 'in the paragraph above a picture, at its end',
    input: body('paragraph 灯亮了。|\nfigure a 夜景\nparagraph 后文。'),
    run: dukou,
    output: body('paragraph 灯亮了。渡口|\nfigure a 夜景\nparagraph 后文。'),
  },
  {
    name: 'in the paragraph below a picture, at its start',
    input: body('paragraph 灯亮了。\nfigure a 夜景\nparagraph |后文。'),
    run: dukou,
    output: body('paragraph 灯亮了。\nfigure a 夜景\nparagraph 渡口|后文。'),
  },
  {
    name: 'in an item of a list',
    input: body('paragraph 灯。\n- 查|线\n- 换灯'),
    run: dukou,
    output: body('paragraph 灯。\n- 查渡口|线\n- 换灯'),
  },
  {
    name: 'in a heading',
    input: body('heading1 一、摸底|\nparagraph 走访。'),
    run: dukou,
    output: body('heading1 一、摸底渡口|\nparagraph 走访。'),
  },
  {
    name: 'right before bold',
    input: body('paragraph 村里|*备足*灯头。'),
    run: dukou,
    output: body('paragraph 村里渡口|*备足*灯头。'),
  },
  {
    name: 'within bold',
    input: body('paragraph 村里*备|足*灯头。'),
    run: dukou,
    output: body('paragraph 村里*备渡口|足*灯头。'),
  },
  {
    name: 'right behind bold',
    input: body('paragraph 村里*备足|*灯头。'),
    run: dukou,
    output: body('paragraph 村里*备足渡口|*灯头。'),
  },
  {
    name: 'within emphasis',
    input: body('paragraph 村里_备|足_灯头。'),
    run: dukou,
    output: body('paragraph 村里_备渡口|足_灯头。'),
  },
  {
    name: 'behind a superscript that ends the line',
    input: body('paragraph 水面2千m^2|^'),
    run: dukou,
    output: body('paragraph 水面2千m^2渡口|^'),
  },
  {
    name: 'with bold switched on before it',
    input: body('paragraph 村里|灯头。'),
    run: async (hands) => {
      await hands.press('Control+b');
      await dukou(hands);
    },
    output: body('paragraph 村里*渡口|*灯头。'),
  },
  {
    name: 'behind a run-in sentence',
    input: body('paragraph 一是走访。|走访十二村。'),
    run: dukou,
    output: body('paragraph 一是走访。渡口|走访十二村。'),
  },
  {
    name: 'within a run-in sentence',
    input: body('paragraph 一是走|访。走访十二村。'),
    run: dukou,
    output: body('paragraph 一是走渡口|访。走访十二村。'),
  },
  {
    name: 'that makes a run-in sentence',
    input: body('paragraph |走访。走访十二村。'),
    run: async ({ method }) => {
      await method.spell('yishi');
      await method.commit('一是');
    },
    output: body('paragraph 一是|走访。走访十二村。'),
  },
  {
    name: 'that ends a run-in sentence',
    input: body('paragraph 一是走访|'),
    run: async ({ method }) => {
      await method.spell('d');
      await method.commit('。');
    },
    output: body('paragraph 一是走访。|'),
  },
  {
    name: 'in place of a selection within a line',
    input: body('paragraph 入冬[以来]，灯亮了。'),
    run: dukou,
    output: body('paragraph 入冬渡口|，灯亮了。'),
  },
  {
    name: 'in place of a selection over a whole line',
    input: body('paragraph [入冬以来。]\nparagraph 后文。'),
    run: dukou,
    output: body('paragraph 渡口|\nparagraph 后文。'),
  },
  {
    name: 'in place of a selection over marks',
    input: body('paragraph 村里[*备足*灯]头。'),
    run: dukou,
    output: body('paragraph 村里渡口|头。'),
  },
  {
    name: 'in place of a selection over two paragraphs',
    input: body('paragraph 入冬[以来。\nparagraph 灯]亮了。'),
    run: dukou,
    output: body('paragraph 入冬渡口|亮了。'),
  },
  {
    name: 'in place of a selection over three paragraphs and their marks',
    input: body('paragraph 入冬[以*来。*\nparagraph 灯亮了。\nparagraph 村_里_]的灯。'),
    run: dukou,
    output: body('paragraph 入冬渡口|的灯。'),
  },
  {
    name: 'in place of a selection from a heading into the text',
    input: body('heading1 一、摸[底\nparagraph 走]访。'),
    run: dukou,
    output: body('heading1 一、摸渡口|访。'),
  },
  {
    name: 'in place of a selection from the title into the text',
    input: 'title 渡口的灯№[尾\nparagraph 入]冬。\nsource （柳湾镇委）',
    run: dukou,
    output: 'title 渡口的灯№渡口|\nparagraph 冬。\nsource （柳湾镇委）',
  },
  {
    name: 'in place of a selection over two cells',
    input: body('paragraph 灯。\ntable 1\n+ 村 / 盏\n+ 上[湾 / 4]0'),
    run: dukou,
    output: body('paragraph 灯。\ntable 1\n+ 村 / 盏\n+ 上渡口| / 0'),
  },
  {
    name: 'cancelled',
    input: body('paragraph 入冬|以来。'),
    run: async ({ method }) => {
      await method.spell('dukou');
      await method.cancel();
    },
    output: body('paragraph 入冬|以来。'),
  },
  {
    name: 'cancelled in an empty line, then begun anew',
    input: 'title 渡口的灯№\nparagraph |\nsource （柳湾镇委）',
    run: async (hands) => {
      await hands.method.spell('ye');
      await hands.method.cancel();
      await dukou(hands);
    },
    output: body('paragraph 渡口|'),
  },
  {
    name: 'over a selection, cancelled: what was selected is gone, as in every program, and undo brings it back',
    input: body('paragraph 入冬[以来]。'),
    run: async ({ method, page, press }) => {
      await method.spell('du');
      await method.cancel();
      await settle(page);
      await press('Control+z');
      await settle(page);
    },
    output: body('paragraph 入冬[以来]。'),
  },
  {
    name: 'of several syllables, turned into characters one after the other and back',
    input: body('paragraph 入冬|以来。'),
    run: async ({ method }) => {
      await method.spell('dukoudedeng');
      await method.show('渡口dedeng', 2);
      await method.show('渡口的deng', 3);
      await method.show('du口的deng', 2);
      await method.show('渡口的deng');
      await method.commit('渡口的灯');
    },
    output: body('paragraph 入冬渡口的灯|以来。'),
  },
  {
    name: 'with the candidate chosen by a digit',
    input: body('paragraph 入冬|以来。'),
    run: async ({ method }) => {
      await method.spell('dukou');
      await method.commit('渡扣', 'Digit3');
    },
    output: body('paragraph 入冬渡扣|以来。'),
  },
  {
    name: 'with the letters left as they are by Enter',
    input: body('paragraph 入冬|以来。'),
    run: async ({ method }) => {
      await method.spell('wifi');
      await method.commit('wifi', 'Enter');
    },
    output: body('paragraph 入冬wifi|以来。'),
  },
  {
    name: 'by handwriting: a character without a composition',
    input: body('paragraph 入冬|以来。'),
    run: async ({ method }) => {
      await method.commit('渡', 'Unidentified');
      await method.commit('口', 'Unidentified');
    },
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'by Wubi: the fourth letter of the code commits by itself',
    input: body('paragraph 入冬|以来。'),
    run: async ({ method }) => {
      await method.spell('iya');
      await method.commit('渡', 'KeyC');
      await method.spell('kkk');
      await method.commit('口', 'KeyK');
    },
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'two in a row, as fast as can be',
    input: body('paragraph 入冬|以来。'),
    run: async ({ method }) => {
      await Promise.all([
        ...['d', 'du'].map((letters) => method.show(letters)),
        method.insert('渡'),
        ...['k', 'ko', 'kou'].map((letters) => method.show(letters)),
        method.insert('口'),
      ]);
    },
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'many words in a row',
    input: body('paragraph |'),
    run: async ({ method }) => {
      for (const [letters, word] of [
        ['ru', '入'],
        ['dong', '冬'],
        ['yilai', '以来'],
        ['d', '，'],
        ['deng', '灯'],
      ] as const) {
        await method.spell(letters);
        await method.commit(word);
      }
    },
    output: body('paragraph 入冬以来，灯|'),
  },
  {
    name: 'with Backspace taking letters of it back',
    input: body('paragraph 入冬|以来。'),
    run: async ({ method }) => {
      await method.spell('dukouu');
      await method.takeBack();
      await method.commit('渡口');
    },
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'with Backspace taking all of it back, and one more key taking the character before it',
    input: body('paragraph 入冬天|以来。'),
    run: async ({ method, press }) => {
      await method.spell('du');
      await method.takeBack();
      await method.takeBack();
      await press('Backspace');
    },
    output: body('paragraph 入冬|以来。'),
  },
  {
    name: 'undone and done again',
    input: body('paragraph 入冬|以来。'),
    run: async (hands) => {
      await dukou(hands);
      await settle(hands.page);
      await hands.press('Control+z');
      expect((await shownLines(hands.page))[1]).toBe('入冬以来。');
      await hands.press('Control+y');
    },
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'over a selection across paragraphs, undone as one',
    input: body('paragraph 入冬[以来。\nparagraph 灯]亮了。'),
    run: async (hands) => {
      await dukou(hands);
      await settle(hands.page);
      for (let step = 0; step < 2; step += 1) await hands.press('Control+z');
    },
    output: body('paragraph 入冬[以来。\nparagraph 灯]亮了。'),
  },
  {
    name: 'at a new line made by Enter',
    input: body('paragraph 入冬。|'),
    run: async (hands) => {
      await hands.press('Enter');
      await dukou(hands);
      await hands.press('Enter');
      await dukou(hands);
    },
    output: body('paragraph 入冬。\nparagraph 渡口\nparagraph 渡口|'),
  },
  {
    name: 'while the text is saved by itself',
    input: body('paragraph 入冬|以来。'),
    run: async (hands) => {
      await hands.press('a');
      await hands.method.spell('duk');
      await hands.page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
      await hands.page.waitForTimeout(1000);
      await hands.method.spell('ou');
      await hands.method.commit('渡口');
    },
    output: body('paragraph 入冬a渡口|以来。'),
  },
  {
    name: 'with Ctrl+S and Ctrl+B pressed during it: the keys are the input method’s',
    input: body('paragraph 入冬|以来。'),
    run: async (hands) => {
      await hands.method.spell('duk');
      await hands.press('Control+s', 'Control+b');
      await hands.method.spell('ou');
      await hands.method.commit('渡口');
    },
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'with buttons of the tool bar pressed during it',
    input: body('paragraph 入冬|以来。'),
    run: async ({ page, method }) => {
      await method.spell('dukou');
      await page.getByRole('button', { name: '加重', exact: true }).click();
      await page.getByRole('button', { name: '插入表格' }).click();
      await method.commit('渡口');
    },
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'while the places found are shown',
    input: body('paragraph 入冬，渡口|的灯，渡口的船。'),
    before: async (page) => {
      await page.keyboard.press('Control+f');
      await page.getByRole('search').getByLabel('查找', { exact: true }).fill('渡口');
      await page.getByText('共3处').waitFor();
    },
    run: async (hands) => {
      await dukou(hands);
      await hands.page.getByText(/共4处/).waitFor();
    },
    output: body('paragraph 入冬，渡口渡口|的灯，渡口的船。'),
  },
  {
    name: 'while the changes are listed',
    input: body('paragraph 入冬|以来。'),
    before: inspectorTab('改动'),
    run: dukou,
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'while the pages are set beside it',
    input: body('paragraph 入冬|以来。'),
    before: inspectorTab('页面'),
    run: async (hands) => {
      await hands.method.spell('duk');
      await hands.page.waitForTimeout(1500);
      await hands.method.spell('ou');
      await hands.method.commit('渡口');
    },
    output: body('paragraph 入冬渡口|以来。'),
  },
  {
    name: 'within a place that is marked as a comment marks it',
    input: body('paragraph 入冬以|来，灯亮了。'),
    run: async (hands) => {
      await hands.page.evaluate(() => {
        const line = document.querySelector('.article-paragraph');
        const range = document.createRange();
        if (line) range.selectNodeContents(line);
        CSS.highlights.set('remark', new Highlight(range));
      });
      await dukou(hands);
      await hands.page.evaluate(() => CSS.highlights.delete('remark'));
    },
    output: body('paragraph 入冬以渡口|来，灯亮了。'),
  },
  {
    name: 'open when another line is clicked: the letters stay where they stood',
    input: body('paragraph 入冬|以来。\nparagraph 后文在此。'),
    run: async ({ page, method }) => {
      await method.spell('dukou');
      await page.getByRole('textbox', { name: '稿件正文' }).getByText('后文在此。').click();
      await settle(page);
      await page.keyboard.press('End');
      await settle(page);
    },
    output: body('paragraph 入冬dukou以来。\nparagraph 后文在此。|'),
  },
  {
    name: 'open when the words are looked for: the letters stay',
    input: body('paragraph 入冬|以来。'),
    run: async ({ page, method }) => {
      await method.spell('ye');
      await page.getByLabel('按标题或正文查找').click();
      await page.getByLabel('按标题或正文查找').blur();
    },
    output: body('paragraph 入冬ye以来。'),
    isLeft: true,
  },
  {
    name: 'open when another tab is chosen',
    input: body('paragraph 入冬|以来。'),
    run: async ({ page, method }) => {
      await method.spell('ye');
      await inspectorTab('版本')(page);
    },
    output: body('paragraph 入冬ye以来。'),
    isLeft: true,
  },
  {
    name: 'open when the marked copy is asked for and the text comes back',
    input: body('paragraph 入冬|以来。'),
    run: async ({ page, method }) => {
      await method.spell('ye');
      const views = page.getByLabel(revisions.view, { exact: true });
      await views.click();
      await page.keyboard.press('Escape');
      await views.selectOption('marked');
      await page.locator('.marked').first().waitFor();
      await views.selectOption('final');
    },
    output: body('paragraph 入冬ye以来。'),
    isLeft: true,
  },
  {
    name: 'open when a version is named',
    input: body('paragraph 入冬|以来。'),
    run: async ({ page, method }) => {
      await method.spell('ye');
      await page.getByRole('button', { name: '存为一版' }).click();
      await page.getByLabel('版本名称').fill('夜里');
      await page.getByRole('dialog').getByRole('button', { name: '存为一版' }).click();
      await page.getByText('已存为“夜里”').waitFor();
    },
    output: body('paragraph 入冬ye以来。'),
    isLeft: true,
  },
  {
    name: 'open at 定稿',
    input: body('paragraph 入冬|以来。'),
    run: async ({ page, method }) => {
      await method.spell('ye');
      await page.getByRole('button', { name: '定稿', exact: true }).click();
      await page.getByText('这篇稿件已定稿，只能看').waitFor();
    },
    output: body('paragraph 入冬ye以来。'),
    isLeft: true,
  },
];

describe.skipIf(whyNot)(titled('a Chinese input method composes'), () => {
  let program: HostPage;
  const table: string[] = [];
  beforeAll(async () => {
    const directory = join(fileDirectory(), 'data');
    const office = createOffice({ print: printOnce, directory });
    value(await office.client.foundOffice({ name: '澜溪县办公室', staffing: 'standard', people: [...staff] }));
    office.close();
    program = await openHostPage(directory);
    program.page.setDefaultTimeout(20_000);
    await signInAs(program.page, 'wenhe', passwordOf('wenhe'));
    await program.page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
  });
  afterAll(async () => {
    console.log(`${table.length} cases\n${table.join('\n')}`);
    await program?.end();
  });

  test.each(cases.map((one, index) => ({ ...one, number: index + 1 })))('$name', async (one) => {
    const { name, number, run, isLeft, before } = one;
    const { page } = program;
    const [input, output] = [one.input, one.output].map((text) => text.replaceAll('№', String(number))) as [
      string,
      string,
    ];
    const row = (verdict: string) => table.push(`${verdict} ${String(number).padStart(2)} ${name}`);
    const method = await inputMethod(page);
    const press = async (...keys: readonly string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    try {
      const id = await openNoted(page, input, before);
      await run({ page, method, press });
      await holds(page, id, output);
      if (!isLeft) {
        // What the browser wrote behind the editor's back would come apart at the next key.
        await settle(page);
        await press('x');
        await holds(page, id, output.includes('|') ? output.replace('|', 'x|') : output.replace(/\[[^\]]*\]/, 'x'));
      }
      row('held  ');
    } catch (error) {
      row('FAILED');
      throw error;
    } finally {
      await method.leave();
    }
  });
});

test.skipIf(whyNot)(titled('a word that is being chosen when the window is locked is on the disk'), async () => {
  const { directory } = await foundedDirectory();
  const program = await openHostPage(directory);
  try {
    const { page } = program;
    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
    const id = await openNoted(page, body('paragraph 入冬|以来。'));
    const method = await inputMethod(page);
    await method.spell('dukou');
    await page.getByRole('banner').getByRole('button', { name: /锁定/ }).click();
    expect(await program.ended).toEqual({ ok: true, value: 'lock' });
    const office = openOffice(directory);
    await signIn(office, 'wenhe');
    const { content } = value(await office.client.readArticle({ id }));
    expect(content.body.map((block) => ('inlines' in block ? inlineText(block.inlines) : block.role))).toEqual([
      '入冬dukou以来。',
    ]);
  } finally {
    await program.end();
  }
});

test.skipIf(whyNot)(
  titled('a word that is being chosen is kept when another article or person is chosen'),
  async () => {
    const { directory } = await foundedDirectory();
    const program = await openHostPage(directory);
    try {
      const { page } = program;
      await signInAs(page, 'wenhe', passwordOf('wenhe'));
      await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
      const first = await openNoted(page, body('paragraph 入冬|以来。').replace('№', '一'));
      const method = await inputMethod(page);
      await method.spell('ye');
      const second = await openNoted(page, body('paragraph 后|文。').replace('№', '二'));
      await holds(page, second, body('paragraph 后文。').replace('№', '二'));
      await (await inputMethod(page)).spell('deng');
      await page.getByRole('button', { name: '切换用户' }).click();
      await page.getByLabel('登录名', { exact: true }).waitFor();
      await signInAs(page, 'wenhe', passwordOf('wenhe'));
      await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
      await page.getByRole('option', { name: '渡口的灯一' }).click();
      await holds(page, first, body('paragraph 入冬ye以来。').replace('№', '一'));
      await page.getByRole('option', { name: '渡口的灯二' }).click();
      await holds(page, second, body('paragraph 后deng文。').replace('№', '二'));
    } finally {
      await program.end();
    }
  },
);
