import type { CheckedInput } from '#shared/contract/contract.ts';
import type { RecordDisposal } from '#shared/contract/recordCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import { SignedDisposal, signDisposal, verifyDisposal } from '#shared/records/disposalStatement.ts';
import type { Retention } from '#shared/records/recordSettings.ts';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { keepHeads } from '#store/keyring.ts';
import { unlockWithPassword } from '../accounts/attemptGuard.ts';
import { headsOf } from '../accounts/openSession.ts';
import { isKeyOf } from '../accounts/peopleQueries.ts';
import { afterCommit } from '../afterCommit.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { changeContent, contentOf, instantOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { isPastTerm, type RecordRow, selectRecord } from './recordQueries.ts';

interface StoredDisposal {
  readonly id: string;
  readonly reason: string;
  readonly statement: string;
  readonly proposed_by: string;
  readonly proposed_at: string;
  readonly is_approved: 0 | 1 | null;
  readonly decision: string | null;
  readonly decided_by: string | null;
  readonly decided_at: string | null;
}

const rows = `
  SELECT record_disposals.*, is_approved, record_disposal_decisions.reason AS decision, decided_by, decided_at
  FROM record_disposals LEFT JOIN record_disposal_decisions ON disposal_id = id`;

/** 销毁清册, the newest first. */
export function selectDisposals(context: OfficeContext): RecordDisposal[] {
  const content = contentOf(context);
  const found = content.prepare(`${rows} ORDER BY proposed_at DESC, record_disposals.rowid DESC`).all();
  return (found as readonly StoredDisposal[]).map((row) => disposalOf(context, row));
}

function selectDisposal(content: ReadableDatabase, id: string): StoredDisposal {
  const row = content.prepare(`${rows} WHERE id = ?`).get(id) as StoredDisposal | undefined;
  if (!row) throw new OfficeError('notFound', '找不到这份销毁清册。');
  return row;
}

function disposalOf(context: OfficeContext, row: StoredDisposal): RecordDisposal {
  const items = contentOf(context)
    .prepare(
      `SELECT record_number AS recordNumber, title, year, retention FROM record_disposal_items
       JOIN record_items USING (record_number) WHERE disposal_id = ? ORDER BY record_number`,
    )
    .all(row.id) as { recordNumber: string; title: string; year: number; retention: Retention }[];
  return {
    id: row.id,
    reason: row.reason,
    items,
    proposedByName: personNameOf(context, row.proposed_by),
    proposedAt: row.proposed_at,
    state: row.is_approved === null ? 'proposed' : row.is_approved === 1 ? 'destroyed' : 'refused',
    ...(row.decided_by === null ? {} : { decidedByName: personNameOf(context, row.decided_by) }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at }),
    ...(row.decision === null ? {} : { decision: row.decision }),
    mayDecide: row.is_approved === null && row.proposed_by !== sessionOf(context).personId,
  };
}

/** Throws illegalState where an item is kept for good, within its term, destroyed, or in a proposal that waits; wrongPassword. */
export async function proposeDisposal(
  context: OfficeContext,
  { recordNumbers, reason, password }: CheckedInput<'proposeDisposal'>,
): Promise<RecordDisposal> {
  const { personId, personName } = sessionOf(context);
  const content = contentOf(context);
  const items = [...new Set(recordNumbers)].sort().map((number) => selectRecord(content, number));
  for (const item of items) requireDisposable(context, content, item);
  const { privateKey, publicKey } = await unlockWithPassword(context, 'password', personId, password);
  const id = context.environment.newId();
  const at = instantOf(context);
  const statement = signDisposal(
    { as: 'proposer', disposal: id, reason, items: items.map(declared), person: personName, publicKey, at },
    privateKey,
  );
  changeContent(context, (base, record) => {
    for (const item of items) requireDisposable(context, base, item);
    base
      .prepare('INSERT INTO record_disposals (id, reason, statement, proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?)')
      .run(id, reason, canonicalJson(statement), personId, at);
    const add = base.prepare('INSERT INTO record_disposal_items (disposal_id, record_number) VALUES (?, ?)');
    for (const { recordNumber } of items) add.run(id, recordNumber);
    record('proposeDisposal', id, { items: items.map(({ recordNumber }) => recordNumber) });
  });
  tell(context);
  return disposalOf(context, selectDisposal(content, id));
}

function declared({ recordNumber, statement }: RecordRow) {
  return { recordNumber, hash: statement.hash };
}

function requireDisposable(context: OfficeContext, content: ReadableDatabase, item: RecordRow): void {
  const { recordNumber } = item;
  if (item.destroyedAt !== null) throw new OfficeError('illegalState', `${recordNumber}已经销毁。`);
  if (!isPastTerm(item, todayOf(context))) {
    const why = item.retention === 'permanent' ? '永久保管，不能销毁' : '还在保管期限内，不能销毁';
    throw new OfficeError('illegalState', `${recordNumber}${why}。`);
  }
  const waiting = content
    .prepare(
      `SELECT 1 FROM record_disposal_items LEFT JOIN record_disposal_decisions USING (disposal_id)
       WHERE record_number = ? AND is_approved IS NULL`,
    )
    .get(recordNumber);
  if (waiting) throw new OfficeError('illegalState', `${recordNumber}已在一份等待批准的销毁清册里。`);
}

/**
 * Approves or refuses by another person, with the password. What is approved is destroyed in the same transaction, once both
 * signatures were proved with the registered keys of two people. Throws samePerson, illegalState, reasonMissing, wrongPassword,
 * dataDamaged where the proposal is not what was signed.
 */
export async function decideDisposal(
  context: OfficeContext,
  { id, isApproved, reason, password }: CheckedInput<'decideDisposal'>,
): Promise<RecordDisposal> {
  const { personId, personName, register } = sessionOf(context);
  const content = contentOf(context);
  const before = requireWaiting(content, id, personId);
  if (!isApproved && reason === '') throw new OfficeError('reasonMissing', '不批准要写明原因。');
  const proposal = SignedDisposal.parse(JSON.parse(before.statement));
  const items = itemsOf(content, id);
  if (
    !verifyDisposal(proposal) ||
    proposal.disposal !== id ||
    proposal.as !== 'proposer' ||
    !isKeyOf(register, before.proposed_by, proposal.publicKey) ||
    canonicalJson(proposal.items) !== canonicalJson(items.map(declared))
  ) {
    throw new OfficeError('dataDamaged', '销毁清册与提出人签署的不符，没有办理。请保留现场，告诉审计员。');
  }
  const { privateKey, publicKey } = await unlockWithPassword(context, 'password', personId, password);
  if (publicKey === proposal.publicKey) {
    throw new OfficeError('samePerson', '提出和批准销毁要由两个人办理，用两把钥匙。');
  }
  const at = instantOf(context);
  const statement = signDisposal(
    {
      as: isApproved ? 'approver' : 'refuser',
      disposal: id,
      reason,
      items: proposal.items,
      person: personName,
      publicKey,
      at,
    },
    privateKey,
  );
  changeContent(context, (base, record) => {
    requireWaiting(base, id, personId);
    base
      .prepare(
        `INSERT INTO record_disposal_decisions (disposal_id, is_approved, reason, statement, decided_by, decided_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(id, isApproved ? 1 : 0, reason, canonicalJson(statement), personId, at);
    if (isApproved) destroy(base, { id, items, at });
    record(isApproved ? 'destroyRecords' : 'refuseDisposal', id, {
      items: items.map(({ recordNumber }) => recordNumber),
    });
  });
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(sessionOf(context))));
  tell(context);
  return disposalOf(context, selectDisposal(content, id));
}

function requireWaiting(content: ReadableDatabase, id: string, personId: string): StoredDisposal {
  const row = selectDisposal(content, id);
  if (row.is_approved !== null) throw new OfficeError('illegalState', '这份销毁清册已经办理过。');
  if (row.proposed_by === personId) {
    throw new OfficeError('samePerson', '不能批准自己提出的销毁，请由另一位有权的同事批准。');
  }
  return row;
}

function itemsOf(content: ReadableDatabase, id: string): readonly RecordRow[] {
  const numbers = content
    .prepare('SELECT record_number FROM record_disposal_items WHERE disposal_id = ? ORDER BY record_number')
    .pluck()
    .all(id) as readonly string[];
  return numbers.map((number) => selectRecord(content, number));
}

/** Tables whose triggers keep what is destroyed here; every one of them is back before the transaction ends. */
const keptTables = ['frozen_files', 'record_files', 'issues', 'sign_offs', 'search_passages', 'package_parts'] as const;

/**
 * Takes the files, the text and what is found of them out of the base; the items, their metadata, hashes and signatures stay
 * as 销毁清册. Freed pages are overwritten (secure_delete).
 */
function destroy(
  content: WritableDatabase,
  { id, items, at }: { readonly id: string; readonly items: readonly RecordRow[]; readonly at: string },
): void {
  withoutTriggersOf(content, keptTables, () => {
    for (const { recordNumber, issueId } of items) {
      content
        .prepare('INSERT INTO record_destructions (record_number, disposal_id, destroyed_at) VALUES (?, ?, ?)')
        .run(recordNumber, id, at);
      content.prepare('DELETE FROM record_files WHERE record_number = ?').run(recordNumber);
      if (issueId !== null) destroyIssue(content, issueId);
    }
  });
}

function destroyIssue(content: WritableDatabase, issueId: string): void {
  const text = content.prepare('SELECT document FROM issues WHERE id = ?').pluck().get(issueId) as string;
  const { editorsNote: _note, articleMarkings: _markings, ...document } = IssueDocument.parse(JSON.parse(text));
  const emptied = canonicalJson({ ...document, articles: [], images: {} });
  content.prepare('DELETE FROM frozen_files WHERE issue_id = ?').run(issueId);
  content.prepare('UPDATE issues SET document = ? WHERE id = ?').run(emptied, issueId);
  content.prepare('UPDATE sign_offs SET document = ? WHERE issue_id = ?').run(emptied, issueId);
  // What came of it and of its articles from other machines; that it came stays on record.
  content
    .prepare('DELETE FROM package_parts WHERE hash IN (SELECT hash FROM packages WHERE issue_id = ?)')
    .run(issueId);
  content
    .prepare(
      `DELETE FROM package_parts WHERE hash IN (
         SELECT package FROM article_arrivals JOIN issue_articles USING (article_id) WHERE issue_id = ?
       )`,
    )
    .run(issueId);
  const passages = content.prepare('SELECT id FROM search_passages WHERE issue_id = ?').pluck().all(issueId);
  for (const passage of passages) {
    content.prepare('DELETE FROM search_reuse_sources WHERE passage_id = ?').run(passage);
    content.prepare('DELETE FROM search_index WHERE rowid = ?').run(passage);
    content.prepare('DELETE FROM search_passages WHERE id = ?').run(passage);
  }
}

function tell(context: OfficeContext): void {
  context.environment.emit({ kind: 'changed', nouns: ['issues'] });
}
