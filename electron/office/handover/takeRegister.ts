import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { type ProvedRoles, provedRoles } from '../accounts/provedRoles.ts';
import { withdrawKeys } from '../accounts/withdrawKeys.ts';
import { afterCommit } from '../afterCommit.ts';
import { changeRegister, instantOf, type OfficeContext, type Recorder, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { seenRulesOf } from '../publications/provedRules.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { keepDuties } from './keepDuties.ts';
import { machineNameOf, selectMachines } from './machineQueries.ts';
import { mergedBase } from './mergedBase.ts';
import { noteForks } from './noteForks.ts';
import { isNumberingHere } from './numberingQueries.ts';
import { plainRefusal } from './plainRefusal.ts';
import { type DecisionProof, requireProvedDecisions } from './proveDecisions.ts';
import { readRegister } from './readRegister.ts';
import { cardsOf, type RegisterPart, unprovedRules } from './registerPart.ts';
import {
  conflict,
  insertTaking,
  putMachines,
  putPublications,
  putUnits,
  putVoidCards,
  recordDecisions,
  type Taking,
  voidCards,
} from './registerRows.ts';
import { requireNoForks } from './requireNoForks.ts';
import { noteApart, noteRuleForks, requireNoRuleForks, ruleForks } from './ruleForks.ts';
import { settledRoles, signerOf } from './settleRoles.ts';
import { statementOrder } from './statementOrder.ts';
import { takeDecisions } from './takeDecisions.ts';
import { dutyForks, takeDuties } from './takeDuties.ts';
import { type CarriedKeys, carriedKeys, keepCarried, newReaders, writeCarried } from './takeKeys.ts';
import { numberingForks, requireNumberingOfNew, takeNumbering } from './takeNumbering.ts';
import { type RolesOfBoth, recordPeople, rolesOfBoth, type TakenPeople, takePeople } from './takePeople.ts';
import { takeTerms } from './takeTerms.ts';
import { refusalError, tellRefusal } from './tellRefusal.ts';

type Taken = CommandOutput<'takeRegister'>;

/**
 * Takes over what is newer in a package of the register. Roles, keys, what machines may do and who grants numbers go by the signed
 * statements alone: those of the package have to go on from those here, so that nothing that was withdrawn comes back. Units and publications
 * are merged by what either side has changed since the last time. Roles and keys that both sides have changed are brought together as a
 * security administrator settles them. All of it or nothing; throws conflict, and illegalState for another office's register.
 */
export async function takeRegister(
  context: OfficeContext,
  { hash, settlement }: CheckedInput<'takeRegister'>,
): Promise<Taken> {
  if (!sessionOf(context).keys.contentKey) {
    throw new OfficeError('contentKeyNeeded', '您还不能阅读稿件，不能收入网包。');
  }
  // A password takes its time: whatever is read is read after it.
  const signer = settlement && (await signerOf(context, settlement));
  const { register, personId, keys } = sessionOf(context);
  const { keyring } = context.environment.files;
  const { part, sender, machine, terms } = readRegister(context, hash);
  const taking: Taking = { package: hash, sender, personId, at: instantOf(context) };
  const found = rolesOfBoth(register, part, machine);
  const both = 'parted' in found ? settledRoles(context, { part, machine }, found, settlement, signer) : found;
  const settledBy = 'parted' in found ? signer?.personId : undefined;
  const proof = requireProved(register, part, both.proved);
  requireNothingApart(context, part, proof, taking);
  // What an earlier register has brought stands in the keyring first.
  writeCarried(register, keyring, keys);
  const taken = takingIn(context, (database, record) => {
    const merged = mergeRegister(context, database, record, { part, both, settledBy, proof, taking });
    // Last of all: nothing after it refuses the register, and entries that are there already are not put in again.
    return answerOf(database, merged, terms.length > 0 ? takeTerms(context, terms) : 0);
  });
  // What follows is caught up with by the next sign-in.
  afterCommit(context, 'writeCarried', () => writeCarried(register, keyring, keys));
  afterCommit(context, 'withdrawKeys', () => withdrawKeys(context));
  afterCommit(context, 'keepDuties', () => keepDuties(context));
  context.environment.emit({ kind: 'changed', nouns: ['people', 'publications', 'units', 'issues', 'terms'] });
  return taken;
}

/** Proves what else of a register is signed. Returns by what, with the roles and keys that either side knows. Throws conflict. */
function requireProved(register: ReadableDatabase, part: RegisterPart, proved: ProvedRoles): DecisionProof {
  const machines = selectMachines(register).map(({ card }) => card);
  const known = selectPublications(register);
  const proof = {
    proved,
    staffing: part.office.staffing,
    ...cardsOf(part, machines),
    order: statementOrder(part, register),
    publications: new Map(known.map(({ id, name }) => [id, name])),
  };
  tellRefusal(() => requireProvedDecisions(part, proof));
  requireNumberingOfNew(part, knownIds(register));
  return proof;
}

function knownIds(register: ReadableDatabase): ReadonlySet<string> {
  return new Set(selectPublications(register).map(({ id }) => id));
}

/** Throws conflict where both sides have decided about the same, after it was put down here. */
function requireNothingApart(context: OfficeContext, part: RegisterPart, proof: DecisionProof, taking: Taking): void {
  const { register } = sessionOf(context);
  const forks = [...numberingForks(register, part, knownIds(register)), ...dutyForks(register, part)];
  const ofRules = ruleForks(register, part);
  noteForks(context, forks, taking);
  noteRuleForks(context, ofRules, part, proof, taking);
  requireNoForks(register, forks, taking.sender);
  requireNoRuleForks(register, ofRules, taking.sender);
}

interface Merging {
  readonly part: RegisterPart;
  readonly both: RolesOfBoth;
  /** Who has settled what both sides had changed of people and roles. */
  readonly settledBy: string | undefined;
  readonly proof: DecisionProof;
  readonly taking: Taking;
}

interface Merged {
  readonly people: TakenPeople;
  readonly carried: CarriedKeys;
  readonly units: number;
  /** By their ids: what is new or changed, what machines may do in them, and those whose numbers are granted here from now on. */
  readonly publications: readonly string[];
  readonly duties: readonly string[];
  readonly numbering: readonly string[];
  /** Those whose numbers were granted here until now. */
  readonly numberingGone: readonly string[];
}

/** Puts in what is newer, and on record what was put in, in the transaction it stands in. */
function mergeRegister(
  context: OfficeContext,
  database: WritableDatabase,
  record: Recorder,
  { part, both, settledBy, proof, taking }: Merging,
): Merged {
  const { package: hash, sender } = taking;
  const before = knownIds(database);
  const doubtfulBefore = new Set(unprovedRules(database).map(({ id }) => id));
  const people = takePeople(database, part, both, machineNameOf(database, sender));
  if (settledBy !== undefined) {
    record('joinRoles', 'office', { package: hash, machines: [sender], present: [settledBy] });
  }
  tellRefusal(() => putMachines(database, part.machines, taking));
  const voided = tellRefusal(() => voidCards(database, part.machines));
  const decisions = takeDecisions(database, part, seenRulesOf(database, sessionOf(context).keys));
  const decided = new Set(decisions.map(({ publication_id }) => publication_id));
  const base = mergedBase(database, part, sender, decided);
  record('takeRegister', 'office', {
    package: hash,
    machines: [sender],
    people: people.changes.map(({ id, roles: given }) => ({ id, roles: [...given] })),
    publications: base.publications.map(({ id }) => id),
  });
  insertTaking(database, taking, part);
  tellRefusal(() => putUnits(database, base.units));
  putPublications(database, base.publications);
  noteApart(database, part, proof, taking);
  const duties = takeDuties(database, part, taking);
  const held = [...before].filter((id) => isNumberingHere(database, id));
  const numbering = takeNumbering(database, part, taking, before);
  // What one machine says of another is for a security administrator to take over.
  const mayVoid = sessionOf(context).roles.includes('securityAdministrator');
  const isVoid = putVoidCards(database, voided, taking, ({ declared }) => mayVoid && declared !== undefined);
  for (const card of isVoid) record('takeRevocation', card, { package: hash });
  recordPeople(record, people.changes, hash);
  recordDecisions(record, decisions, taking);
  // Where roles of the package alone make one doubtful that was decided here, the next sign-in tells it, and it is settled here.
  const doubtful = unprovedRules(database).find(
    ({ id }) => !before.has(id) || decided.has(id) || doubtfulBefore.has(id),
  );
  if (doubtful) {
    throw conflict(
      `《${doubtful.name}》的规则对不上它的签名`,
      '请在两台机器的“系统—刊物”里看它的规则，由定规则的人重新定好，再由对方写一个入网包。',
    );
  }
  const { keyring } = context.environment.files;
  const carried = carriedKeys(database, keyring, part, provedRoles(database).bound);
  for (const id of newReaders(keyring, carried)) record('grantContentAccess', id, { package: hash });
  keepCarried(database, carried);
  return {
    people,
    carried,
    units: base.units.length,
    publications: base.publications.map(({ id }) => id),
    duties,
    numbering,
    numberingGone: held.filter((id) => !isNumberingHere(database, id)),
  };
}

/** What was taken over, by names. */
function answerOf(register: ReadableDatabase, merged: Merged, terms: number): Taken {
  const { people, carried, units, publications, duties, numbering, numberingGone } = merged;
  const nameOf = (id: string) => selectPerson(register, id)?.name ?? id;
  const publicationName = new Map(selectPublications(register).map(({ id, name }) => [id, name]));
  const named = (ids: readonly string[]) => [...new Set(ids)].map((id) => publicationName.get(id) ?? id);
  const { admitted, left, changes } = people;
  const touched = new Set([...changes.map(({ id }) => id), ...carried.people.map(({ id }) => id)]);
  return {
    admitted: admitted.map(nameOf),
    left: left.map(nameOf),
    changed: [...touched].filter((id) => !admitted.includes(id) && !left.includes(id)).map(nameOf),
    recoveryChanged: carried.recovery !== undefined,
    units,
    publications: named(publications),
    duties: named(duties),
    numbering: named(numbering),
    numberingGone: named(numberingGone),
    terms,
  };
}

/** One change of the register. What the base does not take of a package, or nobody can read, is the refusal of the package. */
function takingIn(context: OfficeContext, change: Parameters<typeof changeRegister<Taken>>[1]): Taken {
  try {
    return changeRegister(context, change);
  } catch (error) {
    throw refusalError(plainRefusal(error, {}));
  }
}
