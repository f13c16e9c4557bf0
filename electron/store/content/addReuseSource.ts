import { compactText, keptHashes } from '#shared/search/shingles.ts';
import type { WritableDatabase } from '../database.ts';

/** What fingerprints are kept of: a passage of a signed issue, or a part of a manuscript. */
export type PrintedPart =
  | { readonly kind: 'passage'; readonly passageId: number }
  | { readonly kind: 'part'; readonly partId: number };

/** Keeps the fingerprints of a text, in the transaction in which it is signed or indexed. */
export function addReuseSource(database: WritableDatabase, source: PrintedPart, text: string): void {
  const column = source.kind === 'passage' ? 'passage_id' : 'part_id';
  const id = database
    .prepare(
      `INSERT INTO search_reuse_sources (id, ${column})
       SELECT coalesce(max(id), 0) + 1, ? FROM search_reuse_sources RETURNING id`,
    )
    .pluck()
    .get(source.kind === 'passage' ? source.passageId : source.partId);
  const prints = keptHashes(compactText(text).text).map(tokenOf).join(' ');
  database.prepare('INSERT INTO search_index_reuse (rowid, prints) VALUES (?, ?)').run(id, prints);
}

/** A hash as one token. */
export function tokenOf(hash: number): string {
  return hash.toString(36);
}
