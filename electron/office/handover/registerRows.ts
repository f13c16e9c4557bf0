import { readRevocation, requireRevocationBy } from '#shared/handover/cardRevocation.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { cardHash, readCard } from '#shared/handover/machineCard.ts';
import type { WritableDatabase } from '#store/database.ts';
import { digestOfText } from '../digestOfText.ts';
import type { Recorder } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { insertDuty, selectDuties } from './dutyQueries.ts';
import { insertMachine, markRevoked, selectMachine } from './machineQueries.ts';
import { insertNumbering, numberingOf, ownCards } from './numberingQueries.ts';
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

/** A decision as it was signed; the base asks whether who signed it has the role. */
export function putDecision(register: WritableDatabase, decision: CarriedDecision): void {
  register
    .prepare(
      `INSERT INTO rule_decisions (number, publication_id, rules, person, at, statement)
       VALUES (@number, @publication_id, @rules, @person, @at, @statement)`,
    )
    .run(decision);
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

/** Cards of other machines: unknown ones wait to be confirmed, and what is void at the sender with a signed declaration is void here. */
export function putMachines(
  register: WritableDatabase,
  machines: RegisterPart['machines'],
  { personId, at }: Taking,
): readonly string[] {
  const own = ownCards(register);
  return machines.flatMap(({ text, revoked }) => {
    const card = readCard(text);
    const hash = cardHash(card);
    if (own.has(hash)) return [];
    if (!selectMachine(register, hash)) insertMachine(register, card, { isOwn: false, at, person: personId });
    // What only an administrator there has decided is for an administrator here to decide.
    if (revoked?.text == null || selectMachine(register, hash)?.state === 'revoked') return [];
    const declared = readRevocation(revoked.text);
    const author = declared.by === hash ? card : selectMachine(register, declared.by)?.card;
    if (declared.card !== hash || !author) return [];
    requireRevocationBy(declared, author.publicKey);
    return [hash];
  });
}

/** By a person who may, in this register. */
export function voidMachines(
  register: WritableDatabase,
  hashes: readonly string[],
  machines: RegisterPart['machines'],
  { personId, at }: Taking,
): void {
  for (const { text, revoked } of machines) {
    const hash = cardHash(readCard(text));
    if (!hashes.includes(hash) || revoked?.text == null) continue;
    markRevoked(register, hash, { at, person: personId, reason: revoked.reason, revocation: revoked.text });
  }
}

/** Newer decisions about what machines may do; the ids of the publications. Throws conflict where both sides have decided. */
export function putDuties(register: WritableDatabase, duties: RegisterPart['duties'], taking: Taking): string[] {
  const known = selectDuties(register);
  const changed: string[] = [];
  for (const { publication, card, steps, turn, person, at } of duties) {
    const here = known.find((row) => row.publicationId === publication && row.card === card);
    if (here && here.turn === turn && JSON.stringify(here.steps) !== JSON.stringify(steps)) {
      throw conflict('对同一台机器在同一种刊物中能办什么，两边各作了决定');
    }
    if (here && here.turn >= turn) continue;
    insertDuty(register, { publicationId: publication, card, steps, turn, person, at, source: taking.package });
    changed.push(publication);
  }
  return changed;
}

/**
 * Who grants numbers, where that is newer: it comes here only from the machine that gave it up, and never goes from here by
 * what another says. `before` are the publications that were here already. Returns those whose numbers are granted here from now on.
 */
export function putNumbering(
  register: WritableDatabase,
  numbering: RegisterPart['numbering'],
  taking: Taking,
  before: ReadonlySet<string> = new Set(),
): string[] {
  const own = ownCards(register);
  const here: string[] = [];
  for (const { publication, turn, card, givenBy, last } of numbering) {
    const known = numberingOf(register, publication);
    const isHere = known ? own.has(known.card) : before.has(publication);
    if (known && turn === known.turn && card !== known.card) throw conflict('由哪台机器签发编号，两边说的不一样');
    if (turn <= (known?.turn ?? 0)) continue;
    const row = { publicationId: publication, at: taking.at, person: taking.personId, source: taking.package };
    if (!own.has(card)) {
      // Restored from an older backup, this machine learns here of what it has given up itself.
      if (isHere && !own.has(givenBy)) throw conflict('由哪台机器签发编号，两边说的不一样：现在在本机签发');
      insertNumbering(register, { ...row, turn, card, givenBy, how: 'told', last: known?.last ?? [] });
    } else if (givenBy === taking.sender) {
      insertNumbering(register, { ...row, turn, card, givenBy, how: 'taken', last });
      here.push(publication);
    } else if (!known && !own.has(givenBy)) {
      // It was given to this machine, and its giver's own package has to say so.
      insertNumbering(register, { ...row, turn: Math.max(turn - 1, 1), card: givenBy, givenBy, how: 'told', last: [] });
    }
  }
  return here;
}

export function conflict(what: string): OfficeError {
  return new OfficeError('conflict', `${what}，没有采用。请两边的管理员先商定，再由一边重写。`);
}
