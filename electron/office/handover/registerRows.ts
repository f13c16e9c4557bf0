import { type RevocationReason, readRevocation, requireRevocationBy } from '#shared/handover/cardRevocation.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { cardHash, readCard } from '#shared/handover/machineCard.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { digestOfText } from '../digestOfText.ts';
import type { Recorder } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { insertMachine, markRevoked, markVoidTold, selectMachine } from './machineQueries.ts';
import { ownCards } from './numberingQueries.ts';
import type { CarriedDecision, CarriedUnit, RegisterPart } from './registerPart.ts';

/** By whom and from what rows are put in. */
export interface Taking {
  /** The package, and the machine that has sent it. */
  readonly package: string;
  readonly sender: string;
  readonly personId: string;
  readonly at: string;
}

/** Units and publications as they were in a package: what either side has changed since is told by it. */
export type TakenBase = Pick<RegisterPart, 'units' | 'publications'>;

/** After the row of the audit that tells of the package; the rows that name it as their source follow. */
export function insertTaking(register: WritableDatabase, taking: Taking, { units, publications }: TakenBase): void {
  register
    .prepare(
      `INSERT INTO taken_registers (number, hash, sender, base, person, at)
       SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? FROM taken_registers`,
    )
    .run(taking.package, taking.sender, JSON.stringify({ units, publications }), taking.personId, taking.at);
}

/** The units, parents before children. Throws HandoverRefusal where they are no tree. */
export function putUnits(register: WritableDatabase, units: readonly CarriedUnit[]): void {
  const put = register.prepare(
    `INSERT INTO units (id, parent_id, name, signature, aliases, parent_committee)
     VALUES (@id, @parent_id, @name, @signature, @aliases, @parent_committee)
     ON CONFLICT (id) DO UPDATE SET parent_id = @parent_id, name = @name, signature = @signature, aliases = @aliases,
       parent_committee = @parent_committee`,
  );
  const isThere = register.prepare('SELECT 1 FROM units WHERE id = ?');
  let left = [...units];
  while (left.length > 0) {
    const ready = left.filter(({ parent_id: parent }) => parent === null || isThere.get(parent) !== undefined);
    if (ready.length === 0) throw new HandoverRefusal('contentIncomplete');
    for (const unit of ready) put.run(unit);
    left = left.filter((unit) => !ready.includes(unit));
  }
}

export function putPublications(register: WritableDatabase, publications: RegisterPart['publications']): void {
  const put = register.prepare(
    `INSERT INTO publications (id, name, settings) VALUES (@id, @name, @settings)
     ON CONFLICT (id) DO UPDATE SET name = @name, settings = @settings`,
  );
  for (const publication of publications) put.run(publication);
}

/** Puts the newest decision of each publication on record as taken over, as its own machine has it on record. */
export function recordDecisions(
  record: Recorder,
  decisions: readonly CarriedDecision[],
  { package: source }: Taking,
): void {
  const newest = new Map(decisions.map((decision) => [decision.publication_id, decision]));
  for (const [publicationId, { number, rules }] of newest) {
    record('signRules', publicationId, { ruleDecision: number, ruleDigest: digestOfText(rules), package: source });
  }
}

/** Cards of other machines: unknown ones wait to be confirmed. */
export function putMachines(
  register: WritableDatabase,
  machines: RegisterPart['machines'],
  { personId, at }: Taking,
): void {
  const own = ownCards(register);
  for (const { text } of machines) {
    const card = readCard(text);
    const hash = cardHash(card);
    if (own.has(hash) || selectMachine(register, hash)) continue;
    insertMachine(register, card, { isOwn: false, at, person: personId });
  }
}

/** Those that are void at the sender and not yet here, with what makes them so. */
export interface VoidCard {
  readonly card: string;
  readonly reason: RevocationReason;
  /** The declaration, and whether the card itself has signed it; where there is none, an administrator there has decided it. */
  readonly declared?: { readonly text: string; readonly isOwn: boolean };
}

/** Throws HandoverRefusal where a declaration is not signed by the card that it names as its author. */
export function voidCards(register: ReadableDatabase, machines: RegisterPart['machines']): readonly VoidCard[] {
  const own = ownCards(register);
  return machines.flatMap(({ text, revoked }) => {
    const known = readCard(text);
    const card = cardHash(known);
    if (revoked === null || own.has(card) || selectMachine(register, card)?.state === 'revoked') return [];
    const { reason } = revoked;
    if (revoked.text === null) return [{ card, reason }];
    const declared = readRevocation(revoked.text);
    const isOwn = declared.by === card;
    const author = selectMachine(register, declared.by);
    // What a machine says of another counts only from one that is trusted here.
    if (declared.card !== card || !(isOwn || author?.state === 'confirmed')) return [{ card, reason }];
    requireRevocationBy(declared, isOwn ? known.publicKey : (author?.card.publicKey ?? ''));
    return [{ card, reason, declared: { text: revoked.text, isOwn } }];
  });
}

/**
 * Makes cards void here that are void at the sender: by the declaration of the card itself whoever takes the register; else by a security
 * administrator, `voids`. What nobody here may decide is put down: a declaration keeps the card from being confirmed, a word is told
 * to whoever confirms it. Returns those that are void now.
 */
export function putVoidCards(
  register: WritableDatabase,
  cards: readonly VoidCard[],
  { sender, personId, at }: Taking,
  voids: (card: VoidCard) => boolean,
): readonly string[] {
  return cards.flatMap((one) => {
    const { card, reason, declared } = one;
    const machine = selectMachine(register, card);
    if (declared?.isOwn || voids(one)) {
      markRevoked(register, card, { at, person: personId, reason, ...(declared ? { revocation: declared.text } : {}) });
      return [card];
    }
    const isNews = machine?.voidToldBy === null || (declared !== undefined && machine?.voidDeclaration === null);
    if (machine?.state === 'unconfirmed' && isNews) markVoidTold(register, machine, sender, declared?.text);
    return [];
  });
}

/** Why a register is not taken over, and what whoever reads it does about it: one sentence that ends with a stop. */
export function conflict(what: string, wayOut: string): OfficeError {
  return new OfficeError('conflict', `${what}，没有采用。${wayOut}`);
}
