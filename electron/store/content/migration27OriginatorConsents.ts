/** How high a mark of a subject stands now, and until when; nothing where there is none. */
const rankOf = (kind: string, id: string) =>
  `coalesce((SELECT rank FROM live_markings WHERE subject_kind = '${kind}' AND subject_id = ${id}), 0)`;
const endOf = (kind: string, id: string) =>
  `coalesce((SELECT ends_on FROM live_markings WHERE subject_kind = '${kind}' AND subject_id = ${id}), '')`;

/**
 * 原定密单位: a record of an article may say that its mark came with it from a unit. An issue with such an article goes out
 * only with that unit's consent on record: who gave it, when, by which document or call, to a mark no higher than the one the article and the issue
 * bear now, and to all who get the issue.
 */
export const originatorConsents = `
  CREATE TRIGGER marking_records_originator BEFORE INSERT ON marking_records
    WHEN json_extract(NEW.decision, '$.originator') IS NOT NULL AND NEW.subject_kind <> 'article'
    BEGIN SELECT RAISE(ABORT, 'a mark comes with an article'); END;
  CREATE VIEW originator_marks AS
    SELECT number, subject_id AS article_id, json_extract(decision, '$.originator') AS originator
    FROM marking_records AS record
    WHERE subject_kind = 'article' AND json_extract(decision, '$.originator') IS NOT NULL AND number = (
      SELECT max(number) FROM marking_records
      WHERE subject_kind = 'article' AND subject_id = record.subject_id
        AND json_extract(decision, '$.originator') IS NOT NULL
    );

  CREATE TABLE originator_consents (
    number INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL REFERENCES marking_records (number),
    article_id TEXT NOT NULL REFERENCES articles (id),
    giver TEXT NOT NULL CHECK (trim(giver) <> ''),
    given_on TEXT NOT NULL CHECK (date(given_on) IS given_on),
    means TEXT NOT NULL CHECK (means IN ('document', 'phone')),
    reference TEXT NOT NULL CHECK (trim(reference) <> ''),
    rank INTEGER NOT NULL CHECK (rank BETWEEN 0 AND 4),
    ends_on TEXT NOT NULL,
    recipients TEXT NOT NULL CHECK (json_type(recipients) = 'array'),
    scan TEXT REFERENCES paper_scans (sm3),
    recorder TEXT NOT NULL CHECK (recorder <> ''),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX originator_consents_by_article ON originator_consents (article_id, number);
  CREATE TRIGGER originator_consents_given BEFORE INSERT ON originator_consents
    WHEN EXISTS (SELECT 1 FROM originator_consents WHERE number = NEW.number) OR NOT EXISTS (
      SELECT 1 FROM originator_marks WHERE number = NEW.origin AND article_id = NEW.article_id
    )
    BEGIN SELECT RAISE(ABORT, 'the unit whose mark it is consents'); END;
  CREATE TRIGGER originator_consents_no_update BEFORE UPDATE ON originator_consents
    BEGIN SELECT RAISE(ABORT, 'a consent stays as it was recorded'); END;
  CREATE TRIGGER originator_consents_no_delete BEFORE DELETE ON originator_consents
    BEGIN SELECT RAISE(ABORT, 'a consent stays as it was recorded'); END;

  CREATE TRIGGER issue_steps_originators BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'release' AND EXISTS (
      SELECT 1 FROM issue_articles JOIN originator_marks AS origin ON origin.article_id = issue_articles.article_id
      WHERE issue_id = NEW.issue_id AND NOT EXISTS (
        SELECT 1 FROM originator_consents AS consent
        WHERE consent.origin = origin.number
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
`;
