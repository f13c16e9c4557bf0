import { z } from 'zod';
import { FontChoice } from './fontChoice.ts';

const length = z.number().nonnegative().max(500);
const positive = z.number().positive().max(500);
const shift = z.number().min(-100).max(100);
const colour = z.string().regex(/^#[0-9a-f]{6}$/);

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

  fonts: FontChoice.prefault({}),

  bodySize_pt: positive.default(16),
  firstLineIndent_characters: length.default(2),
  /** A paragraph's last line holds at least so many characters, punctuation not counted, where it has a line before it. */
  lastLineMinimum_characters: z.int().min(1).max(10).default(2),
  /** 串标: as the text, in 楷体, or in 黑体 (bold). */
  runInFace: z.enum(['body', 'kai', 'bold']).default('body'),
  quoteIndent_characters: length.default(2),
  /** Half-width digits and letters within 仿宋: from the font of the slot 数字, or from 仿宋 itself. */
  digitsFace: z.enum(['digits', 'body']).default('digits'),
  /** Of the body's size. 90 % gives the shipped 宋体 digits half a character's width, so that two of them keep the grid. */
  digitsScale_percent: z.number().min(50).max(150).default(90),
  textSpacingTrim: z.boolean().default(true),

  titleSize_pt: positive.default(22),
  titleLinePitch_lines: positive.max(5).default(1),
  titleBlankLinesAbove: length.default(1),
  titleBlankLinesBelow: length.default(1),
  /** Whether the blank lines above a title stay where it begins a page. */
  titleBlankLinesAtPageTop: z.boolean().default(false),
  firstArticleOnNewPage: z.boolean().default(true),
  sourceFromEdge_characters: length.default(0),

  pageNumberSize_pt: positive.default(14),
  /** From the bottom of the type area to the middle of the page number's dashes. */
  pageNumberBelowTypeArea_mm: length.default(7),
  /** From the top of the number's line to the middle of its dashes, in its size: a property of the font. */
  pageNumberDashDepth_characters: length.default(0.666),
  pageNumberFromEdge_characters: length.default(1),
  /** Blank pages fill the count up: 2 for sheets printed on both sides, 4 for a saddle-stitched booklet. */
  pagesMultipleOf: z.union([z.literal(1), z.literal(2), z.literal(4)]).default(1),

  markingSize_pt: positive.default(16),
  /**
   * 红头; plain: the name smaller and black, without rule; preprinted (套红): the sheet brings name and rule, only what
   * changes from issue to issue is printed, at the places it would have.
   */
  mastheadKind: z.enum(['redHead', 'plain', 'preprinted']).default('redHead'),
  mastheadPlainSize_pt: positive.default(26),
  /** What a printer's feed is off by on pre-printed sheets: moves all that is printed of the masthead right and down. */
  preprintedRight_mm: shift.default(0),
  preprintedDown_mm: shift.default(0),
  /** The name is set smaller where it would be wider than the type area. */
  mastheadSize_pt: positive.default(50),
  /** A short name is spread to this width, by at most `mastheadSpread_characters` between two characters. */
  mastheadMinimumWidth_mm: length.default(120),
  mastheadSpread_characters: length.default(0.5),
  mastheadBlankLinesAbove: length.default(1),
  mastheadLines: positive.default(2),
  mastheadBlankLinesBelow: length.default(0.5),
  mastheadColour: colour.default('#e60000'),
  mastheadRule_mm: length.default(0.7),
  issuedBlankLinesAbove: length.default(0.5),

  contentsBlankLinesAbove: length.default(1),
  contentsBlankLinesBelowHead: length.default(0),
  contentsMarker: z.enum(['none', 'diamond']).default('diamond'),
  contentsMarkerSize_mm: length.default(2),
  contentsHang_characters: length.default(2),
  editorsNotePlace: z.enum(['beforeContents', 'afterContents']).default('afterContents'),
  editorsNoteBlankLinesAbove: length.default(1),

  tableSize_pt: positive.default(14),
  tableLinePitch_mm: positive.default(7.5),
  tableCellPadding_mm: length.default(1.2),
  /** Cells of at most so many characters are centred, longer ones begin at the left. */
  tableCentred_characters: z.int().min(0).max(100).default(8),
  tableRule_mm: length.default(0.25),
  captionSize_pt: positive.default(14),
  figureMaximum_lines: positive.default(18),
  /** White above and below a table or a figure. */
  insetBlankLines: length.default(0.5),

  footSize_pt: positive.default(14),
  footLinePitch_mm: positive.default(8.2),
  footIndent_characters: length.default(1),
  footOuterRule_mm: length.default(0.35),
  footInnerRule_mm: length.default(0.25),
  /** White between the end of the text and the foot, at the least. */
  footBlankLinesAbove: length.default(0),
  /** Sheets printed on both sides end on the back: the foot moves to the next even page, blank pages before it if need be. */
  footOnEvenPage: z.boolean().default(false),

  draftColour: colour.default('#e8e8e8'),
  draftWidth_mm: positive.default(118),
  draftTurn_degrees: z.number().min(-90).max(90).default(-35),
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
