/** How high a mark of a subject stands now, and until when; nothing where there is none. */
const rankOf = (kind: string, id: string) =>
  `coalesce((SELECT rank FROM live_markings WHERE subject_kind = '${kind}' AND subject_id = ${id}), 0)`;
const endOf = (kind: string, id: string) =>
  `coalesce((SELECT ends_on FROM live_markings WHERE subject_kind = '${kind}' AND subject_id = ${id}), '')`;

/**
 * 原定密单位的同意 is to an article in an issue, to its words of that time, and is taken once the issue bears a mark as high
 * as the article's; the newest counts. Those from before name no issue and count for any. A unit that was put down by
 * mistake is corrected by another person than the one who put it down, with a reason. Records that wait for their approver
 * are found by that person.
 */
export const consentPlaces = `
  ALTER TABLE originator_consents ADD COLUMN issue_id TEXT;
  ALTER TABLE originator_consents ADD COLUMN text TEXT CHECK (text IS NULL OR length(text) = 64);
  CREATE TRIGGER originator_consents_placed BEFORE INSERT ON originator_consents
    WHEN NEW.text IS NULL
      OR NOT EXISTS (SELECT 1 FROM issue_articles WHERE issue_id = NEW.issue_id AND article_id = NEW.article_id)
      OR ${rankOf('issue', 'NEW.issue_id')} < ${rankOf('article', 'NEW.article_id')}
      OR ${endOf('issue', 'NEW.issue_id')} < ${endOf('article', 'NEW.article_id')}
    BEGIN SELECT RAISE(ABORT, 'a unit consents to an article in an issue with its mark'); END;

  CREATE TABLE originator_corrections (
    origin INTEGER PRIMARY KEY REFERENCES marking_records (number),
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    person TEXT NOT NULL CHECK (person <> ''),
    at TEXT NOT NULL
  ) STRICT;
  DROP VIEW originator_marks;
  CREATE VIEW originator_marks AS
    SELECT number, subject_id AS article_id, json_extract(decision, '$.originator') AS originator
    FROM marking_records AS record
    WHERE subject_kind = 'article' AND json_extract(decision, '$.originator') IS NOT NULL AND number = (
      SELECT max(number) FROM marking_records
      WHERE subject_kind = 'article' AND subject_id = record.subject_id
        AND json_extract(decision, '$.originator') IS NOT NULL
    ) AND NOT EXISTS (SELECT 1 FROM originator_corrections WHERE origin = record.number);
  CREATE TRIGGER originator_corrections_by_another BEFORE INSERT ON originator_corrections
    WHEN NOT EXISTS (
      SELECT 1 FROM originator_marks JOIN marking_records USING (number)
      WHERE number = NEW.origin AND proposer <> NEW.person
    )
    BEGIN SELECT RAISE(ABORT, 'another person corrects the unit that was put down'); END;
  CREATE TRIGGER originator_corrections_no_update BEFORE UPDATE ON originator_corrections
    BEGIN SELECT RAISE(ABORT, 'a correction stays as it was made'); END;
  CREATE TRIGGER originator_corrections_no_delete BEFORE DELETE ON originator_corrections
    BEGIN SELECT RAISE(ABORT, 'a correction stays as it was made'); END;

  DROP TRIGGER issue_steps_originators;
  CREATE TRIGGER issue_steps_originators BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'release' AND EXISTS (
      SELECT 1 FROM issue_articles JOIN originator_marks AS origin ON origin.article_id = issue_articles.article_id
      WHERE issue_id = NEW.issue_id AND NOT EXISTS (
        SELECT 1 FROM originator_consents AS consent
        WHERE consent.number = (
            SELECT max(number) FROM originator_consents AS given
            WHERE given.origin = origin.number AND coalesce(given.issue_id, NEW.issue_id) = NEW.issue_id
          )
          AND consent.rank <= min(${rankOf('article', 'origin.article_id')}, ${rankOf('issue', 'NEW.issue_id')})
          AND consent.ends_on <= min(${endOf('article', 'origin.article_id')}, ${endOf('issue', 'NEW.issue_id')})
          AND NOT EXISTS (
            SELECT 1 FROM issues, json_each(json_array('reportTo', 'copyTo', 'sendTo')) AS part,
              json_each(document, '$.' || part.value) AS recipient
            WHERE issues.id = NEW.issue_id
              AND recipient.value NOT IN (SELECT value FROM json_each(consent.recipients))
          )
      )
    )
    BEGIN SELECT RAISE(ABORT, 'the unit whose mark it is consents before the issue is signed'); END;

  CREATE INDEX marking_records_by_approver ON marking_records (approver, number) WHERE approver IS NOT NULL;
`;
