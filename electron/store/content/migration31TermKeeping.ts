import { isLawfulEntry } from './migration21Terms.ts';

/** As many as anybody lets pass in one article. */
const mostIgnored = 1000;

/**
 * A form that has no other is written as it is and not reported. What is not reported in an article goes with the entry
 * that reported it, and has a bound.
 */
export const termKeeping = `
  DROP TRIGGER terms_lawful;
  DROP TRIGGER terms_lawful_still;
  CREATE TRIGGER terms_lawful BEFORE INSERT ON terms WHEN NOT coalesce(${isLawfulEntry(0)}, 0)
    BEGIN SELECT RAISE(ABORT, 'this is no entry of a lexicon'); END;
  CREATE TRIGGER terms_lawful_still BEFORE UPDATE ON terms WHEN NOT coalesce(${isLawfulEntry(0)}, 0) OR NEW.id <> OLD.id
    BEGIN SELECT RAISE(ABORT, 'this is no entry of a lexicon'); END;
  CREATE INDEX ignored_findings_by_source ON ignored_findings (source);
  DELETE FROM ignored_findings
    WHERE source GLOB 'term:*' AND substr(source, 6) NOT IN (SELECT id FROM terms);
  CREATE TRIGGER terms_ignored_no_more AFTER DELETE ON terms
    BEGIN DELETE FROM ignored_findings WHERE source = 'term:' || OLD.id; END;
  CREATE TRIGGER ignored_findings_enough BEFORE INSERT ON ignored_findings
    WHEN (SELECT count(*) FROM ignored_findings WHERE article_id = NEW.article_id) >= ${mostIgnored}
    BEGIN SELECT RAISE(ABORT, 'an article has ${mostIgnored} ignored findings at the most'); END;
`;
