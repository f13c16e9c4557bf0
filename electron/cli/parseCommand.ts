import { parseArgs } from 'node:util';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { readManuscriptFile } from '#formats/intake/readManuscriptFile.ts';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { CommandFailure } from './commandFailure.ts';
import { readInput } from './readInput.ts';
import { writeOutput } from './writeOutput.ts';

const usage = '用法：parse 文字或 Word 文件 [--manuscript] [--json 输出文件]';

function readArguments(args: readonly string[]) {
  try {
    const options = { json: { type: 'string' }, manuscript: { type: 'boolean', default: false } } as const;
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [path, ...more] = positionals;
    if (path !== undefined && more.length === 0) return { path, json: values.json, manuscript: values.manuscript };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  throw new CommandFailure(2, usage);
}

async function readFile(path: string, manuscript: boolean) {
  const file = { name: path, bytes: readInput(path) };
  try {
    if (!manuscript) {
      const { document, ...rest } = await readBulletinFile(file);
      return { ...rest, result: document, summary: `${document.publication.name}：${document.articles.length}篇文章` };
    }
    const { article, images, ...rest } = await readManuscriptFile(file);
    return { ...rest, result: { article, images }, summary: titleInOneLine(article.title) || '（无标题）' };
  } catch (error) {
    if (error instanceof UnreadableFileError) throw new CommandFailure(1, error.message);
    throw error;
  }
}

/**
 * `parse FILE [--manuscript] [--json OUT]`: a whole bulletin → IssueDocument, or one manuscript → its article and images,
 * as JSON to OUT or to standard output; what was healed, dropped or is unsure goes to `warn`, a line each.
 */
export async function parseCommand(
  args: readonly string[],
  print: (line: string) => void,
  warn: (line: string) => void,
): Promise<void> {
  const { path, json, manuscript } = readArguments(args);
  const { result, summary, report, countedBy } = await readFile(path, manuscript);
  const unit = countedBy === 'line' ? '行' : '段';
  for (const { line, message } of report) warn(line === 0 ? `全文：${message}` : `第${line}${unit}：${message}`);
  const written = JSON.stringify(result, null, 2);
  if (json === undefined) {
    print(written);
    return;
  }
  writeOutput(json, `${written}\n`);
  print(`${summary}，${report.length}处提示，已写入 ${json}`);
}
