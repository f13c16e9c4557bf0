import type { MarkingRecord, MarkingSubject } from '#shared/contract/markingCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { type IssueDocument, MarkingDecision } from '#shared/issue/issueDocument.ts';
import type { SignedConsent } from '#shared/marking/markingConsent.ts';
import { MarkingRule } from '#shared/marking/markingRule.ts';
import { markRank, rankNumber } from '#shared/marking/markRank.ts';
import { endOfMark } from '#shared/marking/markTerm.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext } from '../officeContext.ts';
import { markedText, selectAnswer } from './markingAnswers.ts';
import { dropNeeds, liveRecord, toldDrop } from './markingDrops.ts';

interface StoredRecord {
  readonly number: number;
  readonly decision: string | null;
  readonly proposer: string;
  readonly approver: string | null;
  readonly recorded_at: string;
}

interface StoredReview {
  readonly record: number;
  readonly outcome: 'kept' | 'lifted';
  readonly next_on: string | null;
  readonly note: string;
  readonly person: string;
  readonly at: string;
}

/** From the first to the one that counts, each with its reviews. */
export function selectRecords(context: OfficeContext, subject: MarkingSubject): MarkingRecord[] {
  const content = contentOf(context);
  const { kind, id } = subject;
  const records = content
    .prepare('SELECT * FROM marking_records WHERE subject_kind = ? AND subject_id = ? ORDER BY number')
    .all(kind, id) as readonly StoredRecord[];
  const reviews = content.prepare('SELECT * FROM marking_reviews WHERE record = ? ORDER BY number');
  return records.map(({ number, decision, proposer, approver, recorded_at }) => ({
    number,
    ...(decision === null ? {} : decidedBy(MarkingDecision.parse(JSON.parse(decision)), approver)),
    ...(approver === null ? {} : answerOf(context, subject, number, approver)),
    ...dropOf(context, subject, number),
    recordedAt: recorded_at,
    personName: personNameOf(context, proposer),
    reviews: (reviews.all(number) as readonly StoredReview[]).map(({ outcome, next_on, note, person, at }) => ({
      outcome,
      ...(next_on === null ? {} : { nextOn: next_on }),
      note,
      personName: personNameOf(context, person),
      at,
    })),
  }));
}

/** Whoever compares a paper is not the one who approved. */
function decidedBy(decision: MarkingDecision, approver: string | null): Pick<MarkingRecord, 'decision' | 'approverId'> {
  return { decision, ...(approver === null || decision.paper ? {} : { approverId: approver }) };
}

function dropOf(
  context: OfficeContext,
  subject: MarkingSubject,
  number: number,
): Pick<MarkingRecord, 'drop' | 'withdrawalNeeds'> {
  const live = liveRecord(contentOf(context), subject);
  const drop = toldDrop(context, number);
  const needs = live?.number === number ? dropNeeds(context, live, 'withdrawn') : undefined;
  return { ...(drop ? { drop } : {}), ...(needs ? { withdrawalNeeds: needs } : {}) };
}

function answerOf(
  context: OfficeContext,
  subject: MarkingSubject,
  number: number,
  approver: string,
): Pick<MarkingRecord, 'answer' | 'waitsFor'> {
  const content = contentOf(context);
  const answer = selectAnswer(content, number);
  if (!answer) return { waitsFor: personNameOf(context, approver) };
  const { outcome, person, at, reason, text } = answer;
  const isTextChanged = markedText(content, subject).hash !== text;
  return { answer: { outcome, personName: personNameOf(context, person), at, reason, isTextChanged } };
}

/** The decision that counts; undefined where there is none, or where it was lifted. */
export function liveDecision(content: ReadableDatabase, { kind, id }: MarkingSubject): MarkingDecision | undefined {
  const decision = content
    .prepare('SELECT decision FROM live_markings WHERE subject_kind = ? AND subject_id = ?')
    .pluck()
    .get(kind, id) as string | undefined;
  return decision === undefined ? undefined : MarkingDecision.parse(JSON.parse(decision));
}

/** The members of a document that its records make: the issue's own decision, and those of its articles. */
export function markingMembers(
  content: ReadableDatabase,
  issueId: string,
  articleIds: readonly string[],
): Pick<IssueDocument, 'markingDecision' | 'articleMarkings'> {
  const markingDecision = liveDecision(content, { kind: 'issue', id: issueId });
  const ofArticles = articleIds.flatMap((id) => {
    const decision = liveDecision(content, { kind: 'article', id });
    return decision ? [[id, decision] as const] : [];
  });
  return {
    ...(markingDecision ? { markingDecision } : {}),
    ...(ofArticles.length > 0 ? { articleMarkings: Object.fromEntries(ofArticles) } : {}),
  };
}

/** What was decided and signed by whoever proposes it, and who is to answer it: the approver, or whoever compares a paper. */
export interface Decided {
  readonly decision: MarkingDecision;
  readonly answererId: string;
  readonly statement: SignedConsent;
}

export interface NewRecord {
  readonly subject: MarkingSubject;
  /** Left out where the marking is taken back. */
  readonly decided?: Decided;
  readonly proposerId: string;
  readonly at: string;
}

/** Adds a record, from now on the one that counts; its number. */
export function insertRecord(content: WritableDatabase, { subject, decided, proposerId, at }: NewRecord): number {
  const decision = decided?.decision;
  const { lastInsertRowid } = content
    .prepare(
      `INSERT INTO marking_records
         (subject_kind, subject_id, decision, rank, ends_on, proposer, approver, lower_reason, lift_on, review_on, recorded_at,
          scan, statement)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      subject.kind,
      subject.id,
      decision ? canonicalJson(decision) : null,
      decision ? rankNumber(markRank(decision.kind)) : 0,
      decision ? endOfMark(decision) : '',
      proposerId,
      decided?.answererId ?? null,
      decision?.lowerReason ?? null,
      decision?.liftDate ?? null,
      decision?.reviewOn ?? null,
      at,
      decision?.paper?.scan ?? null,
      decided ? canonicalJson(decided.statement) : null,
    );
  return Number(lastInsertRowid);
}

/** The days on which the markings of a subject were looked at again, from the first. */
export function reviewDays(content: ReadableDatabase, { kind, id }: MarkingSubject): readonly string[] {
  return content
    .prepare(
      `SELECT DISTINCT date(at, 'localtime') FROM marking_reviews JOIN marking_records ON marking_records.number = record
       WHERE subject_kind = ? AND subject_id = ? ORDER BY 1`,
    )
    .pluck()
    .all(kind, id) as readonly string[];
}

/** Which of its printed marks an issue needs a record for; what its publication said when it was last made up. */
export function markingRuleOf(content: ReadableDatabase, issueId: string): MarkingRule {
  return MarkingRule.parse(
    content.prepare('SELECT marking_rule FROM issues WHERE id = ?').pluck().get(issueId) ?? 'classified',
  );
}
