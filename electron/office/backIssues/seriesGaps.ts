import { firstSerial, missingSerials } from '#shared/issue/issueSerials.ts';
import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { ReadableDatabase } from '#store/database.ts';
import type { BatchRow } from './backIssueQueries.ts';

/** Beyond this a number was misread, and nobody looks for what is missing before it. */
const mostSerials = 400;

/**
 * Of each year that a batch has issues of: the numbers of the series that neither it nor the archive has, from the first of the
 * year up to its last.
 */
export function seriesGaps(
  content: ReadableDatabase,
  { id, publication_id }: BatchRow,
  { firstNumber }: Pick<PublicationSettings, 'firstNumber'>,
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
  const begins = { ...firstNumber, year: firstNumber.year ?? firstGranted(content, publication_id) };
  const years = Map.groupBy(rows, ({ year }) => year);
  return [...years].flatMap(([year, numbers]) => {
    const there = numbers.map(({ serial }) => serial);
    const last = Math.max(...there);
    if (last > mostSerials) return [];
    const serials = missingSerials(there, { first: firstSerial(year, begins, there), last });
    return serials.length > 0 ? [{ year, serials: [...serials] }] : [];
  });
}

/** The first year that a number was granted in here; undefined where none was yet. */
function firstGranted(content: ReadableDatabase, publicationId: string): number | undefined {
  const year = content
    .prepare("SELECT min(year) FROM issue_numbers WHERE publication_id = ? AND series = 'regular'")
    .pluck()
    .get(publicationId);
  return (year as number | null) ?? undefined;
}
