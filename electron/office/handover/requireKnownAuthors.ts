import type { ReadableDatabase } from '#store/database.ts';
import type { RowsByTable } from './issueRows.ts';
import { requireKnownPerson } from './requireKnownPeople.ts';

/** Who has written, marked or decided about an article, by the columns that say so. */
const authors: Readonly<Record<string, readonly string[]>> = {
  manuscripts: ['received_by', 'decided_by'],
  articles: ['created_by', 'shelved_by'],
  article_versions: ['author'],
  article_bases: ['taken_by'],
  article_comments: ['author', 'resolved_by'],
  article_comment_answers: ['author'],
  article_take_overs: ['from_person', 'to_person'],
  ignored_findings: ['ignored_by'],
  marking_records: ['proposer', 'approver'],
  marking_consents: ['person'],
  marking_drops: ['proposer', 'approver'],
  marking_drop_answers: ['person'],
  marking_reviews: ['person'],
  originator_consents: ['recorder'],
};

/** Nothing stands here under the name of somebody whom nobody here knows. Throws HandoverRefusal personUnknown. */
export function requireKnownAuthors(register: ReadableDatabase, rows: RowsByTable): void {
  const people = new Set(
    Object.entries(authors).flatMap(([table, columns]) =>
      (rows.get(table) ?? []).flatMap((row) => columns.flatMap((column) => row[column] ?? [])),
    ),
  );
  for (const id of people) requireKnownPerson(register, String(id), '写稿、改稿或者定标识的人');
}
