import fc from 'fast-check';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { type Block, textRoles } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';

/** Few words, so that texts share many by chance. */
const words = ['云溪', '县', '整治', '河道', '，', '。', '一是', '春灌', '12', '𠮷', ' and '] as const;
const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map((some) => some.join(''));
const inline: fc.Arbitrary<Inline> = fc.record(
  { text, bold: fc.constant(true as const), superscript: fc.constant(true as const) },
  { requiredKeys: ['text'] },
);
const inlines = fc.array(inline, { minLength: 1, maxLength: 3 });
const cell = fc.record({ inlines: fc.array(inline, { maxLength: 1 }) });
const table = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ role: fc.constantFrom(...textRoles), inlines }) },
  {
    weight: 1,
    arbitrary: fc.record({
      role: fc.constant('list' as const),
      ordered: fc.boolean(),
      items: fc.array(inlines, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ role: fc.constant('table' as const), headerRows: fc.constantFrom(0, 1), rows: table }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        role: fc.constant('figure' as const),
        image: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
        caption: inlines,
      },
      { requiredKeys: ['role', 'image'] },
    ),
  },
);

/** As the editor hands an article over, whatever it was before. */
export function asWritten(content: ArticleContent): ArticleContent {
  return toArticleContent(structuredClone(toEditorDocument(content)) as ReturnType<typeof toEditorDocument>);
}

/** Any article that the editor can hand over. */
export const anyArticle: fc.Arbitrary<ArticleContent> = fc
  .record(
    {
      title: fc.array(
        text.filter((line) => line.trim() !== ''),
        { maxLength: 3 },
      ),
      subtitle: text,
      byline: text,
      source: fc.constantFrom(
        null,
        { unit: '云溪县水务局', line: '（云溪县水务局）' },
        { unit: '县委', line: '（县委）' },
      ),
      body: fc.array(block, { maxLength: 6 }),
    },
    { requiredKeys: ['title', 'source', 'body'] },
  )
  .map(asWritten);

/** The same article after some of its blocks went, came, moved, were joined, were cut in two or changed their role. */
export function edited(content: ArticleContent, seeds: readonly number[]): ArticleContent {
  const body = [...content.body];
  for (const seed of seeds) {
    const at = body.length === 0 ? 0 : seed % body.length;
    const one = body[at];
    if (!one) {
      body.push({ role: 'paragraph', inlines: [{ text: '新写一段。' }] });
      continue;
    }
    const next = body[at + 1];
    switch (seed % 7) {
      case 0:
        body.splice(at, 1);
        break;
      case 1:
        body.splice(at, 0, { role: 'quote', inlines: [{ text: `引文${seed}` }] });
        break;
      case 2:
        body.push(...body.splice(at, 1));
        break;
      case 3:
        if ('inlines' in one && next && 'inlines' in next) {
          body.splice(at, 2, { ...one, inlines: [...one.inlines, ...next.inlines] });
        }
        break;
      case 4:
        if ('inlines' in one && one.inlines.length > 1) {
          const [first, ...rest] = one.inlines;
          if (first) body.splice(at, 1, { ...one, inlines: [first] }, { ...one, inlines: rest });
        }
        break;
      case 5:
        if ('inlines' in one) body[at] = { ...one, role: one.role === 'heading1' ? 'paragraph' : 'heading1' };
        break;
      default:
        if ('inlines' in one) body[at] = { ...one, inlines: [...one.inlines, { text: `补${seed % 5}字` }] };
        if (one.role === 'table') {
          const rows = one.rows.map((row) =>
            row.map((cell) => ({ ...cell, inlines: [...cell.inlines, { text: '格' }] })),
          );
          body[at] = { ...one, rows };
        }
    }
  }
  return asWritten({ ...content, body });
}
