import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { areSameRules, type Rules, readRules } from '#shared/issue/publicationRules.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import { isEarlier } from '#shared/issue/statementOrder.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { isKeyOf, storedRolesOf } from '../accounts/peopleQueries.ts';
import { signedRolesAt } from '../accounts/provedRoles.ts';
import { rolesAt } from '../audit/rolesAt.ts';
import { digestOfText } from '../digestOfText.ts';
import { selectApart } from './apartDecisions.ts';
import { ruleRole } from './ruleProposals.ts';
import { SignedRules, SignedRuleWitness, verifyRules, verifyRuleWitness } from './ruleStatement.ts';
import { type StoredDecision, selectDecisions, statementDigest } from './storedDecisions.ts';

/** Why the rules of a publication do not count. */
export type RuleFault =
  /** The settings say other rules than were decided. */
  | { readonly kind: 'changed'; readonly decided: Rules; readonly by: string; readonly since: string }
  /** The newest decision is not signed by somebody who might decide it, or not what was signed. */
  | { readonly kind: 'unproved'; readonly by?: string; readonly since?: string }
  /** A decision that the audit or the reader has seen is gone, or another stands in its place. */
  | { readonly kind: 'lost'; readonly number: number; readonly since?: string };

interface SeenDecision {
  readonly number: number;
  readonly statement: string;
}
/** What a reader has found whole at the last sign-in, by publication. */
export type SeenRules = ReadonlyMap<string, SeenDecision>;

interface ToldDecision {
  readonly number: number;
  readonly digest: string;
  readonly sequence: number;
  readonly at: string;
  /** 1 where it came in a package of another machine, which had it in its own audit. */
  readonly isTaken: 0 | 1;
}

/** What the person signed at the last sign-in with this key; nothing where it is not whole. */
export function seenRulesOf(
  register: ReadableDatabase,
  { personId, publicKey }: { readonly personId: string; readonly publicKey: string },
): SeenRules {
  const stored = register.prepare('SELECT statement FROM rule_witnesses WHERE person_id = ?').pluck().get(personId);
  const read = stored === undefined ? undefined : SignedRuleWitness.safeParse(JSON.parse(String(stored)));
  if (!read?.success) return new Map();
  const { data } = read;
  const isOwn = data.person === personId && data.publicKey === publicKey && verifyRuleWitness(data);
  return new Map(isOwn ? data.seen.map(({ publication, ...seen }) => [publication, seen]) : []);
}

/**
 * Whether an office from before decisions were signed has not yet signed what it had: then a publication without a
 * statement is as it was.
 */
export function mayAdoptRules(register: ReadableDatabase): boolean {
  const founded = register
    .prepare(
      `SELECT json_extract(details, '$.rulesSigned') IS NULL FROM ${registerAudit.table} WHERE action = 'foundOffice'`,
    )
    .pluck()
    .get();
  const adopted = register.prepare(`SELECT 1 FROM ${registerAudit.table} WHERE action = 'adoptRules'`).get();
  return founded === 1 && adopted === undefined;
}

/** Whether nothing was ever signed about a publication. */
export function isUnsigned(register: ReadableDatabase, publicationId: string, seen: SeenRules): boolean {
  return (
    !seen.has(publicationId) &&
    toldDecision(register, publicationId) === undefined &&
    selectDecisions(register, publicationId).every(({ statement }) => statement === null)
  );
}

/** What does not hold about the rules of a publication; undefined where they are as they were decided. */
export function ruleFaultOf(
  register: ReadableDatabase,
  publicationId: string,
  settings: Rules,
  seen: SeenRules,
): RuleFault | undefined {
  if (mayAdoptRules(register) && isUnsigned(register, publicationId, seen)) return undefined;
  const decisions = selectDecisions(register, publicationId);
  const [newest] = decisions;
  const told = toldDecision(register, publicationId);
  const own = seen.get(publicationId);
  const number = newest?.number ?? 0;
  const lost = Math.max(told?.number ?? 0, own?.number ?? 0);
  if (lost > number) {
    return { kind: 'lost', number: lost, ...(told?.number === lost ? { since: told.at } : {}) };
  }
  if (!newest) return { kind: 'unproved' };
  if (own?.number === number && own.statement !== statementDigest(newest)) {
    return { kind: 'lost', number, since: newest.at };
  }
  const isProved =
    told?.number === number &&
    told.digest === digestOfText(newest.rules) &&
    isHeldInAudit(register, newest, told) &&
    isProvedDecision(register, newest, decisions[1], own?.statement === statementDigest(newest));
  if (!isProved) return { kind: 'unproved', by: newest.person, since: newest.at };
  const decided = readRules(newest.rules);
  if (!decided) return { kind: 'unproved', by: newest.person, since: newest.at };
  if (areSameRules(decided, settings)) return undefined;
  return { kind: 'changed', decided, by: newest.person, since: newest.at };
}

/** The newest decision that is proved, whatever has come after it. */
export function lastProved(register: ReadableDatabase, publicationId: string): StoredDecision | undefined {
  const decisions = selectDecisions(register, publicationId);
  return decisions.find((one, index) => isProvedDecision(register, one, decisions[index + 1]));
}

/** Every decision about a publication that is proved, of any age, on whatever way it was made. */
export function provedDecisions(register: ReadableDatabase, publicationId: string): readonly StoredDecision[] {
  const decisions = selectDecisions(register, publicationId);
  return [
    ...decisions.filter((one, index) => isProvedDecision(register, one, decisions[index + 1])),
    ...selectApart(register, publicationId).filter((one) => isSignedDecision(register, one)),
  ];
}

/**
 * Whether the newest decision that the audit tells of and the newest that the reader has seen are among those here, whatever has come
 * after them.
 */
export function holdsSeenRules(register: ReadableDatabase, publicationId: string, seen: SeenRules): boolean {
  const decisions = selectDecisions(register, publicationId);
  const told = toldDecision(register, publicationId);
  const own = seen.get(publicationId);
  const isToldHere = decisions.some(
    ({ number, rules }) => number === told?.number && digestOfText(rules) === told.digest,
  );
  const isOwnHere = decisions.some((one) => statementDigest(one) === own?.statement);
  return (told === undefined || isToldHere) && (own === undefined || isOwnHere);
}

/** Whether it goes on from the one before, or settles that as the end of another way, and is signed by somebody who might. */
function isProvedDecision(
  register: ReadableDatabase,
  decision: StoredDecision,
  before: StoredDecision | undefined,
  isSeen = false,
): boolean {
  const signed = statementOf(decision);
  if (!signed) return false;
  const known = statementDigest(before);
  const goesOn = signed.previous === known || (known !== '' && signed.settles === known);
  if (!goesOn || signed.number <= (before?.number ?? 0) || (signed.kind === 'begun' && before)) return false;
  const isHeldToOrder = signed.inOrder || (before && statementOf(before)?.inOrder);
  if (before && isHeldToOrder && isEarlier(signed.at, before.at)) return false;
  return isSignedDecision(register, decision, isSeen);
}

/** The same wherever it stands. `isSeen` spares the signature of one that the reader has proved before. */
function isSignedDecision(register: ReadableDatabase, decision: StoredDecision, isSeen = false): boolean {
  const { publication_id, rules, person, at } = decision;
  const signed = statementOf(decision);
  if (!signed) return false;
  return (
    signed.publication === publication_id &&
    signed.rules === digestOfText(rules) &&
    signed.person === person &&
    signed.at === at &&
    mightDecide(register, signed, rules) &&
    isKeyOf(register, person, signed.publicKey) &&
    (isSeen || verifyRules(signed))
  );
}

function statementOf({ statement }: StoredDecision): SignedRules | undefined {
  const read = SignedRules.safeParse(JSON.parse(statement ?? 'null'));
  return read.success ? read.data : undefined;
}

function mightDecide(register: ReadableDatabase, { kind, person, at, previous }: SignedRules, rules: string): boolean {
  const role = neededRole(register, kind);
  const held = signedRolesAt(register, person, at) ?? storedRolesOf(register, person);
  const decided = readRules(rules);
  if (!decided || !held.includes(role)) return false;
  return kind !== 'begun' || (previous === '' && areSameRules(decided, PublicationSettings.parse({})));
}

/**
 * Whether the person had the role where the audit tells of the decision: a moment in a statement is what its signer says,
 * a place in the chain is not.
 */
function isHeldInAudit(register: ReadableDatabase, decision: StoredDecision, told: ToldDecision): boolean {
  // Where it was decided its place was proved; here the signed roles of that moment are all there is.
  if (told.isTaken === 1) return true;
  const signed = statementOf(decision);
  if (!signed) return false;
  const roles = rolesAt(register, decision.person, told.sequence);
  if (roles.includes(neededRole(register, signed.kind))) return true;
  // The first programs did not write down whom an office was founded with.
  return roles.length === 0 && !tellsFounders(register);
}

function tellsFounders(register: ReadableDatabase): boolean {
  const row = register.prepare(
    `SELECT 1 FROM ${registerAudit.table} WHERE action IN ('foundOffice', 'joinOffice') AND json_extract(details, '$.people') IS NOT NULL`,
  );
  return row.get() !== undefined;
}

function neededRole(register: ReadableDatabase, kind: SignedRules['kind']): Role {
  return kind === 'begun' ? 'editor' : ruleRole(register);
}

/** The newest decision about a publication that the audit tells of. */
function toldDecision(register: ReadableDatabase, publicationId: string): ToldDecision | undefined {
  return register
    .prepare(
      `SELECT json_extract(details, '$.ruleDecision') AS number, json_extract(details, '$.ruleDigest') AS digest, sequence, at,
         EXISTS (SELECT 1 FROM taken_registers WHERE hash = json_extract(details, '$.package')) AS isTaken
       FROM ${registerAudit.table} WHERE action = 'signRules' AND subject = ? ORDER BY sequence DESC LIMIT 1`,
    )
    .get(publicationId) as ToldDecision | undefined;
}

/** The rules in one short text, to tell whether they are still those that somebody looked at. */
export function rulesSeenDigest(current: Rules, decided: Rules | undefined): string {
  return digestOfText(canonicalJson({ current, decided: decided ?? null } as never));
}
