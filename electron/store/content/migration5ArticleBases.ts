/**
 * 底稿: the text that the changes of an article are told from. It begins as the first version; each acceptance of changes adds
 * a row, and the newest counts. `from_version` is the last version that had no change left when it was written.
 */
export const articleBases = `
  CREATE TABLE article_bases (
    number INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    content TEXT NOT NULL CHECK (json_valid(content)),
    from_version INTEGER NOT NULL CHECK (from_version > 0),
    taken_by TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    FOREIGN KEY (article_id, from_version) REFERENCES article_versions (article_id, version)
  ) STRICT;
  CREATE INDEX article_bases_by_article ON article_bases (article_id, number);
  CREATE TRIGGER article_bases_closed BEFORE INSERT ON article_bases
    WHEN (SELECT state FROM articles WHERE id = NEW.article_id) IS NOT 'editing' OR EXISTS (
      SELECT 1 FROM issue_articles JOIN issues ON issues.id = issue_articles.issue_id
      WHERE article_id = NEW.article_id AND issues.state <> 'drafting'
    )
    BEGIN SELECT RAISE(ABORT, 'the article is not being edited'); END;
  CREATE TRIGGER article_bases_fixed BEFORE UPDATE ON article_bases
    BEGIN SELECT RAISE(ABORT, 'what changes were told from is never rewritten'); END;
  CREATE TRIGGER article_bases_kept BEFORE DELETE ON article_bases
    BEGIN SELECT RAISE(ABORT, 'what changes were told from is kept'); END;
`;
