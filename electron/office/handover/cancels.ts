import { sm3 } from 'sm-crypto-v2';
import type { OpenedPackage } from '#formats/handover/openPackage.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { type CancelReason, cancelVerdict } from '#shared/handover/cancelVerdict.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { IssueRows, issueRowsName } from '#shared/handover/issueRows.ts';
import type { PackageReceipt } from '#shared/handover/packageReceipt.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import { instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { addLeg, legsOf } from './issueLegs.ts';
import { issueRowsText } from './issueRows.ts';
import { endLending, lendIssue, lendingOf } from './lentIssues.ts';
import { packagePart } from './packageParts.ts';

type Outcome = CommandOutput<'takePackage'>['outcome'];

/** Puts a demand on record with the package that carries it; its answer comes with a receipt. */
export function insertCancel(
  content: WritableDatabase,
  cancel: {
    readonly hash: string;
    readonly issueId: string;
    readonly package: string;
    readonly taken?: { readonly outcome: CancelReason | 'honoured'; readonly at: string };
  },
): void {
  content
    .prepare(
      `INSERT INTO package_cancels (hash, issue_id, package, direction, outcome, answered_at) VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      cancel.hash,
      cancel.issueId,
      cancel.package,
      cancel.taken ? 'taken' : 'written',
      cancel.taken?.outcome ?? null,
      cancel.taken?.at ?? null,
    );
}

/** Whether a demand for this package was honoured before it came. */
export function isCancelledHere(content: ReadableDatabase, hash: string): boolean {
  return (
    content
      .prepare("SELECT 1 FROM package_cancels WHERE package = ? AND direction = 'taken' AND outcome = 'honoured'")
      .get(hash) !== undefined
  );
}

/** What this machine answered to a demand; undefined where the package is none. */
export function answerGiven(content: ReadableDatabase, hash: string): CancelReason | 'honoured' | undefined {
  return content
    .prepare("SELECT outcome FROM package_cancels WHERE hash = ? AND direction = 'taken'")
    .pluck()
    .get(hash) as CancelReason | 'honoured' | undefined;
}

/**
 * 取回 that came: as long as nobody here has looked at the issue it goes back, to be read here only, and the receipt says so.
 * Throws HandoverRefusal cancelUnknown where the package was not the sender's to take back.
 */
export function takeCancel(
  context: OfficeContext,
  content: WritableDatabase,
  { manifest, hash, place }: OpenedPackage,
  cancelled: string,
): Outcome {
  const { issue: issueId, sender } = manifest;
  if (issueId === null) throw new HandoverRefusal('contentIncomplete');
  const at = instantOf(context);
  const { personId } = sessionOf(context);
  const legs = legsOf(content, issueId);
  const leg = legs.findIndex((one) => one.hash === cancelled);
  const isSenders = leg < 0 ? !isOfAnother(content, cancelled, sender) : legs[leg]?.from === sender;
  if (!isSenders) throw new HandoverRefusal('cancelUnknown');
  if (isCancelledHere(content, cancelled)) {
    insertCancel(content, { hash, issueId, package: cancelled, taken: { outcome: 'honoured', at } });
    return { kind: 'cancelled', issueId, unresolved: [] };
  }
  const isLast = leg === legs.length - 1 && lendingOf(content, issueId) === undefined;
  const why = cancelVerdict({
    package: leg < 0 ? 'absent' : isLast ? 'last' : 'followed',
    isOpened: isLast && wasOpened(content, issueId, cancelled),
    isChanged: isLast && wasChanged(content, issueId, cancelled),
  });
  insertCancel(content, { hash, issueId, package: cancelled, taken: { outcome: why ?? 'honoured', at } });
  if (why !== undefined) return { kind: 'tooLate', issueId, why, unresolved: [] };
  if (leg >= 0) {
    addLeg(content, issueId, { kind: 'cancelled', hash: backLeg(cancelled), from: place.card, to: sender, at });
    const { contentHash } = selectIssue(content, issueId);
    lendIssue(content, { issueId, machine: sender, hash, contentHash, at, person: personId, isCopy: true });
  }
  return { kind: 'cancelled', issueId, unresolved: [] };
}

/** Both sides name the way back by the package it undoes, whichever of several demands was answered. */
function backLeg(cancelled: string): string {
  return sm3(`cancelled ${cancelled}`);
}

/** Whether a package of another machine was meant, as far as this one has heard of it. */
function isOfAnother(content: ReadableDatabase, hash: string, sender: string): boolean {
  const of = content.prepare("SELECT sender FROM packages WHERE hash = ? AND direction = 'taken'").pluck().get(hash);
  return of !== undefined && of !== sender;
}

/** Whether anything was done about the issue since this package brought it, looking at it included. */
function wasOpened(content: ReadableDatabase, issueId: string, hash: string): boolean {
  return (
    content
      .prepare(
        `SELECT 1 FROM audit WHERE subject = @issueId AND action NOT IN ('writePackage', 'takePackage')
           AND sequence > coalesce((
             SELECT max(sequence) FROM audit
             WHERE subject = @issueId AND action = 'takePackage' AND details ->> 'package' = @hash
           ), 0)`,
      )
      .get({ issueId, hash }) !== undefined
  );
}

/** Whether it is another than the package has brought. */
function wasChanged(content: ReadableDatabase, issueId: string, hash: string): boolean {
  const came = packagePart(content, hash, issueRowsName);
  return !came || digest(came.toString('utf8')) !== digest(issueRowsText(content, issueId, false));
}

/** Of all but the way, which is one leg longer by now, and who has looked at it. */
function digest(text: string): string {
  const {
    issue_views: _views,
    seen_documents: _seen,
    issues = [],
    ...tables
  } = IssueRows.parse(JSON.parse(text)).tables;
  return sm3(canonicalJson({ ...tables, issues: issues.map(({ opened_at: _opened, ...row }) => row) }));
}

/** The answer that a receipt brings to a demand of this machine. */
export function takeAnswer(
  context: OfficeContext,
  content: WritableDatabase,
  { manifest, hash, place }: OpenedPackage,
  answered: PackageReceipt,
): Outcome | undefined {
  const demand = content
    .prepare(
      `SELECT issue_id AS issueId, package, outcome FROM package_cancels WHERE hash = ? AND direction = 'written'`,
    )
    .get(answered.package) as
    | { readonly issueId: string; readonly package: string; readonly outcome: string | null }
    | undefined;
  if ((demand === undefined) !== (answered.cancel === undefined)) throw new HandoverRefusal('contentIncomplete');
  // The first answer counts.
  if (!demand || answered.cancel === undefined || demand.outcome !== null) return undefined;
  const { issueId } = demand;
  const at = instantOf(context);
  content
    .prepare('UPDATE package_cancels SET outcome = ?, answer = ?, answered_at = ? WHERE hash = ?')
    .run(answered.cancel, hash, at, answered.package);
  if (answered.cancel !== 'honoured') {
    return { kind: 'cancelRefused', issueId, why: answered.cancel, unresolved: [] };
  }
  if (lendingOf(content, issueId)?.hash !== demand.package) return undefined;
  endLending(content, { issueId, how: 'cancelled', hash, at, person: sessionOf(context).personId });
  const { sender: from } = manifest;
  addLeg(content, issueId, { kind: 'cancelled', hash: backLeg(demand.package), from, to: place.card, at });
  return { kind: 'cancelHonoured', issueId, unresolved: [] };
}
