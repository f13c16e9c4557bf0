import type { ReadableDatabase } from '#store/database.ts';
import { provedRoles, rolesHeldAt } from '../accounts/provedRoles.ts';
import { OfficeError } from '../officeError.ts';
import { ruleRole } from '../publications/ruleProposals.ts';

/**
 * Throws illegalState where by the clock of this computer whoever signs a statement had no role for it yet: no other machine would ever
 * take a register with it in, and what is signed stays in the chain.
 */
export function requireClock(
  register: ReadableDatabase,
  { person, at }: { readonly person: string; readonly at: string },
  who: 'decider' | 'anyRole',
): void {
  const roles = rolesHeldAt(provedRoles(register), person, at);
  // In an office where nothing is signed yet nobody can say.
  if (!roles || (who === 'decider' ? roles.includes(ruleRole(register)) : roles.length > 0)) return;
  const text = `电脑的时间不对：按现在的时间（${at.slice(0, 10)}），您还没有办这件事的岗位，签了名别的机器也不认，没有办。请先把时间改对。`;
  throw new OfficeError('illegalState', text);
}
