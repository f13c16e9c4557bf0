/** What sets characters apart or does not show at all: blanks, controls, joiners and the like, by their code points. */
const unseen = [
  ...[9, 10, 11, 12, 13, 32, 0x85, 0xa0, 0xad, 0x1680, 0x180e],
  ...[0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x200b, 0x200c, 0x200d],
  ...[0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x202f, 0x205f, 0x2060, 0x3000, 0xfe0e],
  ...[0xfe0f, 0xfeff],
];
const plain = unseen.reduce((value, code) => `replace(${value}, char(${code}), '')`, "replace(value, '㊙', '秘')");

/** The printed lines of issues, in which 秘　密 is 秘密. */
const lines = `(SELECT id, marking_rule, ${plain} AS value FROM (
  SELECT issues.id, marking_rule, line.value FROM issues, json_each(document, '$.marking') AS line))`;

/** Words of the three 密级; 工作秘密 holds them and is none. */
const classified = `(line.value GLOB '*绝密*' OR line.value GLOB '*机密*'
  OR replace(replace(line.value, '工作秘密', ''), '商业秘密', '') GLOB '*秘密*')`;

const internal = `(line.value GLOB '*内部*' OR line.value GLOB '*保管*' OR line.value GLOB '*工作秘密*'
  OR line.value GLOB '*商业秘密*' OR line.value GLOB '*不得外传*')`;

/** Days that stand for a condition and for 长期: after all that are written. */
const endOfCondition = '9998-12-31';
const endOfUnlimited = '9999-12-31';

/**
 * 定密记录 say until which day they hold, so that two of them are compared by that day and not by the length of their
 * terms. Records from before have it from the day they were to be lifted, or from their terms. What was lifted is of no
 * account for issues that are put together afterwards, and nothing is lifted that is under way between 送审 and 签发. Marks
 * are read without their blanks.
 */
export const markingEnds = `
  DROP TRIGGER issue_steps_marked;
  DROP TRIGGER issue_steps_marked_high_enough;
  DROP TRIGGER marking_reviews_live;
  DROP TRIGGER marking_records_no_update;
  DROP VIEW live_markings;

  ALTER TABLE marking_records ADD COLUMN ends_on TEXT NOT NULL DEFAULT ''
    CHECK (ends_on = '' OR ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]');
  UPDATE marking_records SET ends_on = CASE term_months
    WHEN 0 THEN '' WHEN 90000 THEN '${endOfCondition}' WHEN 99999 THEN '${endOfUnlimited}'
    ELSE coalesce(lift_on, date(json_extract(decision, '$.decidedOn'), '+' || term_months || ' months'), '') END;
  ALTER TABLE marking_records DROP COLUMN term_months;

  CREATE TRIGGER marking_records_no_update BEFORE UPDATE ON marking_records
    BEGIN SELECT RAISE(ABORT, 'a record of a marking stays as it was made'); END;
  CREATE TRIGGER marking_records_days BEFORE INSERT ON marking_records
    WHEN NEW.lift_on < json_extract(NEW.decision, '$.decidedOn')
      OR NEW.review_on < json_extract(NEW.decision, '$.decidedOn')
      OR NEW.review_on < date(NEW.recorded_at, 'localtime')
      OR (NEW.ends_on = '${endOfUnlimited}' AND NEW.lift_on IS NOT NULL)
      OR (NEW.ends_on <> '' AND NEW.ends_on < '${endOfCondition}' AND NEW.lift_on IS NOT NEW.ends_on)
    BEGIN SELECT RAISE(ABORT, 'the days of a marking follow its term'); END;

  CREATE VIEW newest_markings AS
    SELECT * FROM marking_records AS record
    WHERE decision IS NOT NULL AND number = (
      SELECT max(number) FROM marking_records
      WHERE subject_kind = record.subject_kind AND subject_id = record.subject_id
    );
  CREATE VIEW live_markings AS
    SELECT * FROM newest_markings AS newest
    WHERE NOT EXISTS (SELECT 1 FROM marking_reviews WHERE record = newest.number AND outcome = 'lifted');

  CREATE TRIGGER marking_reviews_live BEFORE INSERT ON marking_reviews
    WHEN NOT EXISTS (SELECT 1 FROM live_markings WHERE number = NEW.record)
    BEGIN SELECT RAISE(ABORT, 'only a marking that holds is looked at again'); END;
  CREATE TRIGGER marking_reviews_settled BEFORE INSERT ON marking_reviews
    WHEN NEW.outcome = 'lifted' AND EXISTS (
      SELECT 1 FROM marking_records AS record JOIN issues ON issues.id IN (
        SELECT record.subject_id WHERE record.subject_kind = 'issue'
        UNION SELECT issue_id FROM issue_articles WHERE record.subject_kind = 'article' AND article_id = record.subject_id
      )
      WHERE record.number = NEW.record AND state IN ('inReview', 'awaitingConfirmation', 'awaitingRelease')
    )
    BEGIN SELECT RAISE(ABORT, 'what is being signed keeps its marking'); END;

  CREATE TRIGGER issue_steps_marked BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('submit', 'release') AND (
      EXISTS (
        SELECT 1 FROM ${lines} AS line
        WHERE line.id = NEW.issue_id AND (${classified} OR (marking_rule = 'all' AND ${internal}))
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
        AND part.rank > 0 AND (part.rank > whole.rank OR part.ends_on > whole.ends_on)
    )
    BEGIN SELECT RAISE(ABORT, 'a mark lower than those of the articles needs its reason'); END;
`;
