import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeDocx } from '#formats/docx/writing/writeDocx.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import type { Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { benchIssue } from '../benchIssue.ts';
import type { BenchRow } from '../benchRow.ts';
import { median, timed } from '../timing.ts';

const suite = 'layout';
const runs = 5;
/** Files that one process of LibreOffice converts one after the other. */
const together = 6;
const programs = ['/usr/bin/soffice', '/usr/lib/libreoffice/program/soffice', '/opt/libreoffice/program/soffice'];

/**
 * The PDF by the product beside LibreOffice converting our DOCX of the same issue, with its profile made and its files in
 * memory. Its best case is the second file of a process: what a conversion costs without the start.
 */
export async function libreOfficeRows(
  { name, document }: ReturnType<typeof benchIssue>,
  printer: Printer,
): Promise<readonly BenchRow[]> {
  const program = programs.find((path) => existsSync(path));
  if (program === undefined) {
    process.stderr.write(
      'layout: nothing beside LibreOffice, as there is no soffice here (Debian: libreoffice-writer)\n',
    );
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'neikan-bench-'));
  try {
    const docx = await writeDocx(document, defaultLayoutParameters);
    const files = Array.from({ length: together }, (_, index) => join(folder, `issue-${index}.docx`));
    for (const file of files) writeFileSync(file, docx);
    const convert = (some: readonly string[]) => convertToPdf(program, folder, some);
    const typeset = () => typesetIssue(document, defaultLayoutParameters, printer.print);
    await convert(files.slice(0, 1));
    await typeset();
    const own: number[] = [];
    const one: number[] = [];
    const next: number[] = [];
    for (let round = 0; round < runs; round += 1) {
      own.push((await timed(typeset)).milliseconds);
      const single = (await timed(() => convert(files.slice(0, 1)))).milliseconds;
      const all = (await timed(() => convert(files))).milliseconds;
      one.push(single);
      next.push((all - single) / (together - 1));
    }
    const row = (beside: string, values: readonly number[]): BenchRow => {
      const [value, besideValue] = [median(own), median(values)];
      const what = `PDF of ${name}, subsets cached`;
      return { suite, what, value, unit: 'ms', beside, besideValue, ratio: value / besideValue };
    };
    return [
      row('LibreOffice converts our DOCX of it, started for it, profile and files warm', one),
      row(`LibreOffice converts one more of them in the same process (of ${together}), its best case`, next),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function convertToPdf(program: string, folder: string, files: readonly string[]): Promise<void> {
  const out = join(folder, 'pdf');
  rmSync(out, { recursive: true, force: true });
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  await promisify(execFile)(program, [profile, '--headless', '--convert-to', 'pdf', '--outdir', out, ...files]);
  const missing = files.find((file) => !existsSync(file.replace(folder, out).replace(/docx$/, 'pdf')));
  if (missing !== undefined) throw new Error(`LibreOffice has not converted ${missing}`);
}
