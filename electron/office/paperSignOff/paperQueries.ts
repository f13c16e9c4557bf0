import type { ScanMime } from '#shared/issue/paperSignOff.ts';
import type { SignOffStatement } from '#shared/issue/signOffStatement.ts';
import type { Actor } from '#shared/workflow/flow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { type ScanFile, selectScan } from './scans.ts';

export interface StoredPaper {
  readonly id: string;
  readonly issue_id: string;
  readonly station: number;
  readonly signer: string;
  readonly signed_on: string;
  readonly opinion: string;
  readonly scan: string;
  readonly content_hash: string;
  readonly recorder: string;
  readonly confirmer: string;
  /** What the recorder signed. */
  readonly statement: string;
  /** At 签发 what both sign over. */
  readonly release: string | null;
  readonly recorded_at: string;
  readonly ended: string | null;
  readonly ended_by: string | null;
  readonly mime: ScanMime;
  /** Size of the scan. */
  readonly bytes: number;
}

const papers = `
  SELECT paper_sign_offs.*, mime, length(bytes) AS bytes
  FROM paper_sign_offs JOIN paper_scans ON paper_scans.sm3 = paper_sign_offs.scan`;

const isAwaited = 'ended IS NULL AND id NOT IN (SELECT paper_id FROM paper_confirmations)';

/** One that waits to be confirmed; undefined where there is none of the name, or it waits no more. */
export function selectAwaitedPaper(content: ReadableDatabase, paperId: string): StoredPaper | undefined {
  return content.prepare(`${papers} WHERE id = ? AND ${isAwaited}`).get(paperId) as StoredPaper | undefined;
}

/** Those of an issue that wait to be confirmed, in the order they were recorded. */
export function selectAwaitedPapers(content: ReadableDatabase, issueId: string): readonly StoredPaper[] {
  return content
    .prepare(`${papers} WHERE issue_id = ? AND ${isAwaited} ORDER BY paper_sign_offs.rowid`)
    .all(issueId) as readonly StoredPaper[];
}

/** Those that wait, and those withdrawn since the issue came to its station. */
export function selectShownPapers(content: ReadableDatabase, issueId: string): readonly StoredPaper[] {
  return content
    .prepare(
      `${papers} JOIN issues ON issues.id = issue_id
       WHERE issue_id = ? AND paper_sign_offs.station = issues.station
         AND paper_sign_offs.id NOT IN (SELECT paper_id FROM paper_confirmations)
         AND (ended IS NULL OR (ended_by IS NOT NULL AND recorded_at >= coalesce(
           (SELECT max(at) FROM issue_steps WHERE issue_steps.issue_id = issues.id), '')))
       ORDER BY paper_sign_offs.rowid`,
    )
    .all(issueId) as readonly StoredPaper[];
}

/** The scans behind the signatures of an issue that count, and behind its markings. */
export function selectScansOf(content: ReadableDatabase, issueId: string): readonly ScanFile[] {
  const hashes = content
    .prepare(
      `SELECT DISTINCT paper_sign_offs.scan FROM sign_offs JOIN paper_sign_offs ON paper_sign_offs.id = sign_offs.paper
       WHERE sign_offs.issue_id = ? AND void_reason IS NULL ORDER BY sign_offs.station`,
    )
    .pluck()
    .all(issueId) as readonly string[];
  const ofMarkings = content
    .prepare(
      `SELECT DISTINCT scan FROM live_markings WHERE scan IS NOT NULL AND (
         (subject_kind = 'issue' AND subject_id = @issueId) OR (subject_kind = 'article'
           AND subject_id IN (SELECT article_id FROM issue_articles WHERE issue_id = @issueId)))
       ORDER BY number`,
    )
    .pluck()
    .all({ issueId }) as readonly string[];
  return [...new Set([...hashes, ...ofMarkings])].map((sm3) => selectScan(content, sm3));
}

/** A paper as 签发 is prepared with it. */
export interface ReleasePaper {
  readonly signer: Actor & { readonly name: string };
  readonly confirmerName: string;
  readonly signedOn: string;
  readonly scan: ScanFile;
}

/** What the recorder says of the paper. */
export function paperStatement(
  { signer, signedOn, scan }: Pick<ReleasePaper, 'signer' | 'signedOn' | 'scan'>,
  contentHash: string,
): NonNullable<SignOffStatement['paper']> {
  return { as: 'recorder', signer: signer.name, signedOn, scan: scan.sm3, contentHash };
}
