import type { Contour, Outline, OutlinePoint } from './outline.ts';

/** An outline as data of an SVG path: (x, y) becomes (left + scale · x, baseline − scale · y). */
export function outlinePath(outline: Outline, scale: number, left: number, baseline: number): string {
  const at = ({ x, y }: Pick<OutlinePoint, 'x' | 'y'>) => `${round(left + scale * x)} ${round(baseline - scale * y)}`;
  return outline
    .map((contour) => {
      const points = withCurvePoints(contour);
      const [start, ...others] = points;
      if (!start) return '';
      const steps: string[] = [];
      for (let index = 0; index < others.length; index += 1) {
        const point = others[index] as OutlinePoint;
        if (point.isOn) {
          steps.push(`L${at(point)}`);
          continue;
        }
        steps.push(`Q${at(point)} ${at(others[index + 1] ?? start)}`);
        index += 1;
      }
      return `M${at(start)}${steps.join('')}Z`;
    })
    .join('');
}

/** The contour from a point of the curve on, with the points written out that lie between two control points. */
function withCurvePoints(contour: Contour): Contour {
  const points = contour.flatMap((point, index) => {
    const before = contour.at(index - 1) as OutlinePoint;
    if (point.isOn || before.isOn) return [point];
    return [{ x: (before.x + point.x) / 2, y: (before.y + point.y) / 2, isOn: true }, point];
  });
  const start = points.findIndex(({ isOn }) => isOn);
  return [...points.slice(start), ...points.slice(0, start)];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
