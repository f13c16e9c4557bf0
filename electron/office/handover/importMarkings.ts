import type { TravellingRow } from '#shared/handover/issueRows.ts';
import { MarkingDecision } from '#shared/issue/issueDocument.ts';
import { markRank, rankNumber } from '#shared/marking/markRank.ts';
import type { WritableDatabase } from '#store/database.ts';
import { insertRow } from './insertRow.ts';
import type { RowsByTable } from './issueRows.ts';

/** A record that came, with the rank of its decision, whatever was told of it. */
export function rankedRecord(row: TravellingRow): TravellingRow {
  const { decision = null } = row;
  if (decision === null) return { ...row, rank: 0 };
  return { ...row, rank: rankNumber(markRank(MarkingDecision.parse(JSON.parse(String(decision))).kind)) };
}

/**
 * Puts what came about the marks of subjects in the place of what is here. Numbers of the markings are this base's own; within
 * a subject they keep their order. Triggers of the tables are lifted by the caller.
 */
export function importMarkings(
  content: WritableDatabase,
  rows: RowsByTable,
  subjects: readonly (readonly [kind: 'issue' | 'article', id: string])[],
): void {
  const of = (table: string) => rows.get(table) ?? [];
  const records = content
    .prepare('SELECT number FROM marking_records WHERE subject_kind = ? AND subject_id = ?')
    .pluck();
  const standing = subjects.flatMap((subject) => records.all(...subject) as readonly number[]);
  const answers = content.prepare(
    'DELETE FROM marking_drop_answers WHERE drop_number IN (SELECT number FROM marking_drops WHERE record = ?)',
  );
  for (const number of standing) {
    answers.run(number);
    for (const [table, column] of [
      ['marking_drops', 'record'],
      ['originator_corrections', 'origin'],
      ['originator_consents', 'origin'],
      ['marking_reviews', 'record'],
      ['marking_consents', 'record'],
      ['marking_records', 'number'],
    ] as const) {
      content.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(number);
    }
  }
  const from = Number(content.prepare('SELECT coalesce(max(number), 0) FROM marking_records').pluck().get());
  for (const row of of('marking_records').map(rankedRecord))
    insertRow(content, 'marking_records', { ...row, number: from + Number(row.number) });
  for (const row of of('marking_consents'))
    insertRow(content, 'marking_consents', { ...row, record: from + Number(row.record) });
  const drops = Number(content.prepare('SELECT coalesce(max(number), 0) FROM marking_drops').pluck().get());
  for (const row of of('marking_drops')) {
    insertRow(content, 'marking_drops', {
      ...row,
      number: drops + Number(row.number),
      record: from + Number(row.record),
    });
  }
  for (const row of of('marking_drop_answers')) {
    insertRow(content, 'marking_drop_answers', { ...row, drop_number: drops + Number(row.drop_number) });
  }
  for (const { number: _number, ...row } of of('marking_reviews')) {
    insertRow(content, 'marking_reviews', { ...row, record: from + Number(row.record) });
  }
  for (const { number: _number, ...row } of of('originator_consents')) {
    insertRow(content, 'originator_consents', { ...row, origin: from + Number(row.origin) });
  }
  for (const row of of('originator_corrections')) {
    insertRow(content, 'originator_corrections', { ...row, origin: from + Number(row.origin) });
  }
}
