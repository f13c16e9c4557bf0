import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { ParagraphLook } from './paragraphLooks.ts';
import { twips, wordGrid } from './wordUnits.ts';

const mmPerPoint = 25.4 / 72;

/** 刊名 as the printed page sets it: smaller where it is too long for the type area, spread where it is short. */
export function nameLook(name: string, parameters: LayoutParameters): ParagraphLook {
  const { lines, typeAreaWidth } = wordGrid(parameters);
  const count = Math.max(1, [...name].length);
  const typeAreaWidth_mm = (typeAreaWidth / 20) * mmPerPoint;
  const size_mm = Math.min(parameters.mastheadSize_pt * mmPerPoint, typeAreaWidth_mm / count);
  const missing_mm = (parameters.mastheadMinimumWidth_mm - count * size_mm) / Math.max(count - 1, 1);
  const spread_mm = Math.min(Math.max(missing_mm, 0), parameters.mastheadSpread_characters * size_mm);
  return {
    slot: 'title',
    // Word sets half points: rounded down, with a little to spare, so that the name still fits.
    size_pt: Math.max(1, Math.floor((size_mm / mmPerPoint) * 2 - 1) / 2),
    spacing: twips(spread_mm),
    colour: parameters.mastheadColour,
    line: lines(parameters.mastheadLines),
    before: lines(parameters.mastheadBlankLinesAbove),
    after: lines(parameters.mastheadBlankLinesBelow),
  };
}
