import { sm3 } from 'sm-crypto-v2';
import type { OpenedPackage } from '#formats/handover/openPackage.ts';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { type CancelReason, cancelVerdict } from '#shared/handover/cancelVerdict.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { type IssueLeg, isLegSignedBy, legOf, SignedLeg, signLeg } from '#shared/handover/issueLeg.ts';
import { IssueRows, issueRowsName } from '#shared/handover/issueRows.ts';
import type { PackageCancel, PackageReceipt } from '#shared/handover/packageReceipt.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectIssue } from '../issues/issueQueries.ts';
import { instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { addLeg, legsOf } from './issueLegs.ts';
import { issueRowsText } from './issueRows.ts';
import { endLending, lendIssue, lendingOf } from './lentIssues.ts';
import { keyOfOwnCard } from './machineKeys.ts';
import { requireMachine, selectMachine } from './machineQueries.ts';
import { packagePart } from './packageParts.ts';
import { isTaken } from './packageQueries.ts';

type Outcome = CommandOutput<'takePackage'>['outcome'];

/** Puts a demand on record with the package that carries it; its answer comes with a receipt. */
export function insertCancel(
  content: WritableDatabase,
  cancel: {
    readonly hash: string;
    readonly issueId: string;
    readonly package: string;
    readonly taken?: {
      readonly outcome: CancelReason | 'honoured';
      readonly at: string;
      /** By which the issue goes back, where it does. */
      readonly leg?: SignedLeg;
    };
  },
): void {
  content
    .prepare(
      `INSERT INTO package_cancels (hash, issue_id, package, direction, outcome, answered_at, leg)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      cancel.hash,
      cancel.issueId,
      cancel.package,
      cancel.taken ? 'taken' : 'written',
      cancel.taken?.outcome ?? null,
      cancel.taken?.at ?? null,
      cancel.taken?.leg ? canonicalJson(cancel.taken.leg) : null,
    );
}

/** The leg by which this package of this sender went back before, also where it had not come yet; undefined where it did not. */
function givenBack(content: ReadableDatabase, hash: string, sender: string): SignedLeg | undefined {
  const leg = content
    .prepare(
      `SELECT leg FROM package_cancels JOIN packages USING (hash, direction)
       WHERE package = ? AND direction = 'taken' AND outcome = 'honoured' AND sender = ? AND leg IS NOT NULL`,
    )
    .pluck()
    .get(hash, sender) as string | undefined;
  return leg === undefined ? undefined : SignedLeg.parse(JSON.parse(leg));
}

/** Whether its own sender has taken a package back before it came. */
export function isCancelledHere(content: ReadableDatabase, hash: string, sender: string): boolean {
  return givenBack(content, hash, sender) !== undefined;
}

/** What this machine answered to a demand, as a receipt says it; nothing where the package is none. */
export function answerGiven(content: ReadableDatabase, hash: string): Pick<PackageReceipt, 'cancel' | 'leg'> {
  const answer = content
    .prepare("SELECT outcome, leg FROM package_cancels WHERE hash = ? AND direction = 'taken'")
    .get(hash) as { readonly outcome: CancelReason | 'honoured'; readonly leg: string | null } | undefined;
  if (!answer) return {};
  const { outcome: cancel, leg } = answer;
  return { cancel, ...(leg === null ? {} : { leg: SignedLeg.parse(JSON.parse(leg)) }) };
}

/**
 * 取回 that came: as long as nobody here has looked at the issue it goes back, to be read here only, and the receipt says so.
 * Throws HandoverRefusal cancelUnknown where the package was not the sender's to take back.
 */
export function takeCancel(
  context: OfficeContext,
  content: WritableDatabase,
  { manifest, hash }: OpenedPackage,
  { package: cancelled, leg: sent }: PackageCancel,
): Outcome {
  const { issue: issueId, sender } = manifest;
  if (issueId === null || sent.issue !== issueId) throw new HandoverRefusal('contentIncomplete');
  requireSenders(context, content, { cancelled, sent, sender });
  const at = instantOf(context);
  const { personId } = sessionOf(context);
  const answer = (outcome: CancelReason | 'honoured', leg?: SignedLeg) =>
    insertCancel(content, { hash, issueId, package: cancelled, taken: { outcome, at, ...(leg ? { leg } : {}) } });
  const before = givenBack(content, cancelled, sender);
  if (before) {
    answer('honoured', before);
    return { kind: 'cancelled', issueId, unresolved: [] };
  }
  const legs = legsOf(content, issueId);
  const name = legOf(sent).hash;
  const number = legs.findIndex((one) => one.hash === name);
  const isLast = number === legs.length - 1 && lendingOf(content, issueId) === undefined;
  const why = cancelVerdict({
    // What was taken and is no leg of the way any more was followed by others.
    package: number < 0 && !isTaken(content, cancelled) ? 'absent' : number >= 0 && isLast ? 'last' : 'followed',
    isOpened: isLast && wasOpened(content, issueId, cancelled),
    isChanged: isLast && wasChanged(content, issueId, cancelled),
  });
  if (why !== undefined) {
    answer(why);
    return { kind: 'tooLate', issueId, why, unresolved: [] };
  }
  const way = { issue: issueId, number: sent.number + 1, kind: 'cancelled', previous: name } as const;
  const back = signLeg({ ...way, from: sent.to, to: sender, at }, keyOfOwnCard(context, sent.to));
  answer('honoured', back.signed);
  if (number >= 0) {
    addLeg(content, issueId, back, hash);
    const { contentHash } = selectIssue(content, issueId);
    lendIssue(content, { issueId, machine: sender, hash, contentHash, at, person: personId, isCopy: true });
  }
  return { kind: 'cancelled', issueId, unresolved: [] };
}

/** A machine takes back what it has sent to this one itself. Throws HandoverRefusal cancelUnknown. */
function requireSenders(
  context: OfficeContext,
  content: ReadableDatabase,
  { cancelled, sent, sender }: { readonly cancelled: string; readonly sent: SignedLeg; readonly sender: string },
): void {
  const { register } = sessionOf(context);
  const { publicKey } = requireMachine(register, sender).card;
  const isHere = sent.kind === 'sent' && sent.from === sender && selectMachine(register, sent.to)?.isOwn === true;
  if (!isHere || !isLegSignedBy(sent, publicKey) || isOfAnother(content, cancelled, sender)) {
    throw new HandoverRefusal('cancelUnknown');
  }
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
  { hash }: OpenedPackage,
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
  addLeg(content, issueId, requireBack(context, content, issueId, answered.leg), hash);
  return { kind: 'cancelHonoured', issueId, unresolved: [] };
}

/** The leg by which an issue comes back that was demanded. Throws HandoverRefusal recordsUnproved for any other. */
function requireBack(
  context: OfficeContext,
  content: ReadableDatabase,
  issueId: string,
  given: SignedLeg | undefined,
): IssueLeg {
  const legs = legsOf(content, issueId);
  const sent = legs.at(-1);
  const machine = sent && selectMachine(sessionOf(context).register, sent.to);
  const isBack =
    given?.kind === 'cancelled' &&
    given.issue === issueId &&
    given.number === legs.length + 1 &&
    given.previous === sent?.hash &&
    given.from === sent.to &&
    given.to === sent.from;
  if (!isBack || !machine || !isLegSignedBy(given, machine.card.publicKey)) {
    throw new HandoverRefusal('recordsUnproved', { fault: '退还的记录与交出时的不符' });
  }
  return legOf(given);
}
