import type { PartSource } from '#formats/handover/sealPackage.ts';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import type { IssueLeg } from '#shared/handover/issueLeg.ts';
import { issueRowsBytes, issueRowsName } from '#shared/handover/issueRows.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { documentName } from '#shared/issue/exportManifest.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { liveStatementsOf, selectFrozenFile, selectIssue, statementsOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { documentPieces, keptPictures, withoutPictures } from './documentPieces.ts';
import { expandedBytes, filesNamedBy, issueRowsText, rowsOfIssue } from './issueRows.ts';

/**
 * An issue as it stands, in the parts of a package: the document and where it stands in its flow, for whoever reads it
 * without this program; every row about it, with the `legs` that go with the package; and the files those rows name. Throws
 * illegalState for rows that no reader takes.
 */
export function issueParts(
  context: OfficeContext,
  issueId: string,
  { isCopy, legs }: { readonly isCopy: boolean; readonly legs: readonly IssueLeg[] },
): readonly PartSource[] {
  const content = contentOf(context);
  const encoder = new TextEncoder();
  const text = (value: Json) => encoder.encode(`${canonicalJson(value)}\n`);
  const rows = rowsOfIssue(content, issueId);
  const { images, scans } = filesNamedBy(rows);
  const manuscripts = (rows.get('manuscripts') ?? []).map(({ id }) => String(id));
  requireTakable(content, rows, issueRowsText(content, issueId, isCopy, legs));
  const bytesOf = (table: string, column: string, bytes = 'bytes') =>
    content.prepare(`SELECT ${bytes} FROM ${table} WHERE ${column} = ?`).pluck();
  const file = (folder: string, name: string, query: ReturnType<typeof bytesOf>): PartSource => ({
    name: `${folder}/${name}`,
    open: () => [query.get(name) as Buffer],
  });
  const frozen = content
    .prepare('SELECT name FROM frozen_files WHERE issue_id = ? ORDER BY name')
    .pluck()
    .all(issueId) as readonly string[];
  // Rows are made twice, for their hash and for the medium: kept, they would be held all the time a medium takes.
  return [
    { name: documentName, open: () => wholeDocument(content, issueId) },
    { name: 'state.json', open: () => [text(stateOf(context, issueId))] },
    { name: issueRowsName, open: () => [encoder.encode(issueRowsText(content, issueId, isCopy, legs))] },
    ...images.map((name) => file('images', name, bytesOf('images', 'sha256'))),
    ...scans.map((name) => file('scans', name, bytesOf('paper_scans', 'sm3'))),
    ...manuscripts.map((name) => file('manuscripts', name, bytesOf('manuscripts', 'id', 'file_bytes'))),
    ...frozen.map((name) => ({
      name: `frozen/${name}`,
      open: () => [selectFrozenFile(content, issueId, name) ?? new Uint8Array()],
    })),
  ];
}

/** The document as it was signed, for an issue that was; else as it stands. */
function* wholeDocument(content: ReadableDatabase, issueId: string): Generator<Uint8Array> {
  const stored = content
    .prepare(
      `SELECT ${withoutPictures('whole')} FROM (
         SELECT coalesce(
           (SELECT CAST(bytes AS TEXT) FROM frozen_files WHERE issue_id = issues.id AND name = ?), document
         ) AS whole FROM issues WHERE id = ?
       )`,
    )
    .pluck()
    .get(documentName, issueId);
  yield* documentPieces(IssueDocument.parse(JSON.parse(String(stored))), keptPictures(content));
  yield Buffer.from('\n');
}

function stateOf(context: OfficeContext, issueId: string): Json {
  const content = contentOf(context);
  const issue = selectIssue(content, issueId);
  return {
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
}

/** Told before a medium is touched, and before another machine tells it. */
function requireTakable(content: ReadableDatabase, rows: ReturnType<typeof rowsOfIssue>, text: string): void {
  const lengths = content.prepare('SELECT length(bytes) FROM images WHERE sha256 = ?').pluck();
  const isTakable =
    Buffer.byteLength(text) <= issueRowsBytes &&
    expandedBytes(rows, (name) => Number(lengths.get(name) ?? 0)) <= handoverLimits.expandedBytes;
  if (!isTakable) {
    throw new OfficeError('illegalState', '这一期的稿件版本和图片太多，收的机器不收，没有写。请把图片缩小后再送。');
  }
}
