import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import {
  anchorOf,
  articleContent,
  finalArticle,
  foundedDirectory,
  issueOf,
  passwordOf,
  printOnce,
  publicationOf,
  signIn,
  value,
} from '../office/office/foundedOffice.ts';
import { compose } from './compose.ts';
import { whyNoDisplay } from './display.ts';
import { dress } from './dress.ts';
import { caretBehind, openArticle, savedLines } from './editedArticle.ts';
import { openProgram, signInAs } from './openProgram.ts';
import { violations } from './violations.ts';
import { picture } from './wholeJob/window.ts';

const whyNot = whyNoDisplay();
const soon = { timeout: 60_000, interval: 100 };
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });
const lines = ['全镇装灯三百盏，其中码头四十盏。', '夜里上岸不再摸黑。', '下一步，写进村规民约。'];
const begun = { title: ['渡口的灯'], source: null, body: lines.map(paragraph) };

/** Selects words of the text as a person would: from their beginning with Shift and the arrow key. */
async function selectWords(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: '稿件正文' }).evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at >= 0) document.getSelection()?.setPosition(node, at);
    }
  }, words);
  await page.getByRole('textbox', { name: '稿件正文' }).focus();
  for (let count = 0; count < words.length; count += 1) await page.keyboard.press('Shift+ArrowRight');
}

/** The words that are marked in the text as having comments. */
function markedWords(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [...(CSS.highlights.get('article-comment') ?? [])].map(String));
}

test.skipIf(whyNot)(
  titled('words are commented on, marked, answered, followed through changes, dealt with, and told when they are gone'),
  async () => {
    const { page, id, pageErrors } = await openArticle(begun);
    await selectWords(page, '三百盏');
    await page.keyboard.press('Control+Alt+m');
    const form = page.getByRole('form', { name: '批注' });
    await form.getByText('三百盏').waitFor();
    // The form has the focus: it is written and added by keys alone.
    await page.keyboard.type('请核实数目');
    await page.keyboard.press('Control+Enter');
    const list = page.getByRole('list', { name: '批注', exact: true });
    await list.getByText('请核实数目').waitFor();
    expect(await markedWords(page)).toEqual(['三百盏']);
    expect(await page.getByRole('tab', { name: /批注/ }).innerText()).toBe('批注1');

    await list.getByRole('button', { name: '答复' }).click();
    await page.keyboard.type('已问过镇里');
    await page.keyboard.press('Control+Enter');
    await list.getByRole('list', { name: '答复' }).getByText('已问过镇里').waitFor();

    // A second one, on the sentence the caret stands in; then both go with the text, an open composition among it.
    await caretBehind(page, '夜里上岸不再摸黑。');
    await page.keyboard.press('Control+Alt+m');
    await page.keyboard.type('这句好');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => markedWords(page), soon).toEqual(['三百盏', '夜里上岸不再摸黑。']);
    await page.evaluate(() => document.getSelection()?.removeAllRanges());
    await caretBehind(page, '渡口的灯');
    await (await compose(page, 'jieshao')).choose('（介绍）');
    await selectWords(page, '全镇');
    await page.keyboard.type('今年全镇共');
    await expect.poll(() => markedWords(page), soon).toEqual(['三百盏', '夜里上岸不再摸黑。']);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await picture(page, 'articles-comments');
    expect(await violations(page)).toEqual([]);
    await dress(page, { theme: 'dark', zoom: 1.5 });
    await picture(page, 'articles-comments-dark-150');
    expect(await violations(page)).toEqual([]);
    await dress(page, { theme: 'light', zoom: 1 });
    await expect.poll(() => savedLines(page, id), soon).toContain('今年全镇共装灯三百盏，其中码头四十盏。');

    // The quote leads to its place, and the caret in commented words chooses the comment.
    await list.getByRole('button', { name: /到正文中看“三百盏”/ }).click();
    await expect.poll(() => page.evaluate(() => String(document.getSelection())), soon).toBe('三百盏');
    await page.getByText('夜里上岸不再摸黑。').last().click();
    await expect
      .poll(() => list.getByRole('listitem').filter({ hasText: '这句好' }).first().getAttribute('aria-current'), soon)
      .toBe('true');

    // What is copied is the text and nothing else.
    const copied = await page.evaluate(() => {
      const data = new DataTransfer();
      const text = document.querySelector('[role=textbox][aria-label=稿件正文]');
      if (text) document.getSelection()?.selectAllChildren(text);
      text?.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
      return data.types.map((type) => data.getData(type)).join('\n');
    });
    expect(copied).not.toMatch(/请核实数目|已问过镇里|comment/);

    // Words that are gone are told; undone, they have their comment again.
    await selectWords(page, '三百盏');
    await page.keyboard.press('Delete');
    await list.getByText('原文已删：三百盏').waitFor();
    await expect.poll(() => markedWords(page), soon).toEqual(['夜里上岸不再摸黑。']);
    await page.keyboard.press('Control+z');
    await list.getByRole('button', { name: /到正文中看“三百盏”/ }).waitFor();

    const first = list.getByRole('listitem').filter({ hasText: '请核实数目' }).first();
    await first.getByRole('button', { name: '办结' }).click();
    await page.getByText('已办结1条').first().click();
    await page
      .getByRole('list', { name: '已办结1条' })
      .getByText(/闻禾　.*办结/)
      .waitFor();
    await expect.poll(() => markedWords(page), soon).toEqual(['夜里上岸不再摸黑。']);
    await page.getByRole('list', { name: '已办结1条' }).getByRole('button', { name: '重开' }).click();
    await expect.poll(() => markedWords(page), soon).toEqual(['三百盏', '夜里上岸不再摸黑。']);

    // What is half written is not put away unasked.
    await selectWords(page, '三百盏');
    await page.keyboard.press('Control+Alt+m');
    await page.keyboard.type('写错了');
    await page.getByRole('form', { name: '批注' }).getByRole('button', { name: '不做' }).click();
    const question = page.getByRole('dialog', { name: '放弃正在写的批注？' });
    await question.getByRole('button', { name: '不做' }).click();
    expect(await page.getByRole('form', { name: '批注' }).getByLabel('批注').inputValue()).toBe('写错了');
    await page.getByRole('form', { name: '批注' }).getByRole('button', { name: '不做' }).click();
    await question.getByRole('button', { name: '放弃' }).click();
    await page.getByRole('form', { name: '批注' }).waitFor({ state: 'detached' });

    // Half a comment is added rather than lost when one goes elsewhere.
    await caretBehind(page, '写进村规民约。');
    await page.keyboard.press('Control+Alt+m');
    await page.keyboard.type('还没写完');
    await page.keyboard.press('Alt+1');
    await page.getByText('没有写完的批注已先加上。').waitFor();
    await page.keyboard.press('Alt+2');
    await page.getByRole('option', { name: /渡口的灯/ }).click();
    await page.getByRole('tab', { name: '批注3' }).click();
    await page.getByText('还没写完').waitFor();
    expect(pageErrors).toEqual([]);
  },
);

test.skipIf(whyNot)(
  titled('who only reads comments too; 送审 is held up by open ones, leads to each, and takes a reason'),
  async () => {
    const { directory } = await foundedDirectory();
    const office = createOffice({ print: printOnce, directory });
    await signIn(office, 'wenhe');
    await publicationOf(office);
    const article = await finalArticle(office);
    await issueOf(office, [article.id]);
    await signIn(office, 'qiaoyi');
    const anchor = anchorOf('村口', articleContent(article.title, '今年以来，澜溪县把便民服务做到村口。'));
    value(await office.client.addArticleComment({ id: article.id, anchor, text: '村口指哪几个村？' }));
    office.close();

    const { page, pageErrors } = await openProgram(directory);
    await signInAs(page, 'qiaoyi', passwordOf('qiaoyi'));
    await page.keyboard.press('Alt+2');
    await page.getByRole('option', { name: /村口服务点/ }).click();
    // A text that is only read has no caret: the words are found.
    await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
    await page.keyboard.press('Control+f');
    await page.getByRole('search').getByRole('textbox').first().waitFor();
    await page.keyboard.type('便民服务');
    const shown = (name: string) => page.evaluate((one) => CSS.highlights.get(one)?.size, name);
    await expect.poll(() => shown('find'), soon).toBe(1);
    await page.keyboard.press('Enter');
    await expect.poll(() => shown('find-current'), soon).toBe(1);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Alt+m');
    await page.keyboard.type('加一句效果');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('list', { name: '批注', exact: true }).getByText('加一句效果').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('切换用户');
    await page.keyboard.press('Enter');

    await signInAs(page, 'wenhe', passwordOf('wenhe'));
    await page.keyboard.press('Alt+3');
    await page.getByRole('option', { name: /澜溪信息/ }).click();
    await page.getByRole('button', { name: '送审', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /送审/ });
    await dialog.getByText(/“便民服务”处的批注没有处理：加一句效果/).waitFor();
    const submit = dialog.getByRole('button', { name: '送审', exact: true });
    expect(await submit.isDisabled()).toBe(true);
    await picture(page, 'issues-submit-comments');
    await dialog.getByRole('button', { name: /便民服务.*处的批注/ }).click();
    await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
    await page.getByRole('tab', { name: '批注2' }).click();
    await page.getByRole('list', { name: '批注', exact: true }).getByText('加一句效果').waitFor();

    await page.keyboard.press('Alt+3');
    await page.getByRole('option', { name: /澜溪信息/ }).click();
    await page.getByRole('button', { name: '送审', exact: true }).click();
    await dialog.getByLabel('带着批注送审的理由').fill('下一期一并改');
    await submit.click();
    await page.getByText('带着2条没有处理的批注送审：下一期一并改').first().waitFor();
    expect(pageErrors).toEqual([]);
  },
);
