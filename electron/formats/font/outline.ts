/** A point of an outline in font units, y upwards; between two that are on the curve there may be control points of it. */
export interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  readonly isOn: boolean;
}

/** A closed line of quadratic curves, as TrueType has it: between two control points lies a point of the curve. */
export type Contour = readonly OutlinePoint[];
export type Outline = readonly Contour[];

/** Every point (x, y) as (xScale · x + xShift, yScale · y + yShift). */
export function placeOutline(
  outline: Outline,
  {
    xScale = 1,
    yScale = 1,
    xShift = 0,
    yShift = 0,
  }: Partial<Record<'xScale' | 'yScale' | 'xShift' | 'yShift', number>>,
): Outline {
  if (xScale === 1 && yScale === 1 && xShift === 0 && yShift === 0) return outline;
  return outline.map((contour) =>
    contour.map(({ x, y, isOn }) => ({ x: xScale * x + xShift, y: yScale * y + yShift, isOn })),
  );
}

/** The box around all points; undefined where there are none. */
export function outlineBounds(outline: Outline) {
  let [xMin, yMin, xMax, yMax] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const contour of outline) {
    for (const { x, y } of contour) {
      xMin = Math.min(xMin, x);
      xMax = Math.max(xMax, x);
      yMin = Math.min(yMin, y);
      yMax = Math.max(yMax, y);
    }
  }
  return xMin === Infinity ? undefined : { xMin, yMin, xMax, yMax };
}
