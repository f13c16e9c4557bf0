import { parseBulletinLines } from '#formats/text/parseBulletin.ts';
import type { ReportEntry } from '#formats/text/textLine.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { issueWords } from '#shared/search/issueWords.ts';
import { compactText, keptHashes } from '#shared/search/shingles.ts';
import { bulletinLines } from './bulletinLines.ts';
import type { IncomingFile } from './incomingFile.ts';
import { isMisnamed } from './isMisnamed.ts';
import { readLines } from './readLines.ts';
import { UnreadableFileError } from './unreadableFileError.ts';

export const backIssueKinds = ['docx', 'text', 'pdf'] as const;
export type BackIssueKind = (typeof backIssueKinds)[number];

/** What a file of a past issue was read as. */
export interface BackIssueFile {
  readonly kind: BackIssueKind;
  /** Its name promises another kind of file. */
  readonly isMisnamed: boolean;
  readonly document: IssueDocument;
  readonly report: readonly ReportEntry[];
  /** What the report's lines count. */
  readonly countedBy: 'line' | 'paragraph';
  /** The file's own text, a line a paragraph. */
  readonly original: string;
  /** The smallest fingerprints of the text: texts that are nearly equal have most of them in common. */
  readonly prints: readonly number[];
}

const keptPrints = 64;

/** A past issue from DOCX, text or a PDF with text, told by its content. Throws UnreadableFileError. */
export async function readBackIssueFile(file: IncomingFile): Promise<BackIssueFile> {
  const isPdf = Buffer.from(file.bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  const { countedBy, ...rest } = isPdf ? await readPdf(file) : await readLines(file);
  const { lines, report: said } = bulletinLines(rest);
  const { document, report } = rest.bulletin ?? parseBulletinLines(lines, said, rest.images);
  const kind = isPdf ? 'pdf' : countedBy === 'paragraph' ? 'docx' : 'text';
  return {
    kind,
    isMisnamed: isMisnamed(file.name, kind),
    document,
    report,
    countedBy,
    original: lines.map(({ text }) => text).join('\n'),
    prints: printsOf(document),
  };
}

async function readPdf({ name, bytes }: IncomingFile): ReturnType<typeof readLines> {
  const { readPdfLines } = await import('#formats/pdf/readPdfLines.ts');
  try {
    return { ...(await readPdfLines(bytes)), images: {}, boxes: [], countedBy: 'line' };
  } catch (error) {
    if (error instanceof UnreadableFileError) throw new UnreadableFileError(`${name}：${error.message}`);
    throw error;
  }
}

function printsOf(document: IssueDocument): readonly number[] {
  return keptHashes(compactText(issueWords(document)).text)
    .toSorted((one, other) => one - other)
    .slice(0, keptPrints);
}
