import type { PartSource } from '#formats/handover/sealPackage.ts';
import { issueRowsName } from '#shared/handover/issueRows.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { documentName } from '#shared/issue/exportManifest.ts';
import { documentOf, liveStatementsOf, selectFrozenFile, selectIssue, statementsOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { filesNamedBy, issueRowsText, rowsOfIssue } from './issueRows.ts';

/**
 * An issue as it stands, in the parts of a package: the document and where it stands in its flow, for whoever reads it
 * without this program; every row about it; and the files those rows name.
 */
export function issueParts(context: OfficeContext, issueId: string, isCopy: boolean): readonly PartSource[] {
  const content = contentOf(context);
  const issue = selectIssue(content, issueId);
  const encoder = new TextEncoder();
  const text = (value: Json) => encoder.encode(`${canonicalJson(value)}\n`);
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
  const rows = rowsOfIssue(content, issueId);
  const { images, scans } = filesNamedBy(rows);
  const manuscripts = (rows.get('manuscripts') ?? []).map(({ id }) => String(id));
  const bytesOf = (table: string, column: string, bytes = 'bytes') =>
    content.prepare(`SELECT ${bytes} FROM ${table} WHERE ${column} = ?`).pluck();
  const file = (folder: string, name: string, query: ReturnType<typeof bytesOf>): PartSource => ({
    name: `${folder}/${name}`,
    open: () => [new Uint8Array(query.get(name) as Buffer)],
  });
  const frozen = content
    .prepare('SELECT name FROM frozen_files WHERE issue_id = ? ORDER BY name')
    .pluck()
    .all(issueId) as readonly string[];
  // Rows are made twice, for their hash and for the medium: kept, they would be held all the time a medium takes.
  return [
    { name: documentName, open: () => [text(documentOf(content, issue))] },
    { name: 'state.json', open: () => [text(state)] },
    { name: issueRowsName, open: () => [encoder.encode(issueRowsText(content, issueId, isCopy))] },
    ...images.map((name) => file('images', name, bytesOf('images', 'sha256'))),
    ...scans.map((name) => file('scans', name, bytesOf('paper_scans', 'sm3'))),
    ...manuscripts.map((name) => file('manuscripts', name, bytesOf('manuscripts', 'id', 'file_bytes'))),
    ...frozen.map((name) => ({
      name: `frozen/${name}`,
      open: () => [selectFrozenFile(content, issueId, name) ?? new Uint8Array()],
    })),
  ];
}
