import { parseManuscript } from '#formats/text/parseManuscript.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import type { Article } from '#shared/issue/article.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { IncomingFile } from './incomingFile.ts';
import { readTextFile } from './readTextFile.ts';

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
  const { article, report } = parseManuscript(readTextFile(file));
  return { article, images: {}, report, countedBy: 'line' };
}
