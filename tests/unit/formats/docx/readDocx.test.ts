import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readDocx } from '#formats/docx/readDocx.ts';
import { docxFile, paragraph, part, run } from './docxFile.ts';

const author = 'w:id="1" w:author="甲处" w:date="2024-01-02T03:04:05Z"';

test('insertions are taken, deletions left out, and both are listed with author and paragraph', async () => {
  const { lines, report } = await readDocx(
    docxFile({
      body:
        paragraph('第一段。') +
        paragraph(
          `${run('共修桥')}<w:del ${author}><w:r><w:delText>三</w:delText></w:r></w:del><w:ins ${author}>${run('四')}</w:ins>${run('座。')}`,
        ),
    }),
  );
  expect(lines.map(({ text }) => text)).toEqual(['第一段。', '共修桥四座。']);
  expect(report).toEqual([
    { line: 2, kind: 'deletion', message: '删去的文字没有收入：三（甲处）' },
    { line: 2, kind: 'insertion', message: '插入的文字已收入：四（甲处）' },
  ]);
});

test('a paragraph whose end was deleted goes on in the next one', async () => {
  const { lines } = await readDocx(
    docxFile({
      body: paragraph('前半', `<w:rPr><w:del ${author}/></w:rPr>`) + paragraph('后半。') + paragraph('末段。'),
    }),
  );
  expect(lines.map(({ line, text }) => [line, text])).toEqual([
    [2, '前半后半。'],
    [3, '末段。'],
  ]);
});

test('a comment is listed with its author, its text and what it hangs on', async () => {
  const { lines, report } = await readDocx(
    docxFile({
      body: paragraph(
        `${run('全年')}<w:commentRangeStart w:id="7"/>${run('修路三条')}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>${run('。')}`,
      ),
      related: {
        comments: part('w:comments', `<w:comment w:id="7" w:author="乙处">${paragraph('数字请核实')}</w:comment>`),
      },
    }),
  );
  expect(lines[0]?.text).toBe('全年修路三条。');
  expect(report).toEqual([{ line: 1, kind: 'comment', message: '批注（乙处）：数字请核实，批在“修路三条”上' }]);
});

test('hidden text, by its run or by its style, is left out and listed', async () => {
  const { lines, report } = await readDocx(
    docxFile({
      body: paragraph(
        `${run('看得见')}${run('看不见', '<w:vanish/>')}${run('也不见', '<w:rStyle w:val="h"/>')}${run('仍看见。', '<w:vanish w:val="0"/>')}`,
      ),
      related: {
        styles: part('w:styles', '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'),
      },
    }),
  );
  expect(lines.map(({ text }) => text)).toEqual(['看得见仍看见。']);
  expect(report.map(({ kind, message }) => `${kind} ${message}`)).toEqual([
    'hidden 隐藏的文字没有收入：看不见',
    'hidden 隐藏的文字没有收入：也不见',
  ]);
});

test('notes, headers, macros, embedded objects, links and names of the file are listed; page numbers are not', async () => {
  const { lines, report } = await readDocx(
    docxFile({
      body: paragraph(
        `${run('见附注')}<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r><w:hyperlink r:id="link">${run('网页')}</w:hyperlink>${run('。')}`,
      ),
      related: {
        footnotes: part('w:footnotes', `<w:footnote w:id="2">${paragraph('据县志。')}</w:footnote>`),
        endnotes: part('w:endnotes', `<w:endnote w:id="3">${paragraph('另有专文。')}</w:endnote>`),
        header1: part('w:hdr', paragraph('征求意见稿')),
        footer1: part(
          'w:ftr',
          `<w:p>${run('— ')}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('3')}<w:r><w:fldChar w:fldCharType="end"/></w:r>${run(' —')}</w:p>`,
        ),
      },
      links: [{ id: 'link', type: 'hyperlink', target: 'http://example.invalid/a', external: true }],
      files: {
        'word/vbaProject.bin': Uint8Array.of(1),
        'word/embeddings/oleObject1.bin': Uint8Array.of(1),
        'docProps/core.xml': new TextEncoder().encode(
          '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>丙处</dc:creator></cp:coreProperties>',
        ),
      },
    }),
  );
  expect(lines.map(({ text }) => text)).toEqual(['见附注网页。']);
  expect(report.map(({ line, kind, message }) => `${line} ${kind} ${message}`).sort()).toEqual(
    [
      '0 embedded 嵌入的对象没有收入：word/embeddings/oleObject1.bin',
      '0 externalLink 去掉链接：http://example.invalid/a',
      '0 header 页眉没有收入：征求意见稿',
      '0 macro 文件带有宏，没有收入',
      '0 metadata 文件属性中的姓名没有收入：丙处',
      '1 endnote 尾注没有收入：另有专文。',
      '1 footnote 脚注没有收入：据县志。',
    ].sort(),
  );
});

test('text boxes, formulas and unsupported pictures are listed; PNG is kept by its SHA-256 with its caption', async () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
  const key = createHash('sha256').update(png).digest('hex');
  const picture = (id: string) =>
    `<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
  const { lines, images, report } = await readDocx(
    docxFile({
      body:
        paragraph(picture('good')) +
        paragraph('图1　新修的桥') +
        paragraph(picture('bad')) +
        paragraph(
          `${run('正文')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>${paragraph('框里的话')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph('框里的话')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>${run('。')}`,
        ),
      links: [
        { id: 'good', type: 'image', target: 'media/a.png' },
        { id: 'bad', type: 'image', target: 'media/b.emf' },
      ],
      files: { 'word/media/a.png': png, 'word/media/b.emf': Uint8Array.of(1, 0, 0, 0) },
    }),
  );
  expect(lines.map(({ text, block }) => block ?? text)).toEqual([
    { role: 'figure', image: key, caption: [{ text: '图1　新修的桥' }] },
    '正文。',
  ]);
  expect(images).toEqual({ [key]: { mime: 'image/png', bytes: Buffer.from(png).toString('base64') } });
  expect(report.map(({ line, kind, message }) => `${line} ${kind} ${message}`)).toEqual([
    '3 picture 图片没有收入（只收 PNG 和 JPEG）：word/media/b.emf',
    '4 textBox 文本框没有收入：框里的话',
    '4 formula 公式没有收入：x+y',
  ]);
});

test('the result of a field stays as text and its code is listed', async () => {
  const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const { lines, report } = await readDocx(
    docxFile({
      body: paragraph(
        `${run('日期')}${field('begin')}<w:r><w:instrText> DATE \\@ "yyyy" </w:instrText></w:r>${field('separate')}${run('2024')}${field('end')}<w:fldSimple w:instr=" REF a ">${run('年')}</w:fldSimple>`,
      ),
    }),
  );
  expect(lines[0]?.text).toBe('日期2024年');
  expect(report.map(({ kind, message }) => `${kind} ${message}`)).toEqual([
    'field 域代码改为其显示的文字：DATE \\@ "yyyy"',
    'field 域代码改为其显示的文字：REF a',
  ]);
});

test('a table keeps spans, header rows, column widths and marks; empty cells stay', async () => {
  const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
  const { lines } = await readDocx(
    docxFile({
      body:
        paragraph('一段。').repeat(13) +
        `<w:tbl><w:tblGrid><w:gridCol w:w="2211"/><w:gridCol w:w="4422"/><w:gridCol w:w="2211"/></w:tblGrid>
<w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(paragraph('镇'), '<w:vMerge w:val="restart"/>')}${cell(paragraph('数'), '<w:gridSpan w:val="2"/>')}</w:tr>
<w:tr>${cell(paragraph(''), '<w:vMerge/>')}${cell(paragraph(run('12', '<w:b/>')))}${cell(paragraph(''))}</w:tr></w:tbl>`,
    }),
  );
  expect(lines[13]).toMatchObject({
    line: 14,
    block: {
      role: 'table',
      headerRows: 1,
      columnWidths: [0.25, 0.5, 0.25],
      rows: [
        [
          { inlines: [{ text: '镇' }], rowSpan: 2 },
          { inlines: [{ text: '数' }], columnSpan: 2 },
        ],
        [{ inlines: [{ text: '12', bold: true }] }, { inlines: [] }],
      ],
    },
  });
});

test('soft breaks part lines, tabs stay, and bold, emphasis mark and superscript are kept beside the text', async () => {
  const { lines } = await readDocx(
    docxFile({
      body: paragraph(
        `${run('甲', '<w:b/>')}${run('乙', '<w:em w:val="dot"/>')}${run('丙', '<w:vertAlign w:val="superscript"/>')}<w:r><w:br/><w:t>下行</w:t><w:tab/><w:t>后</w:t></w:r>`,
      ),
    }),
  );
  expect(lines.map(({ text, marks }) => [text, marks])).toEqual([
    ['甲乙丙', '124'],
    ['下行\t后', undefined],
  ]);
});

test('looks that are not carried are counted, struck text is listed where it stands, another document inside is named', async () => {
  const { lines, report } = await readDocx(
    docxFile({
      body: `${paragraph(`${run('甲', '<w:u w:val="single"/>')}${run('乙', '<w:u w:val="none"/><w:i/>')}${run('丙', '<w:strike/>')}${run('2', '<w:vertAlign w:val="subscript"/>')}`)}<w:altChunk r:id="x"/>`,
    }),
  );
  expect(lines.map(({ text }) => text)).toEqual(['甲乙丙2']);
  expect(report.map(({ line, kind, message }) => `${line} ${kind} ${message}`)).toEqual([
    '1 format 带删除线的文字已收入：丙',
    '1 format 下标改为普通文字：2',
    '1 embedded 嵌入的另一份文档没有收入',
    '0 format 没有保留的格式：下划线1处、斜体1处',
  ]);
});
