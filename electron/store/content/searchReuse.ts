import { askedHashes, compactText } from '#shared/search/shingles.ts';
import type { WritableDatabase } from '../database.ts';
import { addReuseSource, tokenOf } from './addReuseSource.ts';
import { indexNoted } from './indexDrafts.ts';

/** A text that may have been used before: a passage of a signed issue or a manuscript. */
export type ReuseSource =
  | { readonly kind: 'passage'; readonly passageId: number }
  | { readonly kind: 'manuscript'; readonly manuscriptId: string };

/** What stands everywhere tells nothing: so many texts, the newest, are looked at for one shingle. */
const textsOfShingle = 50;

/** Makes the fingerprints of all signed passages anew; does nothing in a base that keeps none. Those of manuscripts come with their index. */
export function rebuildReuse(database: WritableDatabase): void {
  if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'search_index_reuse'").get()) return;
  database.exec(
    "DELETE FROM search_reuse_sources; INSERT INTO search_index_reuse (search_index_reuse) VALUES ('delete-all')",
  );
  const passages = database.prepare('SELECT id FROM search_passages ORDER BY id').pluck().all() as readonly number[];
  const passageText = database.prepare('SELECT text FROM search_passages WHERE id = ?').pluck();
  for (const passageId of passages) {
    addReuseSource(database, { kind: 'passage', passageId }, passageText.get(passageId) as string);
  }
}

/** Texts that share fingerprints with this one, those that share most first; no more than so many. What is noted is indexed before. */
export function likelySources(
  database: WritableDatabase,
  text: string,
  limit: number,
  isOwn: (source: ReuseSource) => boolean,
): readonly ReuseSource[] {
  indexNoted(database);
  const find = database
    .prepare('SELECT rowid FROM search_index_reuse WHERE search_index_reuse MATCH ? ORDER BY rowid DESC LIMIT ?')
    .pluck();
  const read = database.prepare(
    `SELECT passage_id, manuscript_id FROM search_reuse_sources
       LEFT JOIN search_draft_parts ON search_draft_parts.id = part_id
       LEFT JOIN search_drafts ON search_drafts.id = draft_id
     WHERE search_reuse_sources.id = ?`,
  );
  const sourceOf = (id: number): ReuseSource => {
    const row = read.get(id) as { passage_id: number | null; manuscript_id: string | null };
    return row.passage_id === null
      ? { kind: 'manuscript', manuscriptId: row.manuscript_id ?? '' }
      : { kind: 'passage', passageId: row.passage_id };
  };
  const sources = new Map<number, ReuseSource>();
  const shared = new Map<string, { readonly source: ReuseSource; readonly newest: number; hits: number }>();
  for (const hash of askedHashes(compactText(text).text)) {
    for (const id of find.all(tokenOf(hash), textsOfShingle) as readonly number[]) {
      const source = sources.get(id) ?? sourceOf(id);
      sources.set(id, source);
      const key = source.kind === 'passage' ? `p${source.passageId}` : `m${source.manuscriptId}`;
      const entry = shared.get(key) ?? { source, newest: id, hits: 0 };
      entry.hits += 1;
      shared.set(key, entry);
    }
  }
  return [...shared.values()]
    .filter(({ source }) => !isOwn(source))
    .sort((one, other) => other.hits - one.hits || other.newest - one.newest)
    .slice(0, limit)
    .map(({ source }) => source);
}
