import type { Path } from 'slate';
import type { DocumentLine, LineElement } from '#shared/document/documentLines.ts';
import { elementText } from '#shared/document/editorDocument.ts';
import type { CheckedText, TextFinding } from '#shared/proofreading/proofreader.ts';

/** A finding in its line. Lines never change, they are replaced: one that was is no more in the text. */
export interface PlacedFinding extends TextFinding {
  readonly line: LineElement;
  readonly path: Path;
}

/** What is known of lines; a line that was changed is another and not known yet. */
export type KnownFindings = WeakMap<LineElement, readonly TextFinding[]>;

/** Lines and text of one question; more would keep a line that is written waiting. */
export const linesAtOnce = 250;
export const textAtOnce = 50_000;

/** The lines that are still to be checked. */
export function unknownLines(lines: readonly DocumentLine[], known: KnownFindings): readonly DocumentLine[] {
  return lines.filter(({ element }) => !known.has(element));
}

/** Of the lines that are not known those to be checked next: nearest to the place that is looked at or written first. */
export function nextLines(unknown: readonly DocumentLine[], topLine: number): readonly DocumentLine[] {
  const distance = ({ path: [top = 0] }: DocumentLine) => Math.abs(top - topLine);
  const sorted = unknown.length <= 1 ? unknown : unknown.toSorted((one, other) => distance(one) - distance(other));
  let text = 0;
  const end = sorted.findIndex(({ element }, index) => {
    text += elementText(element).length;
    return index === linesAtOnce || (index > 0 && text > textAtOnce);
  });
  return end < 0 ? sorted : sorted.slice(0, end);
}

/** A line as it is checked: the lines of a title are one text, so each is a part. */
export function checkedText({ element }: DocumentLine): CheckedText {
  return { text: elementText(element), isWhole: element.role !== 'title' };
}

/** Every finding of the lines that are known, in the order of the text, but those that are ignored. */
export function placedFindings(
  lines: readonly DocumentLine[],
  known: KnownFindings,
  isIgnored: (finding: TextFinding) => boolean,
): readonly PlacedFinding[] {
  return lines.flatMap(({ element, path }) => {
    const findings = known.get(element);
    if (!findings || findings.length === 0) return [];
    return findings
      .filter((finding) => !isIgnored(finding))
      .map((finding) => ({ ...finding, line: element, path: [...path] }));
  });
}
