import { type MissingCharacter, missingCharacters } from '#formats/font/missingCharacters.ts';
import { type SlotFonts, slotFonts } from '#formats/font/slotFonts.ts';
import { usedSlots } from '#formats/font/usedSlots.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { PartFault } from '#shared/layout/partPlace.ts';
import { slotTexts } from '#shared/layout/slotTexts.ts';
import { unprintableParts } from '#shared/layout/unprintableParts.ts';
import { documentFaults } from './documentFaults.ts';

/** What would stop the typesetting of an issue, known without printing a page. */
export interface PrintableCheck {
  readonly missing: readonly MissingCharacter[];
  /** Parts that go on no page, or are damaged. */
  readonly unprintable: readonly PartFault[];
  /** The fonts it prints with. */
  readonly fonts: SlotFonts;
}

/** Looks for characters without a glyph, parts without room and parts that are damaged, with the fonts and numbers the issue prints with. */
export async function checkPrintable(document: IssueDocument, parameters: LayoutParameters): Promise<PrintableCheck> {
  const texts = slotTexts(document, parameters);
  const fonts = await slotFonts(usedSlots(texts), parameters.fonts);
  const missing = await missingCharacters(texts, fonts);
  return {
    missing,
    unprintable: [...unprintableParts(document, parameters), ...(await documentFaults(document))],
    fonts,
  };
}
