import { z } from 'zod';

const length = z.number().nonnegative().max(500);
const positive = z.number().positive().max(500);

/** The numbers a publication's pages are made from; defaults after GB/T 9704-2012 where it speaks, else the habit of bulletins. */
export const LayoutParameters = z.strictObject({
  paperWidth_mm: positive.default(210),
  paperHeight_mm: positive.default(297),
  marginTop_mm: length.default(37),
  marginInner_mm: length.default(28),
  marginOuter_mm: length.default(26),
  marginBottom_mm: length.default(35),
  /** Inner and outer margins change sides on even pages. */
  mirroredMargins: z.boolean().default(true),
  charactersPerLine: z.int().min(1).max(100).default(28),
  linesPerPage: z.int().min(1).max(100).default(22),
  bodySize_pt: positive.default(16),
  firstLineIndent_characters: length.default(2),
  titleSize_pt: positive.default(22),
  titleBlankLinesAbove: length.default(1),
  titleBlankLinesBelow: length.default(1),
  firstArticleOnNewPage: z.boolean().default(true),
  runInFace: z.enum(['body', 'kai', 'bold']).default('body'),
  pageNumberSize_pt: positive.default(14),
  /** From the bottom of the type area to the middle of the page number's dashes. */
  pageNumberBelowTypeArea_mm: length.default(7),
  pageNumberFromEdge_characters: length.default(1),
  markingSize_pt: positive.default(16),
  mastheadSize_pt: positive.default(48),
  mastheadBlankLinesAbove: length.default(1),
  mastheadLines: positive.default(2),
  mastheadColour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .default('#e60000'),
  mastheadRule_mm: length.default(0.7),
  footSize_pt: positive.default(14),
  footOuterRule_mm: length.default(0.35),
  footInnerRule_mm: length.default(0.25),
  textSpacingTrim: z.boolean().default(true),
});
export type LayoutParameters = z.infer<typeof LayoutParameters>;

export const defaultLayoutParameters: LayoutParameters = LayoutParameters.parse({});

/** What follows from the parameters: the type area, the advance of one character, the pitch of one line; all in mm. */
export function layoutGrid(parameters: LayoutParameters) {
  const typeAreaWidth_mm = parameters.paperWidth_mm - parameters.marginInner_mm - parameters.marginOuter_mm;
  const typeAreaHeight_mm = parameters.paperHeight_mm - parameters.marginTop_mm - parameters.marginBottom_mm;
  return {
    typeAreaWidth_mm,
    typeAreaHeight_mm,
    advance_mm: typeAreaWidth_mm / parameters.charactersPerLine,
    linePitch_mm: typeAreaHeight_mm / parameters.linesPerPage,
  } as const;
}
