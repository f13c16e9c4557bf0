import { readsManuscripts } from '#shared/contract/command.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { flowHash, signedFlow } from '#shared/issue/signedFlow.ts';
import { verifyStatement } from '#shared/issue/signOffStatement.ts';
import type { Flow } from '#shared/workflow/flow.ts';
import { signedStation } from '#shared/workflow/issueWorkflow.ts';
import { voidingStep } from '#shared/workflow/voidingStep.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { isKeyOf } from '../accounts/peopleQueries.ts';
import { selectDelegation } from '../delegations/delegationQueries.ts';
import { flowAt } from '../issues/issuePlace.ts';
import { type GivenSignOff, givenStatementsOf, personNameOf, statementsOf } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { rolesThenOrNow } from '../signOff/proveSignatures.ts';
import type { StoredStep } from '../signOff/proveSteps.ts';

/** Why the base makes a signature void when the content changes under it. */
const changedReason = '内容已改动';

interface Given {
  readonly issueId: string;
  /** Proved already, from the first. */
  readonly steps: readonly StoredStep[];
  readonly flows: ReadonlyMap<number, Flow>;
  /** Whether the content may change without a step, so that signatures go with it. */
  readonly isOpen: boolean;
}

/**
 * What is wrong with the signatures ever given to an issue, the void ones among them: each is that of one step, in the words and
 * by the key of the person who took it, and counts unless a later step or another content has made it void. A Chinese clause.
 */
export function signOffFault(
  context: OfficeContext,
  content: ReadableDatabase,
  { issueId, steps, flows, isOpen }: Given,
): string | undefined {
  const signing = steps.filter(({ action, from_station }) => signedStation(action, from_station) !== undefined);
  const given = givenStatementsOf(content, issueId);
  if (signing.length !== given.length) return '签名与办理的步骤不符';
  for (const [index, step] of signing.entries()) {
    const signOff = given[index];
    const flow = flowAt(flows, step.step);
    if (!signOff || !flow) return '签名与办理的步骤不符';
    const what = `${personNameOf(context, step.person)}在“${flow[signOff.station]?.label ?? ''}”的签名`;
    if (!isOfStep(context, content, signOff, step, flow)) return `${what}不成立`;
    const outsider = signOff.paper && statementsOf(signOff).find((one) => !readsThenOrNow(context, one));
    if (outsider)
      return `${what}写在纸上，而${personNameOf(context, outsider.keyHolder)}没有办刊的岗位，不能代录、核对`;
    const voiding = voidingStep(
      { kind: signOff.kind, station: signOff.station, person: step.person, onBehalfOf: step.on_behalf_of },
      steps.slice(step.step).map((later) => ({
        action: later.action,
        toState: later.to_state,
        toStation: later.to_station,
        person: later.person,
        onBehalfOf: later.on_behalf_of,
      })),
    );
    const { voidReason } = signOff;
    const isAsLeft =
      voidReason === (voiding?.action ?? null) || (voidReason === changedReason && (voiding !== undefined || isOpen));
    if (!isAsLeft) return `${what}是否有效与办理的步骤不符`;
  }
  return undefined;
}

/** Whether whoever answers for a paper had a role then, or has one now, in which one may. */
function readsThenOrNow(
  context: OfficeContext,
  { keyHolder, statement: { at } }: ReturnType<typeof statementsOf>[number],
): boolean {
  return rolesThenOrNow(context, keyHolder, at)?.some(readsManuscripts) ?? true;
}

/** Whether a signature is the one its step was taken with. */
function isOfStep(
  context: OfficeContext,
  content: ReadableDatabase,
  signOff: GivenSignOff,
  step: StoredStep,
  flow: Flow,
): boolean {
  const { kind, station, contentHash, paper, statement, onBehalfOf } = signOff;
  const { register } = sessionOf(context);
  const leave = step.delegation_id === null ? undefined : selectDelegation(content, step.delegation_id)?.statement;
  return (
    station === signedStation(step.action, step.from_station) &&
    kind === flow[station]?.kind &&
    signOff.personId === step.person &&
    signOff.at === step.at &&
    statement.at === step.at &&
    contentHash === step.content_hash &&
    (onBehalfOf ?? null) === step.on_behalf_of &&
    canonicalJson((statement.onBehalfOf ?? null) as Json) === canonicalJson((leave ?? null) as Json) &&
    (paper?.confirmerId ?? null) === step.confirmer &&
    (paper === undefined || paper.recorder.paper?.signer === personNameOf(context, step.person)) &&
    statementsOf(signOff).every(
      ({ keyHolder, statement: said }) =>
        said.step === kind &&
        (said.station ?? station) === station &&
        (said.flow ?? flowHash(signedFlow(flow))) === flowHash(signedFlow(flow)) &&
        (said.opinion ?? '') === step.opinion &&
        // At 签发 it is the hash of the whole issue, which is proved with its files.
        (kind === 'signer' || said.hash === contentHash) &&
        (said.paper === undefined) === (paper === undefined) &&
        (said.paper?.contentHash ?? contentHash) === contentHash &&
        said.person === personNameOf(context, keyHolder) &&
        isKeyOf(register, keyHolder, said.publicKey) &&
        verifyStatement(said),
    )
  );
}
