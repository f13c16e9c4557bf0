import BetterSqlite3 from 'better-sqlite3';
import { readsManuscripts } from '#shared/contract/command.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { createTermForms } from '#shared/proofreading/mergeTerms.ts';
import type { Term } from '#shared/proofreading/term.ts';
import { type CarriedPerson, carriedKeyring, takeCarried } from '#store/carriedKeyring.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { recoveryPublicKey } from '#store/keyring.ts';
import { noteKeyring } from '../accounts/keyringAge.ts';
import { notePassword } from '../accounts/passwordQueries.ts';
import {
  insertPersonKey,
  insertPersonRow,
  isStoredKey,
  markAsLeft,
  replaceRoles,
  selectPerson,
  storedRolesOf,
} from '../accounts/peopleQueries.ts';
import { provedRoles } from '../accounts/provedRoles.ts';
import type { BoundRoles } from '../accounts/roleStatement.ts';
import { withdrawKeys } from '../accounts/withdrawKeys.ts';
import { afterCommit } from '../afterCommit.ts';
import {
  changeContent,
  changeRegister,
  contentOf,
  instantOf,
  type OfficeContext,
  type Recorder,
  sessionOf,
} from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublications } from '../publications/publicationQueries.ts';
import { selectTerms, upsertTerm } from '../terms/termQueries.ts';
import { requireWhole, rolesOf } from './foundRegister.ts';
import { keepDuties } from './machineDuties.ts';
import { requireMachine } from './machineQueries.ts';
import { packagePart, selectPartNames } from './packageParts.ts';
import { putSignedDecision } from './putSignedDecision.ts';
import { joinParts } from './readJoinParts.ts';
import { decisionsOf, type RegisterPart, registerBytes, unprovedRules } from './registerPart.ts';
import {
  conflict,
  insertTaking,
  putDuties,
  putMachines,
  putNumbering,
  putPublications,
  putUnits,
  recordDecisions,
  type TakenBase,
  type Taking,
  voidMachines,
} from './registerRows.ts';
import { tellRefusal } from './tellRefusal.ts';

type Taken = CommandOutput<'takeRegister'>;

/**
 * Takes over what is newer in a package of the register. Roles and keys go by the signed statements alone: those of the package have
 * to go on from those here, so that nothing that was withdrawn comes back. Units and publications are merged by what either
 * side has changed since the last time. All of it or nothing; throws conflict, and illegalState for another office's register.
 */
export function takeRegister(context: OfficeContext, { hash }: CheckedInput<'takeRegister'>): Taken {
  const content = contentOf(context);
  const { register, personId, roles, keys } = sessionOf(context);
  const { keyring } = context.environment.files;
  const { contentKey } = keys;
  if (!contentKey) throw new OfficeError('contentKeyNeeded', '您还不能阅读稿件，不能收入网包。');
  const sender = requireJoinPackage(register, content, hash);
  const texts = new Map(
    selectPartNames(content, hash).map(({ name }) => [
      name,
      new TextDecoder().decode(packagePart(content, hash, name, registerBytes) ?? new Uint8Array()),
    ]),
  );
  const { part, terms, bound } = tellRefusal(() => {
    const { register: read, terms: lexicon } = joinParts(texts);
    return { part: read, terms: lexicon, ...requireWhole(read) };
  });
  const taking: Taking = { package: hash, sender, personId, at: instantOf(context) };
  let takeBack: (() => void) | undefined;
  let taken: Omit<Taken, 'terms'>;
  try {
    taken = changeRegister(context, (database, record) => {
      requireSameOffice(database, part);
      const people = takePeople(database, part, bound);
      const declared = tellRefusal(() => putMachines(database, part.machines, taking));
      const decisions = takeDecisions(database, part);
      const merged = mergedBase(database, part, sender);
      const before = new Set(selectPublications(database).map(({ id }) => id));
      record('takeRegister', 'office', {
        package: hash,
        machines: [sender],
        people: people.changes.map(({ id, roles }) => ({ id, roles: [...roles] })),
        publications: merged.publications.map(({ id }) => id),
      });
      insertTaking(database, taking, part);
      tellRefusal(() => putUnits(database, merged.units));
      putPublications(database, merged.publications);
      const duties = putDuties(database, part.duties, taking);
      const numbering = putNumbering(database, part.numbering, taking, before);
      recordPeople(record, people.changes, hash);
      // Whoever may not make a card void leaves it to the security administrator, who takes the declaration itself.
      if (roles.includes('securityAdministrator')) {
        voidMachines(database, declared, part.machines, taking);
        for (const card of declared) record('takeRevocation', card, { package: hash });
      }
      recordDecisions(record, decisions, taking);
      const doubtful = unprovedRules(database);
      if (doubtful !== undefined) throw conflict(`《${doubtful}》的规则对不上它的签名`);
      // By what is signed here now: of an older register nothing comes back.
      const { bound: now } = provedRoles(database);
      const carried = takenEntries(database, keyring, part, now);
      const isNewRecovery =
        now.recovery === part.keyring.recovery.publicKey && now.recovery !== recoveryPublicKey(keyring);
      const recovery = isNewRecovery ? part.keyring.recovery : undefined;
      if (carried.length > 0 || recovery) {
        takeBack = takeCarried(keyring, { registerKey: keys.registerKey, contentKey }, { people: carried, recovery });
        noteKeyring(database, keyring);
      }
      const nameOf = (id: string) => selectPerson(database, id)?.name ?? id;
      const publicationName = new Map(selectPublications(database).map(({ id, name }) => [id, name]));
      const named = (ids: readonly string[]) => [...new Set(ids)].map((id) => publicationName.get(id) ?? id);
      const { admitted, left, changes } = people;
      const touched = new Set([...changes.map(({ id }) => id), ...carried.map(({ id }) => id)]);
      return {
        admitted: admitted.map(nameOf),
        left: left.map(nameOf),
        changed: [...touched].filter((id) => !admitted.includes(id) && !left.includes(id)).map(nameOf),
        recoveryChanged: recovery !== undefined,
        units: merged.units.length,
        publications: merged.publications.map(({ name }) => name),
        duties: named(duties),
        numbering: named(numbering),
      };
    });
  } catch (error) {
    // The register did not take it, and so the keyring that everybody knows holds.
    takeBack?.();
    throw error;
  }
  afterCommit(context, 'withdrawKeys', () => withdrawKeys(context));
  keepDuties(context);
  const added = terms.length > 0 ? takeTerms(context, terms) : 0;
  context.environment.emit({ kind: 'changed', nouns: ['people', 'publications', 'units', 'issues', 'terms'] });
  return { ...taken, terms: added };
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

interface TakenPeople {
  readonly admitted: readonly string[];
  readonly left: readonly string[];
  readonly changes: readonly {
    readonly id: string;
    readonly roles: readonly string[];
    readonly kind: 'admit' | 'roles' | 'leave';
  }[];
}

/** Statements that go on from those here, and the rows as they say. */
function takePeople(register: WritableDatabase, part: RegisterPart, bound: BoundRoles): TakenPeople {
  const here = provedRoles(register);
  if (here.brokenAt !== undefined) {
    throw new OfficeError('forbidden', '本机登记库中岗位和钥匙的签名不完整，没有采用。请审计员先核对。');
  }
  const stored = register.prepare('SELECT number, statement FROM role_statements ORDER BY number').all() as readonly {
    readonly number: number;
    readonly statement: string;
  }[];
  const shared = Math.min(stored.length, part.statements.length);
  const fork = stored.slice(0, shared).find((row, index) => row.statement !== part.statements[index]?.statement);
  if (fork) throw conflict(`人员和岗位从第${fork.number}次改动起，两边各改了各的`);
  // What is older than what is here says nothing.
  if (part.statements.length <= stored.length) return { admitted: [], left: [], changes: [] };
  const admitted: string[] = [];
  const left: string[] = [];
  const changes: { id: string; roles: readonly string[]; kind: 'admit' | 'roles' | 'leave' }[] = [];
  const known = new Map(part.people.map((person) => [person.id, person]));
  for (const [id, { roles, publicKeys }] of bound.people) {
    const person = known.get(id);
    if (!person) continue;
    const before = selectPerson(register, id);
    if (before?.leftAt !== undefined && roles.length > 0)
      throw conflict(`${before.name}在本机已经离任，那边又给了岗位`);
    if (!before) {
      insertPersonRow(register, person);
      if (person.leftAt === null) admitted.push(id);
    } else if (before.leftAt === undefined && person.leftAt !== null) {
      markAsLeft(register, id, person.leftAt);
      left.push(id);
    }
    for (const key of publicKeys) {
      if (isStoredKey(register, id, key)) continue;
      const given = part.keys.find(({ publicKey }) => publicKey === key);
      insertPersonKey(register, id, key, given?.givenAt ?? person.admittedAt);
      // A key that is new was made for a new password.
      const password = part.passwords.find((one) => one.person === id);
      if (password) noteGivenPassword(register, id, password);
    }
    const held = storedRolesOf(register, id);
    const isSame = held.length === roles.length && held.every((role) => roles.includes(role));
    if (!isSame) replaceRoles(register, id, roles);
    if (isSame && before && !left.includes(id)) continue;
    changes.push({ id, roles, kind: !before ? 'admit' : left.includes(id) ? 'leave' : 'roles' });
  }
  const insert = register.prepare('INSERT INTO role_statements (number, statement) VALUES (?, ?)');
  for (const { number, statement } of part.statements.slice(stored.length)) insert.run(number, statement);
  return { admitted, left, changes };
}

/** What is known of a password on the other machine; one that another gave here is still changed by its owner here. */
function noteGivenPassword(
  register: WritableDatabase,
  id: string,
  { setAt, mustChange }: { readonly setAt: string; readonly mustChange: boolean },
): void {
  const known = register.prepare('SELECT must_change FROM person_passwords WHERE person_id = ?').pluck().get(id);
  notePassword(register, id, { setAt, mustChange: mustChange || known === 1 });
}

/** So that the audit tells of each person what it would tell had it been done here. */
function recordPeople(record: Recorder, changes: TakenPeople['changes'], source: string): void {
  for (const { id, roles, kind } of changes) {
    if (kind === 'leave') record('dismissPerson', id, { package: source });
    else record(kind === 'admit' ? 'admitPerson' : 'setRoles', id, { roles: [...roles], package: source });
  }
}

/** Entries that are new or have a new key, and leave to read manuscripts that was given since to roles that read them. */
function takenEntries(
  register: ReadableDatabase,
  keyring: string,
  part: RegisterPart,
  bound: BoundRoles,
): readonly CarriedPerson[] {
  const here = new Map(carriedKeyring(keyring).people.map((entry) => [entry.id, entry]));
  return part.keyring.people.flatMap((entry) => {
    const person = selectPerson(register, entry.id);
    const newestKey = bound.people.get(entry.id)?.publicKeys.at(-1);
    if (!person || person.leftAt !== undefined || newestKey !== entry.publicKey) return [];
    const known = here.get(entry.id);
    const readsContent =
      readsManuscripts(rolesOf(bound, entry.id)) && (entry.readsContent || known?.readsContent === true);
    const isNewKey = known?.publicKey !== entry.publicKey;
    if (!isNewKey && known.readsContent === readsContent) return [];
    // A password that was changed here stays as it is here.
    return [isNewKey ? { ...entry, readsContent } : { ...known, readsContent }];
  });
}

/** Decisions about rules that follow those here. Throws conflict where both sides have decided. */
function takeDecisions(register: WritableDatabase, part: RegisterPart): RegisterPart['decisions'] {
  const here = decisionsOf(register).filter(({ statement }) => statement !== null);
  const theirs = part.decisions.filter(({ statement }) => statement !== null);
  const known = new Set(here.map(({ statement }) => statement));
  const newer = theirs.filter(({ statement }) => !known.has(statement));
  for (const decision of newer) {
    const ofIt = (all: RegisterPart['decisions']) =>
      all.filter((one) => one.publication_id === decision.publication_id);
    const mine = ofIt(here);
    const isGoingOn = mine.every(({ statement }, index) => ofIt(theirs)[index]?.statement === statement);
    if (!isGoingOn) throw conflict('一种刊物的规则，两边各改了各的');
    const highest = register.prepare('SELECT coalesce(max(number), 0) FROM rule_decisions').pluck().get() as number;
    if (decision.number <= highest) throw conflict('刊物的规则，两边各作了决定，次序接不上');
    try {
      putSignedDecision(register, decision);
    } catch (error) {
      // A full disk or a damaged page is told as what it is.
      if (!(error instanceof BetterSqlite3.SqliteError) || error.code !== 'SQLITE_CONSTRAINT_TRIGGER') throw error;
      throw conflict('刊物规则的一项决定与本机的对不上');
    }
  }
  return newer;
}

/**
 * Units and publications to be written: what the sender has changed since the last time and nobody here has. Throws conflict where
 * both have changed the same. From a machine that never sent anything here only what is new counts.
 */
function mergedBase(register: ReadableDatabase, part: RegisterPart, sender: string): TakenBase {
  const stored = register
    .prepare('SELECT base FROM taken_registers WHERE sender = ? ORDER BY number DESC LIMIT 1')
    .pluck()
    .get(sender) as string | undefined;
  const base = stored === undefined ? undefined : (JSON.parse(stored) as TakenBase);
  const all = <Row>(sql: string) => register.prepare(sql).all() as Row[];
  const units = all<RegisterPart['units'][number]>(
    'SELECT id, parent_id, name, signature, aliases, parent_committee FROM units',
  );
  const publications = all<RegisterPart['publications'][number]>('SELECT id, name, settings FROM publications');
  return {
    units: merged('单位', units, part.units, base?.units),
    publications: merged('刊物', publications, part.publications, base?.publications),
  };
}

function merged<Row extends { readonly id: string; readonly name: string }>(
  noun: string,
  ours: readonly Row[],
  theirs: readonly Row[],
  base: readonly Row[] | undefined,
): Row[] {
  const text = (row: Row | undefined) => row && JSON.stringify(Object.entries(row).sort());
  const byId = (rows: readonly Row[], id: string) => text(rows.find((row) => row.id === id));
  return theirs.filter((row) => {
    const mine = byId(ours, row.id);
    const before = base && byId(base, row.id);
    if (mine === text(row)) return false;
    if (mine === undefined) {
      // Known before and not here: it was removed here.
      if (before === text(row)) return false;
      if (before !== undefined) throw conflict(`${noun}“${row.name}”在本机删去了，那边又改过`);
      if (ours.some(({ name }) => name === row.name)) throw conflict(`两边各有一个叫“${row.name}”的${noun}`);
      return true;
    }
    if (base === undefined || before === text(row)) return false;
    if (before !== mine) throw conflict(`${noun}“${row.name}”两边都改过`);
    return true;
  });
}

/** Entries of the lexicon that are new, and changed ones; one whose form another entry has here is left out. */
function takeTerms(context: OfficeContext, terms: readonly Term[]): number {
  const { personId } = sessionOf(context);
  return changeContent(context, (content, record) => {
    const here = selectTerms(content);
    const at = instantOf(context);
    const forms = createTermForms();
    for (const { publicationId, entry, id } of here) {
      if (!terms.some((one) => one.id === id)) forms.add(publicationId, entry);
    }
    const taken = terms.filter((term) => {
      if (forms.add(term.publicationId, term.entry) !== undefined) return false;
      const known = here.find(({ id }) => id === term.id);
      return !known || JSON.stringify(known.entry) !== JSON.stringify(term.entry);
    });
    for (const term of taken) content.prepare('DELETE FROM term_forms WHERE term_id = ?').run(term.id);
    for (const term of taken) upsertTerm(content, term, personId, at);
    record('importTerms', 'terms', { added: taken.length, changed: 0 });
    return taken.length;
  });
}
