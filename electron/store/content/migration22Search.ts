import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { peopleOf } from '#shared/search/issuePassages.ts';
import type { WritableDatabase } from '../database.ts';
import { rebuildSearch } from './searchIndex.ts';

/**
 * Fields that are asked about by name, the search of manuscripts and articles, the fingerprints of texts that were used,
 * and what each person searches for. The full-text tables begin with search_index_, as all that is made from other tables.
 */
const tables = `
  ALTER TABLE search_passages ADD COLUMN publication TEXT NOT NULL DEFAULT '';
  ALTER TABLE search_passages ADD COLUMN people TEXT NOT NULL DEFAULT '';
  ALTER TABLE search_passages ADD COLUMN marking TEXT NOT NULL DEFAULT '';
  CREATE INDEX search_passage_facets ON search_passages (id, issued_on, unit, column_name, publication);

  DROP TABLE search_index;
  CREATE VIRTUAL TABLE search_index USING fts5(
    bigrams, characters, fields, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1);

  CREATE TABLE search_drafts (
    id INTEGER PRIMARY KEY,
    manuscript_id TEXT UNIQUE REFERENCES manuscripts (id) ON DELETE CASCADE,
    article_id TEXT UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
    CHECK ((manuscript_id IS NULL) <> (article_id IS NULL))
  ) STRICT;
  CREATE VIRTUAL TABLE search_index_drafts USING fts5(
    bigrams, characters, fields, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  CREATE TRIGGER search_drafts_removed AFTER DELETE ON search_drafts
    BEGIN DELETE FROM search_index_drafts WHERE rowid = OLD.id; END;

  CREATE TABLE search_reuse_sources (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER UNIQUE REFERENCES search_passages (id),
    manuscript_id TEXT UNIQUE REFERENCES manuscripts (id) ON DELETE CASCADE,
    CHECK ((passage_id IS NULL) <> (manuscript_id IS NULL))
  ) STRICT;
  CREATE VIRTUAL TABLE search_index_reuse USING fts5(
    prints, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
  );
  CREATE TRIGGER search_reuse_sources_removed AFTER DELETE ON search_reuse_sources
    BEGIN DELETE FROM search_index_reuse WHERE rowid = OLD.id; END;

  CREATE TABLE search_memory (
    id TEXT PRIMARY KEY,
    person_id TEXT NOT NULL,
    name TEXT CHECK (name <> ''),
    query TEXT NOT NULL CHECK (query <> ''),
    used_at TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX search_memory_recent ON search_memory (person_id, query) WHERE name IS NULL;
  CREATE UNIQUE INDEX search_memory_saved ON search_memory (person_id, name) WHERE name IS NOT NULL;
  CREATE TRIGGER search_memory_own BEFORE UPDATE OF id, person_id, query ON search_memory
    BEGIN SELECT RAISE(ABORT, 'a search stays what it is, and whose it is'); END;
  CREATE TRIGGER search_memory_limited BEFORE INSERT ON search_memory
    WHEN (SELECT count(*) FROM search_memory
      WHERE person_id = NEW.person_id AND (name IS NULL) = (NEW.name IS NULL)) >= iif(NEW.name IS NULL, 20, 50)
    BEGIN SELECT RAISE(ABORT, 'a person keeps so many searches and no more'); END;
`;

export function searchOfFields(database: WritableDatabase): void {
  const trigger = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'search_passages_no_update'";
  const noUpdate = database.prepare(trigger).pluck().get() as string;
  database.exec('DROP TRIGGER search_passages_no_update');
  database.exec(tables);
  fillPassages(database);
  database.exec(noUpdate);
  rebuildSearch(database);
}

/** Publication, people and marking as the signed document says them; what an issue does not say stays empty. */
function fillPassages(database: WritableDatabase): void {
  const issues = database
    .prepare('SELECT DISTINCT issue_id FROM search_passages ORDER BY issue_id')
    .pluck()
    .all() as readonly string[];
  const frozen = database.prepare("SELECT bytes FROM frozen_files WHERE issue_id = ? AND name = 'issue.json'").pluck();
  const kept = database.prepare('SELECT document FROM issues WHERE id = ?').pluck();
  const passages = database.prepare('SELECT id, article_id AS articleId FROM search_passages WHERE issue_id = ?');
  const fill = database.prepare('UPDATE search_passages SET publication = ?, people = ?, marking = ? WHERE id = ?');
  for (const issueId of issues) {
    const bytes = frozen.get(issueId) as Buffer | undefined;
    const json = bytes?.toString('utf8') ?? (kept.get(issueId) as string | undefined) ?? '{}';
    const { publication, marking = [], articles = [], signOff = [] } = documentIn(json);
    const rows = passages.all(issueId) as readonly { readonly id: number; readonly articleId: string | null }[];
    for (const { id, articleId } of rows) {
      const people = peopleOf({ articles, signOff }, articleId);
      fill.run(publication?.name ?? '', people.join('\n'), marking.join('\n'), id);
    }
  }
}

/** A damaged file is told by its check; the search can do without it. */
function documentIn(json: string): Partial<IssueDocument> {
  try {
    return JSON.parse(json) as Partial<IssueDocument>;
  } catch {
    return {};
  }
}
