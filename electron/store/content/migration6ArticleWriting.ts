/**
 * 批注 of articles, and who writes what. A comment keeps the words it hangs on as they were; it is resolved, not removed.
 * `saves` counts every change of an article's newest text, by whatever hand, so that two writers never take one text for
 * the base of both.
 */
export const articleWriting = `
  CREATE TABLE article_comments (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles (id),
    anchor TEXT NOT NULL CHECK (json_valid(anchor)),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    resolved_by TEXT,
    resolved_at TEXT,
    CHECK ((resolved_by IS NULL) = (resolved_at IS NULL))
  ) STRICT;
  CREATE INDEX article_comments_by_article ON article_comments (article_id, number);
  CREATE TRIGGER article_comments_fixed
    BEFORE UPDATE OF number, id, article_id, anchor, text, author, at ON article_comments
    BEGIN SELECT RAISE(ABORT, 'a comment stays as it was written'); END;
  CREATE TRIGGER article_comments_kept BEFORE DELETE ON article_comments
    BEGIN SELECT RAISE(ABORT, 'a comment is resolved, not removed'); END;

  CREATE TABLE article_comment_answers (
    number INTEGER PRIMARY KEY,
    comment_id TEXT NOT NULL REFERENCES article_comments (id),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX article_comment_answers_by_comment ON article_comment_answers (comment_id, number);
  CREATE TRIGGER article_comment_answers_fixed BEFORE UPDATE ON article_comment_answers
    BEGIN SELECT RAISE(ABORT, 'an answer stays as it was written'); END;
  CREATE TRIGGER article_comment_answers_kept BEFORE DELETE ON article_comment_answers
    BEGIN SELECT RAISE(ABORT, 'an answer stays as it was written'); END;

  ALTER TABLE articles ADD COLUMN saves INTEGER NOT NULL DEFAULT 0;
  CREATE TRIGGER article_versions_counted_insert AFTER INSERT ON article_versions
    BEGIN UPDATE articles SET saves = saves + 1 WHERE id = NEW.article_id; END;
  CREATE TRIGGER article_versions_counted_update AFTER UPDATE OF content ON article_versions
    BEGIN UPDATE articles SET saves = saves + 1 WHERE id = NEW.article_id; END;
  CREATE TRIGGER articles_saves_counted BEFORE UPDATE OF saves ON articles WHEN NEW.saves <> OLD.saves + 1
    BEGIN SELECT RAISE(ABORT, 'saves are counted one by one'); END;

  CREATE TABLE article_take_overs (
    number INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    from_person TEXT NOT NULL,
    to_person TEXT NOT NULL CHECK (to_person <> from_person),
    at TEXT NOT NULL,
    seen_at TEXT,
    FOREIGN KEY (article_id, version) REFERENCES article_versions (article_id, version)
  ) STRICT;
  CREATE INDEX article_take_overs_unseen ON article_take_overs (from_person, article_id) WHERE seen_at IS NULL;
  CREATE TRIGGER article_take_overs_of_kept_text BEFORE INSERT ON article_take_overs
    WHEN NOT EXISTS (
      SELECT 1 FROM article_versions
      WHERE article_id = NEW.article_id AND version = NEW.version AND sealed = 1 AND author = NEW.from_person
    )
    BEGIN SELECT RAISE(ABORT, 'what is taken over is kept first'); END;
  CREATE TRIGGER article_take_overs_fixed BEFORE UPDATE ON article_take_overs
    WHEN OLD.seen_at IS NOT NULL OR NEW.seen_at IS NULL OR NEW.number <> OLD.number OR NEW.article_id <> OLD.article_id
      OR NEW.version <> OLD.version OR NEW.from_person <> OLD.from_person OR NEW.to_person <> OLD.to_person
      OR NEW.at <> OLD.at
    BEGIN SELECT RAISE(ABORT, 'a take-over can only be seen'); END;
  CREATE TRIGGER article_take_overs_kept BEFORE DELETE ON article_take_overs
    BEGIN SELECT RAISE(ABORT, 'a take-over stays on record'); END;

  CREATE TABLE article_sittings (
    person TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id),
    sitting TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (person, article_id)
  ) STRICT;

  CREATE INDEX article_versions_in_order ON article_versions (article_id, version, author, saved_at, kind, sealed);
  CREATE TRIGGER article_versions_thinned BEFORE DELETE ON article_versions
    WHEN OLD.sealed = 0 AND NOT (
      OLD.kind = 'automatic'
      AND julianday(OLD.saved_at) < julianday('now') - 1
      AND NOT EXISTS (
        SELECT 1 FROM issue_articles WHERE article_id = OLD.article_id AND version = OLD.version
      )
      AND EXISTS (
        SELECT 1 FROM article_versions AS later
        WHERE later.article_id = OLD.article_id AND later.author = OLD.author
          AND later.version = (
            SELECT min(version) FROM article_versions WHERE article_id = OLD.article_id AND version > OLD.version
          )
          AND strftime(
            iif(julianday(OLD.saved_at) < julianday('now') - 7, '%Y-%m-%d', '%Y-%m-%d %H'), later.saved_at, 'localtime'
          ) = strftime(
            iif(julianday(OLD.saved_at) < julianday('now') - 7, '%Y-%m-%d', '%Y-%m-%d %H'), OLD.saved_at, 'localtime'
          )
      )
    )
    BEGIN SELECT RAISE(ABORT, 'only older automatic versions of one hour or one day are thinned'); END;
`;
