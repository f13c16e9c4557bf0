import { writeDocx } from '#formats/docx/writing/writeDocx.ts';
import { writeHtml } from '#formats/html/writeHtml.ts';
import { writeOfd } from '#formats/ofd/writeOfd.ts';
import { writeText } from '#formats/text/writeText.ts';
import type { TypesetIssue } from '#formats/typeset/typesetIssue.ts';
import type { DraftStamp } from '#formats/typeset/typesetPages.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { ExportFile } from './buildExport.ts';
import { requireWritableText } from './requireWritableText.ts';

/** Formats that show the pages as they print, and formats that hold the text to be read or edited. */
export const pageFormats = ['pdf', 'ofd'] as const;
export const textFormats = ['docx', 'html', 'txt'] as const;
export const exportFormats = [...pageFormats, ...textFormats] as const;
export type PageFormat = (typeof pageFormats)[number];
export type TextFormat = (typeof textFormats)[number];
export type ExportFormat = PageFormat | TextFormat;

/** The name of the file that says how the pages were laid out. */
export const layoutName = 'layout.json';

const encoder = new TextEncoder();

/**
 * The pages of an issue that has been typeset, as one file. The OFD of a draft is one for reading, that of a signed issue
 * one for archives. The same pages give the same bytes.
 */
export async function pageFile(
  format: PageFormat,
  document: IssueDocument,
  { pdf, faces }: TypesetIssue,
  isDraft: boolean,
): Promise<ExportFile> {
  if (format === 'pdf') return { name: 'issue.pdf', bytes: pdf };
  const profile = isDraft ? 'distribution' : 'archive';
  return { name: 'issue.ofd', bytes: await writeOfd({ document, pdf, faces, profile }) };
}

/** The text of an issue as one file; with `draft` it says 草稿. Throws UnwritableTextError. */
export async function textFile(
  format: TextFormat,
  document: IssueDocument,
  parameters: LayoutParameters,
  draft?: DraftStamp,
): Promise<ExportFile> {
  const name = `issue.${format}`;
  switch (format) {
    case 'docx':
      return { name, bytes: await writeDocx(document, parameters, { draft }) };
    case 'html':
      return { name, bytes: encoder.encode(writeHtml(document, { draft })) };
    case 'txt':
      requireWritableText(document);
      return { name, bytes: encoder.encode(writeText(document)) };
  }
}

/** How the pages were laid out, as a file beside them. */
export function layoutFile({ layoutManifest }: TypesetIssue): ExportFile {
  return { name: layoutName, bytes: encoder.encode(`${canonicalJson(layoutManifest)}\n`) };
}

/** All formats and the layout beside them; `tell` hears of each format before it is made. */
export async function issueFiles(
  document: IssueDocument,
  typeset: TypesetIssue,
  { draft, tell = () => {} }: { readonly draft?: DraftStamp; readonly tell?: (format: ExportFormat) => void } = {},
): Promise<readonly ExportFile[]> {
  const files: ExportFile[] = [];
  for (const format of pageFormats) {
    tell(format);
    files.push(await pageFile(format, document, typeset, draft !== undefined));
  }
  for (const format of textFormats) {
    tell(format);
    files.push(await textFile(format, document, typeset.layoutManifest.parameters, draft));
  }
  return [...files, layoutFile(typeset)];
}
