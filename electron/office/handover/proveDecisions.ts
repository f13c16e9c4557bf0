import type { ChainLink } from '#shared/handover/chainLink.ts';
import { type SignedDuty, verifyDuty } from '#shared/handover/dutyStatement.ts';
import { verifyGranted } from '#shared/handover/grantedNumbers.ts';
import { isSaidByMachine, type SignedNumbering, verifyNumbering } from '#shared/handover/numberingStatement.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { readRules } from '#shared/issue/publicationRules.ts';
import { roleNames, type Staffing } from '#shared/workflow/roleSeparation.ts';
import { ruleRoleOf } from '#shared/workflow/ruleRoleOf.ts';
import { antedated } from '../accounts/joinedFaultText.ts';
import { type ProvedRoles, rolesHeldAt } from '../accounts/provedRoles.ts';
import { digestOfText } from '../digestOfText.ts';
import type { OfficeError } from '../officeError.ts';
import { SignedRules, verifyRules } from '../publications/ruleStatement.ts';
import { brokenLink, linkDigest } from './decisionChain.ts';
import type { CarriedDecision, RegisterPart } from './registerPart.ts';
import { conflict } from './registerRows.ts';
import { type DatedStatement, datedLink, datedRules, type StatementOrder } from './statementOrder.ts';

/** By what the decisions of a package are proved. */
export interface DecisionProof {
  /** The signed roles and keys of the office, as far as either side knows them. */
  readonly proved: ProvedRoles;
  readonly staffing: Staffing;
  /** The signing key of a machine, and how it is called. */
  readonly keyOf: (card: string) => string | undefined;
  readonly machineName: (card: string) => string;
  /** Those that are here and do not come with the package. */
  readonly publications: ReadonlyMap<string, string>;
  readonly order: StatementOrder;
}

/**
 * Proves the last decision of a package about the rules of each publication, which binds those before it, and every one about what machines may
 * do and who grants numbers: that each goes on from the one before, and is
 * signed with the key of the person it names, who might decide it then or may now; of rules then alone, as they are proved at every sign-in.
 * Throws conflict, which names what is not proved.
 */
export function requireProvedDecisions(part: RegisterPart, proof: DecisionProof): void {
  requireReadableRules(part, proof);
  const last = new Map(part.decisions.map((decision) => [decision.publication_id, decision]));
  for (const [publication, decision] of last) {
    const fault = decision.statement === null ? undefined : ruleFault(part, proof, decision);
    if (fault) throw conflict(`《${publicationName(part, proof, publication)}》的规则：${fault.what}`, fault.wayOut);
  }
  for (const { publication, card, statements } of part.duties) {
    const what = `《${publicationName(part, proof, publication)}》中“${proof.machineName(card)}”能办什么`;
    const stranger = statements.find((one) => one.card !== card);
    requireChain(what, publication, statements, stranger);
    for (const one of statements) requireSignedBy(part, proof, what, wordsOf(one), verifyDuty(one), 'decider');
  }
  for (const { publication, statements, granted } of part.numbering) {
    const what = `《${publicationName(part, proof, publication)}》由哪台机器签发编号`;
    requireChain(what, publication, statements);
    statements.forEach((one, index) => {
      requireSignedBy(
        part,
        proof,
        what,
        wordsOf(one),
        verifyNumbering(one),
        one.how === 'here' ? 'anyRole' : 'decider',
      );
      const fault = numberingFault(proof, one, statements[index - 1]);
      if (fault !== undefined) throw unproved(`${what}：第${one.turn}次改动${fault}`);
    });
    if (!granted) continue;
    const given = statements.find((one) => linkDigest(one) === granted.given);
    const key = proof.keyOf(granted.card);
    const isOfIt = given?.how === 'given' && given.givenBy === granted.card && granted.publication === publication;
    const isHeld = isOfIt && key !== undefined && verifyGranted(granted, key);
    const told = `${what}：“${proof.machineName(granted.card)}”已用到的期号`;
    const { person, publicKey, at } = granted;
    const words = { turn: undefined, person, publicKey, dated: { at, names: [granted.given] } };
    requireSignedBy(part, proof, told, words, isHeld, 'anyRole');
  }
}

/** Whoever signs in here reads every one of them from then on. */
function requireReadableRules(part: RegisterPart, proof: DecisionProof): void {
  const unread = [...part.decisions, ...(part.apart ?? [])].find(
    ({ rules, statement }) => statement !== null && !readRules(rules),
  );
  if (!unread) return;
  throw conflict(
    `《${publicationName(part, proof, unread.publication_id)}》的规则：第${unread.number}号确认的规则在本机读不出来`,
    '那台机器上的程序比本机新的，请先在本机换上同样的程序，再采用一次；一样新的，请安全保密管理员查问写这个入网包的机器，查不清的作废它的名片，由别的机器写入网包。',
  );
}

/** Whether a decision about rules is signed by somebody who might decide it, wherever it stands in its row. */
export function isProvedRule(part: RegisterPart, proof: DecisionProof, decision: CarriedDecision): boolean {
  return decision.statement !== null && ruleFault(part, proof, decision) === undefined;
}

/** What is wrong with a decision about the rules of a publication; undefined where nothing is. */
function ruleFault(part: RegisterPart, proof: DecisionProof, decision: CarriedDecision): Fault | undefined {
  const { publication_id, rules, person, at, number, statement } = decision;
  const what = `第${number}号确认`;
  const read = SignedRules.safeParse(JSON.parse(statement ?? 'null'));
  // The next one names it by these letters.
  if (!read.success || canonicalJson(read.data) !== statement) return { what: `${what}读不出来`, wayOut: notWritten };
  const { data: signed } = read;
  const isItsOwn =
    signed.publication === publication_id &&
    signed.rules === digestOfText(rules) &&
    signed.person === person &&
    signed.at === at;
  const words = { turn: undefined, person, publicKey: signed.publicKey, dated: datedRules(signed) };
  return (
    signatureFault(part, proof, what, words, isItsOwn && verifyRules(signed)) ??
    orderFault(proof, what, words) ??
    ruleRoleFault(part, proof, what, signed)
  );
}

/**
 * By the roles of that moment, as the office proves its rules: with a role that was given since it would not hold here either. Nor with one
 * that had ended before the decisions from which it goes on, whatever moment it names.
 */
function ruleRoleFault(
  part: RegisterPart,
  { proved, staffing, order }: DecisionProof,
  what: string,
  signed: SignedRules,
): Fault | undefined {
  const { kind, person, at } = signed;
  const decider = ruleRoleOf(staffing);
  // Where an editor began a publication the base asks for the usual rules.
  const needed = kind === 'begun' ? 'editor' : decider;
  const since = order.since(datedRules(signed));
  const hadRole = (moment: string) => rolesHeldAt(proved, person, moment)?.includes(needed) === true;
  if (hadRole(at) && hadRole(since)) return undefined;
  const role = `“${roleNames[needed]}”岗位`;
  return {
    what: `${what}由${personName(part, person)}签名，${hadRole(at) ? `在它接着的决定以前已经没有${role}` : `当时没有${role}`}`,
    wayOut: `请在写这个入网包的机器上先采用本机写的入网包，由${roleNames[decider]}在那台机器的“系统—刊物”里把这份刊物的规则重新核对确认，再写一个入网包。`,
  };
}

function personName({ people }: RegisterPart, person: string): string {
  return people.find(({ id }) => id === person)?.name ?? person;
}

function requireChain(
  what: string,
  publication: string,
  statements: readonly (ChainLink & { readonly publication: string })[],
  stranger?: ChainLink,
): void {
  const broken = stranger ?? statements.find((one) => one.publication !== publication) ?? brokenLink(statements);
  if (broken) throw unproved(`${what}：第${broken.turn}次改动接不上前一次`);
}

interface SignedWords {
  readonly turn: number | undefined;
  readonly person: string;
  readonly publicKey: string;
  readonly dated: DatedStatement;
}

function wordsOf(link: SignedDuty | SignedNumbering): SignedWords {
  const { turn, person, publicKey } = link;
  return { turn, person, publicKey, dated: datedLink(link) };
}

function requireSignedBy(...words: Parameters<typeof signFault>): void {
  const fault = signFault(...words);
  if (fault) throw conflict(fault.what, fault.wayOut);
}

/** What is not proved, and what whoever takes the package does about it. */
interface Fault {
  readonly what: string;
  readonly wayOut: string;
}

/** Why the person it names has not signed it; undefined where the signature holds. */
function signatureFault(
  part: RegisterPart,
  { proved }: DecisionProof,
  what: string,
  words: SignedWords,
  isHeld: boolean,
): Fault | undefined {
  const { person, publicKey } = words;
  const isKey = proved.bound.people.get(person)?.publicKeys.includes(publicKey) === true;
  if (isHeld && isKey) return undefined;
  return { what: `${turnOf(what, words)}（${personName(part, person)}）的签名不成立`, wayOut: notWritten };
}

/** Why a statement does not follow in time; undefined where it does. */
function orderFault({ order }: DecisionProof, what: string, words: SignedWords): Fault | undefined {
  if (!order.isAntedated(words.dated)) return undefined;
  return { what: `${turnOf(what, words)}${antedated}`, wayOut: notWritten };
}

function turnOf(what: string, { turn }: SignedWords): string {
  return turn === undefined ? what : `${what}：第${turn}次改动`;
}

/** Why nobody who may has signed it; undefined where somebody has. */
function signFault(
  part: RegisterPart,
  proof: DecisionProof,
  what: string,
  words: SignedWords,
  isHeld: boolean,
  who: 'decider' | 'anyRole',
): Fault | undefined {
  const fault = signatureFault(part, proof, what, words, isHeld) ?? orderFault(proof, what, words);
  if (fault) return fault;
  const { proved, staffing, order } = proof;
  const { person, dated } = words;
  const name = personName(part, person);
  // Clocks of two machines differ: somebody may have signed before the moment that stands in the statement of the own role.
  const now = proved.bound.people.get(person)?.roles ?? [];
  const decider = ruleRoleOf(staffing);
  const might = (moment: string) => {
    const roles = [...(rolesHeldAt(proved, person, moment) ?? []), ...now];
    return who === 'decider' ? roles.includes(decider) : roles.length > 0;
  };
  // Nobody goes on from what was decided after the own role had ended.
  if (might(dated.at) && might(order.since(dated))) return undefined;
  const role = who === 'decider' ? `“${roleNames[decider]}”岗位` : '岗位';
  return {
    what: `${turnOf(what, words)}由${name}签名，${might(dated.at) ? `在它接着的那一次以前已经没有${role}，现在也没有` : `当时和现在都没有${role}`}`,
    wayOut: `确实该由${name}定的，请在写这个入网包的机器上先采用本机写的入网包，给${name}加上${role}，再写一个入网包；不该的，请安全保密管理员作废那台机器的名片，由别的机器写入网包。`,
  };
}

/** What is wrong with a change of numbering besides its signature. */
function numberingFault(
  { keyOf, machineName }: DecisionProof,
  signed: SignedNumbering,
  before: SignedNumbering | undefined,
): string | undefined {
  const { how, card, givenBy, reason, settles } = signed;
  if (settles !== undefined && how !== 'lost') return '不是接管，不能用来定下由哪台机器签发编号';
  switch (how) {
    case 'given':
      if (before && before.card !== givenBy) {
        return `由“${machineName(givenBy)}”交出，而当时编号在“${machineName(before.card)}”`;
      }
      return card === givenBy ? '交给的还是原来那台机器' : undefined;
    case 'here': {
      if (card !== givenBy) return `写的是“${machineName(card)}”，却是“${machineName(givenBy)}”写的`;
      const key = keyOf(card);
      if (key === undefined || !isSaidByMachine(signed, key)) return `没有“${machineName(card)}”自己的签名`;
      if (!before) return undefined;
      const former = before.card === card ? undefined : (keyOf(before.card) ?? '');
      if (!isSaidByMachine(signed, key, former)) {
        return `写的是编号在“${machineName(card)}”，而前一次在“${machineName(before.card)}”`;
      }
      // What a machine has granted is in its own package; here it only says where the numbering is.
      return canonicalJson(signed.last) === canonicalJson(before.last) ? undefined : '另写了已用到的期号';
    }
    case 'lost':
      return card === givenBy && reason.trim() !== '' ? undefined : '没有写明接管的机器和原因';
    default:
      return how satisfies never;
  }
}

function publicationName(part: RegisterPart, { publications }: DecisionProof, id: string): string {
  const name = publications.get(id) ?? part.publications.find((one) => one.id === id)?.name;
  if (name === undefined) throw unproved('入网包中有一种两边都没有的刊物');
  return name;
}

/** No program writes such a register: whoever has the key of that machine does, or its base was changed. */
const notWrittenBy = (machine: string) =>
  `这样的登记不是程序写出来的，重写也没有用：请安全保密管理员查问${machine}，查不清的作废它的名片，由别的机器写入网包。`;
const notWritten = notWrittenBy('写这个入网包的机器');

/** A refusal of what no program writes: it names what, and says that writing it once more does not help. */
export function unproved(what: string, machine?: string): OfficeError {
  return conflict(what, machine === undefined ? notWritten : notWrittenBy(`“${machine}”`));
}
