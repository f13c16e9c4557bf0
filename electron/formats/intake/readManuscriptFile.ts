import { imagesShown } from '#formats/text/imagesShown.ts';
import { parseManuscriptLines } from '#formats/text/parseManuscript.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import type { Article } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { IncomingFile } from './incomingFile.ts';
import { readLines } from './readLines.ts';

export interface ManuscriptFile {
  readonly article: Article;
  /** The pictures that the article's figures name, by SHA-256. */
  readonly images: IssueDocument['images'];
  /** What was changed, dropped or is unsure; `line` 0 is the file as a whole. */
  readonly report: readonly ReportEntry[];
  /** What `line` of the report counts, from 1: lines of a text, paragraphs of a DOCX. */
  readonly countedBy: 'line' | 'paragraph';
}

/** One manuscript, told by its content and not by its name → Article. Throws UnreadableFileError. */
export async function readManuscriptFile(file: IncomingFile): Promise<ManuscriptFile> {
  const { lines, images, report: said, countedBy } = await readLines(file);
  const { article, report } = parseManuscriptLines(lines, said);
  return { article, images: imagesShown([article], images), report, countedBy };
}
