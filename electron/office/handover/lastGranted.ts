import type { LastNumber } from '#shared/handover/lastNumber.ts';
import type { ReadableDatabase } from '#store/database.ts';

/** The highest number of each series and year of a publication that an issue has here, 以往刊期 among them. */
export function lastGranted(content: ReadableDatabase, publicationId: string): readonly LastNumber[] {
  const rows = content
    .prepare(
      `SELECT series, year, max(serial) AS serial, max(running) AS running FROM (
         SELECT series, year, serial, running FROM issue_numbers WHERE publication_id = @publicationId
         UNION ALL SELECT series, year, serial, NULL FROM back_issues WHERE publication_id = @publicationId
       ) GROUP BY series, year`,
    )
    .all({ publicationId }) as readonly (Omit<LastNumber, 'running'> & { readonly running: number | null })[];
  return rows.map(({ running, ...row }) => ({ ...row, ...(running === null ? {} : { running }) }));
}
