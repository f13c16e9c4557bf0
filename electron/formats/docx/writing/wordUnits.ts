import { type LayoutParameters, layoutGrid } from '#shared/layout/layoutParameters.ts';

const twipsPerMm = 1440 / 25.4;

/** Twentieths of a point, in which Word counts lengths on the page. */
export function twips(length_mm: number): number {
  return Math.round(length_mm * twipsPerMm);
}

/** Half points, in which Word counts the size of type. */
export function halfPoints(size_pt: number): number {
  return Math.round(size_pt * 2);
}

/** Eighths of a point, in which Word counts the width of a rule; it draws 2 to 96 of them. */
export function eighthPoints(width_mm: number): number {
  return Math.min(96, Math.max(2, Math.round(((width_mm * 72) / 25.4) * 8)));
}

/** The publication's grid as Word counts it; pitch and advance are rounded down, lest a page hold a line or a character less. */
export function wordGrid(parameters: LayoutParameters) {
  const grid = layoutGrid(parameters);
  const typeAreaWidth = Math.max(1, twips(grid.typeAreaWidth_mm));
  const advance = typeAreaWidth / parameters.charactersPerLine;
  const linePitch = Math.max(1, Math.floor(grid.linePitch_mm * twipsPerMm));
  return {
    /** Twips from line to line. */
    linePitch,
    /** What is added to each character of the body's size, in 1/4096 pt. */
    charSpace: Math.floor((advance / 20 - parameters.bodySize_pt) * 4096),
    /** Twips that bring a character of the body's size to the grid's advance. */
    spacing: Math.floor(advance - parameters.bodySize_pt * 20),
    typeAreaWidth,
    /** Twips of a number of lines, or of characters. */
    lines: (count: number) => Math.round(count * linePitch),
    characters: (count: number) => Math.round(count * advance),
  } as const;
}
