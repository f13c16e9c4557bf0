import type { ParagraphStyle } from '#formats/docx/bulletinStyles.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { FontSlot } from '#shared/layout/fontSlot.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { nameLook } from './nameLook.ts';
import { twips, wordGrid } from './wordUnits.ts';

/** What a paragraph style changes in the body's; lengths in twips. */
export interface ParagraphLook {
  /** The style of the paragraph that Word begins after this one. */
  readonly next?: ParagraphStyle;
  readonly slot?: FontSlot;
  readonly size_pt?: number;
  /** From line to line, exactly; `auto` lets a picture or a mixed line be as tall as it is. */
  readonly line?: number | 'auto';
  readonly before?: number;
  readonly after?: number;
  readonly alignment?: 'both' | 'left' | 'center' | 'right';
  readonly firstLine_characters?: number;
  /** Set in on both sides. */
  readonly sides_characters?: number;
  readonly right_characters?: number;
  readonly hanging?: { readonly left: number; readonly by: number };
  readonly keepNext?: boolean;
  readonly keepLines?: boolean;
  /** From 0; Word's navigation shows it. */
  readonly outlineLevel?: number;
  readonly colour?: string;
  /** Added to the advance of each character. */
  readonly spacing?: number;
  readonly ruleBelow?: { readonly width_mm: number; readonly colour: string };
  readonly rightTab?: number;
}

/** The looks of a bulletin's parts, by the same numbers from which the printed page is made. */
export function paragraphLooks(
  document: IssueDocument,
  parameters: LayoutParameters,
): Readonly<Record<ParagraphStyle, ParagraphLook>> {
  const { linePitch, spacing, lines, characters, typeAreaWidth } = wordGrid(parameters);
  const flush = { firstLine_characters: 0 } as const;
  const centred = { ...flush, alignment: 'center' } as const;
  const inText = { firstLine_characters: parameters.firstLineIndent_characters } as const;
  const heading = { keepNext: true, next: 'paragraph' } as const;
  const foot = { ...flush, size_pt: parameters.footSize_pt, line: twips(parameters.footLinePitch_mm) } as const;
  const footEdge = twips((parameters.footIndent_characters * parameters.footSize_pt * 25.4) / 72);
  const footLabel = twips((2 * parameters.footSize_pt * 25.4) / 72);
  const cell = { ...centred, size_pt: parameters.tableSize_pt, line: twips(parameters.tableLinePitch_mm) } as const;
  return {
    // Lines and characters keep to the grid by their own pitch and advance. Left to the grid of the page, characters wider
    // than its advance, as 3号 is in 28 to the line, take up two of its places in some programs.
    paragraph: { ...inText, alignment: 'both', line: linePitch, spacing },
    marking: { ...flush, slot: 'hei', size_pt: parameters.markingSize_pt, alignment: 'left' },
    name: { ...centred, ...nameLook(document.publication.name, parameters) },
    column: centred,
    number: centred,
    issued: {
      ...flush,
      alignment: 'left',
      before: lines(parameters.issuedBlankLinesAbove),
      rightTab: typeAreaWidth,
      ...(parameters.mastheadKind === 'redHead'
        ? { ruleBelow: { width_mm: parameters.mastheadRule_mm, colour: parameters.mastheadColour } }
        : {}),
    },
    contentsHead: {
      ...centred,
      slot: 'hei',
      keepNext: true,
      before: lines(parameters.contentsBlankLinesAbove),
      after: lines(parameters.contentsBlankLinesBelowHead),
    },
    contents: {
      hanging: {
        left: characters(parameters.contentsHang_characters),
        by: characters(Math.min(1, parameters.contentsHang_characters)),
      },
    },
    editorsNote: { ...inText, slot: 'kai' },
    title: {
      ...centred,
      slot: 'title',
      size_pt: parameters.titleSize_pt,
      line: lines(parameters.titleLinePitch_lines),
      before: lines(parameters.titleBlankLinesAbove),
      after: lines(parameters.titleBlankLinesBelow),
      keepNext: true,
      keepLines: true,
      outlineLevel: 0,
      next: 'paragraph',
    },
    subtitle: { ...centred, slot: 'kai', after: lines(parameters.titleBlankLinesBelow), ...heading },
    byline: { ...centred, slot: 'kai', after: lines(parameters.titleBlankLinesBelow), ...heading },
    lead: inText,
    heading1: { ...inText, ...heading, slot: 'hei', outlineLevel: 1 },
    heading2: { ...inText, ...heading, slot: 'kai', outlineLevel: 2 },
    heading3: { ...inText, ...heading, outlineLevel: 3 },
    heading4: { ...inText, ...heading, outlineLevel: 4 },
    quote: { ...inText, slot: 'kai', sides_characters: parameters.quoteIndent_characters },
    item: inText,
    cell,
    headerCell: { ...cell, slot: 'hei' },
    figure: { ...centred, line: 'auto', before: lines(parameters.insetBlankLines) },
    caption: {
      ...centred,
      slot: 'kai',
      size_pt: parameters.captionSize_pt,
      line: 'auto',
      after: lines(parameters.insetBlankLines),
    },
    source: { ...flush, alignment: 'right', right_characters: parameters.sourceFromEdge_characters },
    recipients: { ...foot, alignment: 'both', hanging: { left: footEdge + footLabel, by: footLabel } },
    names: { ...foot, alignment: 'left', hanging: { left: footEdge, by: 0 } },
    spacer: { ...flush, size_pt: 1, line: Math.max(20, lines(parameters.insetBlankLines)) },
    pageNumber: {
      ...flush,
      slot: 'song',
      size_pt: parameters.pageNumberSize_pt,
      line: Math.round(parameters.pageNumberSize_pt * 20),
    },
    draft: { ...flush, slot: 'hei', size_pt: 9, line: 'auto', alignment: 'right', colour: '#808080' },
  };
}
