import type { IssueNumber } from '#shared/issue/issueDocument.ts';
import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { ReadableDatabase } from '#store/database.ts';

/**
 * The number an issue signed on `date` gets: the one after the highest ever granted in the year (void ones included,
 * since a number is never given twice), or where the publication says counting begins.
 */
export function proposeNumber(
  content: ReadableDatabase,
  publicationId: string,
  { firstNumber }: PublicationSettings,
  date: string,
): IssueNumber {
  const year = Number(date.slice(0, 4));
  const highest = (column: 'serial' | 'running', condition: string, ...values: readonly unknown[]) =>
    content
      .prepare(`SELECT max(${column}) FROM issue_numbers WHERE publication_id = ? ${condition}`)
      .pluck()
      .get(publicationId, ...values) as number | null;
  const last = highest('serial', "AND series = 'regular' AND year = ?", year);
  const isFirstYear = (firstNumber.year ?? year) === year && highest('serial', 'AND year < ?', year) === null;
  const lastRunning = highest('running', '');
  const running = lastRunning === null ? firstNumber.running : lastRunning + 1;
  return {
    series: 'regular',
    year,
    serial: last === null ? (isFirstYear ? firstNumber.serial : 1) : last + 1,
    ...(running === undefined ? {} : { running }),
  };
}
