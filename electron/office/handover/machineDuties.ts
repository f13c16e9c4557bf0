import type { CheckedInput } from '#shared/contract/contract.ts';
import type { MachineDuty } from '#shared/contract/joinCommands.ts';
import { signDuty } from '#shared/handover/dutyStatement.ts';
import { machineStepNames, machineStepOf } from '#shared/handover/machineDuty.ts';
import { notBefore } from '#shared/issue/statementOrder.ts';
import type { IssueAction } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { changeRegister, instantOf, type OfficeContext, type Session, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { ruleRole } from '../publications/ruleProposals.ts';
import { nextPlace } from './decisionChain.ts';
import { dutyFork } from './decisionForks.ts';
import { dutyOf, numberingEntry } from './dutyEntry.ts';
import { dutyHere } from './dutyHere.ts';
import { dutyChain, insertDuty, selectDuties } from './dutyQueries.ts';
import { keepDuties } from './keepDuties.ts';
import { requireMachine } from './machineQueries.ts';
import { requireClock } from './requireClock.ts';
import { settleNumbering } from './requireNoForks.ts';

/** Throws forbidden for whoever does not decide the rules of publications in this office. */
export function requireDecider({ register, roles }: Session): void {
  const role = ruleRole(register);
  if (!roles.includes(role)) {
    throw new OfficeError('forbidden', `各台机器能办什么由${roleNames[role]}决定，您没有这个岗位。`);
  }
}

/** The machine that is meant, which is trusted. Throws notFound, illegalState. */
export function requireTrusted(register: ReadableDatabase, card: string) {
  const machine = requireMachine(register, card);
  const { state, card: known } = machine;
  if (state === 'revoked') throw new OfficeError('illegalState', `“${known.name}”的名片已经作废。`);
  if (state === 'unconfirmed') throw new OfficeError('illegalState', `“${known.name}”的名片还没有核对。`);
  return machine;
}

/** Decides, signed with the key of whoever is signed in, what a machine may do in a publication. */
export function decideDuty(
  context: OfficeContext,
  { publicationId, card, steps }: CheckedInput<'decideMachineDuty'>,
): MachineDuty {
  const session = sessionOf(context);
  selectPublication(session.register, publicationId);
  requireDecider(session);
  requireTrusted(session.register, card);
  changeRegister(context, (register, record) => {
    const wanted = [...new Set(steps)].sort();
    const turns = selectDuties(register).filter((row) => row.publicationId === publicationId && row.card === card);
    const lastTurn = Math.max(0, ...turns.map(({ turn }) => turn));
    const { privateKey, publicKey } = session.keys;
    const chain = dutyChain(register, publicationId, card);
    const fork = dutyFork(register, publicationId, card);
    const place = nextPlace(chain, lastTurn, fork);
    const said = { publication: publicationId, card, steps: wanted, person: session.personId, at: instantOf(context) };
    requireClock(register, said, 'decider');
    const at = notBefore(said.at, chain.at(-1)?.at, fork?.statement.at);
    insertDuty(register, signDuty({ ...said, ...place, at, inOrder: true, publicKey }, privateKey));
    record('decideMachineDuty', publicationId, { machines: [card], machineSteps: wanted });
  });
  return settled(context, publicationId);
}

/** What holds after a decision, in the base of manuscripts too. */
export function settled(context: OfficeContext, publicationId: string): MachineDuty {
  keepDuties(context);
  context.environment.emit({ kind: 'changed', nouns: ['publications', 'issues'] });
  return dutyOf(context, publicationId);
}

/** Throws forbidden for a step that this machine does not take in the publication. */
export function requireDutyFor(context: OfficeContext, publicationId: string, action: IssueAction): void {
  const step = machineStepOf(action);
  if (step === undefined) return;
  const { register } = sessionOf(context);
  if (!dutyHere(register, publicationId).refused.includes(step)) return;
  const { name } = selectPublication(register, publicationId);
  if (step === 'sign') {
    const { name: holder = '别的机器', disputedBy } = numberingEntry(register, publicationId);
    if (disputedBy !== undefined) throw new OfficeError('forbidden', disputed(name, holder, disputedBy));
    throw new OfficeError('forbidden', `《${name}》由“${holder}”签发编号，本机不能签发。请把这一期交到那台机器。`);
  }
  throw new OfficeError('forbidden', `本机不办理《${name}》的${machineStepNames[step]}。请把这一期交到办理的机器。`);
}

/** Why numbers are not granted here for the moment. */
export function disputed(publication: string, holder: string, other: string): string {
  return `《${publication}》由哪台机器签发编号，本机的登记（“${holder}”）和“${other}”的说的不一样，定下以前本机不签发。${settleNumbering(other)}`;
}
