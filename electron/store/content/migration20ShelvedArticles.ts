/** 搁置 of articles: a shelved one stands in no issue, and nothing is written in it until it is brought back. */
export const shelvedArticles = `
  ALTER TABLE articles ADD COLUMN shelved_by TEXT;
  ALTER TABLE articles ADD COLUMN shelved_at TEXT CHECK ((shelved_by IS NULL) = (shelved_at IS NULL));
  CREATE TRIGGER articles_shelved_once BEFORE UPDATE OF shelved_by, shelved_at ON articles
    WHEN OLD.shelved_at IS NOT NULL AND NEW.shelved_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'an article is shelved once'); END;
  CREATE TRIGGER articles_shelved_free BEFORE UPDATE OF shelved_by, shelved_at ON articles
    WHEN NEW.shelved_at IS NOT NULL AND EXISTS (SELECT 1 FROM issue_articles WHERE article_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'an article in an issue is not shelved'); END;
  CREATE TRIGGER articles_shelved_state BEFORE UPDATE OF state, version, title ON articles WHEN OLD.shelved_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a shelved article is brought back first'); END;
  CREATE TRIGGER article_versions_shelved_insert BEFORE INSERT ON article_versions
    WHEN (SELECT shelved_at FROM articles WHERE id = NEW.article_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a shelved article is brought back first'); END;
  CREATE TRIGGER article_versions_shelved_update BEFORE UPDATE OF content ON article_versions
    WHEN (SELECT shelved_at FROM articles WHERE id = NEW.article_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a shelved article is brought back first'); END;
  CREATE TRIGGER issue_articles_not_shelved BEFORE INSERT ON issue_articles
    WHEN (SELECT shelved_at FROM articles WHERE id = NEW.article_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a shelved article is brought back first'); END;
`;
