/**
 * Which article at which version stands in which issue, and the pictures articles show. While an issue is handed over its
 * articles are closed: only the reviewer's correction adds a version.
 */
export const issueArticleTables = `
  CREATE TABLE images (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    mime TEXT NOT NULL CHECK (mime IN ('image/png', 'image/jpeg')),
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE TRIGGER images_no_update BEFORE UPDATE ON images
    BEGIN SELECT RAISE(ABORT, 'a picture is named by its bytes'); END;

  CREATE TABLE issue_articles (
    issue_id TEXT NOT NULL REFERENCES issues (id),
    article_id TEXT NOT NULL UNIQUE REFERENCES articles (id),
    place INTEGER NOT NULL CHECK (place > 0),
    version INTEGER NOT NULL CHECK (version > 0),
    PRIMARY KEY (issue_id, place)
  ) STRICT;
  CREATE TRIGGER issue_articles_insert BEFORE INSERT ON issue_articles
    WHEN (SELECT state FROM issues WHERE id = NEW.issue_id) IS NOT 'drafting'
    BEGIN SELECT RAISE(ABORT, 'the make-up of this issue is closed'); END;
  CREATE TRIGGER issue_articles_update BEFORE UPDATE ON issue_articles
    WHEN (SELECT state FROM issues WHERE id = OLD.issue_id) NOT IN ('drafting', 'inReview')
      OR NEW.issue_id <> OLD.issue_id OR NEW.article_id <> OLD.article_id
    BEGIN SELECT RAISE(ABORT, 'the make-up of this issue is closed'); END;
  CREATE TRIGGER issue_articles_delete BEFORE DELETE ON issue_articles
    WHEN (SELECT state FROM issues WHERE id = OLD.issue_id) NOT IN ('drafting', 'void')
    BEGIN SELECT RAISE(ABORT, 'the make-up of this issue is closed'); END;

  CREATE TRIGGER article_versions_closed_insert BEFORE INSERT ON article_versions
    WHEN EXISTS (
      SELECT 1 FROM issue_articles JOIN issues ON issues.id = issue_articles.issue_id
      WHERE article_id = NEW.article_id AND state <> 'drafting' AND NOT (state = 'inReview' AND NEW.kind = 'correction')
    )
    BEGIN SELECT RAISE(ABORT, 'the article is in an issue that was handed over'); END;
  CREATE TRIGGER article_versions_closed_update BEFORE UPDATE OF content ON article_versions
    WHEN EXISTS (
      SELECT 1 FROM issue_articles JOIN issues ON issues.id = issue_articles.issue_id
      WHERE article_id = NEW.article_id AND state <> 'drafting'
    )
    BEGIN SELECT RAISE(ABORT, 'the article is in an issue that was handed over'); END;
  CREATE TRIGGER articles_closed BEFORE UPDATE OF state ON articles
    WHEN EXISTS (
      SELECT 1 FROM issue_articles JOIN issues ON issues.id = issue_articles.issue_id
      WHERE article_id = NEW.id AND issues.state <> 'drafting'
    )
    BEGIN SELECT RAISE(ABORT, 'the article is in an issue that was handed over'); END;
  CREATE TRIGGER articles_kept BEFORE DELETE ON articles
    BEGIN SELECT RAISE(ABORT, 'an article is kept'); END;
`;
