import { sm3 } from 'sm-crypto-v2';
import { writeText } from '#formats/text/writeText.ts';
import { typesetIssue } from '#formats/typeset/typesetIssue.ts';
import type { CheckedInput } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { IssueDocument, SignOffEntry } from '#shared/issue/issueDocument.ts';
import { issueHash } from '#shared/issue/issueHash.ts';
import { liveStatementsOf, personNameOf } from '../issues/issueQueries.ts';
import { contentOf, instantOf, type OfficeContext, sessionOf, todayOf } from '../officeContext.ts';
import { selectPublication } from '../publications/publicationHandlers.ts';
import type { PreparedRelease } from './preparedRelease.ts';
import { proposeNumber } from './proposeNumber.ts';
import { requireStep } from './recordStep.ts';

/**
 * Makes the issue exactly as it will be when it is signed: number, date, names and opinions in place, typeset clean.
 * Nothing is written; the base grants the number only with the signature. Throws as requireStep, missingCharacters.
 */
export async function prepareRelease(
  context: OfficeContext,
  { id, contentHash, opinion }: CheckedInput<'prepareRelease'>,
): Promise<PreparedRelease> {
  const session = sessionOf(context);
  const content = contentOf(context);
  const { issue } = requireStep(context, content, { issueId: id, action: 'release', opinion, contentHash });
  const { settings } = selectPublication(session.register, issue.publicationId);
  const at = instantOf(context);
  const date = todayOf(context);
  const number = proposeNumber(content, issue.publicationId, settings, date);
  const person = personNameOf(context, session.personId);
  const earlier = liveStatementsOf(content, id).map(({ statement }) => statement);
  const signOff: SignOffEntry[] = [
    ...earlier,
    { step: 'signer' as const, person, at, ...(opinion === '' ? {} : { opinion }) },
  ].map(({ step, person: name, at: when, opinion: words }) => ({
    step,
    label: settings.signOffLabels[step],
    person: name,
    at: when,
    ...(words === undefined ? {} : { opinion: words }),
  }));
  const document: IssueDocument = { ...issue.document, number, date, signOff };

  const { emit, print } = context.environment;
  const progress = (part: number, label: string) =>
    emit({ kind: 'progress', command: 'prepareRelease', part, whole: 2, label });
  progress(0, '正在排印');
  const typeset = await typesetIssue(document, settings.layout, print);
  progress(1, '正在计算摘要');
  const encoder = new TextEncoder();
  const files = [
    { name: 'issue.pdf', bytes: typeset.pdf },
    { name: 'issue.html', bytes: encoder.encode(typeset.html) },
    { name: 'issue.txt', bytes: encoder.encode(writeText(document)) },
    { name: 'layout.json', bytes: encoder.encode(`${canonicalJson(typeset.layoutManifest)}\n`) },
  ];
  const hashes = files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sm3: sm3(bytes) }));
  const hash = issueHash(document, hashes);
  progress(2, '已备好');
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
    statement: {
      step: 'signer',
      person,
      publicKey: session.keys.publicKey,
      at,
      ...(opinion === '' ? {} : { opinion }),
      hash,
    },
  };
}
