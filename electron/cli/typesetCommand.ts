import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildExport, type ExportFile } from '#formats/export/buildExport.ts';
import { writeText } from '#formats/text/writeText.ts';
import { MissingCharactersError } from '#formats/typeset/missingCharactersError.ts';
import { type TypesetIssue, typesetIssue } from '#formats/typeset/typesetIssue.ts';
import { createPrinter } from '#hosts/chromium/printer.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
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

/** The pages; 草稿 on them carries the time of printing. */
async function makePdf(document: IssueDocument): Promise<TypesetIssue> {
  const printer = await createPrinter();
  try {
    return await typesetIssue(document, defaultLayoutParameters, printer.print, {
      at: momentLine(new Date().toISOString()),
    });
  } catch (error) {
    throw error instanceof MissingCharactersError ? new CommandFailure(1, error.message) : error;
  } finally {
    await printer.close();
  }
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
    const typeset = format === 'pdf' ? await makePdf(document) : undefined;
    const bytes = typeset?.pdf ?? new TextEncoder().encode(writeText(document));
    const milliseconds = Math.round(performance.now() - started);
    files.push({ name: `issue.${format}`, bytes });
    print(`${format}：${typeset ? `${typeset.pages}页，` : ''}${bytes.length}字节，${milliseconds}毫秒`);
  }
  mkdirSync(out, { recursive: true });
  for (const file of buildExport({ kind: 'draft', document, files, signatures: [] })) {
    writeOutput(join(out, file.name), file.bytes);
  }
}
