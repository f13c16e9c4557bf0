import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeDocx } from '#formats/docx/writing/writeDocx.ts';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fullIssue } from '../../../office/printing/fullIssue.ts';
import { printedText } from '../../../office/printing/printedText.ts';
import { readPdf } from '../../../office/printing/readPdf.ts';

const top = resolve(import.meta.dirname, '../../../..');
const seed = resolve(top, '../shared/seed/zhejiang-youth-2019-03.txt');
const office = ['/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice', '/opt/libreoffice/program/soffice'].find(
  (path) => existsSync(path),
);
if (!office) console.info('written DOCX in LibreOffice skipped: no soffice here (Debian: libreoffice-writer)');
if (office && !existsSync(seed)) console.info(`the real bulletin in LibreOffice skipped: no text at ${seed}`);

/** The program's own fonts under the names that a DOCX uses, lest the machine's fonts decide how lines break. */
const fontNames = {
  方正小标宋简体: 'Noto Serif SC Black',
  仿宋_GB2312: 'Neikan Fang',
  楷体_GB2312: 'Neikan Fang',
  黑体: 'Noto Sans SC Medium',
  宋体: 'Noto Serif SC',
  'Times New Roman': 'Noto Serif SC',
};
const fontFolders = [
  'resources/fonts',
  'node_modules/@expo-google-fonts/noto-serif-sc/400Regular',
  'node_modules/@expo-google-fonts/noto-serif-sc/900Black',
  'node_modules/@expo-google-fonts/noto-sans-sc/500Medium',
];

let folder: string;
let printer: Printer;
beforeAll(async () => {
  if (!office) return;
  printer = await createPrinter();
  folder = mkdtempSync(join(tmpdir(), 'neikan-office-'));
  const aliases = Object.entries(fontNames).map(
    ([name, font]) => `<alias binding="same"><family>${name}</family><prefer><family>${font}</family></prefer></alias>`,
  );
  const folders = [...fontFolders.map((path) => join(top, path)), '/usr/share/fonts'].map(
    (path) => `<dir>${path}</dir>`,
  );
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig>${folders.join('')}<cachedir>${folder}/cache</cachedir>${aliases.join('')}</fontconfig>`,
  );
});
afterAll(async () => {
  if (!office) return;
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

const filters = { pdf: 'pdf', docx: 'docx', txt: 'txt:Text (encoded):UTF8' } as const;

/** What LibreOffice makes of a DOCX. */
function converted(docx: Uint8Array, extension: keyof typeof filters): Uint8Array {
  const path = join(folder, 'issue.docx');
  writeFileSync(path, docx);
  const out = join(folder, extension);
  const { status, stderr } = spawnSync(
    office ?? '',
    [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      filters[extension],
      '--outdir',
      out,
      path,
    ],
    { encoding: 'utf8', env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') } },
  );
  if (status !== 0) throw new Error(`soffice ended with ${status}: ${stderr}`);
  return new Uint8Array(readFileSync(join(out, `issue.${extension}`)));
}

/** LibreOffice writes out what it sets before items and begins a text with a mark of its order. */
const signs = /[\s\ufeff①-⑳•◆]/g;

const samples = readdirSync(join(top, 'resources/sample')).filter((name) => name.endsWith('.txt'));
const issues: readonly (readonly [string, () => IssueDocument])[] = [
  ['an issue with every part', () => fullIssue],
  ...[...samples.map((name) => join(top, 'resources/sample', name)), ...(existsSync(seed) ? [seed] : [])].map(
    (path) => [basename(path), () => parseBulletin(readFileSync(path, 'utf8')).document] as const,
  ),
];

test.skipIf(!office).each(issues)(
  '%s has the pages it has in print, one at most more or less, and its whole text in LibreOffice',
  async (_, read) => {
    const document = read();
    const docx = await writeDocx(document, defaultLayoutParameters);
    const { pages } = await typesetIssue(document, defaultLayoutParameters, printer.print);
    // Programs and their versions do not end every line alike: a page may come out one more or less.
    const { length } = await readPdf(converted(docx, 'pdf'));
    console.info(`pages in print and in LibreOffice: ${pages}, ${length}`);
    expect(Math.abs(length - pages)).toBeLessThanOrEqual(1);
    const text = new TextDecoder().decode(converted(docx, 'txt'));
    expect(text.replace(signs, '')).toBe(printedText(document).replace(signs, ''));
  },
);

test.skipIf(!office)('a file that LibreOffice has saved again still comes back by its styles', async () => {
  const { document } = parseBulletin(readFileSync(join(top, 'resources/sample', samples[0] ?? ''), 'utf8'));
  const bytes = converted(await writeDocx(document, defaultLayoutParameters), 'docx');
  expect((await readBulletinFile({ name: 'issue.docx', bytes })).document).toEqual(document);
});
