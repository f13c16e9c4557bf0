import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { isClassified, markRank, rankNumber } from '#shared/marking/markRank.ts';
import { markText } from '#shared/marking/markText.ts';
import { plainMark } from '#shared/marking/plainMark.ts';
import { allMarks, isPrinted } from '#shared/marking/printedMarks.ts';
import { type Mark, proposeMarking } from '#shared/marking/proposeMarking.ts';

/**
 * The marks a volume bears: every one of its issues that is no 密级, and of the 密级 the highest kind with the term that
 * ends last, each term counted from the day it was decided.
 */
export function volumeMarking(documents: readonly IssueDocument[], date: string): readonly string[] {
  const lines: string[] = [];
  for (const line of documents.flatMap(allMarks)) {
    if (!isClassified(line) && !isPrinted(lines, line)) lines.push(line);
  }
  const whole = proposeMarking(documents.flatMap(classifiedMarks), date);
  return whole ? [...lines, markText(whole)] : lines;
}

/** The highest mark of an issue as one line; undefined where it bears none. */
export function highestMark(document: IssueDocument): string | undefined {
  const ranked = allMarks(document).map((line) => ({ line, rank: rankNumber(markRank(line)) }));
  const best = ranked.reduce<(typeof ranked)[number] | undefined>(
    (found, next) => (found === undefined || next.rank > found.rank ? next : found),
    undefined,
  );
  return best?.line;
}

/** The 密级 of an issue and its articles by their records, and by what is printed where there is no record. */
function classifiedMarks(document: IssueDocument): readonly Mark[] {
  const { markingDecision, articleMarkings = {}, marking, date } = document;
  const recorded = [markingDecision, ...Object.values(articleMarkings)].filter((record) => record !== undefined);
  const printed = marking.filter((line) => !recorded.some((record) => isPrinted([line], markText(record))));
  return [...recorded, ...printed.map((line) => readMark(line, date))].filter(({ kind }) => isClassified(kind));
}

function readMark(line: string, date: string | null): Mark {
  const [kind = '', term] = plainMark(line).split('★');
  return { kind, ...(term ? { term } : {}), ...(date === null ? {} : { decidedOn: date }) };
}
