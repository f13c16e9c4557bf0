import { type DocxContent, readDocx } from '#formats/docx/readDocx.ts';
import { decodeText, UndecodableTextError } from '#formats/text/decodeText.ts';
import { type ReportEntry, type TextLine, textLines } from '#formats/text/textLine.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { fileKind } from './fileKind.ts';
import type { IncomingFile } from './incomingFile.ts';
import { UnreadableFileError } from './unreadableFileError.ts';

export interface FileLines {
  readonly lines: readonly TextLine[];
  readonly images: IssueDocument['images'];
  /** What stands in the text boxes of a DOCX, which are no part of `lines`. */
  readonly boxes: readonly TextLine[];
  readonly report: readonly ReportEntry[];
  /** The whole bulletin of a DOCX whose own styles say what is what, with what was said in reading it so. */
  readonly bulletin?: DocxContent['bulletin'];
  /** What `line` of the report counts, from 1: lines of a text, paragraphs of a DOCX. */
  readonly countedBy: 'line' | 'paragraph';
}

/** The lines of a text or a DOCX, told by its content. Throws UnreadableFileError, its message beginning with the file's name. */
export async function readLines({ name, bytes }: IncomingFile): Promise<FileLines> {
  try {
    const kind = fileKind(bytes);
    const read: DocxContent = kind === 'docx' ? await readDocx(bytes) : readText(bytes);
    if (read.lines.length === 0) throw new UnreadableFileError('文件里没有文字');
    const report = [...checkName(name, kind), ...read.report];
    return { ...read, report, countedBy: kind === 'docx' ? 'paragraph' : 'line' };
  } catch (error) {
    if (error instanceof UnreadableFileError || error instanceof UndecodableTextError) {
      throw new UnreadableFileError(`${name}：${error.message}`);
    }
    throw error;
  }
}

const misnamed = {
  docx: {
    names: /\.txt$/i,
    message: '文件名是文本文件的，内容却是 Word 文档，已按 Word 文档读入，请核对是不是要收的文件',
  },
  text: {
    names: /\.(?:docx?|wps)$/i,
    message: '文件名是 Word 文档的，内容却是纯文字，已按纯文字读入，请核对是不是要收的文件',
  },
} as const;

/** A name that promises another kind of file: it may not be the file that was meant. */
function checkName(name: string, kind: keyof typeof misnamed): readonly ReportEntry[] {
  const { names, message } = misnamed[kind];
  return names.test(name) ? [{ line: 0, kind: 'unsure', message }] : [];
}

function readText(bytes: Uint8Array): DocxContent {
  const report: ReportEntry[] = [];
  return { lines: textLines(decodeText(bytes), report), images: {}, boxes: [], report };
}
