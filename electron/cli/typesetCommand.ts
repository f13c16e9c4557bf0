import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { buildExport, type ExportFile } from '#formats/export/buildExport.ts';
import { draftMark } from '#formats/font/draftMark.ts';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { writeText } from '#formats/text/writeText.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { renderIssueHtml } from '#shared/layout/renderIssueHtml.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { CommandFailure } from './commandFailure.ts';
import { readInput } from './readInput.ts';
import { writeOutput } from './writeOutput.ts';

const formats = ['pdf', 'txt'] as const;
type Format = (typeof formats)[number];

const usage = `用法：typeset 刊期文件.json --out 文件夹 [--formats ${formats.join(',')}]`;

interface TypesetArguments {
  readonly path: string;
  readonly out: string;
  readonly wanted: readonly Format[];
}

function readArguments(args: readonly string[]): TypesetArguments {
  try {
    const options = { out: { type: 'string' }, formats: { type: 'string', default: formats.join(',') } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [path, ...more] = positionals;
    const names = values.formats.split(',');
    const wanted = formats.filter((format) => names.includes(format));
    const unknown = names.some((name) => !(formats as readonly string[]).includes(name));
    if (path !== undefined && more.length === 0 && values.out !== undefined && !unknown) {
      return { path, out: values.out, wanted };
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new CommandFailure(2, usage);
}

function readDocument(path: string): IssueDocument {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readInput(path)));
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(1, `${path} 不是 JSON 文件，或已损坏`);
  }
  const parsed = IssueDocument.safeParse(json);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(
    ({ path: place, message }) => `  ${place.join('.') || '（全文）'}：${message}`,
  );
  throw new CommandFailure(1, `${path} 不是一期刊物的数据：\n${places.join('\n')}`);
}

async function makePdf(document: IssueDocument): Promise<Uint8Array> {
  const texts = slotTexts(document, defaultLayoutParameters);
  const missing = await missingCharacters(texts);
  if (missing.length > 0) {
    const places = missing.map(
      ({ character, font, places: where }) => `  ${character}：${font}，见${where.join('、')}`,
    );
    throw new CommandFailure(1, `以下字在所用字体中没有，未导出：\n${places.join('\n')}`);
  }
  const faces = await subsetFaces(texts);
  const html = renderIssueHtml(document, defaultLayoutParameters, faces, { draftMark: await draftMark('草稿') });
  const printer = await createPrinter();
  try {
    return await printer.print(html);
  } finally {
    await printer.close();
  }
}

async function pageCount(pdf: Uint8Array): Promise<number> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 });
  const { numPages } = await task.promise;
  await task.destroy();
  return numPages;
}

/**
 * `typeset ISSUE.json --out DIR [--formats pdf,txt]`: an unsigned export, its pages marked 草稿, with the manifest that
 * `verify` reads. Prints pages, bytes and milliseconds a format; writes nothing unless every format succeeded.
 */
export async function typesetCommand(args: readonly string[], print: (line: string) => void): Promise<void> {
  const { path, out, wanted } = readArguments(args);
  const document = readDocument(path);
  const files: ExportFile[] = [];
  for (const format of wanted) {
    const started = performance.now();
    const bytes = format === 'pdf' ? await makePdf(document) : new TextEncoder().encode(writeText(document));
    const milliseconds = Math.round(performance.now() - started);
    const pages = format === 'pdf' ? `${await pageCount(bytes)}页，` : '';
    files.push({ name: `issue.${format}`, bytes });
    print(`${format}：${pages}${bytes.length}字节，${milliseconds}毫秒`);
  }
  mkdirSync(out, { recursive: true });
  for (const file of buildExport({ kind: 'draft', document, files, signatures: [] })) {
    writeOutput(join(out, file.name), file.bytes);
  }
}
