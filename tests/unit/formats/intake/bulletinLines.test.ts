import { expect, test } from 'vitest';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { docxFile, paragraph, run } from '../docx/docxFile.ts';

const box = (...texts: readonly string[]) =>
  `<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>${texts.map((text) => paragraph(run(text))).join('')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`;
const body = (head: string, inner = '') =>
  `${paragraph('河湾信息')}${head}${paragraph('河湾县办好甲事')}${paragraph('甲事办得好。')}${inner}${paragraph('（河湾县）')}`;

test('a text box at the head with the number and the date is read as part of the masthead', async () => {
  const bytes = docxFile({ body: body(box('第5期', '河湾县委办公室', '2023年8月2日')) });
  const { document, report } = await readBulletinFile({ name: '第5期.docx', bytes });
  expect(document.number).toEqual({ series: 'regular', year: 2023, serial: 5 });
  expect(document.date).toBe('2023-08-02');
  expect(document.publication).toEqual({ name: '河湾信息', organ: '河湾县委办公室' });
  expect(report.filter(({ kind }) => kind === 'textBox')).toEqual([]);
});

test('a text box in the text is left out and named', async () => {
  const head = ['第5期', '河湾县委办公室', '2023年8月2日'].map((text) => paragraph(text)).join('');
  const bytes = docxFile({ body: body(head, box('旁注一句')) });
  const { document, report } = await readBulletinFile({ name: '第5期.docx', bytes });
  expect(JSON.stringify(document)).not.toContain('旁注');
  expect(report.filter(({ kind }) => kind === 'textBox')).toHaveLength(1);
});
