import type { MarkingAwaited, MarkingRecord, MarkingSubject } from '#shared/contract/markingCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { type DropWay, SignedDrop, signDrop, verifyDrop } from '#shared/marking/markingDrop.ts';
import { mayApprove } from '#shared/marking/mayApprove.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { isKeyOf, type PersonRow, selectPerson } from '../accounts/peopleQueries.ts';
import { signedRolesAt } from '../accounts/provedRoles.ts';
import { digestOfText } from '../digestOfText.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { markedText, subjectTitle } from './markingAnswers.ts';

export interface StoredDrop {
  readonly number: number;
  readonly record: number;
  readonly how: DropWay;
  readonly proposer: string;
  readonly approver: string;
  readonly reason: string;
  readonly statement: string;
  readonly at: string;
}

interface StoredDropAnswer {
  readonly outcome: 'approved' | 'refused';
  readonly person: string;
  readonly reason: string;
  readonly statement: string;
  readonly at: string;
}

/** A record that counts, as far as its going is concerned. */
export interface LiveRecord {
  readonly number: number;
  readonly subject: MarkingSubject;
  readonly decision: MarkingDecision;
  readonly liftOn: string | undefined;
}

export function liveRecord(content: ReadableDatabase, { kind, id }: MarkingSubject): LiveRecord | undefined {
  const row = content
    .prepare('SELECT number, decision, lift_on FROM live_markings WHERE subject_kind = ? AND subject_id = ?')
    .get(kind, id) as
    | { readonly number: number; readonly decision: string; readonly lift_on: string | null }
    | undefined;
  if (!row) return undefined;
  const { number, decision, lift_on } = row;
  return {
    number,
    subject: { kind, id },
    decision: MarkingDecision.parse(JSON.parse(decision)),
    liftOn: lift_on ?? undefined,
  };
}

/** Who approved a mark of the subject that was neither taken back nor lifted since; undefined where nobody did. */
function approverSince(content: ReadableDatabase, { kind, id }: MarkingSubject): string | undefined {
  return content
    .prepare(
      `SELECT person FROM marking_records JOIN marking_consents ON record = number AND outcome = 'approved'
       WHERE subject_kind = @kind AND subject_id = @id AND number > coalesce((
         SELECT max(number) FROM marking_records AS gone
         WHERE gone.subject_kind = @kind AND gone.subject_id = @id AND gone.decision IS NULL
       ), 0) AND number > coalesce((
         SELECT max(record) FROM marking_reviews AS review JOIN marking_records AS lifted ON lifted.number = review.record
         WHERE lifted.subject_kind = @kind AND lifted.subject_id = @id AND review.outcome = 'lifted'
       ), 0)
       ORDER BY number DESC LIMIT 1`,
    )
    .pluck()
    .get({ kind, id }) as string | undefined;
}

/** Whom the going of a mark has to be put before; undefined where it may go at once. Whoever approved it is proposed. */
export function dropNeeds(
  context: OfficeContext,
  { subject, liftOn }: Pick<LiveRecord, 'subject' | 'liftOn'>,
  how: DropWay,
): { readonly approverId?: string } | undefined {
  if (how === 'lifted' && liftOn !== undefined && liftOn <= todayOf(context)) return undefined;
  const { register, personId } = sessionOf(context);
  const known = approverSince(contentOf(context), subject);
  if (known === undefined) return undefined;
  const person = selectPerson(register, known);
  return person && mayApprove(person, personId) ? { approverId: known } : {};
}

/** Throws incomplete, samePerson, notFound, illegalState where this person cannot be asked. */
function requireApprover(context: OfficeContext, approverId: string | undefined): PersonRow {
  const { personId, register } = sessionOf(context);
  if (approverId === undefined) {
    throw new OfficeError('incomplete', '这个标识已经批准，撤销或提前解除也要批准，请选一位审批人。');
  }
  if (approverId === personId) throw new OfficeError('samePerson', '审批人不能是提出的人自己，请另选一位。');
  const approver = selectPerson(register, approverId);
  if (!approver || approver.leftAt !== undefined) throw new OfficeError('notFound', '审批人不在编辑部的人员中。');
  if (!mayApprove(approver, personId)) {
    throw new OfficeError('illegalState', '审批人要有审核或签发的岗位，请另选一位。');
  }
  return approver;
}

/** Puts it before an approver that a mark goes, signed by whoever is signed in; the mark stays meanwhile. */
export function proposeDrop(
  context: OfficeContext,
  content: WritableDatabase,
  { number: record, subject, decision }: LiveRecord,
  {
    how,
    reason,
    approverId,
  }: { readonly how: DropWay; readonly reason: string; readonly approverId?: string | undefined },
): { readonly number: number; readonly approverId: string } {
  const { personId, personName, keys } = sessionOf(context);
  if (reason === '') {
    throw new OfficeError('reasonMissing', '这个标识已经批准，撤销或提前解除要写明原因，由审批人批准。');
  }
  const approver = requireApprover(context, approverId);
  const at = instantOf(context);
  const statement = signDrop(
    {
      as: 'proposer',
      outcome: 'proposed',
      how,
      record: recordDigest(content, record),
      person: personName,
      publicKey: keys.publicKey,
      at,
      reason,
      subject: subject.kind,
      subjectId: subject.id,
      decision,
      text: markedText(content, subject).hash,
    },
    keys.privateKey,
  );
  const { lastInsertRowid } = content
    .prepare(
      `INSERT INTO marking_drops (record, how, proposer, approver, reason, statement, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(record, how, personId, approver.id, reason, canonicalJson(statement), at);
  return { number: Number(lastInsertRowid), approverId: approver.id };
}

/** SM3 of what was signed by making a record; '' for one from before. */
export function recordDigest(content: ReadableDatabase, record: number): string {
  const statement = content.prepare('SELECT statement FROM marking_records WHERE number = ?').pluck().get(record);
  return typeof statement === 'string' ? digestOfText(statement) : '';
}

/** What is wanted last of a record. */
export function newestDrop(content: ReadableDatabase, record: number): StoredDrop | undefined {
  return content.prepare('SELECT * FROM marking_drops WHERE record = ? ORDER BY number DESC LIMIT 1').get(record) as
    | StoredDrop
    | undefined;
}

function answerOf(content: ReadableDatabase, drop: number): StoredDropAnswer | undefined {
  return content.prepare('SELECT * FROM marking_drop_answers WHERE drop_number = ?').get(drop) as
    | StoredDropAnswer
    | undefined;
}

/** The same as people read it. */
export function toldDrop(context: OfficeContext, record: number): MarkingRecord['drop'] {
  const content = contentOf(context);
  const drop = newestDrop(content, record);
  if (!drop) return undefined;
  const answer = answerOf(content, drop.number);
  return {
    how: drop.how,
    proposerName: personNameOf(context, drop.proposer),
    approverName: personNameOf(context, drop.approver),
    reason: drop.reason,
    at: drop.at,
    ...(answer ? { answer: { outcome: answer.outcome, at: answer.at, reason: answer.reason } } : {}),
  };
}

/** One that waits for the caller. */
export interface OpenDrop {
  readonly drop: StoredDrop;
  readonly subject: MarkingSubject;
  readonly decision: MarkingDecision;
}

/** Those that wait for the caller, of marks that still count: the oldest first. */
export function openDrops(context: OfficeContext): readonly OpenDrop[] {
  const rows = contentOf(context)
    .prepare(
      `SELECT wanted.*, subject_kind, subject_id, decision FROM marking_drops AS wanted
       JOIN live_markings AS live ON live.number = wanted.record
       LEFT JOIN articles ON subject_kind = 'article' AND articles.id = subject_id
       LEFT JOIN issues ON subject_kind = 'issue' AND issues.id = subject_id
       WHERE wanted.approver = ? AND coalesce(articles.id, issues.id) IS NOT NULL AND issues.state IS NOT 'void'
         AND wanted.number = (SELECT max(number) FROM marking_drops WHERE record = wanted.record)
         AND NOT EXISTS (SELECT 1 FROM marking_drop_answers WHERE drop_number = wanted.number)
       ORDER BY wanted.number`,
    )
    .all(sessionOf(context).personId) as readonly (StoredDrop & {
    readonly subject_kind: MarkingSubject['kind'];
    readonly subject_id: string;
    readonly decision: string;
  })[];
  return rows.map(({ subject_kind, subject_id, decision, ...drop }) => ({
    drop,
    subject: { kind: subject_kind, id: subject_id },
    decision: MarkingDecision.parse(JSON.parse(decision)),
  }));
}

export function selectAwaitedDrops(context: OfficeContext): MarkingAwaited[] {
  return openDrops(context).map(({ drop: { number, record, how, reason, proposer, at }, subject, decision }) => ({
    record,
    drop: { number, how, reason, proposerName: personNameOf(context, proposer) },
    subject,
    title: subjectTitle(context, subject),
    decision,
    recordedAt: at,
  }));
}

/** Throws notFound where it does not wait for the caller. */
export function requireOpenDrop(context: OfficeContext, record: number, number: number): OpenDrop {
  const open = openDrops(context).find(({ drop }) => drop.number === number && drop.record === record);
  if (open) return open;
  throw new OfficeError('notFound', '没有等您批准的这一项，可能已经办过，或者标识已重新登记。请重新看一下列表。');
}

/** Whether whoever proposed it has signed it as it stands. */
export function isSignedProposal(context: OfficeContext, { drop, decision }: OpenDrop): boolean {
  return isSaid(context, drop, canonicalJson(decision), {
    statement: drop.statement,
    as: 'proposer',
    outcome: 'proposed',
    personId: drop.proposer,
  });
}

/** Whether a mark went by the signatures of who proposed it and of somebody who might agree. */
export function isProvedDrop(context: OfficeContext, record: number, how: DropWay, person: string): boolean {
  const { register } = sessionOf(context);
  const content = contentOf(context);
  const drop = newestDrop(content, record);
  const answer = drop && answerOf(content, drop.number);
  if (!drop || drop.how !== how || drop.proposer !== person || answer?.outcome !== 'approved') return false;
  const decision = content.prepare('SELECT decision FROM marking_records WHERE number = ?').pluck().get(record);
  const roles = [
    ...(signedRolesAt(register, drop.approver, answer.at) ?? []),
    ...(selectPerson(register, drop.approver)?.roles ?? []),
  ];
  if (answer.person !== drop.approver || !mayApprove({ id: drop.approver, roles }, drop.proposer)) return false;
  const { statement, proposer, approver } = drop;
  const proposal = digestOfText(statement);
  const agreed = {
    statement: answer.statement,
    as: 'approver',
    outcome: 'approved',
    personId: approver,
    proposal,
  } as const;
  return (
    isSaid(context, drop, String(decision), { statement, as: 'proposer', outcome: 'proposed', personId: proposer }) &&
    isSaid(context, drop, String(decision), agreed)
  );
}

interface Said {
  readonly statement: string;
  readonly as: SignedDrop['as'];
  readonly outcome: SignedDrop['outcome'];
  readonly personId: string;
  readonly proposal?: string;
}

function isSaid(
  context: OfficeContext,
  { how, record }: StoredDrop,
  decision: string,
  { statement, as, outcome, personId, proposal }: Said,
): boolean {
  const read = SignedDrop.safeParse(JSON.parse(statement));
  if (!read.success) return false;
  const { data } = read;
  return (
    data.as === as &&
    data.outcome === outcome &&
    data.proposal === proposal &&
    data.how === how &&
    data.record === recordDigest(contentOf(context), record) &&
    data.person === personNameOf(context, personId) &&
    canonicalJson(data.decision) === decision &&
    isKeyOf(sessionOf(context).register, personId, data.publicKey) &&
    verifyDrop(data)
  );
}
