import { parseArgs } from 'node:util';
import { decodeText, UndecodableTextError } from '#formats/text/decodeText.ts';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import { CommandFailure } from './commandFailure.ts';
import { readInput } from './readInput.ts';
import { writeOutput } from './writeOutput.ts';

const usage = '用法：parse 文字文件 [--json 输出文件]';

function readArguments(args: readonly string[]): { readonly path: string; readonly json: string | undefined } {
  try {
    const options = { json: { type: 'string' } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [path, ...more] = positionals;
    if (path !== undefined && more.length === 0) return { path, json: values.json };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new CommandFailure(2, usage);
}

/**
 * `parse FILE [--json OUT]`: a whole bulletin as text → IssueDocument, as JSON to OUT or to standard output; what was
 * healed or is unsure goes to `warn`, a line each.
 */
export function parseCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
): void {
  const { path, json } = readArguments(args);
  const bytes = readInput(path);
  let text: string;
  try {
    text = decodeText(bytes);
  } catch (error) {
    if (error instanceof UndecodableTextError) throw new CommandFailure(1, `${path}：${error.message}`);
    throw error;
  }
  const { document, report } = parseBulletin(text);
  for (const { line, message } of report) warn(`第${line}行：${message}`);
  const written = JSON.stringify(document, null, 2);
  if (json === undefined) {
    print(written);
    return;
  }
  writeOutput(json, `${written}\n`);
  print(`${document.publication.name}：${document.articles.length}篇文章，${report.length}处提示，已写入 ${json}`);
}
