import type { CheckedInput } from '#shared/contract/contract.ts';
import type { MarkingSubject, markingCommands } from '#shared/contract/markingCommands.ts';
import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { markRank } from '#shared/marking/markRank.ts';
import { liftDay } from '#shared/marking/markTerm.ts';
import type { WritableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { selectArticle } from '../articles/articleQueries.ts';
import { recomposeIssue } from '../issues/composeIssue.ts';
import { draftOf } from '../issues/issueHandlers.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import {
  changeContent,
  contentOf,
  type Handlers,
  instantOf,
  type OfficeContext,
  sessionOf,
  todayOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectDue } from './dueMarkings.ts';
import { insertRecord, liveDecision, reviewDays, selectRecords } from './markingQueries.ts';

/** 标识和定密: the records behind the marks of articles and issues. */
export const markingHandlers: Handlers<keyof typeof markingCommands> = {
  listMarkings(context, subject) {
    requireSubject(context, subject);
    return selectRecords(context, subject);
  },

  recordMarking(context, { subject, decision }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      requireOpen(context, content, subject);
      const decided = { decision: decisionOf(context, subject, decision), approverId: decision.approverId };
      const at = instantOf(context);
      const number = insertRecord(content, { subject, decided, proposerId: personId, at });
      recompose(context, content, subject);
      record('recordMarking', subject.id, { subject: subject.kind, record: number, approver: decision.approverId });
    });
    tell(context);
    return selectRecords(context, subject);
  },

  withdrawMarking(context, { subject }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      requireOpen(context, content, subject);
      if (!liveDecision(content, subject)) throw new OfficeError('illegalState', '没有登记标识，不用撤销。');
      const number = insertRecord(content, { subject, proposerId: personId, at: instantOf(context) });
      recompose(context, content, subject);
      record('withdrawMarking', subject.id, { subject: subject.kind, record: number });
    });
    tell(context);
    return selectRecords(context, subject);
  },

  listMarkingsDue(context) {
    return selectDue(context);
  },

  reviewMarking(context, { record: number, outcome, nextOn, note }) {
    const { personId } = sessionOf(context);
    if (outcome === 'lifted' && note === '') throw new OfficeError('reasonMissing', '解除标识要写明原因。');
    if (nextOn !== undefined && nextOn <= todayOf(context)) {
      throw new OfficeError('illegalState', '下次复核的日期要在今天以后。');
    }
    changeContent(context, (content, record) => {
      const live = content
        .prepare(
          `SELECT subject_id, subject_kind, EXISTS (
             SELECT 1 FROM marking_reviews WHERE record = live_markings.number AND outcome = 'lifted'
           ) AS is_lifted FROM live_markings WHERE number = ?`,
        )
        .get(number) as { subject_id: string; subject_kind: string; is_lifted: number } | undefined;
      if (!live) throw new OfficeError('notFound', '这条标识记录已经不是现行的。请重新看一下列表。');
      if (live.is_lifted) throw new OfficeError('illegalState', '这个标识已经解除。');
      content
        .prepare('INSERT INTO marking_reviews (record, outcome, next_on, note, person, at) VALUES (?, ?, ?, ?, ?, ?)')
        .run(number, outcome, outcome === 'kept' ? (nextOn ?? null) : null, note, personId, instantOf(context));
      record(outcome === 'kept' ? 'reviewMarking' : 'liftMarking', live.subject_id, {
        subject: live.subject_kind,
        record: number,
      });
    });
    tell(context);
    return selectDue(context);
  },
};

/** Throws notFound. */
function requireSubject(context: OfficeContext, { kind, id }: MarkingSubject): void {
  if (kind === 'issue') selectIssue(contentOf(context), id);
  else selectArticle(contentOf(context), id);
}

/** Throws notFound, and illegalState where what is marked was handed over. */
function requireOpen(context: OfficeContext, content: WritableDatabase, subject: MarkingSubject): void {
  requireSubject(context, subject);
  if (subject.kind === 'issue') {
    draftOf(content, subject.id);
    return;
  }
  const { issueId } = selectArticle(content, subject.id);
  if (issueId !== undefined) draftOf(content, issueId);
}

type Decided = CheckedInput<'recordMarking'>['decision'];

/** The decision with the names of its people and the day on which it ends. Throws notFound, samePerson, malformed. */
function decisionOf(context: OfficeContext, subject: MarkingSubject, decided: Decided): MarkingDecision {
  const { personId, personName, register } = sessionOf(context);
  const { kind, term, ground, approverId, scope, decidedOn, liftDate, reviewOn, lowerReason } = decided;
  if (approverId === personId) throw new OfficeError('samePerson', '审批人不能是承办人自己，请另选一位。');
  const approver = selectPerson(register, approverId);
  if (!approver || approver.leftAt !== undefined) throw new OfficeError('notFound', '审批人不在编辑部的人员中。');
  if (markRank(kind) === 'none') {
    throw new OfficeError('illegalState', `“${kind}”看不出是哪一种标识。请写成内部资料、秘密、机密、绝密这样的标识。`);
  }
  if (kind.includes('★')) throw new OfficeError('illegalState', '期限请填在“期限”里，标识里不写★。');
  if (decidedOn > todayOf(context)) throw new OfficeError('illegalState', '确定日期不能晚于今天。');
  const ends = liftDate ?? liftDay({ kind, decidedOn, ...(term === undefined ? {} : { term }) });
  if (ends !== undefined && ends < decidedOn) throw new OfficeError('illegalState', '解除日期不能早于确定日期。');
  const reviewed = reviewDays(contentOf(context), subject);
  return {
    kind,
    ground,
    proposer: personName,
    approver: approver.name,
    scope,
    decidedOn,
    ...(term === undefined ? {} : { term }),
    ...(ends === undefined ? {} : { liftDate: ends }),
    ...(reviewOn === undefined ? {} : { reviewOn }),
    ...(reviewed.length === 0 ? {} : { reviewedOn: [...reviewed] }),
    ...(lowerReason === undefined ? {} : { lowerReason }),
  };
}

function recompose(context: OfficeContext, content: WritableDatabase, { kind, id }: MarkingSubject): void {
  const issueId = kind === 'issue' ? id : selectArticle(content, id).issueId;
  if (issueId !== undefined) recomposeIssue(context, content, issueId);
}

function tell(context: OfficeContext): void {
  context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles', 'markings'] });
}
