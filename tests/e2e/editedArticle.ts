import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { createOffice } from '#office/office.ts';
import type { Answer } from '#shared/contract/errorCode.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { inlineText } from '#shared/issue/inline.ts';
import {
  articleContent,
  foundedDirectory,
  passwordOf,
  printOnce,
  signIn,
  value,
} from '../office/office/foundedOffice.ts';
import { type OpenProgram, openProgram, signInAs } from './openProgram.ts';

export interface EditedArticle extends OpenProgram {
  readonly id: string;
}

/** The program with one article open in the editor, its editor signed in. */
export async function openArticle(content: ArticleContent = articleContent('渡口的灯')): Promise<EditedArticle> {
  const { directory } = await foundedDirectory();
  const office = createOffice({ print: printOnce, directory });
  await signIn(office, 'wenhe');
  const { id } = value(await office.client.createArticle({ content, images: {} }));
  office.close();
  const program = await openProgram(directory);
  await signInAndOpen(program.page, content.title[0] ?? '');
  return { ...program, id };
}

export async function signInAndOpen(page: Page, title: string): Promise<void> {
  await signInAs(page, 'wenhe', passwordOf('wenhe'));
  await page.getByRole('navigation', { name: '去处' }).getByRole('button', { name: /稿件/ }).click();
  await page.getByRole('option', { name: new RegExp(title) }).click();
  await page.getByRole('textbox', { name: '稿件正文' }).waitFor();
}

/** The article as it is on the disk now, by the office and not by the window. */
export async function savedArticle(
  page: Page,
  id: string,
): Promise<{ readonly content: ArticleContent; readonly version: number }> {
  const answer = (await page.evaluate((one) => window.neikan.call('readArticle', { id: one }), id)) as Answer<{
    readonly content: ArticleContent;
    readonly summary: { readonly version: number };
  }>;
  const { content, summary } = value(answer);
  return { content, version: summary.version };
}

/** Title lines and paragraphs of the saved article as plain lines. */
export async function savedLines(page: Page, id: string): Promise<readonly string[]> {
  const { content } = await savedArticle(page, id);
  return [
    ...content.title,
    ...content.body.map((block) => ('inlines' in block ? inlineText(block.inlines) : block.role)),
  ];
}

/** Ends the office's process as a crash would. */
export function killOffice(): void {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${entry}/status`, 'utf8'))?.[1];
      const command = readFileSync(`/proc/${entry}/cmdline`, 'utf8');
      if (Number(parent) === process.pid && command.includes('officeProcess')) process.kill(Number(entry), 'SIGKILL');
    } catch {
      // It ended while one looked.
    }
  }
}

/** Puts the caret at the end of the line that holds the words. */
export async function caretBehind(page: Page, words: string): Promise<void> {
  await page.getByText(words, { exact: false }).last().click();
  await page.keyboard.press('End');
}
