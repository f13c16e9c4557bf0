import type { PartSource } from '#formats/handover/sealPackage.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { documentName } from '#shared/issue/exportManifest.ts';
import { documentOf, liveStatementsOf, selectFrozenFile, selectIssue, statementsOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication } from '../publications/publicationQueries.ts';

/**
 * An issue as it stands, in the parts of a package: the document, where it stands in its flow with every signature that
 * counts, and the frozen files of a signed one.
 */
export function issueParts(context: OfficeContext, issueId: string): readonly PartSource[] {
  const content = contentOf(context);
  const issue = selectIssue(content, issueId);
  const text = (value: Json) => new TextEncoder().encode(`${canonicalJson(value)}\n`);
  const state = {
    schema: 1,
    id: issueId,
    publication: selectPublication(sessionOf(context).register, issue.publicationId).name,
    state: issue.state,
    station: issue.station,
    step: issue.step,
    series: issue.series,
    contentHash: issue.contentHash,
    signatures: liveStatementsOf(content, issueId).flatMap((one) =>
      statementsOf(one).map(({ statement }) => ({ station: one.station, statement })),
    ),
  };
  const frozen = content
    .prepare('SELECT name FROM frozen_files WHERE issue_id = ? ORDER BY name')
    .pluck()
    .all(issueId) as readonly string[];
  return [
    { name: documentName, open: () => [text(documentOf(content, issue))] },
    { name: 'state.json', open: () => [text(state)] },
    ...frozen.map((name) => ({
      name: `frozen/${name}`,
      open: () => [selectFrozenFile(content, issueId, name) ?? new Uint8Array()],
    })),
  ];
}
