import { describeFonts, substitutionNotes } from '#formats/font/describeFonts.ts';
import { draftMark } from '#formats/font/draftMark.ts';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { pdfPageCount } from '#formats/pdf/pdfPageCount.ts';
import { renumberPdfNodes } from '#formats/pdf/renumberPdfNodes.ts';
import { writePdfInformation } from '#formats/pdf/writePdfInformation.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutManifest } from '#shared/layout/layoutManifest.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { renderFoot } from '#shared/layout/renderFoot.ts';
import { issueTitle, type RenderOptions, renderIssueHtml } from '#shared/layout/renderIssueHtml.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { nextLastPages, plainLastPages } from './lastPages.ts';
import { MissingCharactersError } from './missingCharactersError.ts';

/** A draft without a date of its own carries this one, so that it too prints the same bytes each time. */
const dateOfUndated = '2000-01-01';

export interface TypesetIssue {
  readonly pages: number;
  /** The page the PDF was printed from; it holds its fonts and pictures. */
  readonly html: string;
  readonly pdf: Uint8Array;
  readonly layoutManifest: LayoutManifest;
}

/** Who made a draft and when, drawn under 草稿 as given; each may be left out. */
export interface DraftStamp {
  readonly name?: string;
  readonly at?: string;
}

/**
 * The one way from a document to its pages, for the command line and the office alike. `print` turns HTML into a PDF.
 * With `draft` every page is marked 草稿; without it the pages are clean, which only a signed issue may be.
 * The same document, parameters and stamp give the same bytes. Throws MissingCharactersError.
 */
export async function typesetIssue(
  document: IssueDocument,
  parameters: LayoutParameters,
  print: (html: string) => Promise<Uint8Array>,
  draft?: DraftStamp,
): Promise<TypesetIssue> {
  const texts = slotTexts(document, parameters);
  const note = [draft?.name, draft?.at].filter((part) => part).join(' · ');
  const missing = await missingCharacters([...texts, { slot: 'hei', text: note, place: '草稿标记' }]);
  if (missing.length > 0) throw new MissingCharactersError(missing);
  const faces = await subsetFaces(texts);
  const slots = faces.map((face) => face.slot);
  const options: RenderOptions = draft ? { draftMark: await draftMark(note) } : {};

  const hasFoot = renderFoot(document) !== '';
  let lastPages = plainLastPages;
  let html = renderIssueHtml(document, parameters, faces, options);
  // The fonts' files are hashed while the browser is at work.
  const [firstPrint, fonts] = await Promise.all([print(html), describeFonts(slots)]);
  let printed = firstPrint;
  let pages = pdfPageCount(printed);
  // At most twice more: where the foot is set apart the text may come out a page shorter.
  for (;;) {
    const next = nextLastPages(pages, lastPages, hasFoot, parameters);
    if (next === undefined) break;
    lastPages = next;
    html = renderIssueHtml(document, parameters, faces, { ...options, lastPages });
    printed = await print(html);
    pages = pdfPageCount(printed);
  }

  const pdf = writePdfInformation(renumberPdfNodes(printed), {
    title: issueTitle(document),
    author: document.publication.organ,
    subject: document.column ?? '',
    date: document.date ?? dateOfUndated,
  });
  return {
    pages,
    html,
    pdf,
    layoutManifest: {
      format: 'neikan-layout',
      version: 1,
      parameters,
      fonts: [...fonts],
      substitutions: [...substitutionNotes(fonts)],
    },
  };
}
