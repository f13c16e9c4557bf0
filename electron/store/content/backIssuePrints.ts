import type { ReadableDatabase, WritableDatabase } from '../database.ts';
import { tokenOf } from './addReuseSource.ts';

/** Two texts of which nine tenths are one share far more of their smallest fingerprints than this. */
const leastShared = 0.25;
/** So many texts that share fingerprints are compared word by word. */
const mostCompared = 4;

/** Keeps the smallest fingerprints of a file. */
export function keepBackIssuePrints(database: WritableDatabase, itemId: string, prints: readonly number[]): void {
  const insert = database.prepare('INSERT OR IGNORE INTO back_issue_prints (print, item_id) VALUES (?, ?)');
  for (const print of prints) insert.run(print, itemId);
}

export function backIssuePrints(database: ReadableDatabase, itemId: string): readonly number[] {
  return database
    .prepare('SELECT print FROM back_issue_prints WHERE item_id = ? ORDER BY print')
    .pluck()
    .all(itemId) as readonly number[];
}

/** Other files that share fingerprints with this one, those that share most first. */
export function likelyBackIssueItems(
  database: ReadableDatabase,
  prints: readonly number[],
  ownId: string,
): readonly string[] {
  if (prints.length === 0) return [];
  return database
    .prepare(
      `SELECT item_id FROM back_issue_prints WHERE print IN (SELECT value FROM json_each(?)) AND item_id <> ?
       GROUP BY item_id HAVING count(*) >= ? ORDER BY count(*) DESC, item_id LIMIT ?`,
    )
    .pluck()
    .all(JSON.stringify(prints), ownId, prints.length * leastShared, mostCompared) as readonly string[];
}

/** Issues released here that share fingerprints with a file, those that share most first. */
export function likelyIssues(database: ReadableDatabase, prints: readonly number[]): readonly string[] {
  const find = database
    .prepare(
      `SELECT DISTINCT issue_id FROM search_index_reuse
         JOIN search_reuse_sources ON search_reuse_sources.id = search_index_reuse.rowid
         JOIN search_passages ON search_passages.id = passage_id
       WHERE search_index_reuse MATCH ? AND issue_id IS NOT NULL LIMIT 50`,
    )
    .pluck();
  const shared = new Map<string, number>();
  for (const print of prints) {
    for (const issue of find.all(tokenOf(print)) as readonly string[]) {
      shared.set(issue, (shared.get(issue) ?? 0) + 1);
    }
  }
  return [...shared]
    .filter(([, count]) => count >= prints.length * leastShared)
    .sort((one, other) => other[1] - one[1])
    .slice(0, mostCompared)
    .map(([issue]) => issue);
}
