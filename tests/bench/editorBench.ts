import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import { runProgram } from '#hosts/runProgram.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { startDisplay, whyNoDisplay } from '../e2e/display.ts';
import type { BenchRow } from './benchRow.ts';
import type { ComparedEditor } from './editor/comparedPage.ts';
import { openComparedPage } from './editor/openComparedPage.ts';
import { quantile, typeInto } from './editor/typeInto.ts';
import { answered, editor, foundOffice } from './foundOffice.ts';
import { median } from './timing.ts';

const suite = 'editor';
const lengths = [5_000, 50_000, 500_000] as const;
const rounds = 5;
/** What is typed in, by the names in the table. */
const compared = ['ProseMirror', 'contenteditable'] as const satisfies readonly ComparedEditor[];
const paragraph =
  '入冬以来，柳湾镇把渡口的灯一盏一盏换过，夜里过河的人看得见台阶，也看得见对岸。守灯的人两班轮着来，' +
  '灯坏了当夜就修，线断了第二天就接，镇里每月把用电和修灯的账贴在渡口的墙上，谁都可以看，谁都可以问清楚。';

/**
 * From the key to the frame in which it stands, opening, and memory, in the window of the whole program, which saves as
 * one types; beside it ProseMirror and a bare contenteditable with the same words in the same look, in a second window of
 * the same host, in turns, so that what else the machine does falls on all of them. Then once more with the changes
 * listed and every place found shown. A lexicon is kept to all the while: every paragraph has a place underlined.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const reason = whyNoDisplay();
  if (reason) {
    process.stderr.write(`editor skipped: ${reason}\n`);
    return [];
  }
  await startDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'neikan-editor-bench-'));
  const directory = join(folder, 'data');
  try {
    await foundOffice(directory, async (client) => {
      answered(await client.importTerms({ bytes: new TextEncoder().encode(lexicon()) }));
      for (const characters of lengths) {
        answered(await client.createArticle({ content: articleOf(characters), images: {} }));
      }
    });
    const rows: BenchRow[] = [];
    const beside = await openComparedPage();
    const host = await createChromiumHost({
      onPage: async (page) => {
        try {
          await page.waitForSelector('main');
          await page.getByLabel('登录名', { exact: true }).selectOption(editor.id);
          await page.getByLabel('口令', { exact: true }).fill(editor.password);
          await page.keyboard.press('Enter');
          await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
          for (const characters of lengths) rows.push(...(await measure(page, beside.page, characters)));
          rows.push(...growthRows(rows));
        } finally {
          await page.evaluate(() => window.neikan.desk('quit', {}));
        }
      },
    });
    await runProgram(host, directory);
    await beside.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function linesOf(characters: number): readonly string[] {
  return Array.from({ length: Math.round(characters / paragraph.length) }, () => paragraph);
}

/** As large as an office's, with an entry of every kind and one that each paragraph breaks. */
function lexicon(): string {
  const forms = Array.from({ length: 400 }, (_, at) => `写法,柳湾镇第${at}村民委员会,第${at}村委会；柳湾${at}村委`);
  const names = Array.from({ length: 99 }, (_, at) => `名称,柳湾镇第${at}号渡口管理所,,,同音；一字之差`);
  return [...forms, ...names, '写法,守灯人,守灯的人'].join('\n');
}

function articleOf(characters: number): ArticleContent {
  const body = linesOf(characters).map((text) => ({ role: 'paragraph' as const, inlines: [{ text }] }));
  return { title: [`渡口的灯${characters}`], source: null, body };
}

type Measured = Record<'editor' | ComparedEditor, number[]>;

async function measure(page: Page, other: Page, characters: number): Promise<readonly BenchRow[]> {
  const text = `${characters} characters`;
  const openings: Measured = { editor: [], ProseMirror: [], contenteditable: [] };
  const memories: Measured = { editor: [], ProseMirror: [], contenteditable: [] };
  const times: Measured = { editor: [], ProseMirror: [], contenteditable: [] };
  const readings: number[] = [];
  const drawings: number[] = [];
  const withFound: number[] = [];
  const withAll: number[] = [];
  const lines = JSON.stringify(linesOf(characters));
  // The first round warms everything up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const counts = round > 0;
    await leaveArticle(page);
    const opened = await openArticle(page, characters);
    await page.getByRole('button', { name: `校对${linesOf(characters).length}处` }).waitFor();
    const typed = await typeInto(page, '.article-editing .article-paragraph');
    const held = await heapOf(page);
    if (counts) {
      openings.editor.push(opened.shownMs);
      readings.push(opened.readMs);
      drawings.push(opened.drawnMs);
      times.editor.push(...typed);
      memories.editor.push(held);
    }
    for (const which of compared) {
      await other.bringToFront();
      const milliseconds = await other.evaluate(
        async ([name, content]) => {
          const { openCompared } = window as unknown as {
            openCompared: (one: string, all: string) => Promise<void>;
          };
          const started = performance.now();
          await openCompared(name, content);
          return performance.now() - started;
        },
        [which, lines] as const,
      );
      const keys = await typeInto(other, '.article .article-paragraph');
      const heap = await heapOf(other);
      if (!counts) continue;
      openings[which].push(milliseconds);
      times[which].push(...keys);
      memories[which].push(heap);
    }
    await page.bringToFront();
    if (!counts) continue;
    await showFound(page);
    withFound.push(...(await typeInto(page, '.article-editing .article-paragraph')));
    await page.getByRole('tab', { name: '改动', exact: true }).click();
    withAll.push(...(await typeInto(page, '.article-editing .article-paragraph')));
    await showNothing(page);
  }
  const row = (what: string, unit: string, value: number, beside: string, besideValue: number): BenchRow => {
    return { suite, what: `${what}, ${text}`, value, unit, beside, besideValue, ratio: value / besideValue };
  };
  const rows: BenchRow[] = [];
  for (const beside of compared) {
    for (const [what, part] of [
      ['key-to-paint median', 0.5],
      ['key-to-paint 95 of 100', 0.95],
    ] as const) {
      rows.push(row(what, 'ms', quantile(times.editor, part), beside, quantile(times[beside], part)));
      const anchor = quantile(times[beside], part);
      rows.push(row(`${what} with places found shown`, 'ms', quantile(withFound, part), beside, anchor));
      rows.push(row(`${what} with changes and places found shown`, 'ms', quantile(withAll, part), beside, anchor));
    }
    rows.push(row('opening', 'ms', median(openings.editor), beside, median(openings[beside])));
    rows.push(row('opening, to the last line', 'ms', median(drawings), beside, median(openings[beside])));
    rows.push(row('heap of the page', 'MiB', median(memories.editor), beside, median(memories[beside])));
  }
  rows.push({ suite, what: `opening, of which asking the office, ${text}`, value: median(readings), unit: 'ms' });
  return rows;
}

/** How much slower a key is in the longest text than in the shortest. */
function growthRows(rows: readonly BenchRow[]): readonly BenchRow[] {
  const whats = ['', ' with places found shown', ' with changes and places found shown'];
  return whats.map((state) => {
    const what = `key-to-paint median${state}`;
    const [shortest, longest] = [lengths[0], lengths[2]].map(
      (characters) => rows.find((row) => row.what === `${what}, ${characters} characters`)?.value ?? Number.NaN,
    ) as [number, number];
    const anchor = { beside: `${lengths[0]} characters`, besideValue: shortest, ratio: longest / shortest };
    return { suite, what: `growth of ${what}, ${lengths[2]} characters`, value: longest, unit: 'ms', ...anchor };
  });
}

async function leaveArticle(page: Page): Promise<void> {
  await page.bringToFront();
  await page
    .getByRole('status')
    .filter({ hasText: '已保存' })
    .waitFor({ timeout: 10_000 })
    .catch(() => {});
  const navigation = page.getByRole('navigation', { name: '去处' });
  await navigation.getByRole('button', { name: /来稿/ }).click();
  await page.locator('.article-editing').waitFor({ state: 'detached' });
  await navigation.getByRole('button', { name: /稿件/ }).click();
  await page.getByRole('listbox', { name: '稿件列表' }).waitFor();
}

interface Opening {
  readonly shownMs: number;
  /** From the same click to the frame behind which every line of the text is drawn. */
  readonly drawnMs: number;
  readonly readMs: number;
}

/** From the click on the article in the list to the frame in which its text stands, reading it from the store included. */
async function openArticle(page: Page, characters: number): Promise<Opening> {
  const option = page.getByRole('option', { name: new RegExp(`渡口的灯${characters}(?!\\d)`) });
  await option.scrollIntoViewIfNeeded();
  const id = await option.evaluateHandle((element) => element);
  const [shownMs, drawnMs] = await page.evaluate(async (element) => {
    const shown = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector('.article-editing')) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve();
          channel.port2.postMessage(0);
        });
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
    const started = performance.now();
    (element as HTMLElement).click();
    await shown;
    const shownAt = performance.now();
    while (document.querySelector('.article-chunk-undrawn')) await new Promise(requestAnimationFrame);
    return [shownAt - started, performance.now() - started] as const;
  }, id);
  const readMs = await page.evaluate(async (length) => {
    const list = (await window.neikan.call('listArticles', {})) as {
      readonly value: readonly { readonly id: string; readonly title: string }[];
    };
    const found = list.value.find(({ title }) => title.endsWith(`灯${length}`));
    const started = performance.now();
    await window.neikan.call('readArticle', { id: found?.id ?? '' });
    return performance.now() - started;
  }, characters);
  return { shownMs, drawnMs, readMs };
}

/** Every place of a common word marked in the text. */
async function showFound(page: Page): Promise<void> {
  await page.locator('.article-editing .article-paragraph').nth(3).click();
  await page.keyboard.press('Control+f');
  await page.getByRole('search').getByLabel('查找', { exact: true }).fill('渡口的灯');
  await page
    .getByRole('search')
    .getByText(/共\d+处/)
    .waitFor({ timeout: 60_000 });
}

async function showNothing(page: Page): Promise<void> {
  await page.getByRole('button', { name: '关闭查找' }).click();
  await page.getByRole('tab', { name: '大纲', exact: true }).click();
}

/** The scripts' heap of a page in MiB, what is not needed any more thrown away. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 2 ** 20;
}
