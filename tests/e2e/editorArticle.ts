import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import type { Answer } from '#shared/contract/errorCode.ts';
import { elementText } from '#shared/document/editorDocument.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { value } from '../office/office/foundedOffice.ts';
import { readNotation, writeNotation } from '../unit/renderer/editor/notation.ts';
import { savedArticle } from './editedArticle.ts';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** The one picture there is; in the notation it is `figure a`. */
const picture = createHash('sha256').update(Buffer.from(png, 'base64')).digest('hex');
const soon = { timeout: 30_000, interval: 50 };

interface PlacedLine {
  readonly line: number;
  readonly text: number;
  readonly offset: number;
}

/** Makes an article of the notation, opens it in the window, and puts caret or selection where the notation has it. */
export async function openNoted(page: Page, notation: string, before?: (page: Page) => Promise<void>): Promise<string> {
  const { document, anchor, focus } = readNotation(notation);
  const content = withPicture(toArticleContent(document), 'a'.repeat(64), picture);
  const images: IssueDocument['images'] = { [picture]: { mime: 'image/png', bytes: png } };
  const answer = (await page.evaluate(
    ([text, pictures]) => window.neikan.call('createArticle', { content: text, images: pictures }),
    [content, images] as const,
  )) as Answer<{ readonly id: string }>;
  const { id } = value(answer);
  const title = content.title.join('') || '（无标题）';
  await page.getByRole('option', { name: title }).click();
  const text = page.getByRole('textbox', { name: '稿件正文' });
  await text.waitFor();
  await page.getByRole('heading', { name: title, exact: true }).waitFor();
  await before?.(page);
  const lines = leafLines(document);
  const placed = ({ path, offset }: NonNullable<typeof anchor>): PlacedLine => {
    const own = path.slice(0, -1);
    const line = lines.findIndex((one) => one.path.join() === own.join());
    return { line, text: path.at(-1) ?? 0, offset };
  };
  if (anchor && focus) {
    await text.evaluate(selectInPage, [placed(anchor), placed(focus)] as const);
    await settle(page);
  }
  return id;
}

/** The caret of the page comes into the document up to 100 ms late. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(200);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** Sees to it that office and page both say this, saved and shown. */
export async function holds(page: Page, id: string, notation: string): Promise<void> {
  const expected = readNotation(notation).document;
  await vi.waitFor(async () => expect(await savedNotation(page, id)).toBe(contentNotation(expected)), soon);
  expect(await shownLines(page)).toEqual(leafLines(expected).map(({ text }) => text));
}

export async function savedNotation(page: Page, id: string): Promise<string> {
  const { content } = await savedArticle(page, id);
  return writeNotation(toEditorDocument(withPicture(content, picture, 'a'.repeat(64))));
}

function contentNotation(document: Parameters<typeof toArticleContent>[0]): string {
  return writeNotation(toEditorDocument(toArticleContent(document)));
}

/** The words of every line on the page, whatever stands in it: what the browser wrote behind the editor's back too. */
export function shownLines(page: Page): Promise<readonly string[]> {
  return page.getByRole('textbox', { name: '稿件正文' }).evaluate((root) => {
    const isLine = (element: Element) => !element.querySelector('[data-slate-node=element]');
    return [...root.querySelectorAll('[data-slate-node=element]')].filter(isLine).map((line) => {
      const copy = line.cloneNode(true) as Element;
      for (const fixed of copy.querySelectorAll('[contenteditable=false]')) fixed.remove();
      return (copy.textContent ?? '').replaceAll('\ufeff', '');
    });
  });
}

function leafLines(
  document: Parameters<typeof toArticleContent>[0],
): readonly { readonly path: readonly number[]; readonly text: string }[] {
  return document.flatMap((element, top) => {
    if (element.role === 'list') {
      return element.children.map((item, index) => ({ path: [top, index], text: elementText(item) }));
    }
    if (element.role !== 'table') return [{ path: [top], text: elementText(element) }];
    return element.children.flatMap((row, index) =>
      row.children.map((cell, place) => ({ path: [top, index, place], text: elementText(cell) })),
    );
  });
}

function withPicture(content: ArticleContent, from: string, to: string): ArticleContent {
  return {
    ...content,
    body: content.body.map((block) =>
      block.role === 'figure' && block.image === from ? { ...block, image: to } : block,
    ),
  };
}

/** In the page: selects from the first place to the second, as a mouse would have. */
function selectInPage(root: Element, [anchor, focus]: readonly [PlacedLine, PlacedLine]): void {
  const isLine = (element: Element) => !element.querySelector('[data-slate-node=element]');
  const lines = [...root.querySelectorAll('[data-slate-node=element]')].filter(isLine);
  const pointOf = ({ line, text, offset }: PlacedLine): readonly [Node, number] => {
    const element = lines[line]?.querySelectorAll('[data-slate-node=text]')[text];
    if (!element) throw new Error(`there is no line ${line}`);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const length = (node.textContent ?? '').replaceAll('\ufeff', '').length;
      if (left <= length) return [node, left];
      left -= length;
    }
    throw new Error(`line ${line} is shorter than ${offset}`);
  };
  (root as HTMLElement).focus();
  const [start, startOffset] = pointOf(anchor);
  const [end, endOffset] = pointOf(focus);
  start.parentElement?.scrollIntoView({ block: 'center' });
  getSelection()?.setBaseAndExtent(start, startOffset, end, endOffset);
}
