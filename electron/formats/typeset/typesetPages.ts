import { draftMark } from '#formats/font/draftMark.ts';
import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { type SlotFonts, slotFonts } from '#formats/font/slotFonts.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { usedSlots } from '#formats/font/usedSlots.ts';
import { pdfPageCount } from '#formats/pdf/pdfPageCount.ts';
import { renumberPdfNodes } from '#formats/pdf/renumberPdfNodes.ts';
import { writePdfInformation } from '#formats/pdf/writePdfInformation.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { FontFace, FontSlot } from '#shared/layout/fontSlot.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { MarkedArticle } from '#shared/layout/markedArticle.ts';
import { renderFoot } from '#shared/layout/renderFoot.ts';
import { issueTitle, type LastPages, type RenderOptions, renderIssueHtml } from '#shared/layout/renderIssueHtml.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { unprintableParts } from '#shared/layout/unprintableParts.ts';
import { documentFaults } from './documentFaults.ts';
import type { EarlierPages } from './earlierPages.ts';
import { nextLastPages, plainLastPages } from './lastPages.ts';
import { MissingCharactersError } from './missingCharactersError.ts';
import { UnprintableError } from './unprintableError.ts';

/** A draft without a date of its own carries this one, so that it too prints the same bytes each time. */
const dateOfUndated = '2000-01-01';

export interface TypesetPages {
  readonly pages: number;
  /** The page the PDF was printed from; it holds its fonts and pictures. */
  readonly html: string;
  readonly pdf: Uint8Array;
  /** The TrueType faces it was printed with. */
  readonly faces: ReadonlyMap<FontSlot, Uint8Array>;
}

/** Who made a draft and when, drawn under 草稿 as given; each may be left out. */
export interface DraftStamp {
  readonly name?: string;
  readonly at?: string;
}

export interface TypesetOptions {
  /** With it every page is marked 草稿; without it the pages are clean, which only a signed issue may be. */
  readonly draft?: DraftStamp | undefined;
  /** The articles without masthead and contents, as somebody sees them who writes one. */
  readonly articlesOnly?: boolean;
  /** Articles to print as marked copies, by their ids; the document holds `markedContent` of each. */
  readonly marked?: ReadonlyMap<string, MarkedArticle> | undefined;
  /** The bytes then depend on what was set before. */
  readonly earlier?: EarlierPages;
  /** Work that is done beside the printing, with the fonts that are used. */
  readonly whilePrinting?: (fonts: SlotFonts) => Promise<void>;
}

/** From a document to its pages. `print` turns HTML into a PDF. Throws UnprintableError, MissingCharactersError, FontError. */
export async function typesetPages(
  document: IssueDocument,
  parameters: LayoutParameters,
  print: (html: string) => Promise<Uint8Array>,
  { draft, marked, earlier, articlesOnly = false, whilePrinting = async () => {} }: TypesetOptions,
): Promise<TypesetPages> {
  const unprintable = [...unprintableParts(document, parameters), ...(await documentFaults(document, draft))];
  if (unprintable.length > 0) throw new UnprintableError(unprintable);
  const legends = [...(marked?.values() ?? [])].map(({ legend }) => ({
    slot: 'kai' as const,
    text: legend,
    place: '改动说明',
  }));
  const texts = [...slotTexts(document, parameters), ...legends];
  const note = [draft?.name, draft?.at].filter((part) => part).join(' · ');
  const fonts = await slotFonts(usedSlots(texts), parameters.fonts);
  const missing = await Promise.all([
    missingCharacters(texts, fonts),
    missingCharacters([{ slot: 'hei', text: note, place: '草稿标记' }]),
  ]);
  if (missing.flat().length > 0) throw new MissingCharactersError(missing.flat());
  const faces = await subsetFaces(texts, { used: earlier?.usedCharacters, fonts });
  const options: RenderOptions = {
    articlesOnly,
    ...(marked ? { marked } : {}),
    ...(draft ? { draftMark: await draftMark(note) } : {}),
  };

  const hasFoot = renderFoot(document) !== '';
  const printed = new Map<string, Promise<{ readonly html: string; readonly pdf: Uint8Array }>>();
  /** The pages with their last ones filled like this; each filling is printed once. */
  const printedWith = (lastPages: LastPages) => {
    const key = JSON.stringify(lastPages);
    let result = printed.get(key);
    if (!result) {
      const html = renderIssueHtml(document, parameters, faces, { ...options, lastPages });
      result = print(html).then((pdf) => ({ html, pdf }));
      printed.set(key, result);
    }
    return result;
  };

  const guess = earlier?.lastPages ?? plainLastPages;
  // Blank pages at the end change nothing before them, so that one print tells how many there must be. With a foot apart
  // only the plain pages tell; both are printed side by side then.
  const start = guess.footApart ? plainLastPages : guess;
  const starting = printedWith(start);
  if (guess.footApart) printedWith(guess).catch(() => {});
  const [started] = await Promise.all([starting, whilePrinting(fonts)]);
  let pages = pdfPageCount(started.pdf) - start.blankAtEnd;
  let lastPages = plainLastPages;
  // At most twice: where the foot is set apart the text may come out a page shorter.
  for (;;) {
    const next = nextLastPages(pages, lastPages, hasFoot, parameters);
    if (next === undefined) break;
    lastPages = next;
    pages = pdfPageCount((await printedWith(lastPages)).pdf);
  }
  const { html, pdf } = await printedWith(lastPages);
  if (earlier) earlier.lastPages = lastPages;

  return {
    pages,
    html,
    faces: new Map(faces.map((face) => [face.slot, faceBytes(face)])),
    pdf: writePdfInformation(renumberPdfNodes(pdf), {
      title: issueTitle(document),
      author: document.publication.organ,
      subject: document.column ?? '',
      date: document.date ?? dateOfUndated,
    }),
  };
}

function faceBytes({ dataUrl }: FontFace): Uint8Array {
  return new Uint8Array(Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64'));
}
