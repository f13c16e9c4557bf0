import type { TravellingRow } from '#shared/handover/issueRows.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { issueStateOf } from '../articles/articleQueries.ts';
import type { RowsByTable } from './issueRows.ts';

/**
 * Whether what comes about the mark of an article takes the place of what is here: with an article that is taken, where it goes
 * on from all that is here. Else the higher mark stays, so that no package takes one away that was given here, and none that was
 * given there gets lost; nothing is changed about an article that stands in an issue.
 */
export function goesBefore(content: ReadableDatabase, id: string, rows: RowsByTable, isTaken: boolean): boolean {
  if (issueStateOf(content, id) !== undefined) return false;
  const here = content
    .prepare("SELECT * FROM marking_records WHERE subject_kind = 'article' AND subject_id = ? ORDER BY number")
    .all(id) as readonly TravellingRow[];
  const coming = (rows.get('marking_records') ?? []).filter(({ subject_id: of }) => of === id);
  const isSame = (one: TravellingRow, other: TravellingRow) =>
    (['decision', 'proposer', 'recorded_at', 'statement'] as const).every((column) => one[column] === other[column]);
  const goesOn = here.every((one) => coming.some((other) => isSame(one, other)));
  return (isTaken && goesOn) || rankOf(coming) > rankOf(here);
}

/** Of the newest record, which counts; below 0 where there is none. */
function rankOf(records: readonly TravellingRow[]): number {
  const newest = records.reduce<TravellingRow | undefined>(
    (last, one) => (last === undefined || Number(one.number) > Number(last.number) ? one : last),
    undefined,
  );
  return newest === undefined || newest.decision === null ? -1 : Number(newest.rank);
}
