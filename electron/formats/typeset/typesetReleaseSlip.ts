import { missingCharacters } from '#formats/font/missingCharacters.ts';
import { slotFonts } from '#formats/font/slotFonts.ts';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { usedSlots } from '#formats/font/usedSlots.ts';
import { pdfPageCount } from '#formats/pdf/pdfPageCount.ts';
import { renumberPdfNodes } from '#formats/pdf/renumberPdfNodes.ts';
import { writePdfInformation } from '#formats/pdf/writePdfInformation.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { ReleaseSlip } from '#shared/layout/releaseSlip/releaseSlip.ts';
import { renderReleaseSlip } from '#shared/layout/releaseSlip/renderReleaseSlip.ts';
import { slipHeading, slipTexts } from '#shared/layout/releaseSlip/slipTexts.ts';

/** Stands on paper for a character that no font of the form has, as printers have always set it. */
const standIn = '〓';

/** A form without a date of its own carries this one, so that it too prints the same bytes each time. */
const dateOfUndated = '2000-01-01';

/** What XML and HTML cannot carry; an opinion may have been pasted. */
const unwritable = /[\p{Cc}\p{Cs}]/gu;

/**
 * 发稿单 as a PDF. What is signed stays in the record word for word; on the form a character that its font does not have
 * prints as 〓, so that an opinion stops no 签发. The same slip, parameters and fonts give the same bytes. Throws FontError.
 */
export async function typesetReleaseSlip(
  slip: ReleaseSlip,
  parameters: LayoutParameters,
  print: (html: string) => Promise<Uint8Array>,
): Promise<{ readonly pdf: Uint8Array; readonly pages: number }> {
  const written = mapTexts(slip, (text) => text.replace(unwritable, ''));
  const asked = slipTexts(written, parameters);
  const fonts = await slotFonts(
    usedSlots([...asked, { slot: 'body', text: standIn, place: slipHeading }]),
    parameters.fonts,
  );
  const missing = new Set((await missingCharacters(asked, fonts)).map(({ character }) => character));
  const printable = mapTexts(written, (text) =>
    [...text].map((character) => (missing.has(character) ? standIn : character)).join(''),
  );
  const faces = await subsetFaces(slipTexts(printable, parameters), { fonts });
  const pdf = await print(renderReleaseSlip(printable, parameters, faces));
  return {
    pages: pdfPageCount(pdf),
    pdf: writePdfInformation(renumberPdfNodes(pdf), {
      title: `${slip.publication}${slip.number ?? ''}${slipHeading}`,
      author: slip.organ,
      subject: slipHeading,
      date: slip.date ?? dateOfUndated,
    }),
  };
}

/** The slip with each of its words put through `change`; pictures, dates and hashes stay. */
function mapTexts(slip: ReleaseSlip, change: (text: string) => string): ReleaseSlip {
  const { decision } = slip;
  return {
    ...slip,
    publication: change(slip.publication),
    organ: change(slip.organ),
    marking: slip.marking.map(change),
    column: slip.column === undefined ? undefined : change(slip.column),
    titles: slip.titles.map(change),
    sources: slip.sources.map(change),
    signOffs: slip.signOffs.map(({ label, person, opinion, ...rest }) => ({
      ...rest,
      label: change(label),
      ...(person === undefined ? {} : { person: change(person) }),
      ...(opinion === undefined ? {} : { opinion: change(opinion) }),
    })),
    recipients: slip.recipients.map(({ label, units }) => ({ label, units: change(units) })),
    articleMarkings: slip.articleMarkings.map(({ title, mark }) => ({ title: change(title), mark: change(mark) })),
    decision: decision && {
      ...decision,
      kind: change(decision.kind),
      ground: change(decision.ground),
      proposer: change(decision.proposer),
      approver: change(decision.approver),
      scope: change(decision.scope),
      ...(decision.term === undefined ? {} : { term: change(decision.term) }),
      ...(decision.lowerReason === undefined ? {} : { lowerReason: change(decision.lowerReason) }),
    },
  };
}
