import type { ExportFault } from '#formats/export/verifyExport.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { documentName } from '#shared/issue/exportManifest.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { selectIssue } from '../issues/issueQueries.ts';

interface StoredNumber {
  readonly series: string;
  readonly year: number;
  readonly serial: number;
  readonly running: number | null;
}

/** Where the rows of a signed issue say something other than the document that was signed and frozen. */
export function signedRowFaults(
  content: ReadableDatabase,
  issueId: string,
  signed: IssueDocument,
  /** The contentHash of it, as its manifest says and as was compared. */
  hash: string,
): readonly ExportFault[] {
  const issue = selectIssue(content, issueId);
  const faults: ExportFault[] = [];
  if (issue.contentHash !== hash || contentHash(issue.document) !== hash) {
    faults.push({ file: documentName, message: '库中登记的文字与签发的不同，已被改动' });
  }
  const granted = content
    .prepare('SELECT series, year, serial, running FROM issue_numbers WHERE issue_id = ?')
    .get(issueId) as StoredNumber | undefined;
  const { number } = signed;
  const isSame =
    number !== null &&
    granted?.series === number.series &&
    granted.year === number.year &&
    granted.serial === number.serial &&
    granted.running === (number.running ?? null);
  if (!isSame) faults.push({ file: documentName, message: '库中登记的期号与签发的不同，已被改动' });
  return faults;
}
