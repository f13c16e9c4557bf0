import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeDocx } from '#formats/docx/writing/writeDocx.ts';
import { UnwritableTextError } from '#formats/export/unwritableTextError.ts';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { emptyIssueDocument, IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters, LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { writtenParts } from './writtenParts.ts';

/** An issue of one article with this text in its body. */
function issueWith(text: string, more: Partial<IssueDocument> = {}): IssueDocument {
  return {
    ...emptyIssueDocument({ name: '云溪信息', organ: '' }),
    articles: [{ id: 'a1', title: ['三件事'], source: null, body: [{ role: 'paragraph', inlines: [{ text }] }] }],
    ...more,
  };
}

test.each([
  ['a control character', '前\u0007后', 'U+0007'],
  ['a vertical tab', '前\u000b后', 'U+000B'],
  ['NUL', '\0', 'U+0000'],
  ['half of a character', '前\ud83d后', 'U+D83D'],
  ['a noncharacter', '\ufffe', 'U+FFFE'],
])('%s is refused with its place, and nothing is written', async (_, text, said) => {
  const failure = await writeDocx(issueWith(text), defaultLayoutParameters).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UnwritableTextError);
  expect((failure as Error).message).toBe(`第1篇第1段有不能写入文件的控制字符或残缺的字${said}，请删去后重新输入。`);
});

test('control characters are found wherever they print, in the stamp of a draft as well', async () => {
  const document = issueWith('好', {
    publication: { name: '云\u0001溪', organ: '办\u0002' },
    column: '栏\u0003',
    marking: ['内\u0004'],
    editorsNote: '按\u0005',
    sendTo: ['各\u0006'],
    signOff: [{ step: 'signer', label: '签\u000e', person: '周\u000f' }],
  });
  const failure = await writeDocx(document, defaultLayoutParameters, { draft: { name: '\u0010' } }).catch(
    (error: unknown) => error as Error,
  );
  const { message } = failure as Error;
  for (const place of ['刊名', '主办单位', '栏目', '标识', '编者按', '报送范围', '签署', '草稿标记']) {
    expect(message).toContain(place);
  }
});

test.each([
  ['markup', '<w:p>]]>&lt;<![CDATA[x]]> -->'],
  ['names the library replaces', '{contents-0}{ordered-1}{bulleted-1}'],
  ['a word of ten thousand letters', 'x'.repeat(10_000)],
  ['ten thousand characters without a sign', '水'.repeat(10_000)],
  ['blanks alone', ' \u3000\u00a0 '],
  ['tabs and line ends', 'a\tb\r\nc\rd\ne'],
  ['right-to-left marks', '\u202e倒\u202c\u200f'],
])('%s stands in the file as text', async (_, text) => {
  const bytes = await writeDocx(issueWith(text), defaultLayoutParameters);
  writtenParts(bytes);
  const { document } = await readBulletinFile({ name: 'issue.docx', bytes });
  expect(document.articles[0]?.body).toEqual([
    { role: 'paragraph', inlines: [{ text: text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') }] },
  ]);
});

describe('empty parts', () => {
  test('an issue with nothing but its name is written and comes back', async () => {
    const document = emptyIssueDocument({ name: '云溪信息', organ: '' });
    const bytes = await writeDocx(document, defaultLayoutParameters);
    expect((await readBulletinFile({ name: 'issue.docx', bytes })).document).toEqual(document);
  });

  test('an article with nothing in it keeps its place', async () => {
    const empty = { title: [], source: null, body: [] };
    const document = issueWith('好', {
      articles: [
        { id: 'a1', ...empty },
        { id: 'a2', ...empty },
      ],
    });
    const bytes = await writeDocx(document, defaultLayoutParameters);
    const again = (await readBulletinFile({ name: 'issue.docx', bytes })).document;
    expect(again.articles.map(({ id: _id, ...content }) => content)).toEqual([empty, empty]);
  });

  test('rows and cells without content, and a picture that is none', async () => {
    const image = 'a'.repeat(64);
    const document: IssueDocument = {
      ...issueWith('好'),
      articles: [
        {
          id: 'a1',
          title: ['空表'],
          source: null,
          body: [
            {
              role: 'table',
              headerRows: 20,
              rows: [[], [{ inlines: [] }, { inlines: [], rowSpan: 500, columnSpan: 100 }], []],
            },
            { role: 'figure', image, caption: [] },
          ],
        },
      ],
      images: { [image]: { mime: 'image/png', bytes: '' } },
    };
    writtenParts(await writeDocx(document, defaultLayoutParameters));
  });
});

/** Cells that overlap, rows of any length, spans that reach out of the table. */
const anyRows = fc.array(
  fc.array(
    fc.record(
      {
        inlines: fc.constant('格').map((text) => [{ text }]),
        rowSpan: fc.integer({ min: 2, max: 9 }),
        columnSpan: fc.integer({ min: 2, max: 9 }),
      },
      { requiredKeys: ['inlines'] },
    ),
    { maxLength: 6 },
  ),
  { minLength: 1, maxLength: 6 },
);

test('a table of any shape is written with every row as wide as Word needs it, and no cell is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      anyRows,
      fc.nat({ max: 20 }),
      fc.option(fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })),
      async (rows, headerRows, widths) => {
        const table = { role: 'table' as const, headerRows, rows, ...(widths ? { columnWidths: widths } : {}) };
        const document = issueWith('', {
          articles: [{ id: 'a1', title: ['表'], source: null, body: [table] }],
        });
        expect(IssueDocument.safeParse(document).success).toBe(true);
        const bytes = await writeDocx(document, defaultLayoutParameters);
        const read = (await readBulletinFile({ name: 'issue.docx', bytes })).document.articles[0]?.body[0];
        const count = (some: readonly (readonly { inlines: readonly unknown[] }[])[]) =>
          some.flat().filter(({ inlines }) => inlines.length > 0).length;
        expect(read?.role === 'table' && count(read.rows)).toBe(count(rows));
      },
    ),
    { numRuns: 80 },
  );
});

test('any text in any place gives a file that is sound, or one clear refusal', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }), { minLength: 6, maxLength: 6 }),
      async ([name = '', organ = '', title = '', text = '', label = '', unit = '']) => {
        const document: IssueDocument = {
          ...issueWith(text),
          publication: { name, organ },
          articles: [
            {
              id: 'a1',
              title: [title],
              subtitle: text,
              byline: organ,
              source: { unit, line: unit },
              body: [{ role: 'lead', inlines: [{ text, runIn: true, bold: true }] }],
            },
          ],
          reportTo: [unit],
          signOff: [{ step: 'reviewer', label, person: name }],
        };
        const written = await writeDocx(document, defaultLayoutParameters).catch((error: unknown) => {
          expect(error).toBeInstanceOf(UnwritableTextError);
        });
        if (!written) return;
        writtenParts(written);
        await readBulletinFile({ name: 'issue.docx', bytes: written });
      },
    ),
    { numRuns: 120 },
  );
});

test('any numbers of a layout give a file that is sound', async () => {
  const length = fc.double({ min: 0, max: 500, noNaN: true });
  const numbers = fc.record({
    paperWidth_mm: fc.double({ min: 0.1, max: 500, noNaN: true }),
    marginInner_mm: length,
    marginBottom_mm: length,
    charactersPerLine: fc.integer({ min: 1, max: 100 }),
    linesPerPage: fc.integer({ min: 1, max: 100 }),
    bodySize_pt: fc.double({ min: 0.1, max: 500, noNaN: true }),
    footSize_pt: fc.double({ min: 0.1, max: 500, noNaN: true }),
    contentsHang_characters: length,
    figureMaximum_lines: fc.double({ min: 0.1, max: 500, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(numbers, async (some) => {
      writtenParts(await writeDocx(issueWith('好'), LayoutParameters.parse(some), { draft: {} }));
    }),
    { numRuns: 50 },
  );
});
