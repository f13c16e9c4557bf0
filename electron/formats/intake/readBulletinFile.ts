import { parseBulletinLines } from '#formats/text/parseBulletin.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { bulletinLines } from './bulletinLines.ts';
import type { IncomingFile } from './incomingFile.ts';
import { readLines } from './readLines.ts';

export interface BulletinFile {
  readonly document: IssueDocument;
  /** What was changed, dropped or is unsure; `line` 0 is the file as a whole. */
  readonly report: readonly ReportEntry[];
  /** What `line` of the report counts, from 1: lines of a text, paragraphs of a DOCX. */
  readonly countedBy: 'line' | 'paragraph';
}

/** A whole bulletin, told by its content and not by its name → IssueDocument. Throws UnreadableFileError. */
export async function readBulletinFile(file: IncomingFile): Promise<BulletinFile> {
  const read = await readLines(file);
  const { images, bulletin, countedBy } = read;
  if (bulletin) return { ...bulletin, countedBy };
  const { lines, report: said } = bulletinLines(read);
  const { document, report } = parseBulletinLines(lines, said, images);
  return { document, report, countedBy };
}
