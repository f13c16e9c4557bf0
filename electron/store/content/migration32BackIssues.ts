import type { WritableDatabase } from '../database.ts';

/**
 * 以往刊期: issues that were printed before this program, taken in from a folder. What a file says is looked through in its
 * batch, which can be undone whole until it is confirmed; from then on its issues are kept as the signed ones are.
 * Passages of back issues have row numbers below 0, made from their days: read backwards, the newest still come first, and
 * all of them after what was released here.
 */
const tables = `
  CREATE TABLE back_issue_batches (
    id TEXT PRIMARY KEY,
    publication_id TEXT NOT NULL,
    publication_name TEXT NOT NULL CHECK (publication_name <> ''),
    folder TEXT NOT NULL CHECK (folder <> ''),
    state TEXT NOT NULL CHECK (state IN ('reading', 'paused', 'read', 'confirming', 'confirmed')),
    is_missing INTEGER NOT NULL DEFAULT 0 CHECK (is_missing IN (0, 1)),
    left_out INTEGER NOT NULL CHECK (left_out >= 0),
    started_by TEXT NOT NULL,
    started_at TEXT NOT NULL,
    confirmed_by TEXT,
    confirmed_at TEXT,
    CHECK ((state IN ('confirming', 'confirmed')) = (confirmed_by IS NOT NULL)),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
  ) STRICT;
  CREATE TABLE back_issue_items (
    id TEXT PRIMARY KEY CHECK (id GLOB 'back-*'),
    batch_id TEXT NOT NULL REFERENCES back_issue_batches (id) ON DELETE CASCADE,
    path TEXT NOT NULL CHECK (path <> ''),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    state TEXT NOT NULL DEFAULT 'waiting'
      CHECK (state IN ('waiting', 'parsed', 'unsure', 'duplicate', 'failed', 'accepted', 'skipped')),
    kind TEXT CHECK (kind IN ('docx', 'text', 'pdf')),
    sm3 TEXT CHECK (length(sm3) = 64),
    series TEXT,
    year INTEGER,
    serial INTEGER,
    running INTEGER,
    issued_on TEXT CHECK (issued_on IS date(issued_on)),
    articles INTEGER NOT NULL DEFAULT 0,
    failure TEXT,
    reasons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(reasons)),
    duplicate_of TEXT,
    report TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(report)),
    original TEXT NOT NULL DEFAULT '',
    document TEXT CHECK (json_valid(document)),
    UNIQUE (batch_id, path),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK (state IN ('waiting', 'failed', 'skipped') OR document IS NOT NULL)
  ) STRICT;
  CREATE INDEX back_issue_items_waiting ON back_issue_items (batch_id, path) WHERE state = 'waiting';
  CREATE INDEX back_issue_items_sm3 ON back_issue_items (sm3);
  CREATE INDEX back_issue_items_number ON back_issue_items (year, serial, series);
  CREATE TABLE back_issue_files (
    item_id TEXT PRIMARY KEY REFERENCES back_issue_items (id) ON DELETE CASCADE,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE back_issue_prints (
    print INTEGER NOT NULL,
    item_id TEXT NOT NULL REFERENCES back_issue_items (id) ON DELETE CASCADE,
    PRIMARY KEY (print, item_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX back_issue_prints_of_item ON back_issue_prints (item_id);
  CREATE TABLE back_issues (
    id TEXT PRIMARY KEY REFERENCES back_issue_items (id),
    publication_id TEXT NOT NULL,
    series TEXT NOT NULL CHECK (series IN ('regular', 'supplement')),
    year INTEGER NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    running INTEGER CHECK (running > 0),
    issued_on TEXT NOT NULL CHECK (issued_on IS date(issued_on)),
    kept_at TEXT NOT NULL,
    UNIQUE (publication_id, series, year, serial)
  ) STRICT;

  CREATE TRIGGER back_issue_batches_begin BEFORE INSERT ON back_issue_batches
    WHEN NEW.state <> 'reading' OR EXISTS (SELECT 1 FROM back_issue_batches WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a batch begins with reading'); END;
  CREATE TRIGGER back_issue_batches_fixed
    BEFORE UPDATE OF id, publication_id, publication_name, left_out, started_by, started_at ON back_issue_batches
    BEGIN SELECT RAISE(ABORT, 'a batch stays what was begun'); END;
  CREATE TRIGGER back_issue_batches_state BEFORE UPDATE ON back_issue_batches
    WHEN OLD.state = 'confirmed'
      OR (OLD.state = 'confirming' AND NEW.state <> 'confirmed')
      OR (NEW.state = 'confirming' AND OLD.state <> 'read')
      OR (NEW.state = 'confirmed' AND OLD.state <> 'confirming')
    BEGIN SELECT RAISE(ABORT, 'a batch is confirmed once, when it is read'); END;
  CREATE TRIGGER back_issue_batches_looked_through BEFORE UPDATE OF state ON back_issue_batches
    WHEN NEW.state = 'confirming' AND OLD.state <> 'confirming' AND EXISTS (
      SELECT 1 FROM back_issue_items WHERE batch_id = OLD.id AND state IN ('waiting', 'unsure'))
    BEGIN SELECT RAISE(ABORT, 'what is unsure is looked at before a batch is confirmed'); END;
  CREATE TRIGGER back_issue_batches_kept BEFORE DELETE ON back_issue_batches
    WHEN OLD.state IN ('confirming', 'confirmed')
    BEGIN SELECT RAISE(ABORT, 'a confirmed batch is kept'); END;

  CREATE TRIGGER back_issue_items_begin BEFORE INSERT ON back_issue_items
    WHEN NEW.state <> 'waiting' OR (SELECT state FROM back_issue_batches WHERE id = NEW.batch_id) <> 'reading'
      OR EXISTS (SELECT 1 FROM back_issue_items WHERE id = NEW.id OR (batch_id = NEW.batch_id AND path = NEW.path))
    BEGIN SELECT RAISE(ABORT, 'a file waits to be read'); END;
  CREATE TRIGGER back_issue_items_fixed BEFORE UPDATE OF id, batch_id, path ON back_issue_items
    BEGIN SELECT RAISE(ABORT, 'a file stays in its batch'); END;
  CREATE TRIGGER back_issue_items_no_update BEFORE UPDATE ON back_issue_items
    WHEN (SELECT state FROM back_issue_batches WHERE id = OLD.batch_id) IN ('confirming', 'confirmed')
    BEGIN SELECT RAISE(ABORT, 'what was confirmed is never changed'); END;
  CREATE TRIGGER back_issue_items_no_delete BEFORE DELETE ON back_issue_items
    WHEN (SELECT state FROM back_issue_batches WHERE id = OLD.batch_id) IN ('confirming', 'confirmed')
    BEGIN SELECT RAISE(ABORT, 'what was confirmed is never removed'); END;
  CREATE TRIGGER back_issue_files_once BEFORE INSERT ON back_issue_files
    WHEN EXISTS (SELECT 1 FROM back_issue_files WHERE item_id = NEW.item_id)
    BEGIN SELECT RAISE(ABORT, 'an original is kept once'); END;
  CREATE TRIGGER back_issue_files_no_update BEFORE UPDATE ON back_issue_files
    BEGIN SELECT RAISE(ABORT, 'an original is never changed'); END;
  CREATE TRIGGER back_issue_files_no_delete BEFORE DELETE ON back_issue_files
    WHEN EXISTS (SELECT 1 FROM back_issues WHERE id = OLD.item_id)
    BEGIN SELECT RAISE(ABORT, 'the original of a back issue is never removed'); END;

  CREATE TRIGGER back_issues_in_turn BEFORE INSERT ON back_issues
    WHEN NOT EXISTS (
      SELECT 1 FROM back_issue_items JOIN back_issue_batches ON back_issue_batches.id = batch_id
        JOIN back_issue_files ON item_id = back_issue_items.id
      WHERE back_issue_items.id = NEW.id AND back_issue_items.state IN ('parsed', 'accepted')
        AND back_issue_batches.state = 'confirming' AND publication_id IS NEW.publication_id
        AND series IS NEW.series AND year IS NEW.year AND serial IS NEW.serial AND running IS NEW.running
        AND issued_on IS NEW.issued_on
    )
    BEGIN SELECT RAISE(ABORT, 'a back issue is kept as it was looked through'); END;
  CREATE TRIGGER back_issues_number_once BEFORE INSERT ON back_issues
    WHEN EXISTS (
      SELECT 1 FROM issue_numbers WHERE publication_id = NEW.publication_id AND series = NEW.series
        AND year = NEW.year AND serial = NEW.serial)
    BEGIN SELECT RAISE(ABORT, 'a number stands once in the archive'); END;
  CREATE TRIGGER back_issues_no_update BEFORE UPDATE ON back_issues
    BEGIN SELECT RAISE(ABORT, 'a back issue is never changed'); END;
  CREATE TRIGGER back_issues_no_delete BEFORE DELETE ON back_issues
    BEGIN SELECT RAISE(ABORT, 'a back issue is never removed'); END;
  CREATE TRIGGER issue_numbers_not_of_back_issues BEFORE INSERT ON issue_numbers
    WHEN EXISTS (
      SELECT 1 FROM back_issues WHERE publication_id = NEW.publication_id AND series = NEW.series
        AND year = NEW.year AND serial = NEW.serial)
    BEGIN SELECT RAISE(ABORT, 'a number stands once in the archive'); END;
`;

const passages = `
  ALTER TABLE search_passages RENAME TO search_passages_before;
  DROP INDEX search_passage_facets;
  CREATE TABLE search_passages (
    id INTEGER PRIMARY KEY,
    issue_id TEXT REFERENCES issues (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    article_id TEXT CHECK ((article_id IS NULL) = (place = 0)),
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    column_name TEXT NOT NULL,
    number_text TEXT NOT NULL,
    issued_on TEXT NOT NULL CHECK (issued_on IS date(issued_on)),
    text TEXT NOT NULL,
    publication TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT '',
    marking TEXT NOT NULL DEFAULT '',
    back_issue_id TEXT REFERENCES back_issues (id),
    UNIQUE (issue_id, place),
    UNIQUE (back_issue_id, place),
    CHECK ((issue_id IS NULL) <> (back_issue_id IS NULL)),
    CHECK ((id < 0) = (back_issue_id IS NOT NULL))
  ) STRICT;
  INSERT INTO search_passages (id, issue_id, place, article_id, title, unit, column_name, number_text, issued_on, text,
      publication, people, marking)
    SELECT id, issue_id, place, article_id, title, unit, column_name, number_text, issued_on, text, publication, people,
      marking FROM search_passages_before;
  CREATE INDEX search_passage_facets ON search_passages (id, issued_on, unit, column_name, publication);

  ALTER TABLE search_reuse_sources RENAME TO search_reuse_sources_before;
  DROP TRIGGER search_reuse_sources_removed;
  CREATE TABLE search_reuse_sources (
    id INTEGER PRIMARY KEY,
    passage_id INTEGER UNIQUE REFERENCES search_passages (id),
    part_id INTEGER UNIQUE REFERENCES search_draft_parts (id) ON DELETE CASCADE,
    CHECK ((passage_id IS NULL) <> (part_id IS NULL))
  ) STRICT;
  INSERT INTO search_reuse_sources (id, passage_id, part_id) SELECT id, passage_id, part_id FROM search_reuse_sources_before;
  DROP TABLE search_reuse_sources_before;
  CREATE TRIGGER search_reuse_sources_removed AFTER DELETE ON search_reuse_sources
    BEGIN DELETE FROM search_index_reuse WHERE rowid = OLD.id; END;
  DROP TABLE search_passages_before;

  CREATE TRIGGER search_passages_of_signed_issues BEFORE INSERT ON search_passages
    WHEN NEW.issue_id IS NOT NULL
      AND (SELECT state FROM issues WHERE id = NEW.issue_id) NOT IN ('released', 'printed', 'archived')
    BEGIN SELECT RAISE(ABORT, 'only a signed issue is searched'); END;
  CREATE TRIGGER search_passages_in_order BEFORE INSERT ON search_passages
    WHEN NEW.issue_id IS NOT NULL AND (
      NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM search_passages WHERE id > 0)
      OR EXISTS (SELECT 1 FROM search_passages WHERE issue_id = NEW.issue_id AND place = NEW.place))
    BEGIN SELECT RAISE(ABORT, 'a passage is added once, at the end'); END;
  CREATE TRIGGER search_passages_once BEFORE INSERT ON search_passages
    WHEN NEW.back_issue_id IS NOT NULL AND EXISTS (
      SELECT 1 FROM search_passages
      WHERE id = NEW.id OR (back_issue_id = NEW.back_issue_id AND place = NEW.place))
    BEGIN SELECT RAISE(ABORT, 'a passage is added once'); END;
  CREATE TRIGGER search_passages_no_update BEFORE UPDATE ON search_passages
    BEGIN SELECT RAISE(ABORT, 'a passage of a signed issue is never changed'); END;
  CREATE TRIGGER search_passages_no_delete BEFORE DELETE ON search_passages
    BEGIN SELECT RAISE(ABORT, 'a passage of a signed issue is never removed'); END;
  CREATE TRIGGER back_issue_batches_all_kept BEFORE UPDATE OF state ON back_issue_batches
    WHEN NEW.state = 'confirmed' AND EXISTS (
      SELECT 1 FROM back_issue_items WHERE batch_id = OLD.id AND state IN ('parsed', 'accepted')
        AND NOT EXISTS (SELECT 1 FROM search_passages WHERE back_issue_id = back_issue_items.id))
    BEGIN SELECT RAISE(ABORT, 'a batch is confirmed when all of its issues are found'); END;
`;

export function backIssues(database: WritableDatabase): void {
  database.exec(tables);
  const triggers = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'search_passages'")
    .pluck()
    .all() as readonly string[];
  for (const name of triggers) database.exec(`DROP TRIGGER "${name}"`);
  database.exec(passages);
}
