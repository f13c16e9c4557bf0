import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { articleId } from '#formats/text/readArticle.ts';
import { writeText } from '#formats/text/writeText.ts';
import type { Article, ArticleContent } from '#shared/issue/article.ts';
import type { Block, TextRole } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';

/** Characters of which no number, label or sign-off word is made. */
const characters = [...'云溪白石青柳河桥村镇县山林田水路渠坝修建管护学医老幼树苗茶果稻鱼工商农渔'];
const word = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
const clause = fc.oneof(
  { weight: 5, arbitrary: word(2, 12) },
  fc.tuple(word(2, 5), fc.nat({ max: 9999 }), word(1, 4)).map(([before, count, after]) => `${before}${count}${after}`),
  fc.tuple(word(2, 5), fc.nat({ max: 99 }), word(1, 4)).map(([before, count, after]) => `${before} ${count} ${after}`),
  fc.tuple(word(2, 4), word(2, 4), word(2, 4)).map((words) => words.join(' ')),
  word(2, 6).map((text) => `“${text}”${text}`),
  word(2, 6).map((text) => `${text}《${text}》`),
  word(2, 6).map((text) => `GDP ${text} 3.5%`),
);
const sentence = fc.array(clause, { minLength: 1, maxLength: 4 }).map((clauses) => `${clauses.join('，')}。`);
const runIn = fc
  .tuple(fc.constantFrom('一是', '二要', '第一，', '首先，', '十二是'), word(2, 20))
  .map(([opening, text]): Inline => ({ text: `${opening}${text}。`, runIn: true }));

/** Sentences, some of them run-in headings, as reading would part them. */
const inlines = fc
  .array(fc.oneof({ weight: 3, arbitrary: sentence.map((text): Inline => ({ text })) }, runIn), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => {
    const joined: Inline[] = [];
    for (const part of parts) {
      const last = joined[joined.length - 1];
      if (last && !last.runIn && !part.runIn) joined[joined.length - 1] = { text: last.text + part.text };
      else joined.push(part);
    }
    return joined;
  });

const heading = fc.oneof(
  ...(
    [
      ['heading1', '一、'],
      ['heading1', '十二、 '],
      ['heading2', '（三）'],
      ['heading3', '4.'],
      ['heading4', '（5）'],
    ] as const
  ).map(([role, number]) =>
    fc
      .tuple(word(2, 10), word(2, 10))
      .map(([one, two]): Block => ({ role, inlines: [{ text: `${number}${one} ${two}` }] })),
  ),
);
const paragraph = inlines.map((each): Block => ({ role: 'paragraph', inlines: each }));
const openEnded = word(2, 40).map((text): Block => ({ role: 'paragraph', inlines: [{ text }] }));
const list = fc
  .tuple(fc.boolean(), fc.array(clause, { minLength: 1, maxLength: 23 }))
  .map(([ordered, items]): Block => ({ role: 'list', ordered, items: items.map((text) => [{ text }]) }));
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc.array(fc.array(fc.option(word(1, 6), { nil: '' }), { minLength: columns, maxLength: columns }), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(
    (rows): Block => ({
      role: 'table',
      headerRows: 1,
      rows: rows.map((row) => row.map((text) => ({ inlines: text === '' ? [] : [{ text }] }))),
    }),
  );

const isText = ({ role }: Block) => role !== 'table' && role !== 'list' && role !== 'figure';
const isHeading = ({ role }: Block) => role.startsWith('heading');

/** Blocks that text tells apart: no two tables, no two lists of one kind in a row; the first paragraph over headings is the lead. */
const body = fc
  .array(fc.oneof({ weight: 4, arbitrary: paragraph }, heading, openEnded, list, table), { maxLength: 8 })
  .map((blocks) => {
    const kind = (block: Block | undefined) => (block?.role === 'list' ? `list ${block.ordered}` : block?.role);
    const apart = blocks.filter((block, index) => isText(block) || kind(block) !== kind(blocks[index - 1]));
    const first = apart.findIndex(isText);
    return apart.map((block, index): Block => {
      const leads = index === first && block.role === 'paragraph' && apart.some(isHeading);
      return leads ? { ...block, role: 'lead' satisfies TextRole } : block;
    });
  });

const titleLine = fc.oneof(
  { weight: 3, arbitrary: word(6, 20) },
  fc.tuple(word(3, 8), word(3, 8)).map(([one, two]) => `${one} ${two}`),
);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const article = fc
  .record({
    title: fc.array(titleLine, { minLength: 1, maxLength: 3 }),
    subtitle: optional(word(3, 12)),
    byline: optional(word(2, 3).map((name) => `本刊记者 ${name}`)),
    source: fc.option(word(3, 12), { nil: null }),
    note: optional(sentence),
    body,
  })
  .map(({ title, subtitle, byline, source, note, body: blocks }): ArticleContent => {
    // A blank in a line that is not broken behind it cannot be told from a broken line, unless the contents show it.
    const quote: Block[] = note ? [{ role: 'quote', inlines: [{ text: `编者按：${note}` }] }] : [];
    return {
      title,
      ...(subtitle ? { subtitle } : {}),
      ...(byline ? { byline } : {}),
      source: source === null ? null : { unit: source, line: `（${source}）` },
      body: [...quote, ...blocks],
    };
  });

const recipient = fc.oneof(
  word(3, 8),
  fc.tuple(word(3, 6), word(3, 6)).map((units) => units.join('、')),
  fc.tuple(word(3, 6), word(2, 4), word(2, 4)).map(([unit, one, two]) => `${unit}（${one}，${two}）`),
);
const recipients = fc.array(recipient, { maxLength: 4 });
const signOff = fc.constantFrom(
  ...([
    ['responsibleEditor', '责任编辑'],
    ['responsibleEditor', '编辑'],
    ['countersigner', '会签'],
    ['reviewer', '审核'],
    ['signer', '签发'],
  ] as const),
);

const issue = fc
  .record({
    name: word(4, 10),
    organ: fc.option(word(4, 10), { nil: '' }),
    column: optional(word(2, 6)),
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
        .date({ min: new Date('1949-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
        .map((day) => day.toISOString().slice(0, 10)),
      { nil: null },
    ),
    marking: fc.subarray(['内部刊物', '注意保管', '机密★5年', '仅供领导参阅']),
    note: fc.array(sentence, { maxLength: 3 }),
    contents: fc.uniqueArray(article, {
      minLength: 1,
      maxLength: 4,
      selector: ({ title }) => title.join('').slice(0, 3),
    }),
    reportTo: recipients,
    copyTo: recipients,
    sendTo: recipients,
    signOff: fc.array(fc.tuple(signOff, word(2, 4)), { maxLength: 5 }),
    copies: optional(fc.integer({ min: 1, max: 1_000_000 })),
  })
  .map((parts): IssueDocument => {
    const articles = parts.contents.map((content): Article => ({ id: articleId(content), ...content }));
    return {
      schema: 1,
      publication: { name: parts.name, organ: parts.organ },
      ...(parts.column ? { column: parts.column } : {}),
      number: parts.number,
      date: parts.date,
      marking: parts.marking,
      ...(parts.note.length > 0 ? { editorsNote: parts.note.join('\n') } : {}),
      articles,
      reportTo: parts.reportTo,
      copyTo: parts.copyTo,
      sendTo: parts.sendTo,
      signOff: parts.signOff.map(([[step, label], person]) => ({ step, label, person })),
      ...(parts.copies ? { copies: parts.copies } : {}),
      images: {},
    };
  });

test('whatever plain text can carry is the same after writing and reading', () => {
  fc.assert(
    fc.property(issue, (document) => {
      expect(parseBulletin(writeText(document)).document).toEqual(document);
    }),
    { numRuns: 400 },
  );
});
