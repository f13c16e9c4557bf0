import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { issuePassages } from './issuePassages.ts';

/** The words of an issue as two of them are compared. */
export function issueWords(document: IssueDocument): string {
  return issuePassages(document)
    .map(({ title, text }) => `${title}\n${text}`)
    .join('\n');
}
