import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { expect, test } from 'vitest';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';

const seed = resolve(import.meta.dirname, '../../../../../shared/seed/zhejiang-youth-2019-03.txt');
const seedIsHere = existsSync(seed);
if (!seedIsHere) console.info(`zhejiang-youth-2019-03.docx skipped: no text at ${seed}`);
const bytes = seedIsHere ? readFileSync(seed) : new Uint8Array();
const text = new TextDecoder().decode(bytes);
const paragraphs = text.split(/\r?\n/).filter((line) => line.trim() !== '');
const listed = [...text.matchAll(/^- (.+)$/gm)].map(([, title = '']) => title.replace(/\s/g, ''));

/** Whether a paragraph of the seed is a title, whole or its first or second line. */
function isTitle(line: string): boolean {
  const plain = line.replace(/\s/g, '');
  return plain.length > 5 && listed.some((title) => title.startsWith(plain) || title.endsWith(plain));
}
const isHeading = (line: string) => /^[一二三四]、/.test(line);

const plain = () => paragraphs.map((line) => new Paragraph({ children: [new TextRun(line)] }));

const byStyle = () =>
  paragraphs.map((line) => {
    if (isTitle(line)) return new Paragraph({ text: line, heading: HeadingLevel.TITLE });
    if (isHeading(line)) return new Paragraph({ text: line, heading: HeadingLevel.HEADING_1 });
    return new Paragraph({ text: line, ...(line.length > 150 ? {} : { alignment: AlignmentType.LEFT }) });
  });

/** By look: titles large, centred and broken by a soft break at their blank, headings bold in 黑体, runs cut at random places. */
const byLook = () =>
  paragraphs.map((line) => {
    if (isTitle(line)) {
      const children = line
        .split(' ')
        .map((part, index) => new TextRun({ text: part, size: 44, break: index > 0 ? 1 : 0 }));
      return new Paragraph({ alignment: AlignmentType.CENTER, children });
    }
    if (isHeading(line)) {
      return new Paragraph({ children: [new TextRun({ text: line, bold: true, font: { eastAsia: '黑体' } })] });
    }
    const pieces = line.match(/[\s\S]{1,37}/g) ?? [];
    return new Paragraph({ children: pieces.map((piece) => new TextRun({ text: piece, size: 32 })) });
  });

test.skipIf(!seedIsHere).each([
  ['plain paragraphs', plain],
  ['headings by style', byStyle],
  ['headings by look, titles with soft breaks', byLook],
])('the real bulletin as DOCX with %s gives the same document as its text', async (_, build) => {
  const docx = await Packer.toBuffer(new Document({ sections: [{ children: build() }] }));
  const asText = await readBulletinFile({ name: 'seed.txt', bytes });
  const asDocx = await readBulletinFile({ name: 'seed.docx', bytes: new Uint8Array(docx) });
  expect(asDocx.document).toEqual(asText.document);
  expect(asDocx.report.filter(({ kind }) => kind === 'joined')).toHaveLength(10);
  expect(asDocx.countedBy).toBe('paragraph');
});
