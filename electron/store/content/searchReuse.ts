import type { ArticleContent } from '#shared/issue/article.ts';
import { articleText } from '#shared/search/issuePassages.ts';
import { askedHashes, compactText, keptHashes } from '#shared/search/shingles.ts';
import type { ReadableDatabase, WritableDatabase } from '../database.ts';

/** A text that may have been used before: a passage of a signed issue or a manuscript. */
export type ReuseSource =
  | { readonly kind: 'passage'; readonly passageId: number }
  | { readonly kind: 'manuscript'; readonly manuscriptId: string };

/** What stands everywhere tells nothing: so many texts, the newest, are looked at for one shingle. */
const textsOfShingle = 50;

/** Keeps the fingerprints of a text, in the transaction in which it is signed or received. */
export function addReuseSource(database: WritableDatabase, source: ReuseSource, text: string): void {
  const id = database
    .prepare(
      `INSERT INTO search_reuse_sources (id, passage_id, manuscript_id)
       SELECT coalesce(max(id), 0) + 1, ?, ? FROM search_reuse_sources RETURNING id`,
    )
    .pluck()
    .get(
      source.kind === 'passage' ? source.passageId : null,
      source.kind === 'manuscript' ? source.manuscriptId : null,
    );
  const prints = keptHashes(compactText(text).text).map(tokenOf).join(' ');
  database.prepare('INSERT INTO search_index_reuse (rowid, prints) VALUES (?, ?)').run(id, prints);
}

/** Makes the fingerprints of all signed passages and manuscripts anew; does nothing in a base that keeps none. */
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
  const manuscripts = database
    .prepare('SELECT id FROM manuscripts ORDER BY received_at, rowid')
    .pluck()
    .all() as readonly string[];
  const content = database.prepare('SELECT content FROM manuscripts WHERE id = ?').pluck();
  for (const manuscriptId of manuscripts) {
    const article = JSON.parse(content.get(manuscriptId) as string) as ArticleContent;
    addReuseSource(database, { kind: 'manuscript', manuscriptId }, articleText(article));
  }
}

/** Texts that share fingerprints with this one, those that share most first; no more than so many. */
export function likelySources(
  database: ReadableDatabase,
  text: string,
  limit: number,
  isOwn: (source: ReuseSource) => boolean,
): readonly ReuseSource[] {
  const find = database
    .prepare('SELECT rowid FROM search_index_reuse WHERE search_index_reuse MATCH ? ORDER BY rowid DESC LIMIT ?')
    .pluck();
  const shared = new Map<number, number>();
  for (const hash of askedHashes(compactText(text).text)) {
    for (const id of find.all(tokenOf(hash), textsOfShingle) as readonly number[]) {
      shared.set(id, (shared.get(id) ?? 0) + 1);
    }
  }
  const read = database.prepare('SELECT passage_id, manuscript_id FROM search_reuse_sources WHERE id = ?');
  const sources: ReuseSource[] = [];
  for (const [id] of [...shared].sort((one, other) => other[1] - one[1] || other[0] - one[0])) {
    const row = read.get(id) as { passage_id: number | null; manuscript_id: string | null };
    const source: ReuseSource =
      row.passage_id === null
        ? { kind: 'manuscript', manuscriptId: row.manuscript_id ?? '' }
        : { kind: 'passage', passageId: row.passage_id };
    if (!isOwn(source)) sources.push(source);
    if (sources.length === limit) break;
  }
  return sources;
}

/** A hash as one token. */
function tokenOf(hash: number): string {
  return hash.toString(36);
}
