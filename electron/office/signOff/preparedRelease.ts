import type { ExportFile } from '#formats/export/buildExport.ts';
import type { IssueDocument, IssueNumber } from '#shared/issue/issueDocument.ts';
import type { SignedFlow } from '#shared/issue/signedFlow.ts';
import type { SignedStatement, SignOffStatement } from '#shared/issue/signOffStatement.ts';

/** An issue as it will be once it is signed: shown to the signer, kept in memory, lost without harm. */
export interface PreparedRelease {
  readonly issueId: string;
  readonly contentHash: string;
  readonly issueHash: string;
  readonly number: IssueNumber;
  /** YYYY-MM-DD where the office is. */
  readonly date: string;
  /** With number, date, names and opinions, as printed. */
  readonly document: IssueDocument;
  /** The pages the signer is shown, the same bytes as the file among `files`. */
  readonly pdf: Uint8Array;
  /** The frozen files, without issue.json and the manifest, which the signature completes. */
  readonly files: readonly ExportFile[];
  readonly pages: number;
  readonly earlier: readonly SignedStatement[];
  /** The stations it was signed at; absent where it was handed over before there were flows. */
  readonly flow?: SignedFlow;
  /** What the signer signs when the password is given. */
  readonly statement: SignOffStatement;
}
