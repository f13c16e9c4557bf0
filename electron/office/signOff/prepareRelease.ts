import { sm3 } from 'sm-crypto-v2';
import type { CheckedInput } from '#shared/contract/contract.ts';
import { type IssueDocument, type SignOffEntry, signOffStepNames } from '#shared/issue/issueDocument.ts';
import { issueHash } from '#shared/issue/issueHash.ts';
import { signedFlow } from '#shared/issue/signedFlow.ts';
import { releaseSlipName } from '#shared/layout/releaseSlip/releaseSlip.ts';
import { keepDuties } from '../handover/keepDuties.ts';
import { liveStatementsOf, personNameOf, signOffEntry, statementsOf } from '../issues/issueQueries.ts';
import { issueFiles, typesetIssue, typesetReleaseSlip } from '../lazyFormats.ts';
import { requireMarking } from '../marking/requireMarking.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { paperStatement, type ReleasePaper, selectScansOf } from '../paperSignOff/paperQueries.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { requireProvedRules } from '../publications/ruleFaults.ts';
import { composeReleaseSlip } from '../releaseSlip/composeReleaseSlip.ts';
import type { PreparedRelease } from './preparedRelease.ts';
import { proposeNumber } from './proposeNumber.ts';
import { requireProvedSignatures } from './proveSignatures.ts';
import { requireStep, signedLeave, signedPlace } from './recordStep.ts';

/**
 * Makes the issue exactly as it will be when it is signed: number, date, names and opinions in place, typeset clean.
 * Nothing is written; the base grants the number only with the signature. Throws as requireStep, requireProvedSignatures,
 * missingCharacters.
 */
export async function prepareRelease(
  context: OfficeContext,
  { id, contentHash, opinion }: CheckedInput<'prepareRelease'>,
  paper?: ReleasePaper,
): Promise<PreparedRelease> {
  const session = sessionOf(context);
  const content = contentOf(context);
  const { issue, place, step } = requireStep(context, content, {
    issueId: id,
    action: 'release',
    opinion,
    contentHash,
    ...(paper ? { signer: paper.signer } : {}),
  });
  requireProvedSignatures(context, content, { issue, place });
  requireMarking(context, issue);
  requireProvedRules(context, issue.publicationId);
  // The number follows those of other machines, as the register has them now.
  keepDuties(context);
  const { settings } = selectPublication(session.register, issue.publicationId);
  const at = instantOf(context);
  // 印发日期 is the day it was signed, which on paper is the day written there.
  const date = paper?.signedOn ?? todayOf(context);
  const number = proposeNumber(content, issue, settings, date);
  const person = personNameOf(context, session.personId);
  const live = liveStatementsOf(content, id);
  const earlier = live.flatMap(statementsOf).map(({ statement: given }) => given);
  const { flow, station } = place;
  const statement = {
    step: 'signer' as const,
    ...signedPlace(content, id, flow, station),
    ...signedLeave(content, step.delegation),
    person,
    publicKey: session.keys.publicKey,
    at,
    ...(opinion === '' ? {} : { opinion }),
    ...(paper ? { paper: paperStatement(paper, contentHash) } : {}),
  };
  const { confirmerName = '', scan } = paper ?? {};
  const own: SignOffEntry = {
    step: statement.step,
    label: flow[station]?.label ?? signOffStepNames.signer,
    person: paper?.signer.name ?? person,
    ...(paper && scan
      ? { paper: { recorder: person, confirmer: confirmerName, signedOn: paper.signedOn, scan: scan.sm3 } }
      : { at }),
    ...(opinion === '' ? {} : { opinion }),
    ...(statement.station === undefined ? {} : { station: statement.station }),
    ...(statement.onBehalfOf ? { onBehalfOf: statement.onBehalfOf.principal } : {}),
  };
  const signOff: SignOffEntry[] = [...live.map((one) => signOffEntry(flow, one)), own];
  const document: IssueDocument = { ...issue.document, number, date, signOff };

  const { emit, print } = context.environment;
  const progress = (part: number, label: string) =>
    emit({ kind: 'progress', command: 'prepareRelease', part, whole: 3, label });
  progress(0, '正在排印');
  const typeset = await typesetIssue(document, settings.layout, print);
  const ofIssue = await issueFiles(document, typeset, { tell: (format) => progress(1, `正在生成${format}`) });
  const people = [...live.map(({ personId }) => personId), paper?.signer.id ?? session.personId];
  const slip = composeReleaseSlip(content, {
    document,
    contentHash,
    signed: signOff.map((entry, index) => ({ entry, personId: people[index] ?? '' })),
    awaited: [],
    pages: typeset.pages,
    isReleased: true,
  });
  const { pdf: slipPdf } = await typesetReleaseSlip(slip, settings.layout, print);
  const scans = [...selectScansOf(content, id), ...(scan ? [scan] : [])];
  const files = [
    ...ofIssue,
    { name: releaseSlipName, bytes: slipPdf },
    // One sheet may bear the hands of several.
    ...scans
      .filter(({ name }, index) => scans.findIndex((other) => other.name === name) === index)
      .map(({ name, bytes }) => ({ name, bytes })),
  ];
  progress(2, '正在计算摘要');
  const hashes = files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sm3: sm3(bytes) }));
  const hash = issueHash(document, hashes);
  progress(3, '已备好');
  return {
    issueId: id,
    contentHash,
    issueHash: hash,
    number,
    date,
    document,
    pdf: typeset.pdf,
    files,
    pages: typeset.pages,
    earlier,
    ...(statement.flow === undefined ? {} : { flow: signedFlow(flow) }),
    statement: { ...statement, hash },
  };
}
