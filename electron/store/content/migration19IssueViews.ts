/**
 * The document of an issue without the bytes of its pictures, which their own table keeps for good, and without the number
 * of copies, which is no part of the content and stands with each view.
 */
const seenDocument = "json_remove(issues.document, '$.images', '$.copies')";

/**
 * What each person was shown of an issue at the desk: every version once in a row, with the versions of its articles. It is
 * put down as it stands in the issue at that moment, and nothing of it is ever changed.
 */
export const issueViews = `
  CREATE TABLE seen_documents (
    issue_id TEXT NOT NULL REFERENCES issues (id),
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    document TEXT NOT NULL CHECK (json_valid(document)),
    PRIMARY KEY (issue_id, content_hash)
  ) STRICT;
  CREATE TABLE issue_views (
    number INTEGER PRIMARY KEY,
    issue_id TEXT NOT NULL,
    person TEXT NOT NULL CHECK (person <> ''),
    content_hash TEXT NOT NULL,
    copies INTEGER,
    articles TEXT NOT NULL CHECK (json_valid(articles)),
    at TEXT NOT NULL CHECK (unixepoch(at) IS NOT NULL),
    FOREIGN KEY (issue_id, content_hash) REFERENCES seen_documents (issue_id, content_hash)
  ) STRICT;
  CREATE INDEX audit_by_subject ON audit (subject, sequence);
  CREATE INDEX issue_views_by_person ON issue_views (issue_id, person, number);

  CREATE TRIGGER seen_documents_of_this_content BEFORE INSERT ON seen_documents
    WHEN EXISTS (SELECT 1 FROM seen_documents WHERE issue_id = NEW.issue_id AND content_hash = NEW.content_hash)
      OR NOT EXISTS (
        SELECT 1 FROM issues
        WHERE id = NEW.issue_id AND step > 0 AND content_hash = NEW.content_hash AND NEW.document = ${seenDocument}
      )
    BEGIN SELECT RAISE(ABORT, 'what is seen is what the issue holds'); END;
  CREATE TRIGGER seen_documents_no_update BEFORE UPDATE ON seen_documents
    BEGIN SELECT RAISE(ABORT, 'what was seen is never changed'); END;
  CREATE TRIGGER seen_documents_no_delete BEFORE DELETE ON seen_documents
    BEGIN SELECT RAISE(ABORT, 'what was seen stays on record'); END;

  CREATE TRIGGER issue_views_of_this_content BEFORE INSERT ON issue_views
    WHEN NEW.number IN (SELECT number FROM issue_views) OR NOT EXISTS (
      SELECT 1 FROM issues
      WHERE id = NEW.issue_id AND step > 0 AND content_hash = NEW.content_hash
        AND NEW.copies IS json_extract(document, '$.copies') AND NEW.articles = (
          SELECT json_group_object(article_id, version) FROM (
            SELECT article_id, version FROM issue_articles WHERE issue_id = NEW.issue_id ORDER BY place
          )
        )
    )
    BEGIN SELECT RAISE(ABORT, 'what is seen is what the issue holds'); END;
  CREATE TRIGGER issue_views_once BEFORE INSERT ON issue_views
    WHEN EXISTS (
      SELECT 1 FROM (
        SELECT content_hash, copies FROM issue_views
        WHERE issue_id = NEW.issue_id AND person = NEW.person ORDER BY number DESC LIMIT 1
      ) AS last WHERE last.content_hash = NEW.content_hash AND last.copies IS NEW.copies
    )
    BEGIN SELECT RAISE(ABORT, 'a version is put down once for a person'); END;
  CREATE TRIGGER issue_views_no_update BEFORE UPDATE ON issue_views
    BEGIN SELECT RAISE(ABORT, 'what was seen is never changed'); END;
  CREATE TRIGGER issue_views_no_delete BEFORE DELETE ON issue_views
    BEGIN SELECT RAISE(ABORT, 'what was seen stays on record'); END;
`;
