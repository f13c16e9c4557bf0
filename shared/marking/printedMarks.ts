import type { IssueDocument, MarkingDecision } from '#shared/issue/issueDocument.ts';
import { isClassified } from './markRank.ts';
import { markText } from './markText.ts';
import { plainMark } from './plainMark.ts';

/** Whether the printed lines show this mark, however its characters are set apart. */
export function isPrinted(lines: readonly string[], mark: string): boolean {
  return lines.some((line) => plainMark(line) === plainMark(mark));
}

/** The lines with this mark printed in place of whatever 密级 stood there. */
export function withMarkPrinted(lines: readonly string[], mark: string): readonly string[] {
  return [...lines.filter((line) => !isClassified(line)), mark];
}

/** The lines with the mark of a decision, where that is not among them. */
export function marksWith(lines: readonly string[], decision: MarkingDecision | undefined): readonly string[] {
  const mark = decision && markText(decision);
  return mark === undefined || isPrinted(lines, mark) ? lines : [...lines, mark];
}

/** Every mark of an issue and of its articles, as whatever holds their text has to bear. */
export function allMarks({ marking, markingDecision, articleMarkings = {} }: IssueDocument): readonly string[] {
  return [markingDecision, ...Object.values(articleMarkings)].reduce<readonly string[]>(marksWith, marking);
}
