/** Words of the three 密级; 工作秘密 holds them and is none. */
const classified = `(line.value GLOB '*绝密*' OR line.value GLOB '*机密*'
  OR replace(replace(line.value, '工作秘密', ''), '商业秘密', '') GLOB '*秘密*')`;

const internal = `(line.value GLOB '*内部*' OR line.value GLOB '*保管*' OR line.value GLOB '*工作秘密*'
  OR line.value GLOB '*商业秘密*' OR line.value GLOB '*不得外传*')`;

/**
 * 定密记录: each decision about the mark of an article or an issue is a row that stays; the newest of a subject counts, and
 * one without a decision takes it back. What is looked at again or lifted later is a row beside it. An issue goes to 送审
 * and 签发 only with the record that its marks need, and with a reason where it is lower than its articles.
 */
export const markings = `
  CREATE TABLE marking_records (
    number INTEGER PRIMARY KEY,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('article', 'issue')),
    subject_id TEXT NOT NULL,
    decision TEXT CHECK (decision IS NULL OR json_valid(decision)),
    rank INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 4),
    term_months INTEGER NOT NULL CHECK (term_months >= 0),
    proposer TEXT NOT NULL CHECK (proposer <> ''),
    approver TEXT,
    lower_reason TEXT CHECK (trim(lower_reason) <> ''),
    lift_on TEXT,
    review_on TEXT,
    recorded_at TEXT NOT NULL,
    CHECK ((decision IS NULL) = (approver IS NULL)),
    CHECK (approver <> proposer)
  ) STRICT;
  CREATE INDEX marking_records_by_subject ON marking_records (subject_kind, subject_id, number);
  CREATE TRIGGER marking_records_no_update BEFORE UPDATE ON marking_records
    BEGIN SELECT RAISE(ABORT, 'a record of a marking stays as it was made'); END;
  CREATE TRIGGER marking_records_no_delete BEFORE DELETE ON marking_records
    BEGIN SELECT RAISE(ABORT, 'a record of a marking stays as it was made'); END;
  CREATE TRIGGER marking_records_open BEFORE INSERT ON marking_records
    WHEN iif(NEW.subject_kind = 'issue',
      (SELECT state FROM issues WHERE id = NEW.subject_id) IS NOT 'drafting',
      NOT EXISTS (SELECT 1 FROM articles WHERE id = NEW.subject_id) OR EXISTS (
        SELECT 1 FROM issue_articles JOIN issues ON issues.id = issue_id
        WHERE article_id = NEW.subject_id AND state <> 'drafting'
      ))
    BEGIN SELECT RAISE(ABORT, 'what was handed over keeps its marking'); END;
  CREATE VIEW live_markings AS
    SELECT * FROM marking_records AS record
    WHERE decision IS NOT NULL AND number = (
      SELECT max(number) FROM marking_records
      WHERE subject_kind = record.subject_kind AND subject_id = record.subject_id
    );

  CREATE TABLE marking_reviews (
    number INTEGER PRIMARY KEY,
    record INTEGER NOT NULL REFERENCES marking_records (number),
    outcome TEXT NOT NULL CHECK (outcome IN ('kept', 'lifted')),
    next_on TEXT,
    note TEXT NOT NULL DEFAULT '',
    person TEXT NOT NULL CHECK (person <> ''),
    at TEXT NOT NULL,
    CHECK (outcome = 'kept' OR next_on IS NULL),
    CHECK (outcome = 'kept' OR trim(note) <> '')
  ) STRICT;
  CREATE INDEX marking_reviews_by_record ON marking_reviews (record, number);
  CREATE TRIGGER marking_reviews_live BEFORE INSERT ON marking_reviews
    WHEN NOT EXISTS (SELECT 1 FROM live_markings WHERE number = NEW.record)
      OR EXISTS (SELECT 1 FROM marking_reviews WHERE record = NEW.record AND outcome = 'lifted')
    BEGIN SELECT RAISE(ABORT, 'only a marking that holds is looked at again'); END;
  CREATE TRIGGER marking_reviews_no_update BEFORE UPDATE ON marking_reviews
    BEGIN SELECT RAISE(ABORT, 'a review of a marking stays as it was made'); END;
  CREATE TRIGGER marking_reviews_no_delete BEFORE DELETE ON marking_reviews
    BEGIN SELECT RAISE(ABORT, 'a review of a marking stays as it was made'); END;

  ALTER TABLE issues ADD COLUMN marking_rule TEXT NOT NULL DEFAULT 'classified'
    CHECK (marking_rule IN ('classified', 'all'));
  CREATE TRIGGER issues_marking_rule BEFORE UPDATE OF marking_rule ON issues
    WHEN OLD.state <> 'drafting' AND NEW.marking_rule <> OLD.marking_rule
    BEGIN SELECT RAISE(ABORT, 'an issue keeps the rule it was handed over with'); END;

  CREATE TRIGGER issue_steps_marked BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('submit', 'release') AND (
      EXISTS (
        SELECT 1 FROM issues, json_each(document, '$.marking') AS line
        WHERE issues.id = NEW.issue_id AND (${classified} OR (marking_rule = 'all' AND ${internal}))
      )
      OR EXISTS (
        SELECT 1 FROM issue_articles JOIN live_markings ON subject_kind = 'article' AND subject_id = article_id
        WHERE issue_id = NEW.issue_id AND rank > 0
      )
    ) AND NOT EXISTS (
      SELECT 1 FROM issues JOIN live_markings ON subject_kind = 'issue' AND subject_id = issues.id
      WHERE issues.id = NEW.issue_id AND json(decision) IS json_extract(document, '$.markingDecision')
    )
    BEGIN SELECT RAISE(ABORT, 'a mark that is printed needs its record'); END;
  CREATE TRIGGER issue_steps_marked_high_enough BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('submit', 'release') AND EXISTS (
      SELECT 1 FROM live_markings AS whole
      JOIN issue_articles ON issue_id = whole.subject_id
      JOIN live_markings AS part ON part.subject_kind = 'article' AND part.subject_id = article_id
      WHERE whole.subject_kind = 'issue' AND whole.subject_id = NEW.issue_id AND whole.lower_reason IS NULL
        AND part.rank > 0 AND (part.rank > whole.rank OR part.term_months > whole.term_months)
    )
    BEGIN SELECT RAISE(ABORT, 'a mark lower than those of the articles needs its reason'); END;
`;
