import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectPerson } from '../accounts/peopleQueries.ts';
import { provedRoles } from '../accounts/provedRoles.ts';
import { withdrawKeys } from '../accounts/withdrawKeys.ts';
import { afterCommit } from '../afterCommit.ts';
import { changeRegister, contentOf, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { requireWhole } from './foundRegister.ts';
import { keepDuties } from './keepDuties.ts';
import { requireMachine, selectMachines } from './machineQueries.ts';
import { mergedBase } from './mergedBase.ts';
import { packagePart, selectPartNames } from './packageParts.ts';
import { plainRefusal } from './plainRefusal.ts';
import { requireProvedDecisions } from './proveDecisions.ts';
import { joinParts } from './readJoinParts.ts';
import { cardsOf, type RegisterPart, registerBytes, unprovedRules } from './registerPart.ts';
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
import { takeDecisions } from './takeDecisions.ts';
import { takeDuties } from './takeDuties.ts';
import { carriedKeys, keepCarried, newReaders, writeCarried } from './takeKeys.ts';
import { requireNumberingOfNew, takeNumbering } from './takeNumbering.ts';
import { recordPeople, rolesOfBoth, takePeople } from './takePeople.ts';
import { takeTerms } from './takeTerms.ts';
import { refusalError, tellRefusal } from './tellRefusal.ts';

type Taken = CommandOutput<'takeRegister'>;

/**
 * Takes over what is newer in a package of the register. Roles, keys, what machines may do and who grants numbers go by the signed
 * statements alone: those of the package have to go on from those here, so that nothing that was withdrawn comes back. Units and publications
 * are merged by what either side has changed since the last time. All of it or nothing; throws conflict, and illegalState for another
 * office's register.
 */
export function takeRegister(context: OfficeContext, { hash }: CheckedInput<'takeRegister'>): Taken {
  const content = contentOf(context);
  const { register, personId, roles, keys } = sessionOf(context);
  const { keyring } = context.environment.files;
  if (!keys.contentKey) throw new OfficeError('contentKeyNeeded', '您还不能阅读稿件，不能收入网包。');
  const sender = requireJoinPackage(register, content, hash);
  const texts = new Map(
    selectPartNames(content, hash).map(({ name }) => [
      name,
      new TextDecoder().decode(packagePart(content, hash, name, registerBytes) ?? new Uint8Array()),
    ]),
  );
  const { part, terms } = tellRefusal(() => {
    const { register: read, terms: lexicon } = joinParts(texts);
    requireWhole(read);
    return { part: read, terms: lexicon };
  });
  requireSameOffice(register, part);
  const both = rolesOfBoth(register, part);
  const known = selectPublications(register);
  const knownIds = new Set(known.map(({ id }) => id));
  const machines = selectMachines(register).map(({ card }) => card);
  tellRefusal(() =>
    requireProvedDecisions(part, {
      proved: both,
      staffing: part.office.staffing,
      ...cardsOf(part, machines),
      publications: new Map(known.map(({ id, name }) => [id, name])),
    }),
  );
  const taking: Taking = { package: hash, sender, personId, at: instantOf(context) };
  requireNumberingOfNew(part, knownIds);
  requireNoForks(context, part, taking);
  // What an earlier register has brought stands in the keyring first.
  writeCarried(register, keyring, keys);
  const taken = takingIn(context, (database, record) => {
    const people = takePeople(database, part, both);
    tellRefusal(() => putMachines(database, part.machines, taking));
    const voided = tellRefusal(() => voidCards(database, part.machines));
    const decisions = takeDecisions(database, part);
    const merged = mergedBase(database, part, sender);
    record('takeRegister', 'office', {
      package: hash,
      machines: [sender],
      people: people.changes.map(({ id, roles: given }) => ({ id, roles: [...given] })),
      publications: merged.publications.map(({ id }) => id),
    });
    insertTaking(database, taking, part);
    tellRefusal(() => putUnits(database, merged.units));
    putPublications(database, merged.publications);
    const duties = takeDuties(database, part, taking);
    const numbering = takeNumbering(database, part, taking, knownIds);
    // What one machine says of another is for a security administrator to take over.
    const mayVoid = roles.includes('securityAdministrator');
    const isVoid = putVoidCards(database, voided, taking, ({ declared }) => mayVoid && declared !== undefined);
    for (const card of isVoid) record('takeRevocation', card, { package: hash });
    recordPeople(record, people.changes, hash);
    recordDecisions(record, decisions, taking);
    const doubtful = unprovedRules(database);
    if (doubtful !== undefined) throw conflict(`《${doubtful}》的规则对不上它的签名`);
    const carried = carriedKeys(database, keyring, part, provedRoles(database).bound);
    for (const id of newReaders(keyring, carried)) record('grantContentAccess', id, { package: hash });
    keepCarried(database, carried);
    const nameOf = (id: string) => selectPerson(database, id)?.name ?? id;
    const publicationName = new Map(selectPublications(database).map(({ id, name }) => [id, name]));
    const named = (ids: readonly string[]) => [...new Set(ids)].map((id) => publicationName.get(id) ?? id);
    const { admitted, left, changes } = people;
    const touched = new Set([...changes.map(({ id }) => id), ...carried.people.map(({ id }) => id)]);
    return {
      admitted: admitted.map(nameOf),
      left: left.map(nameOf),
      changed: [...touched].filter((id) => !admitted.includes(id) && !left.includes(id)).map(nameOf),
      recoveryChanged: carried.recovery !== undefined,
      units: merged.units.length,
      publications: merged.publications.map(({ name }) => name),
      duties: named(duties),
      numbering: named(numbering),
      // Last of all: nothing after it refuses the register, and entries that are there already are not put in again.
      terms: terms.length > 0 ? takeTerms(context, terms) : 0,
    };
  });
  // What follows is caught up with by the next sign-in.
  afterCommit(context, 'writeCarried', () => writeCarried(register, keyring, keys));
  afterCommit(context, 'withdrawKeys', () => withdrawKeys(context));
  afterCommit(context, 'keepDuties', () => keepDuties(context));
  context.environment.emit({ kind: 'changed', nouns: ['people', 'publications', 'units', 'issues', 'terms'] });
  return taken;
}

/** One change of the register. What the base does not take of a package, or nobody can read, is the refusal of the package. */
function takingIn(context: OfficeContext, change: Parameters<typeof changeRegister<Taken>>[1]): Taken {
  try {
    return changeRegister(context, change);
  } catch (error) {
    throw refusalError(plainRefusal(error, {}));
  }
}

/** The sender of a package that was taken, and which is trusted still. Throws notFound, illegalState. */
function requireJoinPackage(register: ReadableDatabase, content: ReadableDatabase, hash: string): string {
  const found = content.prepare("SELECT kind, sender FROM packages WHERE hash = ? AND direction = 'taken'").get(hash) as
    | { readonly kind: string; readonly sender: string }
    | undefined;
  if (!found) throw new OfficeError('notFound', '没有收过这个交接包。');
  if (found.kind !== 'join') throw new OfficeError('illegalState', '这个交接包里没有登记库的内容。');
  const { state, card } = requireMachine(register, found.sender);
  if (state !== 'confirmed') throw new OfficeError('illegalState', `“${card.name}”的名片已经作废，没有采用。`);
  if (register.prepare('SELECT 1 FROM taken_registers WHERE hash = ?').get(hash) !== undefined) {
    throw new OfficeError('illegalState', '这个入网包的内容已经采用过。');
  }
  const later = content
    .prepare(
      `SELECT later.hash FROM package_places AS later JOIN package_places AS this USING (direction, own, machine, issue_id)
       WHERE this.hash = ? AND this.direction = 'taken' AND later.sequence > this.sequence`,
    )
    .pluck()
    .all(hash) as readonly string[];
  const isTaken = register.prepare('SELECT 1 FROM taken_registers WHERE hash = ?');
  if (later.some((one) => isTaken.get(one) !== undefined)) {
    throw new OfficeError('illegalState', `“${card.name}”更新的入网包已经采用过，这一个是旧的，没有采用。`);
  }
  return found.sender;
}

function requireSameOffice(register: ReadableDatabase, { office }: RegisterPart): void {
  const own = register.prepare('SELECT id, staffing FROM office').get() as { id: string; staffing: string };
  if (own.id !== office.id || own.staffing !== office.staffing) {
    throw new OfficeError('illegalState', '这个入网包是另一个编辑部的，没有采用。');
  }
}
