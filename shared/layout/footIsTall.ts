import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { gridUnits } from './gridUnits.ts';
import type { LayoutParameters } from './layoutParameters.ts';
import { copiesLine, recipientLines, signOffLines } from './printedLines.ts';

/** Lines of text that a foot never stands without, and one for what this estimate may be off by. */
const otherLines = 3;

/**
 * Whether the foot leaves no room above it for the end of the text on one page. It then goes on from the text over as
 * many pages as it takes, instead of standing on the bottom edge.
 */
export function footIsTall(document: IssueDocument, parameters: LayoutParameters): boolean {
  const { typeAreaWidth_mm, typeAreaHeight_mm, linePitch_mm, points } = gridUnits(parameters);
  const character_mm = points(parameters.footSize_pt);
  const width_mm = typeAreaWidth_mm - 2 * parameters.footIndent_characters * character_mm;
  const capacity = Math.max(1, Math.floor(width_mm / character_mm));
  // Lists hang under their first unit, two characters in.
  const lists = recipientLines(document).map(({ units }) => Math.ceil(widthOf(units) / Math.max(1, capacity - 2)));
  const names = [...signOffLines(document), ...(document.copies === undefined ? [] : [copiesLine(document.copies)])];
  const nameLines = Math.ceil(names.reduce((total, name) => total + widthOf(name) + 1, 0) / capacity);
  const lines = [...lists, nameLines].reduce((total, count) => total + count, 0);
  const others_mm = (otherLines + parameters.footBlankLinesAbove) * linePitch_mm;
  return lines > 0 && lines * parameters.footLinePitch_mm + others_mm > typeAreaHeight_mm;
}

/** In full-width characters. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[!-~]/.test(character) ? 0.5 : 1), 0);
}
