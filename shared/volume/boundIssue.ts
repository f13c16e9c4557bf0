import type { IssueDocument } from '#shared/issue/issueDocument.ts';

/** An issue in its place in a volume; pages are those of the volume, counted from 1. */
export interface BoundIssue {
  readonly document: IssueDocument;
  readonly firstPage: number;
  readonly pages: number;
  /** The page of each article, in the order of the document. */
  readonly articlePages: readonly number[];
  /** The page with the names of those who signed. */
  readonly footPage: number;
}

/** Why an issue of the span is not in the volume. */
export const absences = ['void', 'destroyed', 'notArchived', 'backIssue', 'notHere'] as const;
export type Absence = (typeof absences)[number];

export const absenceWords = {
  void: '断号，已作废',
  destroyed: '保管期满，已销毁',
  notArchived: '未归档，未收入',
  backIssue: '以往刊期，没有签发时的页面，未收入',
  notHere: '档案中没有',
} as const satisfies Record<Absence, string>;
