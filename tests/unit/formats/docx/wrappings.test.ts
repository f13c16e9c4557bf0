import { createHash } from 'node:crypto';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readDocx } from '#formats/docx/readDocx.ts';
import { docxFile, paragraph, run } from './docxFile.ts';

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 9);
const key = createHash('sha256').update(png).digest('hex');
const by = 'w:id="1" w:author="甲处"';

test.each([
  ['a content control round a paragraph', `<w:sdt><w:sdtContent>${paragraph('甲乙。')}</w:sdtContent></w:sdt>`],
  [
    'a content control inside a paragraph',
    `<w:p>${run('甲')}<w:sdt><w:sdtContent>${run('乙。')}</w:sdtContent></w:sdt></w:p>`,
  ],
  ['a smart tag', `<w:p><w:smartTag>${run('甲')}</w:smartTag>${run('乙。')}</w:p>`],
  ['custom XML round paragraphs', `<w:customXml>${paragraph('甲乙。')}</w:customXml>`],
  ['a simple field', `<w:p>${run('甲')}<w:fldSimple w:instr="PAGE">${run('乙。')}</w:fldSimple></w:p>`],
  [
    'a symbol of Wingdings',
    `<w:p>${run('甲')}<w:r><w:sym w:font="Wingdings" w:char="F06E"/></w:r>${run('乙。')}</w:p>`,
  ],
  [
    'ruby',
    `<w:p><w:r><w:ruby><w:rt>${run('jiǎ')}</w:rt><w:rubyBase>${run('甲')}</w:rubyBase></w:ruby></w:r>${run('乙。')}</w:p>`,
  ],
])('text inside %s is read', async (_, body) => {
  const { lines } = await readDocx(docxFile({ body }));
  expect(lines.map(({ text }) => text.replace('\u25fc', ''))).toEqual(['甲乙。']);
});

test('moved text is read where it went and listed where it was', async () => {
  const { lines, report } = await readDocx(
    docxFile({
      body: `<w:p>${run('甲。')}<w:moveFrom ${by}>${run('乙。')}</w:moveFrom></w:p><w:p><w:moveTo ${by}>${run('乙。')}</w:moveTo></w:p>`,
    }),
  );
  expect(lines.map(({ text }) => text)).toEqual(['甲。', '乙。']);
  expect(report.map(({ line, kind }) => `${line} ${kind}`)).toEqual(['1 deletion', '2 insertion']);
});

test('an old VML picture and one inside a group are kept, one outside the file is listed', async () => {
  const blip = (attribute: string) => `<pic:pic><pic:blipFill><a:blip ${attribute}/></pic:blipFill></pic:pic>`;
  const { lines, report } = await readDocx(
    docxFile({
      body: `<w:p><w:r><w:pict><v:shape><v:imagedata r:id="p"/></v:shape></w:pict></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:inline><a:graphic><a:graphicData><wpg>${blip('r:embed="p"')}</wpg></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>
<w:p><w:r><w:drawing>${blip('r:link="out"')}</w:drawing></w:r></w:p>`,
      links: [
        { id: 'p', type: 'image', target: '/word/media/p.png' },
        { id: 'out', type: 'image', target: 'file:///c:/p.png', external: true },
      ],
      files: { 'word/media/p.png': png },
    }),
  );
  expect(lines.map(({ block }) => block)).toEqual([
    { role: 'figure', image: key },
    { role: 'figure', image: key },
  ]);
  expect(report).toEqual([{ line: 3, kind: 'picture', message: '图片没有收入（图片在文件之外）：file:///c:/p.png' }]);
});

test('a table inside a table is put into its cell and said, a deleted row is left out and said', async () => {
  const cell = (content: string) => `<w:tc>${content}</w:tc>`;
  const inner = `<w:tbl><w:tr>${cell(paragraph('内'))}</w:tr></w:tbl>`;
  const { lines, report } = await readDocx(
    docxFile({
      body: `<w:tbl><w:tr>${cell(paragraph('甲'))}${cell(inner + paragraph('乙'))}</w:tr><w:tr><w:trPr><w:del ${by}/></w:trPr>${cell(paragraph('丙'))}${cell(paragraph('丁'))}</w:tr></w:tbl>`,
    }),
  );
  expect(lines.map(({ block }) => block)).toEqual([
    {
      role: 'table',
      headerRows: 0,
      rows: [[{ inlines: [{ text: '甲' }] }, { inlines: [{ text: '内 乙' }] }]],
    },
  ]);
  expect(report.map(({ kind }) => kind).sort()).toEqual(['deletion', 'unsure']);
});

test('the other namespaces of ISO 29500 Strict are read too', async () => {
  const docx = docxFile({ body: paragraph('甲乙。') });
  const parts = unzipSync(docx);
  const strict = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    .replaceAll(
      'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
      'http://purl.oclc.org/ooxml/wordprocessingml/main',
    )
    .replaceAll('w:', 'x:');
  const { lines } = await readDocx(
    zipSync({ ...parts, 'word/document.xml': strToU8(strict.replaceAll('xmlns:w=', 'xmlns:x=')) }),
  );
  expect(lines.map(({ text }) => text)).toEqual(['甲乙。']);
});
