import type { OutlinePoint } from './outline.ts';

type Position = Pick<OutlinePoint, 'x' | 'y'>;

/**
 * A cubic curve as quadratic ones, each a control point and its end, that lie within `tolerance` of it. Cut into n equal
 * parts, the quadratic curve whose control point is (3·c1 − p0 + 3·c2 − p3) / 4 is off by at most
 * √3/36 · |p3 − 3·c2 + 3·c1 − p0| / n³ (the cubic terms of both differ by that vector times a polynomial of this maximum).
 */
export function cubicToQuadratic(
  start: Position,
  first: Position,
  second: Position,
  end: Position,
  tolerance: number,
): readonly OutlinePoint[] {
  const x = polynomial(start.x, first.x, second.x, end.x);
  const y = polynomial(start.y, first.y, second.y, end.y);
  const error = (Math.sqrt(3) / 36) * Math.hypot(x.cubic, y.cubic);
  const parts = Math.max(1, Math.ceil(Math.cbrt(error / tolerance)));
  const points: OutlinePoint[] = [];
  for (let part = 0; part < parts; part += 1) {
    const [from, to] = [part / parts, (part + 1) / parts];
    points.push({ x: control(x, from, to), y: control(y, from, to), isOn: false });
    points.push(part === parts - 1 ? { x: end.x, y: end.y, isOn: true } : { x: x.at(to), y: y.at(to), isOn: true });
  }
  return points;
}

function polynomial(p0: number, c1: number, c2: number, p3: number) {
  const linear = 3 * (c1 - p0);
  const square = 3 * (c2 - 2 * c1 + p0);
  const cubic = p3 - 3 * c2 + 3 * c1 - p0;
  return {
    cubic,
    at: (t: number) => p0 + t * (linear + t * (square + t * cubic)),
    slope: (t: number) => linear + t * (2 * square + t * 3 * cubic),
  };
}

/** The control point of the part between two parameters: the mean of what both ends' slopes ask for. */
function control({ at, slope }: ReturnType<typeof polynomial>, from: number, to: number): number {
  return (at(from) + at(to)) / 2 + ((to - from) / 4) * (slope(from) - slope(to));
}
