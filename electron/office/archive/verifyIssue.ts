import { sm3 } from 'sm-crypto-v2';
import { verifyExport } from '#formats/export/verifyExport.ts';
import type { ArchivedIssue, IssueVerdict } from '#shared/contract/archiveCommands.ts';
import { manifestName } from '#shared/issue/exportManifest.ts';
import { signOffStepNames } from '#shared/issue/issueDocument.ts';
import { isKeyOf } from '../accounts/peopleQueries.ts';
import { liveStatementsOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectFrozenFiles } from './archiveQueries.ts';

/**
 * Proves a signed issue: its files by their manifest, as `verify` does anywhere, and beyond that what only the office
 * knows: that each signature was given in its turn with the key registered for the person named, and that the bytes are those
 * hashed when they were frozen.
 */
export function verifyIssue(context: OfficeContext, { issueId, numberText }: ArchivedIssue): IssueVerdict {
  const files = selectFrozenFiles(context, issueId);
  const { faults, signatures, flow } = verifyExport(files.map(({ name, bytes }) => ({ name, bytes })));
  const found = [...faults];
  for (const { name, bytes, sm3: kept } of files) {
    if (sm3(bytes) !== kept) found.push({ file: name, message: '内容与入库时的摘要不符，已被改动' });
  }
  const { register } = sessionOf(context);
  const given = liveStatementsOf(contentOf(context), issueId);
  for (const { person, signature } of signatures) {
    if (given.some(({ statement }) => statement.signature === signature)) continue;
    found.push({ file: manifestName, message: `清单中${person}的签名不在审签记录中` });
  }
  for (const { personId, statement } of given) {
    if (!isKeyOf(register, personId, statement.publicKey)) {
      found.push({ file: manifestName, message: `${statement.person}的签名不是用登记的钥匙签的` });
    }
    if (!signatures.some((signature) => signature.signature === statement.signature)) {
      found.push({ file: manifestName, message: `清单中缺少${statement.person}的签名` });
    }
  }
  return {
    issueId,
    numberText,
    faults: found,
    signatures: signatures.map(({ step, station, person, at }) => ({
      step,
      label: flow?.[station ?? -1]?.label ?? signOffStepNames[step],
      person,
      at,
    })),
  };
}
