/**
 * 定密审批: whoever a record names as its approver answers it, once, with a signature over the decision and the text; or the
 * approver has approved on paper, and the person the record names compares its scan. A record that is made anew has no
 * answer yet, whatever the one before it had. An issue is signed only where each of its records that count is approved.
 */
export const markingConsents = `
  ALTER TABLE marking_records ADD COLUMN scan TEXT REFERENCES paper_scans (sm3);
  ALTER TABLE marking_records ADD COLUMN statement TEXT CHECK (statement IS NULL OR json_valid(statement));
  CREATE TRIGGER marking_records_on_paper BEFORE INSERT ON marking_records
    WHEN (NEW.scan IS NULL) <> (NEW.statement IS NULL)
      OR json_extract(NEW.decision, '$.paper.scan') IS NOT NEW.scan
      OR (NEW.scan IS NOT NULL AND (
        json_extract(NEW.statement, '$.as') IS NOT 'recorder'
        OR json_extract(NEW.statement, '$.decision') IS NOT NEW.decision
        OR json_extract(NEW.statement, '$.subjectId') IS NOT NEW.subject_id
      ))
    BEGIN SELECT RAISE(ABORT, 'an approval on paper needs its scan and who recorded it'); END;
  CREATE TRIGGER marking_records_added BEFORE INSERT ON marking_records
    WHEN EXISTS (SELECT 1 FROM marking_records WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'a record of a marking stays as it was made'); END;

  CREATE TABLE marking_consents (
    record INTEGER PRIMARY KEY REFERENCES marking_records (number),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'refused')),
    person TEXT NOT NULL CHECK (person <> ''),
    reason TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(text) = 64),
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    at TEXT NOT NULL,
    CHECK (outcome = 'approved' OR trim(reason) <> '')
  ) STRICT;
  CREATE TRIGGER marking_consents_by_approver BEFORE INSERT ON marking_consents
    WHEN NOT EXISTS (
      SELECT 1 FROM live_markings AS marking
      WHERE number = NEW.record AND approver = NEW.person AND proposer <> NEW.person
        AND json_extract(NEW.statement, '$.as') IS iif(scan IS NULL, 'approver', 'confirmer')
        AND json_extract(NEW.statement, '$.outcome') IS NEW.outcome
        AND json_extract(NEW.statement, '$.text') IS NEW.text
        AND json_extract(NEW.statement, '$.subject') IS marking.subject_kind
        AND json_extract(NEW.statement, '$.subjectId') IS marking.subject_id
        AND json_extract(NEW.statement, '$.decision') IS marking.decision
        AND json_extract(NEW.statement, '$.signature') IS NOT NULL
        AND (marking.statement IS NULL
          OR json_extract(NEW.statement, '$.publicKey') IS NOT json_extract(marking.statement, '$.publicKey'))
    ) OR EXISTS (SELECT 1 FROM marking_consents WHERE record = NEW.record)
    BEGIN SELECT RAISE(ABORT, 'a marking is answered once, by whom its record names, over what it says'); END;
  CREATE TRIGGER marking_consents_no_update BEFORE UPDATE ON marking_consents
    BEGIN SELECT RAISE(ABORT, 'an answer to a marking stays as it was given'); END;
  CREATE TRIGGER marking_consents_no_delete BEFORE DELETE ON marking_consents
    BEGIN SELECT RAISE(ABORT, 'an answer to a marking stays as it was given'); END;

  CREATE TRIGGER issue_steps_marking_approved BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'release' AND EXISTS (
      SELECT 1 FROM live_markings AS marking
      WHERE (
        (subject_kind = 'issue' AND subject_id = NEW.issue_id)
        OR (subject_kind = 'article'
          AND subject_id IN (SELECT article_id FROM issue_articles WHERE issue_id = NEW.issue_id))
      ) AND NOT EXISTS (SELECT 1 FROM marking_consents WHERE record = marking.number AND outcome = 'approved')
    )
    BEGIN SELECT RAISE(ABORT, 'a marking is approved before the issue is signed'); END;
`;
