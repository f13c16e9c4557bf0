import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { distinctIds } from '#formats/text/distinctIds.ts';
import { articleId } from '#formats/text/readArticle.ts';
import { readSource } from '#formats/text/readSource.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { type Block, type TableCell, textRoles } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';

/** Texts that look like markup, numbers, labels and blanks of every kind: a style says what they are, not their wording. */
const pieces = [
  ...'云溪白石青柳河桥村镇县山林田水路渠坝建管护',
  ...['一、', '（一）', '1.', '（2）', '一是', '目录', '编者按：', '报：', '——', '•', '①', '第3期', '2019年5月6日'],
  ...['。', '，', '；', '“', '”', '《', '》', '…', ' ', '  ', '\u3000', '\u00a0', 'GDP', '3.5%', 'e\u0301', '𠮷', '👍'],
  ...['<b>', '&amp;', ']]>', '{', '}', '{1}', '"', "'", '\\', '|', '-->', '\u200b', '\u2028', '\ufffd'],
];
const words = (maxLength: number) =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength }).map((each) => each.join(''));
/** Within one line. */
export const line = words(12);
/** Running text, which a tab or a line feed may part. */
const running = fc.array(fc.oneof({ weight: 6, arbitrary: words(30) }, fc.constantFrom('\t', '\n')), {
  minLength: 1,
  maxLength: 4,
});

const mark = fc.option(fc.constant(true as const), { nil: undefined, freq: 3 });
const inline = fc.record({ text: running, bold: mark, emphasis: mark, superscript: mark, runIn: mark }).map(
  ({ text, bold, emphasis, superscript, runIn }): Inline => ({
    text: text.join(''),
    ...(bold ? { bold } : {}),
    ...(emphasis ? { emphasis } : {}),
    ...(superscript ? { superscript } : {}),
    ...(runIn ? { runIn } : {}),
  }),
);

const marksOf = ({ text: _text, ...marks }: Inline) => JSON.stringify(marks);

/** Neighbours of the same marks are one inline: what a file does not tell apart. */
const inlines = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) =>
  parts.reduce<Inline[]>((joined, part) => {
    const last = joined[joined.length - 1];
    if (last && marksOf(last) === marksOf(part)) last.text += part.text;
    else joined.push({ ...part });
    return joined;
  }, []),
);

const textBlock = fc.record({ role: fc.constantFrom(...textRoles), inlines });
const list = fc.record({
  role: fc.constant('list' as const),
  ordered: fc.boolean(),
  items: fc.array(inlines, { minLength: 1, maxLength: 25 }),
});

/** A grid in which every place belongs to one cell, some of them over several rows or columns. */
const table = fc
  .record({
    columns: fc.integer({ min: 1, max: 5 }),
    count: fc.integer({ min: 1, max: 5 }),
    headerRows: fc.nat({ max: 3 }),
    spans: fc.array(
      fc.record({ rowSpan: fc.integer({ min: 1, max: 3 }), columnSpan: fc.integer({ min: 1, max: 3 }) }),
      {
        minLength: 25,
        maxLength: 25,
      },
    ),
    texts: fc.array(fc.option(inlines, { nil: [] }), { minLength: 25, maxLength: 25 }),
    twips: fc.option(fc.array(fc.integer({ min: 50, max: 1600 }), { minLength: 5, maxLength: 5 }), { nil: undefined }),
  })
  .map(({ columns, count, headerRows, spans, texts, twips }): Block => {
    const taken = Array.from({ length: count }, () => Array.from({ length: columns }, () => false));
    const rows = Array.from({ length: count }, (): TableCell[] => []);
    for (let row = 0; row < count; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        if (taken[row]?.[column]) continue;
        const wanted = spans[row * 5 + column] ?? { rowSpan: 1, columnSpan: 1 };
        let columnSpan = 1;
        while (columnSpan < wanted.columnSpan && taken[row]?.[column + columnSpan] === false) columnSpan += 1;
        const rowSpan = Math.min(wanted.rowSpan, count - row);
        for (let down = 0; down < rowSpan; down += 1) taken[row + down]?.fill(true, column, column + columnSpan);
        rows[row]?.push({
          inlines: texts[row * 5 + column] ?? [],
          ...(rowSpan > 1 ? { rowSpan } : {}),
          ...(columnSpan > 1 ? { columnSpan } : {}),
        });
      }
    }
    // As the reader writes a column's share of the type area of 8844 twips.
    const widths = twips?.slice(0, columns).map((width) => Math.round((width / 8844) * 10_000) / 10_000);
    return {
      role: 'table',
      headerRows: Math.min(headerRows, count),
      ...(widths ? { columnWidths: widths } : {}),
      rows,
    };
  });

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
/** The head of a PNG of some size; nobody draws it here. */
const picture = fc
  .tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 }))
  .map(([width, height]) => {
    const bytes = Buffer.alloc(24);
    bytes.set(signature);
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    return { key: createHash('sha256').update(bytes).digest('hex'), base64: bytes.toString('base64') };
  });
type Picture = { readonly key: string; readonly base64: string };
const figure = fc.record({ picture, caption: fc.option(inlines, { nil: undefined }) });

const body = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: textBlock.map((block) => ({ block: block as Block, picture: undefined })) },
    { weight: 2, arbitrary: list.map((block) => ({ block: block as Block, picture: undefined })) },
    { weight: 2, arbitrary: table.map((block) => ({ block, picture: undefined })) },
    {
      weight: 1,
      arbitrary: figure.map((each) => ({
        block: {
          role: 'figure',
          image: each.picture.key,
          ...(each.caption ? { caption: each.caption } : {}),
        } as Block,
        picture: each.picture as Picture | undefined,
      })),
    },
  ),
  { maxLength: 7 },
);

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const article = fc.record({
  title: fc.array(line, { maxLength: 3 }),
  subtitle: optional(line),
  byline: optional(line),
  source: fc.option(line, { nil: null }),
  body,
});

/** Names in the foot are parted by signs, so they hold none. */
const plain = fc.string({
  unit: fc.constantFrom(...'云溪白石青柳河桥村镇县山林田水路渠坝建管护'),
  minLength: 2,
  maxLength: 8,
});
const recipients = fc.array(plain, { maxLength: 4 });
const signOff = fc
  .constantFrom(
    ...([
      ['responsibleEditor', '责任编辑'],
      ['countersigner', '会签'],
      ['reviewer', '审核'],
      ['signer', '签发'],
    ] as const),
  )
  .chain(([step, label]) => plain.map((name) => ({ step, label, person: name.slice(0, 4) })));

/** Any valid issue, apart from what docs/formats.md lists as not carried by DOCX. */
export const anyIssue = fc
  .record({
    name: line,
    organ: fc.option(line, { nil: '' }),
    column: optional(line),
    number: fc.option(
      fc.record(
        {
          series: fc.constantFrom('regular' as const, 'supplement' as const),
          year: fc.integer({ min: 1949, max: 2999 }),
          serial: fc.integer({ min: 1, max: 99_999 }),
          running: fc.integer({ min: 1, max: 999_999 }),
        },
        { requiredKeys: ['series', 'year', 'serial'] },
      ),
      { nil: null },
    ),
    date: fc.option(
      fc
        .date({ min: new Date('1949-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
      { nil: null },
    ),
    marking: fc.array(line, { maxLength: 2 }),
    note: optional(running.map((parts) => `按${parts.join('').replaceAll('\t', '')}`)),
    articles: fc.array(article, { maxLength: 3 }),
    reportTo: recipients,
    copyTo: recipients,
    sendTo: recipients,
    signOff: fc.array(signOff, { maxLength: 5 }),
    copies: optional(fc.integer({ min: 1, max: 1_000_000 })),
  })
  .map((parts): IssueDocument => {
    const images: IssueDocument['images'] = {};
    const articles = parts.articles.map(({ title, subtitle, byline, source, body: blocks }) => {
      for (const { picture: shown } of blocks) {
        if (shown) images[shown.key] = { mime: 'image/png', bytes: shown.base64 };
      }
      const content: ArticleContent = {
        title,
        ...(subtitle ? { subtitle } : {}),
        ...(byline ? { byline } : {}),
        source: source === null ? null : { unit: readSource(source)?.unit ?? source, line: source },
        body: blocks.map(({ block }) => block),
      };
      return { id: articleId(content), ...content };
    });
    return {
      schema: 1,
      publication: { name: parts.name, organ: parts.organ },
      ...(parts.column ? { column: parts.column } : {}),
      number: parts.number,
      date: parts.date,
      marking: parts.marking,
      ...(parts.note ? { editorsNote: parts.note } : {}),
      articles: distinctIds(articles),
      reportTo: parts.reportTo,
      copyTo: parts.copyTo,
      sendTo: parts.sendTo,
      signOff: parts.signOff,
      ...(parts.copies ? { copies: parts.copies } : {}),
      images,
    };
  });
