import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countCharacters, countText } from '#shared/document/countCharacters.ts';
import type { EditorDocument, TopElement } from '#shared/document/editorDocument.ts';
import { runInInlines } from '#shared/document/runInInlines.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import { ArticleContent } from '#shared/issue/article.ts';
import { inlineText } from '#shared/issue/inline.ts';

const content: ArticleContent = {
  title: ['柳湾镇把灯点到', '最后一里路'],
  subtitle: '石桥渡口的夜班记',
  byline: '柳湾镇通讯组',
  source: { unit: '柳湾镇委', line: '（柳湾镇委）' },
  body: [
    { role: 'lead', inlines: [{ text: '入冬以来，' }, { text: '柳湾镇', bold: true }, { text: '修灯三百盏。' }] },
    { role: 'heading1', inlines: [{ text: '一、先摸底' }] },
    {
      role: 'paragraph',
      inlines: [
        { text: '一是挨户走访。', runIn: true },
        { text: '共走访12个村' },
        { text: '①', superscript: true },
        { text: '。' },
      ],
    },
    { role: 'quote', inlines: [{ text: '灯亮了，心就定了。', emphasis: true }] },
    { role: 'list', ordered: true, items: [[{ text: '查线路' }], [{ text: '换灯头' }]] },
    {
      role: 'table',
      headerRows: 1,
      columnWidths: [0.25, 0.75],
      rows: [
        [{ inlines: [{ text: '村' }] }, { inlines: [{ text: '盏' }] }],
        [{ inlines: [{ text: '上湾' }], columnSpan: 2 }],
        [{ inlines: [] }, { inlines: [{ text: '40' }] }],
      ],
    },
    { role: 'figure', image: 'a'.repeat(64), caption: [{ text: '渡口夜景' }] },
  ],
};

/** As the editor hands it back after every element was rewritten. */
function rewritten(document: EditorDocument): EditorDocument {
  return structuredClone(document) as TopElement[];
}

test('an article that passes through the editor untouched is the same article', () => {
  expect(toArticleContent(toEditorDocument(content))).toEqual(content);
});

test('an article whose every block was written again with the same words is the same article', () => {
  expect(toArticleContent(rewritten(toEditorDocument(content)))).toEqual(content);
});

test('a block that was not touched comes back as the very same block', () => {
  const [first] = toArticleContent(toEditorDocument(content)).body;
  expect(first).toBe(content.body[0]);
});

test('an article without words has a title line, a paragraph and a source line to write into', () => {
  const document = toEditorDocument({ title: [], source: null, body: [] });
  expect(document.map(({ role }) => role)).toEqual(['title', 'paragraph', 'source']);
  expect(toArticleContent(document)).toEqual({ title: [], source: null, body: [] });
});

test('empty lines and items are left out, so that what is saved is always a whole article', () => {
  const document: EditorDocument = [
    { role: 'title', children: [{ text: '渡口' }] },
    { role: 'title', children: [{ text: ' ' }] },
    { role: 'paragraph', children: [{ text: '' }] },
    { role: 'list', ordered: false, children: [{ role: 'item', children: [{ text: '' }] }] },
    { role: 'paragraph', children: [{ text: '有字。' }] },
    { role: 'source', unit: '', unitLine: '', children: [{ text: '' }] },
  ];
  const saved = toArticleContent(document);
  expect(saved).toEqual({
    title: ['渡口'],
    source: null,
    body: [{ role: 'paragraph', inlines: [{ text: '有字。' }] }],
  });
  expect(ArticleContent.safeParse(saved).success).toBe(true);
});

test('the unit of the register holds while the source line stands; a rewritten line names its own', () => {
  const document = toEditorDocument({ title: [], source: { unit: '柳湾镇委员会', line: '（柳湾镇委）' }, body: [] });
  expect(toArticleContent(rewritten(document)).source).toEqual({ unit: '柳湾镇委员会', line: '（柳湾镇委）' });
  const changed = document.map((element) =>
    element.role === 'source' ? { ...element, children: [{ text: '（石桥乡委）' }] } : element,
  );
  expect(toArticleContent(changed).source).toEqual({ unit: '石桥乡委', line: '（石桥乡委）' });
});

test.each([
  { said: 'nothing where no sentence is one', inlines: [{ text: '灯修好了。' }], marked: [{ text: '灯修好了。' }] },
  {
    said: 'the sentence and no word beside it',
    inlines: [{ text: '今年两件事。一是修灯。灯亮了。' }],
    marked: [{ text: '今年两件事。' }, { text: '一是修灯。', runIn: true }, { text: '灯亮了。' }],
  },
  {
    said: 'a sentence wholly bold, which then is bold no more',
    inlines: [{ text: '一是', bold: true }, { text: '修灯。', bold: true, superscript: true }, { text: '灯亮了。' }],
    marked: [{ text: '一是', runIn: true }, { text: '修灯。', superscript: true, runIn: true }, { text: '灯亮了。' }],
  },
  {
    said: 'a sentence bold in part, whose bold stays',
    inlines: [{ text: '一是' }, { text: '修灯', bold: true }, { text: '。' }],
    marked: [
      { text: '一是', runIn: true },
      { text: '修灯', bold: true, runIn: true },
      { text: '。', runIn: true },
    ],
  },
] as const)('run-in sentences are marked: $said', ({ inlines, marked }) => {
  expect(runInInlines(inlines)).toEqual(marked);
});

test('marking run-in sentences loses and adds no character', () => {
  const piece = fc.constantFrom('一是修灯', '二要守夜', '首先，', '第一，', '。', '；', '”', '灯下', '共12盏', '，');
  const inlines = fc.array(
    fc.tuple(piece, fc.boolean()).map(([text, bold]) => ({ text, ...(bold ? { bold: true as const } : {}) })),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(inlines, (given) => {
      expect(inlineText(runInInlines(given))).toBe(inlineText(given));
    }),
    { numRuns: 1000 },
  );
});

test('characters are counted as print counts them: signs and digits count, blanks do not', () => {
  expect(countText('2019年5月6日，灯 亮。\u3000')).toBe(13);
  expect(countText('𠮷')).toBe(1);
  expect(
    countCharacters({ title: ['渡口'], source: null, body: [{ role: 'paragraph', inlines: [{ text: '灯亮。' }] }] }),
  ).toBe(5);
});
