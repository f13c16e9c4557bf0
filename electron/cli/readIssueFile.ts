import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { CommandFailure } from './commandFailure.ts';
import { describeFaults } from './describeFaults.ts';
import { readInput } from './readInput.ts';

/** An IssueDocument from its JSON file. Throws a CommandFailure that says what the file is instead, or what is wrong where. */
export function readIssueFile(path: string): IssueDocument {
  const bytes = readInput(path);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    const hint = '请先用 parse 命令读入文字或 Word 文件';
    throw new CommandFailure(1, `${path} 不是 JSON 文件，或已损坏。${hint}`, { cause });
  }
  const parsed = IssueDocument.safeParse(json, { reportInput: true });
  if (parsed.success) return parsed.data;
  const has = (name: string) => typeof json === 'object' && json !== null && Object.hasOwn(json, name);
  if (has('article') && !has('schema')) {
    throw new CommandFailure(1, `${path}：这是一篇来稿，不是一期刊物`);
  }
  if (has('format') && has('manifestHash')) {
    throw new CommandFailure(1, `${path}：这是导出内容的清单，不是一期刊物。请用同一文件夹中的 issue.json`);
  }
  if (typeof json === 'object' && json !== null && 'schema' in json && json.schema !== 1) {
    const said = `${path}：不认得这种刊期数据（schema 不是1）。它可能是较新的程序写的，请用那个程序打开，或升级本程序`;
    throw new CommandFailure(1, said);
  }
  const lines = describeFaults(parsed.error.issues).map((line) => `  ${line}`);
  throw new CommandFailure(1, `${path} 不是一期刊物的数据：\n${lines.join('\n')}`);
}
