import type { IssueNumber } from '#shared/issue/issueDocument.ts';
import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { grantedElsewhere } from '../handover/grantedElsewhere.ts';
import type { IssueRow } from '../issues/issueQueries.ts';

/**
 * The number an issue signed on `date` gets: the one after the highest ever granted in the year (void ones included,
 * since a number is never given twice, and 以往刊期 and those of other machines too), or where the publication says counting begins.
 */
export function proposeNumber(
  content: ReadableDatabase,
  { publicationId, series }: Pick<IssueRow, 'publicationId' | 'series'>,
  { firstNumber }: PublicationSettings,
  date: string,
): IssueNumber {
  const year = Number(date.slice(0, 4));
  const highest = (column: 'serial' | 'running', condition: string, ...values: readonly unknown[]) =>
    content
      .prepare(`SELECT max(${column}) FROM issue_numbers WHERE publication_id = ? ${condition}`)
      .pluck()
      .get(publicationId, ...values) as number | null;
  const backIssue = content
    .prepare('SELECT max(serial) FROM back_issues WHERE publication_id = ? AND series = ? AND year = ?')
    .pluck()
    .get(publicationId, series, year) as number | null;
  const elsewhere = grantedElsewhere(content, publicationId);
  const granted = highest('serial', 'AND series = ? AND year = ?', series, year);
  const told = elsewhere.find((one) => one.series === series && one.year === year)?.serial ?? null;
  const last = highestOf(granted, backIssue, told);
  // A supplement takes no part in the running count, and its own count always begins with 1.
  if (series === 'supplement') return { series, year, serial: (last ?? 0) + 1 };
  const isFirstYear =
    (firstNumber.year ?? year) === year &&
    highest('serial', "AND series = 'regular' AND year < ?", year) === null &&
    !elsewhere.some((one) => one.series === 'regular' && one.year < year);
  const lastRunning = highestOf(highest('running', ''), ...elsewhere.map(({ running = null }) => running));
  const running = lastRunning === null ? firstNumber.running : lastRunning + 1;
  return {
    series,
    year,
    serial: last === null ? (isFirstYear ? firstNumber.serial : 1) : last + 1,
    ...(running === undefined ? {} : { running }),
  };
}

function highestOf(...numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((last, one) => (last === null || one === null ? (last ?? one) : Math.max(last, one)), null);
}
