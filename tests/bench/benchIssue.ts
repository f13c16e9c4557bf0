import { existsSync, readFileSync } from 'node:fs';
import { parseBulletin } from '#formats/text/parseBulletin.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';

const seed = '../shared/seed/zhejiang-youth-2019-03.txt';
const sample = 'resources/sample/first-issue.txt';

/** The real bulletin where it is at hand, else the sample that ships; `name` says which, for the rows. */
export function benchIssue(): { readonly name: string; readonly document: IssueDocument } {
  const path = existsSync(seed) ? seed : sample;
  const name = path === seed ? 'the real bulletin' : 'the sample, as ../shared/seed is not there';
  return { name, document: parseBulletin(readFileSync(path, 'utf8')).document };
}
