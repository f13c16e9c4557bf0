import type { MarkingSubject } from '#shared/contract/markingCommands.ts';
import { isBeingSigned } from '#shared/workflow/isBeingSigned.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import { recomposeIssue } from '../issues/composeIssue.ts';
import { draftOf } from '../issues/issueHandlers.ts';
import { type IssueRow, selectIssue } from '../issues/issueQueries.ts';
import { contentOf, instantOf, type OfficeContext, type Recorder } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { insertRecord } from './markingQueries.ts';

/** Throws notFound. */
export function requireSubject(context: OfficeContext, { kind, id }: MarkingSubject): void {
  if (kind === 'issue') selectIssue(contentOf(context), id);
  else selectArticle(contentOf(context), id);
}

/** Throws notFound, and illegalState where what is marked was handed over. */
export function requireOpen(context: OfficeContext, content: ReadableDatabase, subject: MarkingSubject): void {
  requireSubject(context, subject);
  if (subject.kind === 'issue') {
    draftOf(content, subject.id);
    return;
  }
  const { issueId } = selectArticle(content, subject.id);
  if (issueId !== undefined) draftOf(content, issueId);
}

/** Throws illegalState where what is marked is being signed. */
export function requireLiftable(content: ReadableDatabase, subject: MarkingSubject): void {
  const issue = issueOf(content, subject);
  if (issue && isBeingSigned(issue.state)) {
    throw new OfficeError('illegalState', '这一期正在审签，标识不能解除。请在签发以后办，或者取回以后再办。');
  }
}

/** Takes a mark back in somebody's name: from now on there is none. */
export function withdraw(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  subject: MarkingSubject,
  personId: string,
): void {
  const number = insertRecord(content, { subject, proposerId: personId, at: instantOf(context) });
  recompose(context, content, subject);
  record('withdrawMarking', subject.id, { subject: subject.kind, record: number });
}

interface Lifting {
  readonly number: number;
  readonly subject: MarkingSubject;
  readonly reason: string;
  readonly personId: string;
}

/** Lifts a mark in somebody's name. */
export function lift(
  context: OfficeContext,
  content: WritableDatabase,
  record: Recorder,
  { number, subject, reason, personId }: Lifting,
): void {
  content
    .prepare(
      "INSERT INTO marking_reviews (record, outcome, next_on, note, person, at) VALUES (?, 'lifted', NULL, ?, ?, ?)",
    )
    .run(number, reason, personId, instantOf(context));
  const issue = issueOf(content, subject);
  if (issue?.state === 'drafting') recomposeIssue(context, content, issue.id);
  record('liftMarking', subject.id, { subject: subject.kind, record: number });
}

export function recompose(context: OfficeContext, content: WritableDatabase, subject: MarkingSubject): void {
  const issue = issueOf(content, subject);
  if (issue) recomposeIssue(context, content, issue.id);
}

/** The issue that is marked, or that the marked article stands in. */
function issueOf(content: ReadableDatabase, { kind, id }: MarkingSubject): IssueRow | undefined {
  const issueId = kind === 'issue' ? id : selectArticle(content, id).issueId;
  return issueId === undefined ? undefined : selectIssue(content, issueId);
}
