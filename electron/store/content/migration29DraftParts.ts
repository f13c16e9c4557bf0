import type { WritableDatabase } from '../database.ts';
import { noteAllDrafts } from './indexDrafts.ts';

/**
 * Manuscripts and articles are indexed in parts, so that a change costs what it changes, and a save may leave a note in
 * place of the index of a long text. All of them are noted: they are indexed behind the work, and before the first search.
 */
const tables = `
  DROP TABLE search_drafts;
  DELETE FROM search_reuse_sources WHERE passage_id IS NULL;

  CREATE TABLE search_drafts (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL UNIQUE,
    manuscript_id TEXT UNIQUE REFERENCES manuscripts (id) ON DELETE CASCADE,
    article_id TEXT UNIQUE REFERENCES articles (id) ON DELETE CASCADE,
    is_indexed INTEGER NOT NULL DEFAULT 0 CHECK (is_indexed IN (0, 1)),
    CHECK ((manuscript_id IS NULL) <> (article_id IS NULL))
  ) STRICT;
  CREATE INDEX search_drafts_noted ON search_drafts (place) WHERE is_indexed = 0;
  CREATE TABLE search_draft_parts (
    id INTEGER PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES search_drafts (id) ON DELETE CASCADE,
    digest BLOB NOT NULL,
    UNIQUE (draft_id, digest)
  ) STRICT;
  CREATE TRIGGER search_draft_parts_removed AFTER DELETE ON search_draft_parts
    BEGIN DELETE FROM search_index_drafts WHERE rowid = OLD.id; END;

  ALTER TABLE search_reuse_sources RENAME TO search_reuse_sources_before;
  DROP TRIGGER search_reuse_sources_removed;
  CREATE TABLE search_reuse_sources (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER UNIQUE REFERENCES search_passages (id),
    part_id INTEGER UNIQUE REFERENCES search_draft_parts (id) ON DELETE CASCADE,
    CHECK ((passage_id IS NULL) <> (part_id IS NULL))
  ) STRICT;
  INSERT INTO search_reuse_sources (id, passage_id) SELECT id, passage_id FROM search_reuse_sources_before;
  DROP TABLE search_reuse_sources_before;
  CREATE TRIGGER search_reuse_sources_removed AFTER DELETE ON search_reuse_sources
    BEGIN DELETE FROM search_index_reuse WHERE rowid = OLD.id; END;
`;

export function draftParts(database: WritableDatabase): void {
  database.exec(tables);
  noteAllDrafts(database);
}
