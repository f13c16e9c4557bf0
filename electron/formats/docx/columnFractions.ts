/** The type area of GB/T 9704-2012, 156 mm, in twentieths of a point: a narrower table keeps its share of it. */
const typeAreaTwips = 8844;

/** Column widths in twentieths of a point as fractions of the type area, or of a table wider than it; none where one is missing. */
export function columnFractions(widths: readonly number[]): readonly number[] {
  const sum = widths.reduce((total, width) => total + width, 0);
  if (!widths.every((width) => width > 0)) return [];
  return widths.map((width) => Math.max(0.0001, Math.round((width / Math.max(sum, typeAreaTwips)) * 10_000) / 10_000));
}
