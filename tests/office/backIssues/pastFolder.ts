import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { writeDocx } from '#formats/docx/writing/writeDocx.ts';
import { writeText } from '#formats/text/writeText.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { articleMaker } from '../../bench/inventedArticles.ts';

export const pastPublication = '澜溪信息';

const places = ['云溪市', '安澜市', '禾川县', '望溪县', '临湖区', '青石镇', '白渚区', '苇塘镇'];
const deeds = ['把夜校办进车间', '抓实练比用三个环节', '推动争议化解在厂区', '列出四张服务清单', '改造老旧灌渠'];

/** An issue that was printed long ago: five articles of about 1,500 characters, always the same for the same number. */
export function pastIssue(year: number, serial: number): IssueDocument {
  const make = articleMaker(year * 1000 + serial);
  const at = (list: readonly string[], index: number) => list[index % list.length] ?? '';
  return {
    ...emptyIssueDocument({ name: pastPublication, organ: '澜溪县办公室' }),
    column: '基层经验',
    marking: ['内部资料'],
    number: { series: 'regular', year, serial },
    date: `${year}-${String((serial % 12) + 1).padStart(2, '0')}-18`,
    articles: Array.from({ length: 5 }, (_, index) => {
      const place = at(places, serial + index);
      return {
        ...make(`past-${year}-${serial}-${index}`),
        title: [`${place}总工会${at(deeds, serial * 2 + index)}`],
        source: { unit: `${place}总工会`, line: `（${place}总工会）` },
      };
    }),
    reportTo: ['县委、县政府领导'],
    sendTo: ['各乡镇'],
    signOff: [
      { step: 'responsibleEditor', label: '责任编辑', person: '苏禾' },
      { step: 'reviewer', label: '审核', person: '程望川' },
      { step: 'signer', label: '签发', person: '陆知行' },
    ],
  };
}

export const pastFormats = ['docx', 'txt', 'pdf'] as const;
export type PastFormat = (typeof pastFormats)[number];
export type Print = (html: string) => Promise<Uint8Array>;

/** An issue as an old file of it, made by the program's own exporters. */
export async function pastFile(document: IssueDocument, format: PastFormat, print: Print): Promise<Uint8Array> {
  switch (format) {
    case 'docx':
      return writeDocx(document, defaultLayoutParameters, {});
    case 'txt':
      return new TextEncoder().encode(writeText(document));
    case 'pdf':
      return (await typesetIssue(document, defaultLayoutParameters, print)).pdf;
  }
}

export function writePast(folder: string, path: string, bytes: Uint8Array | string): void {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, bytes);
}

/** So many issues of the years from 2015, twelve a year, in turn as DOCX, text and PDF; every fifth with an illegible name. */
export async function fillPastFolder(folder: string, count: number, print: Print): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const [year, serial] = [2015 + Math.floor(index / 12), (index % 12) + 1];
    const format = pastFormats[index % 3] ?? 'txt';
    const name = index % 5 === 4 ? `~新建 (${index})` : `${pastPublication}${year}年第${serial}期`;
    writePast(folder, `${year}/${name}.${format}`, await pastFile(pastIssue(year, serial), format, print));
  }
}

/** Files that cannot be read, by their names. */
export async function damagedFiles(): Promise<Readonly<Record<string, Uint8Array | string>>> {
  const locked = await PDFDocument.create();
  locked.addPage().drawText('locked');
  locked.encrypt({ userPassword: 'who knows', ownerPassword: 'nobody' });
  const scanned = await PDFDocument.create();
  scanned.addPage();
  scanned.addPage();
  const oldWord = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]);
  return {
    '空的.docx': '',
    '断的.pdf': '%PDF-1.7\n1 0 obj\n<< /Type /Catalog',
    '有口令.pdf': await locked.save(),
    '扫描件.pdf': await scanned.save(),
    '旧格式.doc': oldWord,
    '坏压缩包.docx': 'PK\u0003\u0004 not a package at all',
  };
}
