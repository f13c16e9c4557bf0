import { expect, test } from 'vitest';
import { readDocx } from '#formats/docx/readDocx.ts';
import { parseManuscriptLines } from '#formats/text/parseManuscript.ts';
import { docxFile, paragraph, part, run } from './docxFile.ts';

const center = '<w:jc w:val="center"/>';
const styles = part(
  'w:styles',
  ['Title', 'Subtitle', 'heading 1', 'heading 2']
    .map((name, id) => `<w:style w:type="paragraph" w:styleId="s${id}"><w:name w:val="${name}"/></w:style>`)
    .join(''),
);
const style = (id: number) => `<w:pStyle w:val="s${id}"/>`;

async function manuscript(body: string) {
  const { lines, report } = await readDocx(docxFile({ body, related: { styles } }));
  return parseManuscriptLines(lines, report);
}

test('a title over two lines, subtitle and unnumbered headings are told by their styles', async () => {
  const { article } = await manuscript(
    paragraph(`${run('白石镇修桥')}<w:r><w:br/></w:r>${run('便民出行')}`, style(0)) +
      paragraph('三座桥的故事', style(1)) +
      paragraph('镇里今年修桥三座。') +
      paragraph('先看后修', style(2)) +
      paragraph('看得细', style(3)) +
      paragraph('沿河看了一遍。') +
      paragraph('白石镇', '<w:jc w:val="right"/>'),
  );
  expect(article).toMatchObject({
    title: ['白石镇修桥', '便民出行'],
    subtitle: '三座桥的故事',
    source: { unit: '白石镇', line: '（白石镇）' },
  });
  expect(article.body.map(({ role }) => role)).toEqual(['lead', 'heading1', 'heading2', 'paragraph']);
});

test('a large centred line is the title and a bold short one a heading, which is said to be a guess', async () => {
  const { article, report } = await manuscript(
    paragraph(run('白石镇修桥便民', '<w:sz w:val="44"/>'), center) +
      paragraph('镇里今年修桥三座。') +
      paragraph(run('先看后修', '<w:b/>')) +
      paragraph('沿河看了一遍。') +
      paragraph('（白石镇）'),
  );
  expect(article.title).toEqual(['白石镇修桥便民']);
  expect(article.body.map(({ role }) => role)).toEqual(['lead', 'heading1', 'paragraph']);
  expect(report).toContainEqual({ line: 3, kind: 'unsure', message: '整段加粗或黑体，可能是小标题：先看后修' });
});

test('bold that is the look of a run-in heading is dropped, other bold stays', async () => {
  const { article } = await manuscript(
    paragraph('白石镇修桥') +
      paragraph(`${run('一是看得细。', '<w:b/>')}${run('沿河')}${run('三遍', '<w:b/>')}${run('都看了。')}`) +
      paragraph('（白石镇）'),
  );
  expect(article.body).toEqual([
    {
      role: 'paragraph',
      inlines: [
        { text: '一是看得细。', runIn: true },
        { text: '沿河' },
        { text: '三遍', bold: true },
        { text: '都看了。' },
      ],
    },
  ]);
});

test('a masthead and a foot that are set in tables are read as lines', async () => {
  const row = (...cells: readonly string[]) =>
    `<w:tr>${cells.map((text) => `<w:tc><w:tcPr/>${paragraph(text)}</w:tc>`).join('')}</w:tr>`;
  const { lines, report } = await readDocx(
    docxFile({
      body:
        paragraph('白石信息') +
        `<w:tbl>${row('白石县委办公室', '2024年6月18日')}</w:tbl>` +
        paragraph('正文。').repeat(12) +
        `<w:tbl>${row('报：', '县委')}${row('责任编辑：甲一', '审核：乙二')}</w:tbl>`,
    }),
  );
  expect(lines.filter(({ text }) => text !== '正文。').map(({ text }) => text)).toEqual([
    '白石信息',
    '白石县委办公室  2024年6月18日',
    '报：  县委',
    '责任编辑：甲一  审核：乙二',
  ]);
  expect(report.map(({ kind }) => kind)).toEqual(['layoutTable', 'layoutTable']);
});
