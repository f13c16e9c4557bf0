import type { ReadableDatabase } from '#store/database.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectSteps } from '../signOff/proveSteps.ts';
import { legName, legsOf } from './issueLegs.ts';
import { machineNameOf } from './machineQueries.ts';

/**
 * Throws illegalState, before anything is written, for an issue with a step or leg from before these were signed that one of
 * the machines has not had itself: nothing proves it there.
 */
export function requireSigned(context: OfficeContext, issueId: string, machines: readonly string[]): void {
  const content = contentOf(context);
  const { register } = sessionOf(context);
  for (const machine of machines) {
    const what = unsignedFor(content, register, issueId, machine);
    if (what === undefined) continue;
    throw new OfficeError(
      'illegalState',
      `这一期的${what}是升级以前办理的，没有签名，“${machineNameOf(register, machine)}”不收，没有写。请在本机继续办理；别的机器要看的，用导出。`,
    );
  }
}

/** The first step or leg that nothing proves to a machine, in Chinese. */
function unsignedFor(
  content: ReadableDatabase,
  register: ReadableDatabase,
  issueId: string,
  machine: string,
): string | undefined {
  const legs = legsOf(content, issueId);
  // What it has sent out itself, with all that was before, stands there in the same rows.
  const known = legs.findLastIndex(({ kind, from }) => kind === 'sent' && from === machine);
  const knownUntil = legs[known]?.at ?? '';
  const step = selectSteps(content, issueId).find(({ statement, at }) => statement === null && at > knownUntil);
  if (step) return `第${step.step}步`;
  const leg = legs.find(({ signed }, index) => signed === undefined && index > known);
  return leg && legName(register, leg);
}
