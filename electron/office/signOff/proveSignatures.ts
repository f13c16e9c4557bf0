import { signOffFaults } from '#formats/export/signOffFaults.ts';
import { flowHash, signedFlow } from '#shared/issue/signedFlow.ts';
import { verifyStatement } from '#shared/issue/signOffStatement.ts';
import { roleAt, type Station } from '#shared/workflow/flow.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { isKeyOf, selectPerson } from '../accounts/peopleQueries.ts';
import { signedRolesAt } from '../accounts/provedRoles.ts';
import { type LiveSignOff, liveStatementsOf, personNameOf, statementsOf } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import type { RequiredStep } from './recordStep.ts';

/** Whose signatures and leaves were not given with a key registered for the person; Chinese, a sentence each. */
export function keyFaults(register: ReadableDatabase, live: readonly LiveSignOff[]): readonly string[] {
  return live.flatMap((signOff) => {
    const { onBehalfOf, statement } = signOff;
    const leave = statement.onBehalfOf;
    const isOwnLeave = leave && onBehalfOf !== undefined && isKeyOf(register, onBehalfOf, leave.publicKey);
    return [
      ...(leave && !isOwnLeave ? [`${leave.principal}的委托不是用登记的钥匙签的`] : []),
      ...statementsOf(signOff)
        .filter(({ keyHolder, statement: given }) => !isKeyOf(register, keyHolder, given.publicKey))
        .map(({ statement: given }) => `${given.person}的签名不是用登记的钥匙签的`),
    ];
  });
}

/**
 * Every signature before 签发 is proved before the issue is signed over it: by the key of the one it names, over the content
 * as it is, for its station and flow, by somebody who held the role. Throws dataDamaged with whose does not.
 */
export function requireProvedSignatures(
  context: OfficeContext,
  content: ReadableDatabase,
  required: Pick<RequiredStep, 'issue' | 'place'>,
): void {
  const fault = signatureFault(context, liveStatementsOf(content, required.issue.id), required);
  if (fault === undefined) return;
  throw new OfficeError(
    'dataDamaged',
    `${fault}，审签记录可能被改动过，没有签发。请审计员核对，再退回责任编辑重新送审。`,
  );
}

/** What is wrong with the signatures before 签发, of `live` all that count; a Chinese clause. */
export function signatureFault(
  context: OfficeContext,
  live: readonly LiveSignOff[],
  required: Pick<RequiredStep, 'issue' | 'place'>,
): string | undefined {
  const statements = live.flatMap(statementsOf).map(({ statement }) => statement);
  const { flow, station } = required.place;
  const isEarlier = statements.every((statement) => statement.flow === undefined);
  const [fault] = [
    ...live.flatMap((signOff) => ownFault(context, required, signOff) ?? []),
    ...keyFaults(sessionOf(context).register, live),
    ...signOffFaults(statements, undefined, isEarlier ? undefined : signedFlow(flow), station),
  ];
  return fault;
}

/** What is wrong with one signature by itself, against the row it stands in. */
function ownFault(
  context: OfficeContext,
  { issue, place }: Pick<RequiredStep, 'issue' | 'place'>,
  signOff: LiveSignOff,
): string | undefined {
  const { personId, onBehalfOf, station, statement, paper } = signOff;
  const here = place.flow[station];
  const name = personNameOf(context, personId);
  const label = here?.label ?? '';
  const signedIn = flowHash(signedFlow(place.flow));
  for (const { keyHolder, statement: given } of statementsOf(signOff)) {
    const isWhole =
      verifyStatement(given) &&
      given.hash === issue.contentHash &&
      given.step === here?.kind &&
      (given.station ?? station) === station &&
      (given.flow ?? signedIn) === signedIn &&
      given.person === personNameOf(context, keyHolder) &&
      (paper !== undefined) === (given.paper !== undefined) &&
      (given.paper?.contentHash ?? issue.contentHash) === issue.contentHash;
    if (!isWhole) return `${personNameOf(context, keyHolder)}在“${label}”的签名不成立`;
  }
  if (paper && paper.recorder.paper?.signer !== name) return `${name}在“${label}”的纸质签批不成立`;
  const leave = statement.onBehalfOf;
  if ((leave === undefined) !== (onBehalfOf === undefined)) return `${name}在“${label}”的委托不成立`;
  if (leave && onBehalfOf !== undefined) {
    const isOfPrincipal = leave.principal === personNameOf(context, onBehalfOf);
    if (!isOfPrincipal || !leave.publications.includes(issue.publicationId)) {
      return `${leave.principal}给${name}的委托不成立`;
    }
  }
  const holder = onBehalfOf ?? personId;
  return here && mayHold(context, here, holder, statement.at)
    ? undefined
    : `${personNameOf(context, holder)}没有“${label}”的岗位，签名不算数`;
}

/** Whether the person may hold the station now or could when it was signed: who leaves later has signed all the same. */
function mayHold(context: OfficeContext, station: Station, id: string, at: string): boolean {
  return rolesThenOrNow(context, id, at)?.some((roles) => roleAt(station, { id, roles }) !== undefined) ?? true;
}

/** The roles of a person now and those of a moment; undefined where nothing was ever signed, so that nobody can say. */
export function rolesThenOrNow(
  context: OfficeContext,
  id: string,
  at: string,
): readonly (readonly Role[])[] | undefined {
  const { register } = sessionOf(context);
  const then = signedRolesAt(register, id, at);
  return then && [selectPerson(register, id)?.roles ?? [], then];
}
