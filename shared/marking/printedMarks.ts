import { isClassified } from './markRank.ts';
import { plainMark } from './plainMark.ts';

/** Whether the printed lines show this mark, however its characters are set apart. */
export function isPrinted(lines: readonly string[], mark: string): boolean {
  return lines.some((line) => plainMark(line) === plainMark(mark));
}

/** The lines with this mark printed in place of whatever 密级 stood there. */
export function withMarkPrinted(lines: readonly string[], mark: string): readonly string[] {
  return [...lines.filter((line) => !isClassified(line)), mark];
}
