import { readsManuscripts } from '#shared/contract/command.ts';
import type { CheckedInput } from '#shared/contract/contract.ts';
import type { MarkingAwaited, MarkingSubject, markingCommands } from '#shared/contract/markingCommands.ts';
import type { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { type DayFault, dayFault } from '#shared/marking/dayFault.ts';
import { type SignedConsent, signConsent } from '#shared/marking/markingConsent.ts';
import type { DropWay } from '#shared/marking/markingDrop.ts';
import { markRank } from '#shared/marking/markRank.ts';
import { dayTerm, liftDay } from '#shared/marking/markTerm.ts';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import { plainMark } from '#shared/marking/plainMark.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { keepHeads, type OpenKeys } from '#store/keyring.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { headsOf } from '../accounts/openSession.ts';
import { type PersonRow, selectPeople, selectPerson } from '../accounts/peopleQueries.ts';
import { afterCommit } from '../afterCommit.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import {
  changeContent,
  contentOf,
  type Handlers,
  instantOf,
  type OfficeContext,
  type Recorder,
  sessionOf,
  todayOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { presentPerson } from '../paperSignOff/requirePaper.ts';
import { insertScan, readScan, type Scan, selectScan } from '../paperSignOff/scans.ts';
import { answerDrop } from './answerDrop.ts';
import { answerMarking, requireOpenRecord } from './answerMarking.ts';
import { lift, recompose, requireLiftable, requireOpen, requireSubject, withdraw } from './dropMarking.ts';
import { selectDue } from './dueMarkings.ts';
import { markedText, selectAwaited } from './markingAnswers.ts';
import {
  dropNeeds,
  type LiveRecord,
  liveRecord,
  proposeDrop,
  requireOpenDrop,
  selectAwaitedDrops,
} from './markingDrops.ts';
import { markingNotes } from './markingNotes.ts';
import { type Decided, insertRecord, reviewDays, selectRecords } from './markingQueries.ts';
import { insertConsent, insertCorrection, selectOriginator } from './originatorConsents.ts';

/** 标识和定密: the records behind the marks of articles and issues. */
export const markingHandlers: Handlers<keyof typeof markingCommands> = {
  listMarkings(context, subject) {
    requireSubject(context, subject);
    return selectRecords(context, subject);
  },

  async recordMarking(context, { subject, decision }) {
    const { personId } = sessionOf(context);
    requireSubject(context, subject);
    const { paper } = decision;
    const scan = paper && (await readScan(paper.scan));
    requireOpen(context, contentOf(context), subject);
    decidedOf(context, subject, decision, scan);
    const keys = paper && (await unlockWithPassword(context, 'password', personId, paper.password));
    changeContent(context, (content, record) => {
      // The password took its time: it is recorded for what stands there now.
      requireOpen(context, content, subject);
      const decided = decidedOf(context, subject, decision, scan, keys);
      if (scan) insertScan(content, scan);
      const at = instantOf(context);
      const voided = approvedRecord(content, subject);
      const number = insertRecord(content, { subject, decided, proposerId: personId, at });
      recompose(context, content, subject);
      record('recordMarking', subject.id, {
        subject: subject.kind,
        record: number,
        [decided.decision.paper ? 'confirmer' : 'approver']: decided.answererId,
        ...(voided === undefined ? {} : { voids: voided }),
      });
    });
    if (keys)
      afterCommit(context, 'keepHeads', () =>
        keepHeads(context.environment.files.keyring, headsOf(sessionOf(context))),
      );
    tell(context);
    return selectRecords(context, subject);
  },

  listMarkingsAwaited(context) {
    return allAwaited(context);
  },

  readMarkingAwaited(context, { record: number, drop }) {
    const content = contentOf(context);
    const { subject, decision } =
      drop === undefined ? requireOpenRecord(context, number) : requireOpenDrop(context, number, drop);
    const { articles, hash } = markedText(content, subject);
    const scan = decision.paper && selectScan(content, decision.paper.scan);
    changeContent(context, (_content, record) =>
      record('readMarkingAwaited', subject.id, { subject: subject.kind, record: number }),
    );
    return {
      text: hash,
      articles: articles.map(({ title, lines }) => ({ title, lines: [...lines] })),
      ...(scan ? { scan: { mime: scan.mime, bytes: new Uint8Array(scan.bytes), sm3: scan.sm3 } } : {}),
    };
  },

  async answerMarking(context, input) {
    if (input.drop === undefined) await answerMarking(context, input);
    else await answerDrop(context, { ...input, drop: input.drop });
    return allAwaited(context);
  },

  withdrawMarking(context, { subject, approverId, reason }) {
    const { personId } = sessionOf(context);
    changeContent(context, (content, record) => {
      requireOpen(context, content, subject);
      const live = liveRecord(content, subject);
      if (!live) throw new OfficeError('illegalState', '没有登记标识，不用撤销。');
      if (dropNeeds(context, live, 'withdrawn')) {
        const asked = proposeDrop(context, content, live, { how: 'withdrawn', reason, approverId });
        recordDrop(record, live, asked, 'withdrawn');
      } else withdraw(context, content, record, subject, personId);
    });
    tell(context);
    return selectRecords(context, subject);
  },

  listOriginatorConsents(context, { articleId }) {
    requireSubject(context, { kind: 'article', id: articleId });
    return selectOriginator(context, articleId);
  },

  async recordOriginatorConsent(context, input) {
    requireSubject(context, { kind: 'article', id: input.articleId });
    const scan = input.scan && (await readScan(input.scan));
    changeContent(context, (content, record) => {
      const { number, issueId } = insertConsent(context, content, input, scan);
      record('recordOriginatorConsent', input.articleId, { issue: issueId, consent: number, means: input.means });
    });
    tell(context);
    return selectOriginator(context, input.articleId);
  },

  correctOriginator(context, { articleId, reason }) {
    requireSubject(context, { kind: 'article', id: articleId });
    changeContent(context, (content, record) => {
      const number = insertCorrection(context, content, articleId, reason);
      record('correctOriginator', articleId, { record: number });
    });
    tell(context);
    return selectOriginator(context, articleId);
  },

  listMarkingNotes(context, { id }) {
    selectIssue(contentOf(context), id);
    return [...markingNotes(context, id)];
  },

  listMarkingsDue(context) {
    return selectDue(context);
  },

  reviewMarking(context, { record: number, outcome, nextOn, note, approverId }) {
    const { personId } = sessionOf(context);
    if (outcome === 'lifted' && note === '') throw new OfficeError('reasonMissing', '解除标识要写明原因。');
    if (nextOn !== undefined && nextOn <= todayOf(context)) {
      throw new OfficeError('illegalState', '下次复核的日期要在今天以后。');
    }
    changeContent(context, (content, record) => {
      const newest = content
        .prepare(
          `SELECT subject_id AS id, subject_kind AS kind, number IN (SELECT number FROM live_markings) AS holds
           FROM newest_markings WHERE number = ?`,
        )
        .get(number) as (MarkingSubject & { readonly holds: 0 | 1 }) | undefined;
      if (!newest) throw new OfficeError('notFound', '这条标识记录已经不是现行的。请重新看一下列表。');
      if (newest.holds === 0) throw new OfficeError('illegalState', '这个标识已经解除。');
      if (outcome === 'lifted') {
        requireLiftable(content, newest);
        const live = liveRecord(content, newest);
        if (live && dropNeeds(context, live, 'lifted')) {
          const asked = proposeDrop(context, content, live, { how: 'lifted', reason: note, approverId });
          recordDrop(record, live, asked, 'lifted');
        } else lift(context, content, record, { number, subject: newest, reason: note, personId });
        return;
      }
      content
        .prepare('INSERT INTO marking_reviews (record, outcome, next_on, note, person, at) VALUES (?, ?, ?, ?, ?, ?)')
        .run(number, outcome, nextOn ?? null, note, personId, instantOf(context));
      record('reviewMarking', newest.id, { subject: newest.kind, record: number });
    });
    tell(context);
    return selectDue(context);
  },
};

/** What waits for the caller: records to approve, and approved marks that are to go. */
function allAwaited(context: OfficeContext): MarkingAwaited[] {
  return [...selectAwaited(context), ...selectAwaitedDrops(context)];
}

function recordDrop(
  record: Recorder,
  { number, subject }: LiveRecord,
  { approverId }: { readonly approverId: string },
  how: DropWay,
): void {
  record('proposeMarkingDrop', subject.id, { subject: subject.kind, record: number, how, approver: approverId });
}

type Given = CheckedInput<'recordMarking'>['decision'];

/**
 * The decision with its people's names and its end, signed, and who is to answer it; a paper is signed with the keys that a
 * password has unlocked, which are left out where it is only tried. Throws notFound, samePerson, illegalState.
 */
function decidedOf(
  context: OfficeContext,
  subject: MarkingSubject,
  given: Given,
  scan: Scan | undefined,
  keys?: OpenKeys,
): Decided {
  const { personName } = sessionOf(context);
  if (!scan || !given.paper) {
    const approver = approverOf(context, given.approverId ?? '');
    const decision = decisionOf(context, subject, given, { approver: approver.name });
    const statement = signedProposal(context, subject, decision, sessionOf(context).keys);
    return { decision, answererId: approver.id, statement };
  }
  const { confirmerId, approverName, signedOn } = given.paper;
  const confirmer = confirmerOf(context, confirmerId);
  requireOutside(context, approverName, confirmer.name);
  if (signedOn > todayOf(context)) throw new OfficeError('incomplete', '纸上的日期在今天以后，请核对。');
  const paper = { recorder: personName, confirmer: confirmer.name, signedOn, scan: scan.sm3 };
  const decision = decisionOf(context, subject, given, { approver: approverName, paper });
  const statement = signedProposal(context, subject, decision, keys ?? sessionOf(context).keys);
  return { decision, answererId: confirmer.id, statement };
}

/** What whoever is signed in declares by proposing a marking, or by recording that it was approved on paper. */
function signedProposal(
  context: OfficeContext,
  subject: MarkingSubject,
  decision: MarkingDecision,
  { publicKey, privateKey }: OpenKeys,
): SignedConsent {
  return signConsent(
    {
      as: decision.paper ? 'recorder' : 'proposer',
      outcome: decision.paper ? 'approved' : 'proposed',
      person: sessionOf(context).personName,
      publicKey,
      at: instantOf(context),
      subject: subject.kind,
      subjectId: subject.id,
      decision,
      text: markedText(contentOf(context), subject).hash,
    },
    privateKey,
  );
}

/** A paper stands for somebody who cannot sign here. Throws samePerson, illegalState. */
function requireOutside(context: OfficeContext, approverName: string, confirmerName: string): void {
  const { personName, register } = sessionOf(context);
  const plain = (name: string) => name.normalize('NFKC').replace(/[\s·•・]/gu, '');
  const isNamed = (name: string) => plain(name) === plain(approverName);
  if (isNamed(personName) || isNamed(confirmerName)) {
    throw new OfficeError('samePerson', '审批人不能是代录或核对的人。纸上的审批要由另一位作出。');
  }
  if (selectPeople(register).some(({ name, leftAt }) => leftAt === undefined && isNamed(name))) {
    throw new OfficeError('illegalState', `${approverName}在编辑部的人员中，请选他本人批准，不用纸质审批。`);
  }
}

/** Throws notFound, samePerson, illegalState. */
function approverOf(context: OfficeContext, approverId: string): PersonRow {
  const { personId, register } = sessionOf(context);
  if (approverId === personId) throw new OfficeError('samePerson', '审批人不能是承办人自己，请另选一位。');
  const approver = selectPerson(register, approverId);
  if (!approver || approver.leftAt !== undefined) throw new OfficeError('notFound', '审批人不在编辑部的人员中。');
  if (!mayApprove(approver, personId)) {
    throw new OfficeError('illegalState', '审批人要有审核或签发的岗位，请另选一位。');
  }
  return approver;
}

function confirmerOf(context: OfficeContext, confirmerId: string): PersonRow {
  if (confirmerId === sessionOf(context).personId) {
    throw new OfficeError('samePerson', '代录和核对要由两个人办理，请另选一位核对。');
  }
  const confirmer = presentPerson(context, confirmerId, '核对人');
  if (readsManuscripts(confirmer.roles)) return confirmer;
  throw new OfficeError('illegalState', `${confirmer.name}没有办刊的岗位，不能核对纸质审批。`);
}

/** Throws illegalState where the mark or the days of a record do not hold together. */
function decisionOf(
  context: OfficeContext,
  subject: MarkingSubject,
  { kind, term, ground, scope, decidedOn, liftDate, reviewOn, lowerReason, originator }: Given,
  approval: Pick<MarkingDecision, 'approver' | 'paper'>,
): MarkingDecision {
  const { personName } = sessionOf(context);
  if (markRank(kind) === 'none') {
    throw new OfficeError('illegalState', `“${kind}”看不出是哪一种标识。请写成内部资料、秘密、机密、绝密这样的标识。`);
  }
  if (originator !== undefined && subject.kind !== 'article') {
    throw new OfficeError('illegalState', '原定密单位登记在稿件的标识里，本期的标识由本编辑部确定。');
  }
  if (plainMark(kind).includes('★')) throw new OfficeError('illegalState', '期限请填在“期限”里，标识里不写★。');
  const mark = { kind, ...(term === undefined ? {} : { term }) };
  const fault = dayFault(mark, { decidedOn, liftDate, reviewOn }, todayOf(context));
  if (fault) throw new OfficeError('illegalState', dayFaultText(fault));
  const ends = liftDate ?? liftDay({ ...mark, decidedOn });
  const reviewed = reviewDays(contentOf(context), subject);
  return {
    kind,
    ground,
    proposer: personName,
    ...approval,
    scope,
    decidedOn,
    ...(term === undefined ? {} : { term }),
    ...(ends === undefined ? {} : { liftDate: ends }),
    ...(reviewOn === undefined ? {} : { reviewOn }),
    ...(reviewed.length === 0 ? {} : { reviewedOn: [...reviewed] }),
    ...(lowerReason === undefined ? {} : { lowerReason }),
    ...(originator === undefined ? {} : { originator }),
  };
}

function dayFaultText(fault: DayFault): string {
  switch (fault.kind) {
    case 'decidedLater':
      return '确定日期不能晚于今天。';
    case 'liftedOtherwise':
      return `解除日期与期限不符：按期限推算是${dayTerm(fault.ends)}。请改期限，或者不填解除日期。`;
    case 'liftedThoughUnlimited':
      return '期限是长期，不能再填解除日期。';
    case 'liftedBefore':
      return '解除日期不能早于确定日期。';
    case 'reviewedBefore':
      return '复核日期不能在今天或确定日期以前。';
    default:
      return fault satisfies never;
  }
}

/** The number of the record that counts, where it was approved: a new one has to be approved anew. */
function approvedRecord(content: ReadableDatabase, { kind, id }: MarkingSubject): number | undefined {
  return content
    .prepare(
      `SELECT number FROM live_markings JOIN marking_consents ON record = number
       WHERE subject_kind = ? AND subject_id = ? AND outcome = 'approved'`,
    )
    .pluck()
    .get(kind, id) as number | undefined;
}

function tell(context: OfficeContext): void {
  context.environment.emit({ kind: 'changed', nouns: ['issues', 'articles', 'markings'] });
}
