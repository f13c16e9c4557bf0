import fc from 'fast-check';
import { createEditor, type Descendant, Editor } from 'slate';
import { withHistory } from 'slate-history';
import { withReact } from 'slate-react';
import { expect, test } from 'vitest';
import type { EditorDocument } from '#shared/document/editorDocument.ts';
import { renumber } from '#shared/document/ordinals.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import { outlineOf } from '../../../../renderer/editor/outlineOf.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';
import { moveHeading, renumberHere } from '../../../../renderer/editor/structure.ts';
import { withArticle } from '../../../../renderer/editor/withArticle.ts';
import { placeNotation, writeNotation } from './notation.ts';
import { article } from './typing.ts';

function placed(body: string): ArticleSlate {
  const editor = withArticle(withHistory(withReact(createEditor())));
  placeNotation(editor, `title 题\n${body}\nsource`);
  return editor;
}
const noted = (editor: ArticleSlate) => writeNotation(editor.children as EditorDocument);
const contentOf = (editor: ArticleSlate) => toArticleContent(editor.children as EditorDocument);

test('a heading takes along what stands under it, tables and empty lines as well, and says where it now is', () => {
  const editor = placed('heading1 甲\nparagraph\ntable 1\n+ 村 / 盏\nheading2 乙\nheading1 丙\nparagraph 丁');
  expect(moveHeading(editor, 0, { before: undefined })).toBe(1);
  expect(noted(editor)).toBe(
    article('heading1 丙\nparagraph 丁\nheading1 甲\nparagraph\ntable 1\n+ 村 / 盏\nheading2 乙'),
  );
  expect(editor.history.undos).toHaveLength(1);
  expect(moveHeading(editor, 1, { step: 1 })).toBeUndefined();
  expect(moveHeading(editor, 9, { step: 1 })).toBeUndefined();
});

test('empty headings are no entries and count for none', () => {
  const editor = placed('heading1\nheading1 甲\nheading1 乙');
  expect(moveHeading(editor, 1, { before: 0 })).toBe(0);
  expect(noted(editor)).toBe(article('heading1\nheading1 乙\nheading1 甲'));
});

test('ordinals are mended where they stand, with their marks, and the caret stays in its word', () => {
  const editor = placed('heading1 一、甲\nheading1 十二、乙|丙\nparagraph 一是快。*三*是好。');
  expect(renumberHere(editor)).toBe(2);
  expect(writeNotation(editor.children as EditorDocument, editor.selection)).toBe(
    article('heading1 一、甲\nheading1 二、乙|丙\nparagraph 一是快。*二*是好。'),
  );
  editor.undo();
  expect(noted(editor)).toBe(article('heading1 一、甲\nheading1 十二、乙丙\nparagraph 一是快。*三*是好。'));
  expect(renumberHere(placed('heading1 一、甲'))).toBe(0);
});

const line = fc.constantFrom(
  'heading1 一、甲',
  'heading1 三、乙',
  'heading2 （二）丙',
  'heading3 4.丁',
  'heading2',
  'paragraph 戊',
  'paragraph 一是*快*。三是好。',
  'paragraph',
  'quote 己',
  '- 庚',
  'table 1\n+ 村 / 盏',
  'figure a 夜景',
);

test('whatever moves, nothing is lost, the number is that of the heading, and undo gives everything back', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(fc.nat({ max: 8 }), fc.oneof(fc.constantFrom(-1, 1), fc.nat({ max: 9 })), fc.boolean())),
      (lines, moves) => {
        const editor = placed(lines.join('\n'));
        const before = structuredClone(editor.children) as Descendant[];
        const all = new Set(editor.children.map((child) => JSON.stringify(child)));
        for (const [number, where, isStep] of moves) {
          const text = outlineOf(contentOf(editor))[number]?.text;
          const now = moveHeading(
            editor,
            number,
            isStep ? { step: where < 1 ? -1 : 1 } : { before: where < 0 ? undefined : where },
          );
          if (now !== undefined) expect(outlineOf(contentOf(editor))[now]?.text).toBe(text);
        }
        expect(editor.children).toHaveLength(before.length);
        expect(new Set(editor.children.map((child) => JSON.stringify(child)))).toEqual(all);
        while (editor.history.undos.length > 0) editor.undo();
        expect(editor.children).toEqual(before);
      },
    ),
    { numRuns: 300 },
  );
});

test('mending in the editor is mending the article', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const editor = placed(lines.join('\n'));
      const content = contentOf(editor);
      renumberHere(editor);
      Editor.normalize(editor, { force: true });
      expect(contentOf(editor)).toEqual(renumber(content));
    }),
    { numRuns: 300 },
  );
});
