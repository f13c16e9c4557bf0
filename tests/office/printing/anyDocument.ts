import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { type Block, type TableCell, textRoles } from '#shared/issue/block.ts';
import type { Inline } from '#shared/issue/inline.ts';
import { IssueDocument, type IssueImage, signOffSteps } from '#shared/issue/issueDocument.ts';
import { shippedOnly } from '#shared/layout/fontChoice.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { greyJpeg, greyPng } from './madePictures.ts';

/** Words and signs as they come up in bulletins, and what trips programs: markup, labels, runs of marks, blanks of every kind. */
const pieces = [
  ...'云溪白石青柳河桥村镇县山林田水路渠坝建管护，。；：、？！“”‘’（）《》【】〔〕…—·',
  ...'组织干部群众 清理河道46公里 入春以来 一是 二是 （一） 1. ① 目录 编者按： 报： 第3期 2019年5月6日'.split(' '),
  ...'，。 ”，“ （《 》）。 —— …… 3.5% 12,800 GDP pH A4 Water é ½ ℃ ㎡ Ⅲ 〇 𬭎 𠮷 👍 ⺼ ⼈'.split(' '),
  ...'<b> </p> &amp; ]]> --> {1} " \' \\ | https://a.b/c?d=e&f'.split(' '),
  ...[' ', '  ', '\u3000', '\u00a0', '\u2028', '\u00ad', '\u2060', '\ufeff', '\u200b', '\u202e'],
];
/** Longer than any line. */
const endlessWord = 'supercalifragilistic'.repeat(4);
const words = (maxLength: number) =>
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength }).map((each) => each.join(''));
const line = words(8);
/** Running text, now and then of a page or two. */
const running = fc.oneof(
  { weight: 12, arbitrary: words(40) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.oneof(words(20), fc.constantFrom('\t', '\n', endlessWord)), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: words(700) },
);

const mark = fc.option(fc.constant(true as const), { nil: undefined, freq: 3 });
const inline: fc.Arbitrary<Inline> = fc
  .record({ text: running, bold: mark, emphasis: mark, superscript: mark, runIn: mark })
  .map(({ text, ...marks }) => ({ text, ...present(marks) }));
const inlines = fc.array(inline, { minLength: 1, maxLength: 4 });
const shortInlines = fc.array(
  line.map((text): Inline => ({ text })),
  { maxLength: 2 },
);

/** The members that are there: absent ones are left out, as in every document. */
function present<Members extends object>(members: Members) {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Members]?: Exclude<Members[Key], undefined>;
  };
}
const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

/** Rows of any length, cells over several columns, over several rows where those are left to them. */
const table = fc
  .record({
    cells: fc.array(fc.array(shortInlines, { maxLength: 6 }), { minLength: 1, maxLength: 8 }),
    down: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 3 }),
    across: fc.integer({ min: 1, max: 3 }),
    headerRows: fc.nat({ max: 3 }),
    columnWidths: optional(fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 })),
  })
  .map(({ cells, down, across, headerRows, columnWidths }): Block => {
    // Only the first column reaches down, and nothing else stands in it: so no two cells meet.
    const rows = cells.map((row) => row.map((texts): TableCell => ({ inlines: texts })));
    const wide = rows.map((row) =>
      row.map((cell, at) => (at > 0 && at === row.length - 1 && across > 1 ? { ...cell, columnSpan: across } : cell)),
    );
    const tall: TableCell[][] = [];
    for (let row = 0, turn = 0; row < wide.length; turn += 1) {
      const rowSpan = Math.min(1 + (down[turn % down.length] ?? 0), wide.length - row);
      const first: TableCell = { inlines: [{ text: '云溪' }], ...(rowSpan > 1 ? { rowSpan } : {}) };
      tall.push([first, ...(wide[row] ?? [])], ...wide.slice(row + 1, row + rowSpan));
      row += rowSpan;
    }
    return { role: 'table', headerRows, ...present({ columnWidths }), rows: tall };
  });

const list = fc.record({
  role: fc.constant('list' as const),
  ordered: fc.boolean(),
  // The 仿宋 that ships has signs for ten.
  items: fc.array(inlines, { minLength: 1, maxLength: 10 }),
});

type Picture = { readonly key: string; readonly image: IssueImage };
const picture = fc
  .oneof(
    fc
      .tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }))
      .map(([width, height]) => greyPng(width, height)),
    fc.constant(greyJpeg()),
  )
  .map((bytes): Picture => {
    const mime = bytes[0] === 0xff ? 'image/jpeg' : 'image/png';
    return { key: createHash('sha256').update(bytes).digest('hex'), image: { mime, bytes: bytes.toString('base64') } };
  });
const figure = fc.record({ picture, caption: optional(shortInlines) });

type Part = { readonly block: Block; readonly picture?: Picture };
const part: fc.Arbitrary<Part> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ role: fc.constantFrom(...textRoles), inlines }).map((block) => ({ block })) },
  { weight: 1, arbitrary: list.map((block) => ({ block })) },
  { weight: 1, arbitrary: table.map((block) => ({ block })) },
  {
    weight: 1,
    arbitrary: figure.map(
      ({ picture: shown, caption }): Part => ({
        block: { role: 'figure', image: shown.key, ...present({ caption }) },
        picture: shown,
      }),
    ),
  },
);
const article = fc.record({
  title: fc.array(line, { maxLength: 3 }),
  subtitle: optional(line),
  byline: optional(line),
  source: fc.option(fc.record({ unit: fc.oneof(line, fc.constant('')), line }), { nil: null }),
  parts: fc.array(part, { maxLength: 8 }),
});

const day = fc.date({ min: new Date('1949-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
const recipients = fc.oneof(
  { weight: 3, arbitrary: fc.array(line, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(line, { minLength: 60, maxLength: 90 }) },
);

const parts = fc.record({
  publication: fc.record({ name: line, organ: fc.oneof(line, fc.constant('')) }),
  column: optional(line),
  number: fc.option(
    fc.record({
      series: fc.constantFrom('regular' as const, 'supplement' as const),
      year: fc.integer({ min: 1949, max: 2999 }),
      serial: fc.integer({ min: 1, max: 99_999 }),
      running: optional(fc.integer({ min: 1, max: 999_999 })),
    }),
    { nil: null },
  ),
  date: fc.option(
    day.map((date) => date.toISOString().slice(0, 10)),
    { nil: null },
  ),
  marking: fc.array(line, { maxLength: 3 }),
  editorsNote: optional(running),
  articles: fc.array(article, { maxLength: 4 }),
  reportTo: recipients,
  copyTo: recipients,
  sendTo: recipients,
  signOff: fc.array(fc.record({ step: fc.constantFrom(...signOffSteps), label: words(2), person: words(2) }), {
    maxLength: 5,
  }),
  copies: optional(fc.integer({ min: 1, max: 1_000_000 })),
});

const layout = fc
  .record({
    mastheadKind: fc.constantFrom('redHead', 'plain', 'preprinted'),
    runInFace: fc.constantFrom('body', 'kai', 'bold'),
    digitsFace: fc.constantFrom('digits', 'body'),
    editorsNotePlace: fc.constantFrom('beforeContents', 'afterContents'),
    contentsMarker: fc.constantFrom('none', 'diamond'),
    pagesMultipleOf: fc.constantFrom(1, 2, 4),
    footOnEvenPage: fc.boolean(),
    firstArticleOnNewPage: fc.boolean(),
    mirroredMargins: fc.boolean(),
    textSpacingTrim: fc.boolean(),
    lastLineMinimum_characters: fc.integer({ min: 1, max: 4 }),
  })
  .map((chosen) => LayoutParameters.parse({ ...chosen, fonts: shippedOnly }));

/** An issue, how it is laid out, and whether it is a draft. */
export interface AnyDocument {
  readonly document: IssueDocument;
  readonly parameters: LayoutParameters;
  readonly isDraft: boolean;
}

/** Any valid issue in any of the usual layouts; its characters may be such as no font has. */
export const anyDocument: fc.Arbitrary<AnyDocument> = fc.record({
  document: parts.map(({ articles, number, ...rest }): IssueDocument => {
    const shown = articles.flatMap((each) => each.parts.flatMap(({ picture: its }) => (its ? [its] : [])));
    return IssueDocument.parse({
      schema: 1,
      ...present(rest),
      number: number && present(number),
      date: rest.date,
      articles: articles.map(({ parts: blocks, source, ...content }, index) => ({
        id: `a${index + 1}`,
        ...present(content),
        source,
        body: endedByText(blocks.map(({ block }) => block)),
      })),
      images: Object.fromEntries(shown.map(({ key, image }) => [key, image])),
    });
  }),
  parameters: layout,
  isDraft: fc.boolean(),
});

/** An article's source line stands in the line that its text ends in; no heading or quotation is the last of an article. */
function endedByText(body: readonly Block[]): readonly Block[] {
  const last = body.at(-1)?.role ?? 'paragraph';
  return /^(heading|quote)/.test(last) ? [...body, { role: 'paragraph', inlines: [{ text: '云溪。' }] }] : body;
}

/** The issue with 云 in place of every character that the fonts do not have: those stop an export, by design. */
export async function withKnownCharacters({ document, parameters, isDraft }: AnyDocument): Promise<AnyDocument> {
  const missing = await missingCharacters(slotTexts(document, parameters));
  const known = missing.reduce(
    (json, { character }) => json.replaceAll(JSON.stringify(character).slice(1, -1), '云'),
    JSON.stringify(document),
  );
  return { document: IssueDocument.parse(JSON.parse(known)), parameters, isDraft };
}
