import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { Block } from '#shared/issue/block.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { markedDocument } from '#shared/revision/markedDocument.ts';
import { MarkedView } from '../../../../renderer/revision/MarkedView.tsx';

function article(...body: readonly Block[]): ArticleContent {
  return { title: ['云溪整治河道'], source: null, body: [...body] };
}

const paragraph: Block = { role: 'paragraph', inlines: [{ text: '全县清淤。' }] };
const table: Block = { role: 'table', headerRows: 0, rows: [[{ inlines: [{ text: '一' }] }]] };
const figure: Block = { role: 'figure', image: 'a'.repeat(64) };

/** The marked copy as HTML, with one of its changes chosen. */
function shown(before: ArticleContent, after: ArticleContent, chosen?: number): string {
  const elements = markedDocument(compareArticles(before, after));
  return renderToStaticMarkup(createElement(MarkedView, { elements, images: {}, chosen }));
}

test.each([
  ['a table put in', article(paragraph), article(paragraph, table)],
  ['a table taken out', article(paragraph, table), article(paragraph)],
  ['a picture put in', article(paragraph), article(paragraph, figure)],
  ['words put in', article(paragraph), article({ role: 'paragraph', inlines: [{ text: '全县全面清淤。' }] })],
])('%s is marked as the one that is chosen, and only then', (_name, before, after) => {
  expect(shown(before, after)).not.toContain('marked-chosen');
  expect(shown(before, after, 7)).not.toContain('marked-chosen');
  expect(shown(before, after, 0)).toMatch(/<(?:div|figure|ins)[^>]*marked-chosen/);
});
