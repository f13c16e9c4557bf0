import { strToU8, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';
import type { ReportEntry, TextLine } from '#formats/text/textLine.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { documentLines } from './documentLines.ts';
import { listSurroundings } from './listSurroundings.ts';
import type { MammothNode } from './mammothNode.ts';
import { openPackage } from './openPackage.ts';
import { type PreparedBody, prepareBody } from './prepareBody.ts';
import { readStyledBulletin } from './readStyledBulletin.ts';
import { relationships } from './relationships.ts';
import { isStyledBulletin, styledParts } from './styledParts.ts';
import { child } from './xmlSearch.ts';
import { writeXml, type XmlElement } from './xmlTree.ts';

export interface DocxContent {
  /** What the text reader reads, `line` being the number of the paragraph. */
  readonly lines: readonly TextLine[];
  readonly images: IssueDocument['images'];
  /** What stands in text boxes, which are no part of `lines`. */
  readonly boxes: readonly TextLine[];
  /** What was accepted, dropped or changed; `line` is the number of the paragraph, 0 the file as a whole. */
  readonly report: readonly ReportEntry[];
  /** The whole bulletin, where the file's own styles say what is what, with what was said in reading it so. */
  readonly bulletin?: { readonly document: IssueDocument; readonly report: readonly ReportEntry[] };
}

/** The content of a DOCX as lines, with everything it does not take over listed. Throws UnreadableFileError. */
export async function readDocx(bytes: Uint8Array): Promise<DocxContent> {
  const docx = openPackage(bytes);
  const mainPart = relationships(docx, '').find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  const body = child(docx.xml(mainPart), 'w:body');
  if (!body) throw new UnreadableFileError(notWord(docx.names));
  const prepared = prepareBody(docx, mainPart, body);
  const { root, warnings } = await readByMammoth(prepared);
  const said = [...listSurroundings(docx, mainPart), ...prepared.report, ...warnings];
  const report = [...said];
  const content = {
    lines: documentLines(root, prepared, report),
    images: prepared.images,
    boxes: prepared.boxes,
    report,
  };
  if (!isStyledBulletin(prepared)) return content;
  const title = child(docx.xml('docProps/core.xml'), 'dc:title')?.children.join('') ?? '';
  const document = readStyledBulletin(styledParts(root, prepared, said), title, prepared.images, said);
  return { ...content, bulletin: { document, report: said } };
}

function notWord(names: readonly string[]): string {
  if (names.includes('OFD.xml')) return '这是 OFD 版式文件，不能作稿件读入，请来稿单位提供 Word 文档（.docx）';
  if (names.some((name) => name.startsWith('xl/'))) return '这是 Excel 表格，请把文字复制到 Word 文档（.docx）后再读入';
  if (names.some((name) => name.startsWith('ppt/'))) return '这是演示文稿，请把文字复制到 Word 文档（.docx）后再读入';
  if (names.includes('content.xml')) return '这是 ODT 文档，请用 Word 或 WPS 另存为 .docx 后再读入';
  return '这不是 Word 文档：压缩包里没有正文（word/document.xml）';
}

const contentTypes =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const relationship = (id: string, type: string, target: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;

/** The styles by which the prepared body names its paragraphs, tables and marks: mammoth warns of each that is not declared. */
function styleSheet({ paragraphs, tables }: PreparedBody): XmlElement {
  const style = (type: string, id: string): XmlElement => ({
    name: 'w:style',
    attributes: { 'w:type': type, 'w:styleId': id },
    children: [],
  });
  const children = [
    ...paragraphs.map((_, index) => style('paragraph', `paragraph-${index}`)),
    ...tables.map((_, index) => style('table', `table-${index}`)),
    ...Array.from({ length: 16 }, (_, marks) => style('character', `marks-${marks.toString(16)}`)),
  ];
  return { name: 'w:styles', attributes: {}, children };
}

/** Mammoth's own tree of the prepared body; nothing of the original package reaches it but text and structure. */
async function readByMammoth(prepared: PreparedBody) {
  const zip = zipSync(
    {
      '[Content_Types].xml': strToU8(contentTypes),
      '_rels/.rels': strToU8(relationship('main', 'officeDocument', 'word/document.xml')),
      'word/document.xml': strToU8(writeXml(prepared.document)),
      'word/styles.xml': strToU8(writeXml(styleSheet(prepared))),
      'word/_rels/document.xml.rels': strToU8(relationship('picture', 'image', 'media/picture.png')),
      'word/media/picture.png': new Uint8Array(),
    },
    { level: 0 },
  );
  let root: MammothNode | undefined;
  const { messages } = await mammoth.convertToHtml(
    { buffer: Buffer.from(zip) },
    {
      externalFileAccess: false,
      includeEmbeddedStyleMap: false,
      transformDocument: (read: MammothNode) => {
        root = read;
        return { ...read, children: [] };
      },
    },
  );
  if (!root) throw new UnreadableFileError('Word 文档的正文无法读出');
  const warnings = messages.map(
    ({ message }): ReportEntry => ({ line: 0, kind: 'unrecognised', message: `未能识别的内容：${message}` }),
  );
  return { root, warnings };
}
