import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentLines } from '#shared/document/documentLines.ts';
import { elementText } from '#shared/document/editorDocument.ts';
import { replaceInArticle } from '#shared/document/replaceInArticle.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { anyArticle } from '../revision/anyArticle.ts';

const content: ArticleContent = {
  title: ['渡口的灯'],
  byline: '柳湾镇',
  source: { unit: '柳湾镇委', line: '（柳湾镇委）' },
  body: [
    { role: 'paragraph', inlines: [{ text: '码头装' }, { text: '灯十二', bold: true }, { text: '盏，装灯快。' }] },
    { role: 'list', ordered: false, items: [[{ text: '装灯一' }], [{ text: '装灯二' }]] },
    {
      role: 'table',
      headerRows: 1,
      rows: [[{ inlines: [{ text: '装灯' }] }], [{ inlines: [{ text: '装灯', emphasis: true }] }]],
    },
    { role: 'figure', image: 'a'.repeat(64), caption: [{ text: '装灯前' }] },
  ],
};

/** Every place of some words, as an edit. */
function editsOf(article: ArticleContent, words: string, text: string) {
  return documentLines(toEditorDocument(article)).flatMap(({ element }, line) =>
    [...elementText(element).matchAll(new RegExp(words, 'g'))].map(({ index }) => ({
      line,
      start: index,
      end: index + words.length,
      text,
    })),
  );
}

test('words are replaced in title, text, items, cells, captions and source, with the marks they begin with', () => {
  const changed = replaceInArticle(content, editsOf(content, '装灯', '安了灯'));
  expect(changed?.body).toEqual([
    { role: 'paragraph', inlines: [{ text: '码头安了灯' }, { text: '十二', bold: true }, { text: '盏，安了灯快。' }] },
    { role: 'list', ordered: false, items: [[{ text: '安了灯一' }], [{ text: '安了灯二' }]] },
    {
      role: 'table',
      headerRows: 1,
      rows: [[{ inlines: [{ text: '安了灯' }] }], [{ inlines: [{ text: '安了灯', emphasis: true }] }]],
    },
    { role: 'figure', image: 'a'.repeat(64), caption: [{ text: '安了灯前' }] },
  ]);
  const renamed = replaceInArticle(content, editsOf(content, '柳湾镇', '杨湾镇'));
  expect(renamed).toMatchObject({ byline: '杨湾镇', source: { unit: '杨湾镇委', line: '（杨湾镇委）' } });
  expect(replaceInArticle(content, editsOf(content, '渡口', '码头'))?.title).toEqual(['码头的灯']);
});

test('words that are taken out leave nothing behind, and a line of nothing but them is gone', () => {
  const changed = replaceInArticle(content, editsOf(content, '装灯一', ''));
  expect(changed?.body[1]).toEqual({ role: 'list', ordered: false, items: [[{ text: '装灯二' }]] });
});

test('places outside the text, without length or over each other are refused as a whole', () => {
  const edit = { line: 2, start: 0, end: 2, text: '岸上' };
  expect(replaceInArticle(content, [edit])).toBeDefined();
  for (const wrong of [
    { ...edit, line: 99 },
    { ...edit, start: 500, end: 502 },
    { ...edit, end: 500 },
    { ...edit, end: 0 },
    { ...edit, start: 2, end: 1 },
  ]) {
    expect(replaceInArticle(content, [wrong]), JSON.stringify(wrong)).toBeUndefined();
  }
  expect(replaceInArticle(content, [edit, { ...edit, start: 1, end: 3 }])).toBeUndefined();
});

test('every other line of any article stays as it was', () => {
  fc.assert(
    fc.property(anyArticle, fc.nat(), (article, chosen) => {
      const lines = documentLines(toEditorDocument(article)).map(({ element }) => elementText(element));
      const filled = lines.flatMap((text, line) => (text.trim() === '' ? [] : [line]));
      const line = filled[chosen % filled.length];
      fc.pre(line !== undefined);
      const text = lines[line as number] as string;
      const edits = [{ line: line as number, start: 0, end: text.length, text: `改${text}` }];
      const changed = replaceInArticle(article, edits);
      if (!changed) throw new Error('refused');
      const after = documentLines(toEditorDocument(changed)).map(({ element }) => elementText(element));
      expect(after.map((one) => one.trim())).toEqual(
        lines.map((one, index) => (index === line ? `改${one}` : one).trim()),
      );
    }),
  );
});
