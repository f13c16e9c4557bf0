import { buildExport, type ExportFile } from '#formats/export/buildExport.ts';
import { layoutFile, pageFile, textFile, textFormats } from '#formats/export/issueFiles.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import type { Printer } from '#hosts/chromium/printer.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { benchIssue } from '../benchIssue.ts';
import type { BenchRow } from '../benchRow.ts';
import { median, timed } from '../timing.ts';

const suite = 'layout';
const runs = 7;
const warmUps = 2;

/** What `neikan typeset` makes, part by part and as a whole, in a process that is warm; without writing it to the disk. */
export async function formatRows(
  { name, document }: ReturnType<typeof benchIssue>,
  printer: Printer,
): Promise<readonly BenchRow[]> {
  const draft = { at: '2026年3月5日 14:20' };
  const times = new Map<string, number[]>();
  const totals: number[] = [];
  const make = async () => {
    const files: ExportFile[] = [];
    const spent = new Map<string, number>();
    const part = async <Made>(format: string, work: () => Made | Promise<Made>) => {
      const { result, milliseconds } = await timed(work);
      spent.set(format, milliseconds);
      return result;
    };
    const pages = await part('PDF', () => typesetIssue(document, defaultLayoutParameters, printer.print, draft));
    files.push(await pageFile('pdf', document, pages, true), layoutFile(pages));
    files.push(await part('OFD', () => pageFile('ofd', document, pages, true)));
    for (const format of textFormats) {
      const write = () => textFile(format, document, defaultLayoutParameters, draft);
      files.push(await part(format.toUpperCase(), write));
    }
    await part('JSON and manifest', () => buildExport({ kind: 'draft', document, files, signatures: [] }));
    return spent;
  };
  for (let round = 0; round < warmUps + runs; round += 1) {
    const { result: spent, milliseconds } = await timed(make);
    if (round < warmUps) continue;
    totals.push(milliseconds);
    for (const [format, each] of spent) times.set(format, [...(times.get(format) ?? []), each]);
  }
  return [
    ...[...times].map(([format, each]) => ({
      suite,
      what: `${format} of ${name}, as a draft`,
      value: median(each),
      unit: 'ms',
    })),
    { suite, what: `all formats of ${name}, as a draft`, value: median(totals), unit: 'ms' },
  ];
}
