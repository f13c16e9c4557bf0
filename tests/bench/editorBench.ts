import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createChromiumHost } from '#hosts/chromium/chromiumHost.ts';
import { runProgram } from '#hosts/runProgram.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { startDisplay, whyNoDisplay } from '../e2e/display.ts';
import type { BenchRow } from './benchRow.ts';
import { answered, editor, foundOffice } from './foundOffice.ts';

const suite = 'editor';
const lengths = [10_000, 500_000];
const keysPerRound = 20;
const rounds = 5;
const paragraph =
  '入冬以来，柳湾镇把渡口的灯一盏一盏换过，夜里过河的人看得见台阶，也看得见对岸。守灯的人两班轮着来，' +
  '灯坏了当夜就修，线断了第二天就接，镇里每月把用电和修灯的账贴在渡口的墙上，谁都可以看，谁都可以问清楚。';

/**
 * From the key to the frame in which it stands, in the window of the whole program, saving as one types included; beside
 * it a bare contenteditable with the same words in the same page, in turns, so that what else the machine does falls on
 * both.
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
      for (const characters of lengths) {
        answered(await client.createArticle({ content: articleOf(characters), images: {} }));
      }
    });
    const rows: BenchRow[] = [];
    const host = await createChromiumHost({
      onPage: async (page) => {
        await page.waitForSelector('main');
        await page.getByLabel('登录名', { exact: true }).selectOption(editor.id);
        await page.getByLabel('口令', { exact: true }).fill(editor.password);
        await page.keyboard.press('Enter');
        for (const characters of lengths) rows.push(...(await measure(page, characters)));
        await page.evaluate(() => window.neikan.desk('quit', {}));
      },
    });
    await runProgram(host, directory);
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function articleOf(characters: number): ArticleContent {
  const count = Math.round(characters / paragraph.length);
  const body = Array.from({ length: count }, () => ({ role: 'paragraph' as const, inlines: [{ text: paragraph }] }));
  return { title: [`渡口的灯${characters}`], source: null, body };
}

async function measure(page: Page, characters: number): Promise<readonly BenchRow[]> {
  await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
  const opening = performance.now();
  await page.getByRole('option', { name: new RegExp(`渡口的灯${characters}$|渡口的灯${characters}\\D`) }).click();
  await page.locator('.article-editing').waitFor({ timeout: 120_000 });
  const openedMs = performance.now() - opening;
  await page.evaluate(layBareEditor, { paragraph, count: Math.round(characters / paragraph.length) });
  const times: Record<'editor' | 'bare', number[]> = { editor: [], bare: [] };
  // The first round warms both up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const which of ['editor', 'bare'] as const) {
      const measured = await typeInto(page, which);
      if (round > 0) times[which].push(...measured);
    }
  }
  await page.evaluate(() => document.querySelector('#bare')?.remove());
  const text = `${characters.toLocaleString('en')} characters`;
  const row = (what: string, part: number): BenchRow => {
    const mine = quantile(times.editor, part);
    const besideValue = quantile(times.bare, part);
    const anchor = { beside: 'bare contenteditable', besideValue, ratio: mine / besideValue };
    return { suite, what: `${what}, ${text}`, value: mine, unit: 'ms', ...anchor };
  };
  return [
    row('key to paint, median', 0.5),
    row('key to paint, 95 of 100', 0.95),
    { suite, what: `opening, ${text}`, value: openedMs, unit: 'ms' },
  ];
}

/** In the page: the same words, bare, over the window. */
function layBareEditor({ paragraph: text, count }: { readonly paragraph: string; readonly count: number }): void {
  const bare = document.createElement('div');
  bare.id = 'bare';
  Object.assign(bare.style, { position: 'fixed', inset: '0', overflow: 'auto', display: 'none', zIndex: '5' });
  const column = document.createElement('div');
  column.className = 'article';
  column.contentEditable = 'true';
  column.spellcheck = false;
  for (let index = 0; index < count; index += 1) {
    const line = document.createElement('p');
    line.className = 'article-paragraph';
    line.textContent = text;
    column.append(line);
  }
  bare.append(column);
  document.body.append(bare);
}

/** Types into the middle of what is in sight; milliseconds from each key to the end of the frame that shows it. */
async function typeInto(page: Page, which: 'editor' | 'bare'): Promise<readonly number[]> {
  await page.evaluate((name) => {
    const bare = document.querySelector<HTMLElement>('#bare');
    if (bare) bare.style.display = name === 'bare' ? 'block' : 'none';
  }, which);
  const line = which === 'bare' ? '#bare .article-paragraph' : '.article-editing .article-paragraph';
  await page.locator(line).nth(3).click();
  await page.evaluate(() => {
    const kept = window as unknown as { times: number[] };
    kept.times = [];
    const onKey = ({ timeStamp }: KeyboardEvent) => {
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => kept.times.push(performance.now() - timeStamp);
        channel.port2.postMessage(0);
      });
    };
    addEventListener('keydown', onKey, { capture: true });
    (window as unknown as { stop: () => void }).stop = () => removeEventListener('keydown', onKey, { capture: true });
  });
  for (let key = 0; key < keysPerRound; key += 1) await page.keyboard.press('a', { delay: 20 });
  return page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const kept = window as unknown as { times: number[]; stop: () => void };
    kept.stop();
    return kept.times;
  });
}

function quantile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
