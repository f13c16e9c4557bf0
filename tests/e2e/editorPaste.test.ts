import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createOffice } from '#office/office.ts';
import { paste } from '../../renderer/strings/paste.ts';
import { fileDirectory, passwordOf, printOnce, staff, value } from '../office/office/foundedOffice.ts';
import { whyNoDisplay } from './display.ts';
import { holds, openNoted, savedNotation, settle } from './editorArticle.ts';
import { type HostPage, openHostPage } from './hostPage.ts';
import { signInAs } from './openProgram.ts';

const whyNot = whyNoDisplay();
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
const soon = { timeout: 20_000, interval: 50 };
const folder = new URL('../fixtures/paste/', import.meta.url);
const kinds = { html: 'text/html', plain: 'text/plain', rtf: 'text/rtf' } as const;

interface Sample {
  readonly name: string;
  readonly clipboard: Readonly<Record<string, string>>;
  readonly expected: readonly string[];
  readonly refused: number;
  readonly isNothing: boolean;
}

/** What a program puts on the clipboard, with the lines it becomes beside it. */
function readSample(name: string): Sample {
  const file = (ending: string) => new URL(`${name}.${ending}`, folder);
  const lines = readFileSync(file('txt'), 'utf8').trimEnd().split('\n');
  const refused = Number(/^refused (\d+)$/.exec(lines[0] ?? '')?.[1] ?? 0);
  const isNothing = lines[0] === 'nothing';
  const present = Object.entries(kinds).filter(([ending]) => existsSync(file(ending)));
  const clipboard = Object.fromEntries(present.map(([ending, kind]) => [kind, readFileSync(file(ending), 'utf8')]));
  // Whoever gives HTML gives its words too.
  if (clipboard['text/html'] && !clipboard['text/plain']) clipboard['text/plain'] = '文字';
  const expected = (refused > 0 || isNothing ? lines.slice(1) : lines).map((line) => line.trimEnd());
  return { name, clipboard, expected, refused, isNothing };
}

const samples = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readSample(name.slice(0, -4)));

/** Puts on the clipboard what another program would have put there, and pastes it as a person does. */
async function pasteFrom(page: Page, clipboard: Sample['clipboard']): Promise<void> {
  await page.evaluate((kept) => {
    const give = (event: ClipboardEvent) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      for (const [kind, content] of Object.entries(kept)) event.clipboardData?.setData(kind, content);
    };
    addEventListener('copy', give, { capture: true, once: true });
  }, clipboard);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+v');
}

/** What the program says at the moment; a notice that is read is closed. */
async function takeNotices(page: Page): Promise<readonly string[]> {
  const notices = page.locator('.announcements .notice');
  const said = await notices.allInnerTexts();
  for (const close of await notices.getByRole('button').all()) await close.click({ timeout: 2000 }).catch(() => {});
  return said;
}

describe.skipIf(whyNot)(titled('what other programs put on the clipboard'), () => {
  let program: HostPage;
  beforeAll(async () => {
    const directory = join(fileDirectory(), 'data');
    const office = createOffice({ print: printOnce, directory });
    value(await office.client.foundOffice({ name: '澜溪县办公室', staffing: 'standard', people: [...staff] }));
    office.close();
    program = await openHostPage(directory);
    await signInAs(program.page, 'wenhe', passwordOf('wenhe'));
    await program.page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
  });
  afterAll(() => program?.end());

  test.each(samples)('$name keeps its structure and nothing else, in one step', async (sample) => {
    const { page } = program;
    const id = await openNoted(page, `title ${sample.name}\nparagraph |\nsource （柳湾镇委）`);
    await takeNotices(page);
    await pasteFrom(page, sample.clipboard);
    const bodyOf = async () =>
      (await savedNotation(page, id)).replaceAll('[', '⟦').replaceAll(']', '⟧').split('\n').slice(1, -1);
    if (sample.isNothing) await page.getByText(paste.nothing).waitFor();
    const expected = sample.expected.length > 0 ? sample.expected : ['paragraph'];
    await vi.waitFor(async () => expect(await bodyOf()).toEqual(expected), soon);
    const said = await takeNotices(page);
    const refusals = said.flatMap((text) => /有(\d+)幅图片没有随文字带来/.exec(text)?.[1] ?? []);
    expect(refusals).toEqual(sample.refused > 0 ? [String(sample.refused)] : []);
    if (sample.isNothing) return;
    // Putting a notice away took the focus.
    await page.getByRole('textbox', { name: '稿件正文' }).focus();
    await settle(page);
    await page.keyboard.press('Control+z');
    await holds(page, id, `title ${sample.name}\nparagraph\nsource （柳湾镇委）`);
  });

  test('a paste right behind typed words is a step of its own, in the title too', async () => {
    const { page } = program;
    const id = await openNoted(page, 'title 一步|\nparagraph 灯。\nsource （柳湾镇委）');
    await page.keyboard.type('x');
    await pasteFrom(page, { 'text/plain': '渡口' });
    await holds(page, id, 'title 一步x渡口\nparagraph 灯。\nsource （柳湾镇委）');
    await settle(page);
    await page.keyboard.press('Control+z');
    await holds(page, id, 'title 一步x\nparagraph 灯。\nsource （柳湾镇委）');
  });
});

describe.skipIf(whyNot)(titled('what is copied out'), () => {
  let program: HostPage;
  beforeAll(async () => {
    const directory = join(fileDirectory(), 'data');
    const office = createOffice({ print: printOnce, directory });
    value(await office.client.foundOffice({ name: '澜溪县办公室', staffing: 'standard', people: [...staff] }));
    office.close();
    program = await openHostPage(directory);
    await signInAs(program.page, 'wenhe', passwordOf('wenhe'));
    await program.page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
  });
  afterAll(() => program?.end());

  /** Copies with Ctrl+C and gives everything that is on the clipboard then. */
  async function copied(page: Page): Promise<Readonly<Record<string, string>>> {
    await page.evaluate(() => {
      const kept = window as unknown as { copied: Record<string, string> };
      kept.copied = {};
      const look = (event: ClipboardEvent) => {
        for (const kind of event.clipboardData?.types ?? [])
          kept.copied[kind] = event.clipboardData?.getData(kind) ?? '';
      };
      addEventListener('copy', look, { once: true });
    });
    await page.keyboard.press('Control+c');
    return page.evaluate(() => (window as unknown as { copied: Record<string, string> }).copied);
  }

  test('is the words, roles and marks, without hints, changes, places found or names of elements', async () => {
    const { page } = program;
    await openNoted(
      page,
      `title 夜里[也亮\nparagraph 一是走访。*走访*十二<村。\nheading1 一、摸底\n# 查线\n# 换灯
      table 1\n+ 村{1x2}\n+ 上湾 / 40\nfigure a\nparagraph 水面2千米^2^]，后文。\nsource （柳湾镇委）`,
    );
    const clipboard = await copied(page);
    expect(Object.keys(clipboard).toSorted()).toEqual(['application/x-slate-fragment', 'text/html', 'text/plain']);
    expect(clipboard['text/plain']).toBe(
      '也亮\n一是走访。走访十二<村。\n一、摸底\n查线\n换灯\n村\n上湾\t40\n\n水面2千米2',
    );
    expect(clipboard['text/html']?.replaceAll('\n', '')).toBe(
      '<p>也亮</p><p>一是走访。<b>走访</b>十二&lt;村。</p><h1>一、摸底</h1><ol><li>查线</li><li>换灯</li></ol>' +
        '<table border="1"><thead><tr><th colspan="2">村</th></tr></thead><tbody><tr><td>上湾</td><td>40</td></tr></tbody></table>' +
        '<p>水面2千米<sup>2</sup></p>',
    );
    const fragment = decodeURIComponent(atob(clipboard['application/x-slate-fragment'] ?? ''));
    const keys = new Set([...fragment.matchAll(/"(\w+)":/g)].map(([, key]) => key));
    expect([...keys].toSorted()).toEqual(
      ['bold', 'children', 'columnSpan', 'headerRows', 'image', 'ordered', 'role', 'superscript', 'text'].toSorted(),
    );
  });

  test('comes back as it was, and the words of one line join another', async () => {
    const { page } = program;
    const lines = 'paragraph 走*访*。\nheading2 （一）摸底\n- 查线\ntable 1\n+ 村{1x2}\n+ 上湾 / 40\nquote 灯亮了';
    await openNoted(
      page,
      `title 抄出\nparagraph [走*访*。\n${lines.split('\n').slice(1).join('\n')}]\nsource （柳湾镇委）`,
    );
    await page.keyboard.press('Control+c');
    const id = await openNoted(page, 'title 抄入\nparagraph |\nsource （柳湾镇委）');
    await page.keyboard.press('Control+v');
    await holds(page, id, `title 抄入\n${lines}\nsource （柳湾镇委）`);

    await openNoted(page, 'title 抄一行\nheading1 一、摸[底清]楚\nparagraph 灯。\nsource （柳湾镇委）');
    await page.keyboard.press('Control+c');
    const joined = await openNoted(page, 'title 并一行\nparagraph 前|后\nsource （柳湾镇委）');
    await page.keyboard.press('Control+v');
    await holds(page, joined, 'title 并一行\nparagraph 前底清后\nsource （柳湾镇委）');
    await settle(page);
    await page.keyboard.press('Control+z');
    await holds(page, joined, 'title 并一行\nparagraph 前后\nsource （柳湾镇委）');
  });

  test('holds nothing of places found, of comments on the words, and of what was changed in them', async () => {
    const { page } = program;
    const words = 'paragraph 入冬[以来，渡口的]灯。';
    await openNoted(page, `title 有记号\n${words}\nsource （柳湾镇委）`);
    await page.keyboard.press('Control+Alt+m');
    const form = page.getByRole('form', { name: '批注' });
    await form.getByLabel('批注').fill('请核对渡口的名称。');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('list', { name: '批注', exact: true }).getByText('请核对渡口的名称。').waitFor();
    const text = page.getByRole('textbox', { name: '稿件正文' });
    await text.getByText('入冬').click();
    await page.keyboard.press('Home');
    await page.keyboard.type('x');
    await page.getByRole('tab', { name: '改动', exact: true }).click();
    await page.keyboard.press('Control+f');
    await page.getByRole('search').getByLabel('查找', { exact: true }).fill('渡口');
    await page.getByText('共1处').waitFor();
    await text.getByText('入冬').click();
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await settle(page);
    const clipboard = await copied(page);
    expect(clipboard['text/html']).toBe('<p>x入冬以来，渡口的灯。</p>');
    expect(clipboard['text/plain']).toBe('x入冬以来，渡口的灯。');
    expect(decodeURIComponent(atob(clipboard['application/x-slate-fragment'] ?? ''))).toBe(
      JSON.stringify([{ role: 'paragraph', children: [{ text: 'x入冬以来，渡口的灯。' }] }]),
    );
  });
});
