import { extname } from 'node:path';
import type { BackIssueKind } from './readBackIssueFile.ts';

const namesOf: Readonly<Record<BackIssueKind, string>> = { docx: '.docx', text: '.txt', pdf: '.pdf' };

/** Whether the name of a file, with or without its folders, promises another kind than it was read as. */
export function isMisnamed(name: string, kind: BackIssueKind): boolean {
  return extname(name).toLowerCase() !== namesOf[kind];
}
