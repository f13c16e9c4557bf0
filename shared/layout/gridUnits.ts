import type { FontSlot } from './fontSlot.ts';
import { type LayoutParameters, layoutGrid } from './layoutParameters.ts';

const mmPerPoint = 25.4 / 72;

/** Chromium counts in 1/64 px: this much less a character keeps a full line from breaking one early. */
const advanceAllowance_mm = 0.00015;

/** Room added under the type area, so that the last line of a full page is not pushed over by rounding; nothing prints in it. */
export const pageAllowance_mm = 0.2;

/** Lengths of the grid as CSS writes them. */
export function gridUnits(parameters: LayoutParameters) {
  const grid = layoutGrid(parameters);
  return {
    ...grid,
    /** Type of this size in mm. */
    points: (size_pt: number) => size_pt * mmPerPoint,
    lines: (count: number) => mm(count * grid.linePitch_mm),
    characters: (count: number) => mm(count * grid.advance_mm),
    /** What widens type of this size to the grid's advance. */
    letterSpacing: (size_pt: number) => mm(grid.advance_mm - size_pt * mmPerPoint - advanceAllowance_mm),
  } as const;
}

/** A length in millimetres as CSS writes it; four places are finer than Chromium counts. */
export function mm(length: number): string {
  return `${length.toFixed(4)}mm`;
}

/** The families a slot is drawn with; characterSlot says by TypeScript what the faces' ranges say to CSS. */
export function family(slot: FontSlot): string {
  switch (slot) {
    case 'body':
      return '"Neikan digits","Neikan body","Neikan song"';
    case 'kai':
      return '"Neikan kai","Neikan body"';
    default:
      return `"Neikan ${slot}"`;
  }
}
