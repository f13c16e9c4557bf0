import { buildExport, type ExportFile } from '#formats/export/buildExport.ts';
import {
  type ExportFormat,
  exportFormats,
  layoutFile,
  pageFile,
  pageFormats,
  textFile,
  textFormats,
} from '#formats/export/issueFiles.ts';
import { documentFaults } from '#formats/typeset/documentFaults.ts';
import { type TypesetIssue, typesetIssue } from '#formats/typeset/typesetIssue.ts';
import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import { UnprintableError } from '#formats/typeset/unprintableError.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { defaultLayoutParameters } from '#shared/layout/layoutParameters.ts';
import { momentLine } from '#shared/layout/momentLine.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { type CommandPrinter, createCommandPrinter } from './commandPrinter.ts';
import { formatFailure } from './formatFailure.ts';
import { onInterrupt } from './interruption.ts';
import { readIssueFile } from './readIssueFile.ts';
import { readOptions } from './readOptions.ts';
import { checkFolder, writeFolder } from './writeFolder.ts';

export const typesetUsage = `用法：npm run neikan -- typeset 刊期文件.json --out 文件夹 [--formats ${exportFormats.join(',')}]
  排印一期未签发的刊物，每页标明草稿。`;

interface TypesetArguments {
  readonly path: string;
  readonly out: string;
  readonly wanted: readonly ExportFormat[];
}

function readArguments(args: readonly string[]): TypesetArguments {
  const options = { out: { type: 'string' }, formats: { type: 'string', default: exportFormats.join(',') } } as const;
  const { positionals, values } = readOptions(args, options, typesetUsage);
  const [path = '', ...more] = positionals;
  if (path === '' || more.length > 0 || values.out === undefined) throw new CommandFailure(2, typesetUsage);
  const names = values.formats.split(/[,，、]/).map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !exportFormats.some((format) => format === name));
  if (unknown !== undefined) {
    throw new CommandFailure(2, `没有“${unknown}”这种格式，只有${exportFormats.join('、')}。\n${typesetUsage}`);
  }
  return {
    path: commandPath(path),
    out: commandPath(values.out),
    wanted: exportFormats.filter((format) => names.includes(format)),
  };
}

/** The pages, marked as a draft. */
async function typeset(document: IssueDocument, draft: DraftStamp): Promise<TypesetIssue> {
  let printer: CommandPrinter | undefined;
  const settled = onInterrupt(() => printer?.close());
  try {
    printer = await createCommandPrinter();
    return await typesetIssue(document, defaultLayoutParameters, printer.print, draft);
  } finally {
    await printer?.close();
    settled();
  }
}

/**
 * `typeset ISSUE.json --out DIR [--formats pdf,ofd,docx,html,txt]`: an unsigned export that says 草稿 throughout, with the
 * manifest that `verify` reads. Prints pages, bytes and milliseconds a format; writes nothing unless every format succeeded.
 */
export async function typesetCommand(args: readonly string[], print: (line: string) => void): Promise<void> {
  const { path, out, wanted } = readArguments(args);
  const document = readIssueFile(path);
  checkFolder(out, 'draft');
  const said: string[] = [];
  try {
    const files = await makeFiles(document, wanted, (line) => said.push(line));
    writeFolder(out, 'draft', buildExport({ kind: 'draft', document, files, signatures: [] }));
  } catch (error) {
    throw formatFailure(error);
  }
  for (const line of said) print(line);
  print(`已写入 ${out}`);
}

/** The wanted formats as files; `say` hears what each came to. */
async function makeFiles(
  document: IssueDocument,
  wanted: readonly ExportFormat[],
  say: (line: string) => void,
): Promise<readonly ExportFile[]> {
  const draft: DraftStamp = { at: momentLine(new Date().toISOString()) };
  const files: ExportFile[] = [];
  const make = async (format: ExportFormat, write: () => Promise<ExportFile>) => {
    const started = performance.now();
    const file = await write();
    files.push(file);
    say(`${format}：${file.bytes.length}字节，${Math.round(performance.now() - started)}毫秒`);
  };
  // Before a browser is started for nothing, and for formats that need none.
  const faults = await documentFaults(document, draft);
  if (faults.length > 0) throw new UnprintableError(faults);
  const ofPages = pageFormats.filter((format) => wanted.includes(format));
  if (ofPages.length > 0) {
    const started = performance.now();
    const pages = await typeset(document, draft);
    say(`排印：${pages.pages}页，${Math.round(performance.now() - started)}毫秒`);
    for (const format of ofPages) await make(format, () => pageFile(format, document, pages, true));
    files.push(layoutFile(pages));
  }
  for (const format of textFormats.filter((one) => wanted.includes(one))) {
    await make(format, () => textFile(format, document, defaultLayoutParameters, draft));
  }
  return files;
}
