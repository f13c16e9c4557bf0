import { extname } from 'node:path';
import { readBulletinFile } from '#formats/intake/readBulletinFile.ts';
import { readManuscriptFile } from '#formats/intake/readManuscriptFile.ts';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';
import { encodingDoubt } from '#formats/text/decodeText.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { CommandFailure } from './commandFailure.ts';
import { commandPath } from './commandPath.ts';
import { readInput } from './readInput.ts';
import { readOptions } from './readOptions.ts';
import { checkOutput, writeOutput } from './writeOutput.ts';

export const parseUsage = `用法：npm run neikan -- parse 文字或 Word 文件 [--manuscript] [--json 输出文件]
  读入一期内刊；加 --manuscript 读入一篇来稿。不指明输出文件则写到屏幕。`;

function readArguments(args: readonly string[]) {
  const options = { json: { type: 'string' }, manuscript: { type: 'boolean', default: false } } as const;
  const { positionals, values } = readOptions(args, options, parseUsage);
  const [path = '', ...more] = positionals;
  if (path === '' || more.length > 0) throw new CommandFailure(2, parseUsage);
  const json = values.json === undefined ? undefined : commandPath(values.json);
  return { path: commandPath(path), json, manuscript: values.manuscript };
}

async function readFile(path: string, manuscript: boolean) {
  const file = { name: path, bytes: readInput(path) };
  const doubts = doubtsAbout(file);
  try {
    if (!manuscript) {
      const { document, ...rest } = await readBulletinFile(file);
      if (isManuscript(document)) {
        throw new CommandFailure(1, `${path}：这像一篇来稿，不是一整期；请加 --manuscript`);
      }
      const summary = `${document.publication.name}：${document.articles.length}篇文章`;
      return { ...rest, doubts, result: document, summary };
    }
    const { article, images, ...rest } = await readManuscriptFile(file);
    if (isBulletin((await readBulletinFile(file)).document)) {
      throw new CommandFailure(1, `${path}：这像一整期内刊，不是一篇来稿；请去掉 --manuscript`);
    }
    return { ...rest, doubts, result: { article, images }, summary: titleInOneLine(article.title) || '（无标题）' };
  } catch (error) {
    if (error instanceof UnreadableFileError) throw new CommandFailure(1, error.message, { cause: error });
    throw error;
  }
}

/** What has no number and no foot, and no two articles either (none at all, if it is dated), came from one unit. */
function isManuscript({ number, date, articles, signOff, reportTo, copyTo, sendTo }: IssueDocument): boolean {
  if (number !== null || signOff.length + reportTo.length + copyTo.length + sendTo.length > 0) return false;
  const whole = articles.filter(({ title, body }) => title.length > 0 && body.length > 0);
  return whole.length === 0 || (date === null && whole.length === 1);
}

/** Masthead, number, several articles and a foot: all of it, lest a manuscript that speaks of an issue be refused. */
function isBulletin({ number, articles, signOff }: IssueDocument): boolean {
  return number !== null && articles.length > 1 && signOff.length > 0;
}

/** What makes it doubtful that the file is what its name says, or was read in the right encoding. */
function doubtsAbout({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): readonly string[] {
  const doubts: string[] = [];
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  if (extname(name).toLowerCase() === '.pdf' && !isPdf) {
    doubts.push('文件名是 PDF 的，内容却不是，请核对是不是要收的文件');
  }
  const doubt = encodingDoubt(bytes);
  return doubt === undefined ? doubts : [...doubts, doubt];
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
  if (json !== undefined) checkOutput(json, path);
  const { result, summary, report, doubts, countedBy } = await readFile(path, manuscript);
  const unit = countedBy === 'line' ? '行' : '段';
  for (const doubt of doubts) warn(`全文：${doubt}`);
  for (const { line, message } of report) warn(line === 0 ? `全文：${message}` : `第${line}${unit}：${message}`);
  const written = JSON.stringify(result, null, 2);
  if (json === undefined) {
    print(written);
    return;
  }
  writeOutput(json, `${written}\n`);
  print(`${summary}，${report.length + doubts.length}处提示，已写入 ${json}`);
}
