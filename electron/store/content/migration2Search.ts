/**
 * The search of signed issues. The text is stored once, in search_passages; search_index keeps only tokens, made by
 * shared/search, under the same row numbers. Its tokenizer is `ascii`, which splits at ASCII blanks and neither splits
 * nor folds anything beyond ASCII, so one token of ours stays one token, whatever SQLite's own Unicode tables know.
 * Row numbers grow with the time of release: newest first is the order of the rows read backwards.
 */
export const searchTables = `
  CREATE TABLE search_passages (
    id INTEGER PRIMARY KEY,
    issue_id TEXT NOT NULL REFERENCES issues (id),
    place INTEGER NOT NULL CHECK (place >= 0),
    article_id TEXT CHECK ((article_id IS NULL) = (place = 0)),
    title TEXT NOT NULL,
    unit TEXT NOT NULL,
    column_name TEXT NOT NULL,
    number_text TEXT NOT NULL,
    issued_on TEXT NOT NULL CHECK (issued_on IS date(issued_on)),
    text TEXT NOT NULL,
    UNIQUE (issue_id, place)
  ) STRICT;
  CREATE TRIGGER search_passages_of_signed_issues BEFORE INSERT ON search_passages
    WHEN (SELECT state FROM issues WHERE id = NEW.issue_id) NOT IN ('released', 'printed', 'archived')
    BEGIN SELECT RAISE(ABORT, 'only a signed issue is searched'); END;
  CREATE TRIGGER search_passages_in_order BEFORE INSERT ON search_passages
    WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM search_passages)
      OR EXISTS (SELECT 1 FROM search_passages WHERE issue_id = NEW.issue_id AND place = NEW.place)
    BEGIN SELECT RAISE(ABORT, 'a passage is added once, at the end'); END;
  CREATE TRIGGER search_passages_no_update BEFORE UPDATE ON search_passages
    BEGIN SELECT RAISE(ABORT, 'a passage of a signed issue is never changed'); END;
  CREATE TRIGGER search_passages_no_delete BEFORE DELETE ON search_passages
    BEGIN SELECT RAISE(ABORT, 'a passage of a signed issue is never removed'); END;

  CREATE VIRTUAL TABLE search_index USING fts5(
    bigrams, characters, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
  INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1);
`;
