import type { ReadableDatabase } from '#store/database.ts';
import type { BatchRow } from './backIssueQueries.ts';

/** Beyond this a number was misread, and nobody looks for what is missing before it. */
const mostSerials = 400;

/** Of each year that a batch has issues of: the numbers of the series that neither it nor the archive has, up to its last. */
export function seriesGaps(
  content: ReadableDatabase,
  { id, publication_id }: BatchRow,
): { year: number; serials: number[] }[] {
  const rows = content
    .prepare(
      `WITH own AS (SELECT year, serial FROM back_issue_items
         WHERE batch_id = @batch AND series = 'regular' AND state IN ('parsed', 'unsure', 'accepted'))
       SELECT year, serial FROM own
       UNION SELECT year, serial FROM issue_numbers
         WHERE publication_id = @publication AND series = 'regular' AND year IN (SELECT year FROM own)
       UNION SELECT year, serial FROM back_issues
         WHERE publication_id = @publication AND series = 'regular' AND year IN (SELECT year FROM own)
       ORDER BY year, serial`,
    )
    .all({ batch: id, publication: publication_id }) as readonly { readonly year: number; readonly serial: number }[];
  const years = Map.groupBy(rows, ({ year }) => year);
  return [...years].flatMap(([year, numbers]) => {
    const there = new Set(numbers.map(({ serial }) => serial));
    const last = Math.max(...there);
    if (last > mostSerials) return [];
    const serials = Array.from({ length: last }, (_, index) => index + 1).filter((serial) => !there.has(serial));
    return serials.length > 0 ? [{ year, serials }] : [];
  });
}
