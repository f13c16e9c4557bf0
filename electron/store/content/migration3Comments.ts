/** 批注 of a review: they stay with the issue and never enter its document. A comment is resolved, not removed. */
export const commentTables = `
  CREATE TABLE issue_comments (
    id TEXT PRIMARY KEY,
    issue_id TEXT NOT NULL REFERENCES issues (id),
    article_id TEXT,
    block INTEGER,
    quote TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    author TEXT NOT NULL,
    at TEXT NOT NULL,
    resolved_by TEXT,
    resolved_at TEXT
  ) STRICT;
  CREATE INDEX issue_comments_by_issue ON issue_comments (issue_id);
  CREATE TRIGGER issue_comments_kept BEFORE DELETE ON issue_comments
    WHEN (SELECT step FROM issues WHERE id = OLD.issue_id) > 0
    BEGIN SELECT RAISE(ABORT, 'a comment is resolved, not removed'); END;
  CREATE TRIGGER issue_comments_fixed BEFORE UPDATE OF id, issue_id, article_id, block, quote, text, author, at ON issue_comments
    BEGIN SELECT RAISE(ABORT, 'a comment stays as it was written'); END;
`;
