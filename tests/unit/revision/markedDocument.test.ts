import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EditorElement, elementText, type TopElement } from '#shared/document/editorDocument.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { lineEndSign, markedDocument } from '#shared/revision/markedDocument.ts';
import type { RevisedText } from '#shared/revision/token.ts';
import { anyArticle, edited } from './anyArticle.ts';

function article(...paragraphs: readonly string[]): ArticleContent {
  const body = paragraphs.map((text) => ({ role: 'paragraph' as const, inlines: [{ text }] }));
  return { title: ['云溪整治河道'], source: null, body };
}

function textsOf(element: EditorElement): readonly RevisedText[] {
  return (element.children as readonly (RevisedText | EditorElement)[]).flatMap((child) =>
    'text' in child ? [child] : textsOf(child),
  );
}

/** [-taken out-]{+put in+}, a line each. */
function told(before: ArticleContent, after: ArticleContent): readonly string[] {
  const show = ({ text, revision }: RevisedText) =>
    revision === 'removed' ? `[-${text}-]` : revision === 'added' ? `{+${text}+}` : text;
  return markedDocument(compareArticles(before, after))
    .map((element) => textsOf(element).map(show).join(''))
    .filter((line) => line !== '' && line !== '云溪整治河道');
}

test.each([
  ['words within a line', ['今年全县清淤。'], ['去年全县全面清淤。'], ['[-今-]{+去+}年全县{+全面+}清淤。']],
  [
    'a line taken out and a line put in',
    ['甲段。', '乙段。'],
    ['甲段。', '丁文字。'],
    ['甲段。', '[-乙段-]{+丁文字+}。'],
  ],
  ['a line put in', ['甲段。'], ['甲段。', '新段。'], ['甲段。', '{+新段。+}']],
  ['a line taken out', ['甲段。', '旧段。', '乙段。'], ['甲段。', '乙段。'], ['甲段。', '[-旧段。-]', '乙段。']],
  ['a line cut in two', ['甲段。乙段。'], ['甲段。', '乙段。'], ['甲段。{+¶+}', '乙段。']],
  ['two lines joined', ['甲段。', '乙段。'], ['甲段。乙段。'], ['甲段。[-¶-]乙段。']],
])('%s', (_name, before, after, lines) => {
  expect(told(article(...before), article(...after))).toEqual(lines);
});

test('without what was taken out the later text stands there, without what was put in every word of the earlier one', () => {
  const wordsOf = (elements: readonly TopElement[], without: RevisedText['revision']) =>
    elements
      .flatMap(textsOf)
      .filter(({ revision }) => revision !== without)
      .map(({ text }) => text)
      .join('');
  const plain = (content: ArticleContent) => toEditorDocument(content).map(elementText).join('');
  const withoutTables = (content: ArticleContent): ArticleContent => ({
    ...content,
    body: content.body.filter(({ role }) => role !== 'table'),
  });
  fc.assert(
    fc.property(anyArticle, fc.array(fc.nat(9999), { maxLength: 6 }), (one, how) => {
      const [before, after] = [withoutTables(one), withoutTables(edited(one, how))];
      const marked = markedDocument(compareArticles(before, after));
      const signs = (text: string) => text.replaceAll(lineEndSign, '');
      expect(signs(wordsOf(marked, 'removed'))).toBe(plain(after));
      expect(signs(wordsOf(marked, 'added'))).toBe(plain(before));
    }),
    { numRuns: 500 },
  );
});
