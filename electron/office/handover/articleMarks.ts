import type { TravellingRow } from '#shared/handover/issueRows.ts';
import type { WritableDatabase } from '#store/database.ts';
import { issueStateOf } from '../articles/articleQueries.ts';
import { rankedRecord } from './importMarkings.ts';
import { insertRow } from './insertRow.ts';
import type { RowsByTable } from './issueRows.ts';

/** What is said of a record, each by the column that names it and those by which one that says the same is known. */
const sayings = [
  { table: 'marking_consents', names: 'record', key: [] },
  { table: 'marking_drops', names: 'record', key: ['how', 'proposer', 'statement', 'at'] },
  { table: 'marking_reviews', names: 'record', key: ['outcome', 'person', 'at'] },
  { table: 'originator_consents', names: 'origin', key: ['article_id', 'giver', 'given_on', 'recorder', 'at'] },
  { table: 'originator_corrections', names: 'origin', key: [] },
] as const;

const recordKey = ['decision', 'proposer', 'recorded_at', 'statement'] as const;

/**
 * Joins what comes about the mark of an article to what is here, of which nothing is taken away: what is said of a record that
 * both sides have is added to it. A record that is new here comes behind them, and counts from then on, with an article that is
 * taken, where it goes on from all that is here, or where it is higher; nothing is changed about an article that stands in an
 * issue. Triggers of the tables are lifted by the caller.
 */
export function joinArticleMarks(content: WritableDatabase, id: string, rows: RowsByTable, isTaken: boolean): void {
  if (issueStateOf(content, id) !== undefined) return;
  const here = content
    .prepare("SELECT * FROM marking_records WHERE subject_kind = 'article' AND subject_id = ? ORDER BY number")
    .all(id) as readonly TravellingRow[];
  const coming = (rows.get('marking_records') ?? [])
    .filter(({ subject_id: of }) => of === id)
    .map(rankedRecord)
    .toSorted((one, other) => Number(one.number) - Number(other.number));
  const goesOn = here.every((one) => coming.some((other) => isSame(recordKey, one, other)));
  const bringsNew = (isTaken && goesOn) || rankOf(coming.at(-1)) > rankOf(here.at(-1));
  for (const record of coming) {
    const known = here.find((one) => isSame(recordKey, one, record));
    if (!known && !bringsNew) continue;
    const number = known ? Number(known.number) : insertNumbered(content, 'marking_records', record);
    joinSayings(content, rows, Number(record.number), number);
  }
}

/** Adds what comes of a record, `from` by its number there, to the one that is here as `to`. */
function joinSayings(content: WritableDatabase, rows: RowsByTable, from: number, to: number): void {
  for (const { table, names, key } of sayings) {
    const here = content.prepare(`SELECT * FROM ${table} WHERE ${names} = ?`).all(to) as readonly TravellingRow[];
    for (const row of (rows.get(table) ?? []).filter((one) => one[names] === from)) {
      const known = here.find((one) => isSame(key, one, row));
      const told = { ...row, [names]: to };
      if (table === 'marking_drops') {
        joinAnswer(content, rows, row, known ? Number(known.number) : insertNumbered(content, table, told));
      } else if (!known && row.number === undefined) insertRow(content, table, told);
      else if (!known) insertNumbered(content, table, told);
    }
  }
}

/** The answer to a proposal to drop a mark, which is given once. */
function joinAnswer(content: WritableDatabase, rows: RowsByTable, { number }: TravellingRow, drop: number): void {
  const answer = (rows.get('marking_drop_answers') ?? []).find((one) => one.drop_number === number);
  if (answer) insertRow(content, 'marking_drop_answers', { ...answer, drop_number: drop }, 'OR IGNORE');
}

function isSame(columns: readonly string[], one: TravellingRow, other: TravellingRow): boolean {
  return columns.every((column) => one[column] === other[column]);
}

/** The row under the next number of its table, which it gives. */
function insertNumbered(content: WritableDatabase, table: string, row: TravellingRow): number {
  const last = Number(content.prepare(`SELECT coalesce(max(number), 0) FROM ${table}`).pluck().get());
  insertRow(content, table, { ...row, number: last + 1 });
  return last + 1;
}

/** Of the newest record, which counts; below 0 where there is none. */
function rankOf(newest: TravellingRow | undefined): number {
  return !newest || newest.decision === null ? -1 : Number(newest.rank);
}
