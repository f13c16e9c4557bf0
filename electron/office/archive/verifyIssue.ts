import { sm3 } from 'sm-crypto-v2';
import { verifyExport } from '#formats/export/verifyExport.ts';
import type { ArchivedIssue, IssueVerdict } from '#shared/contract/archiveCommands.ts';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { signOffStepNames } from '#shared/issue/issueDocument.ts';
import { paperNote, sortStatements } from '#shared/issue/paperSignOff.ts';
import type { SignedFlow } from '#shared/issue/signedFlow.ts';
import { signedName } from '#shared/issue/signedName.ts';
import type { SignedStatement } from '#shared/issue/signOffStatement.ts';
import { liveStatementsOf, statementsOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { keyFaults } from '../signOff/proveSignatures.ts';
import { stepFaults } from '../signOff/proveSteps.ts';
import { selectFrozenFiles } from './archiveQueries.ts';
import { signedRowFaults } from './signedRowFaults.ts';

/**
 * Proves a signed issue: its files by their manifest, as `verify` does anywhere, and beyond that what only the office
 * knows: that each signature was given in its turn with the key registered for the person named, that the bytes are those
 * hashed when they were frozen, that text and number of its rows are those that were signed, and that its steps are as
 * those who took them signed them.
 */
export function verifyIssue(
  context: OfficeContext,
  { issueId, numberText }: Pick<ArchivedIssue, 'issueId' | 'numberText'>,
): IssueVerdict {
  const files = selectFrozenFiles(context, issueId);
  const { faults, signatures, flow, document, hashes } = verifyExport(
    files.map(({ name, bytes }) => ({ name, bytes })),
  );
  const found = [...faults];
  for (const { name, bytes, sm3: kept } of files) {
    if (sm3(bytes) !== kept) found.push({ file: name, message: '内容与入库时的摘要不符，已被改动' });
  }
  if (document && hashes) {
    found.push(...signedRowFaults(contentOf(context), issueId, document, hashes.contentHash));
  }
  const { register } = sessionOf(context);
  const live = liveStatementsOf(contentOf(context), issueId);
  const statements = live.flatMap(statementsOf);
  for (const { person, signature } of signatures) {
    if (statements.some(({ statement }) => statement.signature === signature)) continue;
    found.push({ file: manifestName, message: `清单中${person}的签名不在审签记录中` });
  }
  found.push(...keyFaults(register, live).map((message) => ({ file: manifestName, message })));
  for (const { statement } of statements) {
    if (!signatures.some((signature) => signature.signature === statement.signature)) {
      found.push({ file: manifestName, message: `清单中缺少${statement.person}的签名` });
    }
  }
  const steps = stepFaults(context, contentOf(context), issueId);
  found.push(...steps.map((message) => ({ file: '办理记录', message })));
  return {
    issueId,
    numberText,
    faults: found,
    signatures: shownSignatures(signatures, flow),
  };
}

/** One row a station's signature, in the order of the stations; those on paper with who answers for them. */
function shownSignatures(
  statements: readonly SignedStatement[],
  flow: SignedFlow | undefined,
): IssueVerdict['signatures'] {
  const { own, papers } = sortStatements(statements);
  const rows = [
    ...own.map((statement) => ({ statement, person: nameOf(statement), note: undefined })),
    ...papers.map((pair) => {
      const { paper, person } = pair.recorder;
      return { statement: pair.confirmer, person: paper?.signer ?? person, note: paperNote(pair) };
    }),
  ];
  const place = ({ statement }: (typeof rows)[number]) => statements.indexOf(statement);
  return rows
    .toSorted((left, right) => place(left) - place(right))
    .map(({ statement: { step, station, at }, person, note }) => ({
      step,
      label: flow?.[station ?? -1]?.label ?? signOffStepNames[step],
      person,
      at,
      ...(note ? { paper: note } : {}),
    }));
}

function nameOf({ person, onBehalfOf }: SignedStatement): string {
  return signedName({ person, onBehalfOf: onBehalfOf?.principal });
}
