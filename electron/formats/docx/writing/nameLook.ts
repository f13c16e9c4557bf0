import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { fitName } from '#shared/layout/mastheadStyle.ts';
import type { ParagraphLook } from './paragraphLooks.ts';
import { twips, wordGrid } from './wordUnits.ts';

const mmPerPoint = 25.4 / 72;

/** 刊名 as the printed page sets it: smaller where it is too long for the type area, spread where it is short and not plain. */
export function nameLook(name: string, parameters: LayoutParameters): ParagraphLook {
  const { lines, typeAreaWidth } = wordGrid(parameters);
  const count = Math.max(1, [...name].length);
  const { size_mm, spacing_mm } = fitName(count, parameters);
  // Word sets half points: rounded down, with one to spare, so that the name stays on its line.
  const fitting_pt = Math.floor((typeAreaWidth / 20 / count) * 2 - 1) / 2;
  return {
    slot: 'title',
    size_pt: Math.max(1, Math.min(size_mm / mmPerPoint, fitting_pt)),
    spacing: twips(spacing_mm),
    // Pre-printed sheets bring the name: white, it keeps its place and stays text of the file.
    colour: parameters.mastheadKind === 'preprinted' ? '#ffffff' : mastheadColour(parameters),
    line: lines(parameters.mastheadLines),
    before: lines(parameters.mastheadBlankLinesAbove),
    after: lines(parameters.mastheadBlankLinesBelow),
  };
}

/** Red, or black where the masthead is plain or the sheets bring what is red. */
export function mastheadColour(parameters: LayoutParameters): string {
  return parameters.mastheadKind === 'redHead' ? parameters.mastheadColour : '#000000';
}
