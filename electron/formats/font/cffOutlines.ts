import type { Font } from 'fontkit';
import { cubicToQuadratic } from './cubicToQuadratic.ts';
import { damagedFont, FontError } from './fontError.ts';
import type { Contour, Outline, OutlinePoint } from './outline.ts';
import type { SfntTables } from './sfntTables.ts';
import { signatures, writeSfnt } from './writeSfnt.ts';

/** How far a converted curve may lie from its original, in parts of the em: at 16 pt 0.003 mm. */
const toleranceEm = 1 / 2000;

/**
 * The outlines of a font that draws by PostScript curves (CFF), as TrueType has them, because Chromium turns any other
 * into a Type 3 font. Only glyphs that are asked for are converted.
 */
export async function cffOutlines(tables: SfntTables, unitsPerEm: number): Promise<(glyph: number) => Outline> {
  // Loaded only where such a font is used.
  const fontkit = await import('fontkit');
  const font = orDamaged(() => fontkit.create(writeSfnt(tables, signatures.cff)));
  if (!('getGlyph' in font)) throw new FontError(damagedFont);
  return (glyph) =>
    quadraticContours(
      orDamaged(() => font.getGlyph(glyph).path.commands),
      toleranceEm * unitsPerEm,
    );
}

/** The reader has errors of many kinds for a damaged font. */
function orDamaged<Result>(read: () => Result): Result {
  try {
    return read();
  } catch {
    throw new FontError(damagedFont);
  }
}

type PathCommands = ReturnType<Font['getGlyph']>['path']['commands'];

function quadraticContours(commands: PathCommands, tolerance: number): Outline {
  const contours: Contour[] = [];
  let points: OutlinePoint[] = [];
  const close = () => {
    const [first, last] = [points[0], points.at(-1)];
    // A contour closes by itself; its end is not written twice.
    if (first && last && points.length > 1 && first.x === last.x && first.y === last.y) points.pop();
    // PostScript draws the outer line to the left, TrueType to the right.
    if (points.length > 1) contours.push(points.reverse());
    points = [];
  };
  for (const { command, args } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    switch (command) {
      case 'moveTo':
        close();
        points.push({ x: a, y: b, isOn: true });
        break;
      case 'lineTo':
        points.push({ x: a, y: b, isOn: true });
        break;
      case 'quadraticCurveTo':
        points.push({ x: a, y: b, isOn: false }, { x: c, y: d, isOn: true });
        break;
      case 'bezierCurveTo': {
        const start = points.at(-1) ?? { x: 0, y: 0 };
        points.push(...cubicToQuadratic(start, { x: a, y: b }, { x: c, y: d }, { x: e, y: f }, tolerance));
        break;
      }
      case 'closePath':
        close();
        break;
    }
  }
  close();
  return contours;
}
