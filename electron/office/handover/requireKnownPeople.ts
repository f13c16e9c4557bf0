import { editorialRoles } from '#shared/contract/command.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { SignedStep, verifyStep } from '#shared/issue/stepStatement.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { isKeyOf, selectPeople, selectPerson } from '../accounts/peopleQueries.ts';
import { provedRoles } from '../accounts/provedRoles.ts';
import { givenStatementsOf, statementsOf } from '../issues/issueQueries.ts';
import type { StoredStep } from '../signOff/proveSteps.ts';

/**
 * Whoever took a step or answers for a paper is known here, and so is the key it was signed with and the role. Where it is not,
 * it was decided on another machine, or it is forged: the register of that machine tells. Throws HandoverRefusal personUnknown.
 */
export function requireKnownPeople(
  register: ReadableDatabase,
  content: ReadableDatabase,
  issueId: string,
  steps: readonly StoredStep[],
): void {
  for (const { statement } of steps) {
    const signed = SignedStep.safeParse(JSON.parse(statement ?? 'null')).data;
    // One that does not hold by itself, or stands in other words than its row, is for the proof of the steps.
    if (!signed || !verifyStep(signed)) continue;
    const { step, person, confirmer, onBehalfOf: principal, role } = signed;
    for (const id of [person, principal, confirmer]) requireKnownPerson(register, id, `第${step}步的办理人`);
    requireKnownKey(register, signed.publicKey, `第${step}步签名的钥匙`);
    const holder = principal ?? person;
    requireRole(register, holder, [role], `${nameOf(register, holder)}办第${step}步的岗位`);
  }
  for (const signOff of givenStatementsOf(content, issueId).filter(({ paper }) => paper)) {
    for (const { keyHolder, statement } of statementsOf(signOff)) {
      requireKnownPerson(register, keyHolder, '代录、核对纸质签批的人');
      requireKnownKey(register, statement.publicKey, `${nameOf(register, keyHolder)}代录、核对纸质签批的钥匙`);
      requireRole(register, keyHolder, editorialRoles, `${nameOf(register, keyHolder)}办刊的岗位`);
    }
  }
}

/** Throws HandoverRefusal personUnknown. */
export function requireKnownPerson(register: ReadableDatabase, id: string | undefined, what: string): void {
  if (id !== undefined && !selectPerson(register, id)) throw new HandoverRefusal('personUnknown', { fault: what });
}

/** Throws HandoverRefusal personUnknown for a key that is nobody's here; whose it should be is not asked. */
export function requireKnownKey(register: ReadableDatabase, publicKey: string, what: string): void {
  const isKnown = selectPeople(register).some(({ id }) => isKeyOf(register, id, publicKey));
  if (!isKnown) throw new HandoverRefusal('personUnknown', { fault: what });
}

/** That somebody had a role once and lost it is known here: when counts then. */
function requireRole(register: ReadableDatabase, id: string, roles: readonly Role[], what: string): void {
  const { states, ways } = provedRoles(register);
  const hadOne = [...states, ...ways].some(({ bound }) =>
    bound.people.get(id)?.roles.some((role) => roles.includes(role)),
  );
  if (states.length > 0 && !hadOne) throw new HandoverRefusal('personUnknown', { fault: what });
}

function nameOf(register: ReadableDatabase, id: string): string {
  return selectPerson(register, id)?.name ?? '';
}
