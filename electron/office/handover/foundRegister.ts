import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { cardHash, type MachineCard } from '#shared/handover/machineCard.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { WritableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { joinedFaultText } from '../accounts/joinedFaultText.ts';
import { notePassword, replaceSecuritySettings } from '../accounts/passwordQueries.ts';
import { insertPersonKey, insertPersonRow, replaceRoles } from '../accounts/peopleQueries.ts';
import { followStatements, insertStatements, type ProvedRoles } from '../accounts/provedRoles.ts';
import type { BoundRoles } from '../accounts/roleStatement.ts';
import type { Recorder } from '../officeContext.ts';
import { insertMachine, markConfirmed } from './machineQueries.ts';
import { requireProvedDecisions, unproved } from './proveDecisions.ts';
import { putSignedDecision } from './putSignedDecision.ts';
import { cardsOf, type RegisterPart, unprovedRules } from './registerPart.ts';
import {
  insertTaking,
  putMachines,
  putPublications,
  putUnits,
  putVoidCards,
  recordDecisions,
  type Taking,
  voidCards,
} from './registerRows.ts';
import { noteApart } from './ruleForks.ts';
import { requireDistinctNames } from './sameName.ts';
import { statementOrder } from './statementOrder.ts';
import { takeDuties } from './takeDuties.ts';
import { requireNumberingOfNew, takeNumbering } from './takeNumbering.ts';

export interface BoundOffice {
  readonly bound: BoundRoles;
  readonly proved: ProvedRoles;
}

/**
 * What the statements of a package from a machine prove. Throws HandoverRefusal contentIncomplete where they do not prove all of it: people, keys
 * and entries of the keyring have to be those that were signed for, and no others. Throws conflict, and says why, where a statement
 * is antedated or two ways were brought together otherwise than they may be.
 */
export function requireWhole(part: RegisterPart, machine: string): BoundOffice {
  const carriedWays = part.ways ?? [];
  const proved = followStatements(part.statements, part.office.staffing, { ways: carriedWays });
  const { bound, brokenAt, fault, lastNumber } = proved;
  if (fault !== undefined) {
    const isJoined = fault.kind !== 'antedated' || fault.isJoined;
    const which = isJoined
      ? `把两台机器上各改的人员和岗位合成一份的那次改动（第${brokenAt}次）不能用：`
      : `人员和岗位的第${brokenAt}次改动`;
    throw unproved(`“${machine}”送来的登记里，${which}${joinedFaultText(fault, part.people)}`, machine);
  }
  const { people, keyring, keys, publications, numbering } = part;
  const isSigned = ({ id, publicKey }: { readonly id: string; readonly publicKey: string }) =>
    bound.people.get(id)?.publicKeys.includes(publicKey) === true;
  const ids = new Set(people.map(({ id }) => id));
  const isWhole =
    bound.number > 0 &&
    brokenAt === undefined &&
    lastNumber === bound.number &&
    proved.ways.length === carriedWays.length &&
    ids.size === people.length &&
    people.every(({ id, name, leftAt }) => {
      const signed = bound.people.get(id);
      // Statements from before names were signed have none.
      const isNamed = signed !== undefined && (signed.name ?? name) === name;
      return isNamed && (leftAt === null || signed.roles.length === 0);
    }) &&
    [...bound.people.keys()].every((id) => ids.has(id)) &&
    keys.every(({ publicKey, person }) => isSigned({ id: person, publicKey })) &&
    new Set(keyring.people.map(({ id }) => id)).size === keyring.people.length &&
    keyring.people.every(
      (entry) => isSigned(entry) && bound.people.get(entry.id)?.publicKeys.at(-1) === entry.publicKey,
    ) &&
    people.every(({ id, leftAt }) => leftAt !== null || keyring.people.some((entry) => entry.id === id)) &&
    bound.recovery === keyring.recovery.publicKey &&
    publications.every(({ id }) => numbering.some(({ publication }) => publication === id));
  if (!isWhole) throw new HandoverRefusal('contentIncomplete');
  return { bound, proved };
}

export function rolesOf(bound: BoundRoles, id: string): readonly Role[] {
  return bound.people.get(id)?.roles ?? [];
}

interface Founding {
  readonly part: RegisterPart;
  readonly bound: BoundOffice;
  readonly own: MachineCard;
  readonly sender: MachineCard;
  readonly medium: string;
}

/** Fills the empty register of a machine that joins, and puts on record where it came from, in the transaction it stands in. */
export function foundRegister(
  register: WritableDatabase,
  { part, bound: { bound, proved }, own, sender, medium }: Founding,
  taking: Taking,
): void {
  const { personId, at } = taking;
  const { office, statements, ways = [] } = part;
  requireDistinctNames(part.people.filter(({ leftAt }) => leftAt === null));
  const proof = {
    proved,
    staffing: office.staffing,
    ...cardsOf(part, [own, sender]),
    order: statementOrder(part),
    publications: new Map<string, string>(),
  };
  requireProvedDecisions(part, proof);
  requireNumberingOfNew(part, new Set());
  const record: Recorder = (action, subject, details = {}) =>
    void appendAudit(register, registerAudit, { at, person: personId, action, subject, details });
  register
    .prepare('INSERT INTO office (one, id, name, staffing, founded_at) VALUES (1, ?, ?, ?, ?)')
    .run(office.id, office.name, office.staffing, office.foundedAt);
  for (const person of part.people) insertPersonRow(register, person);
  for (const { publicKey, person, givenAt } of part.keys) insertPersonKey(register, person, publicKey, givenAt);
  insertStatements(register, { rows: statements, ways });
  const decisions = part.decisions.filter(({ statement }) => statement !== null);
  for (const decision of decisions) putSignedDecision(register, decision);
  for (const { id } of part.people) replaceRoles(register, id, rolesOf(bound, id));
  for (const { person, setAt, mustChange } of part.passwords) notePassword(register, person, { setAt, mustChange });
  insertMachine(register, own, { isOwn: true, at, person: personId });
  insertMachine(register, sender, { isOwn: false, at, person: personId });
  markConfirmed(register, taking.sender, at, personId);
  putMachines(register, part.machines, taking);
  // The security administrator who is here has the office as the sender has it.
  putVoidCards(register, voidCards(register, part.machines), taking, () => true);
  replaceSecuritySettings(register, part.security);
  record('joinOffice', 'office', {
    package: taking.package,
    machines: [taking.sender],
    medium,
    staffing: office.staffing,
    people: part.people.map(({ id }) => ({ id, roles: [...rolesOf(bound, id)] })),
    rolesSigned: bound.number,
  });
  insertTaking(register, taking, part);
  putUnits(register, part.units);
  putPublications(register, part.publications);
  noteApart(register, part, proof, taking);
  takeDuties(register, part, taking);
  takeNumbering(register, part, taking);
  record('makeMachineCard', cardHash(own));
  record('confirmMachine', taking.sender);
  recordDecisions(record, decisions, taking);
  if (unprovedRules(register).length > 0) throw new HandoverRefusal('contentIncomplete');
}
