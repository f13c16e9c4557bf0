/** Whether a mark of the subject was approved and neither taken back nor lifted since. */
const isApproved = (kind: string, id: string) => `EXISTS (
  SELECT 1 FROM marking_records AS known JOIN marking_consents ON record = known.number AND outcome = 'approved'
  WHERE known.subject_kind = ${kind} AND known.subject_id = ${id}
    AND known.number > coalesce((
      SELECT max(number) FROM marking_records AS gone
      WHERE gone.subject_kind = ${kind} AND gone.subject_id = ${id} AND gone.decision IS NULL
    ), 0)
    AND known.number > coalesce((
      SELECT max(review.record) FROM marking_reviews AS review JOIN marking_records AS lifted ON lifted.number = review.record
      WHERE lifted.subject_kind = ${kind} AND lifted.subject_id = ${id} AND review.outcome = 'lifted'
    ), 0)
)`;

const isDropped = (record: string, how: string, person: string) => `EXISTS (
  SELECT 1 FROM marking_drops JOIN marking_drop_answers ON drop_number = marking_drops.number AND outcome = 'approved'
  WHERE marking_drops.record = ${record} AND how = '${how}' AND proposer = ${person}
)`;

/**
 * Whoever proposes a marking signs it, and the answer is bound to that signature. A mark that was approved goes before its
 * day only as it came: another person proposes it with a signature, and an approver answers. Records from before have no
 * signature of their proposers; those that still wait are to be made anew.
 */
export const markingDrops = `
  DROP TRIGGER marking_records_on_paper;
  CREATE TRIGGER marking_records_signed BEFORE INSERT ON marking_records
    WHEN (NEW.decision IS NULL) <> (NEW.statement IS NULL)
      OR json_extract(NEW.decision, '$.paper.scan') IS NOT NEW.scan
      OR (NEW.decision IS NOT NULL AND (
        json_extract(NEW.statement, '$.as') IS NOT iif(NEW.scan IS NULL, 'proposer', 'recorder')
        OR json_extract(NEW.statement, '$.decision') IS NOT NEW.decision
        OR json_extract(NEW.statement, '$.subject') IS NOT NEW.subject_kind
        OR json_extract(NEW.statement, '$.subjectId') IS NOT NEW.subject_id
        OR json_extract(NEW.statement, '$.text') IS NULL
        OR json_extract(NEW.statement, '$.signature') IS NULL
      ))
    BEGIN SELECT RAISE(ABORT, 'a marking is signed by whoever proposes it, on paper with its scan'); END;
  CREATE TRIGGER marking_consents_bound BEFORE INSERT ON marking_consents
    WHEN NEW.outcome = 'approved' AND (
      (SELECT statement FROM marking_records WHERE number = NEW.record) IS NULL
      OR json_extract(NEW.statement, '$.proposal') IS NULL
    )
    BEGIN SELECT RAISE(ABORT, 'an approval is bound to what was proposed and signed'); END;

  CREATE TABLE marking_drops (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    record INTEGER NOT NULL REFERENCES marking_records (number),
    how TEXT NOT NULL CHECK (how IN ('withdrawn', 'lifted')),
    proposer TEXT NOT NULL CHECK (proposer <> ''),
    approver TEXT NOT NULL CHECK (approver <> '' AND approver <> proposer),
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX marking_drops_by_record ON marking_drops (record, number);
  CREATE TRIGGER marking_drops_begin BEFORE INSERT ON marking_drops
    WHEN EXISTS (SELECT 1 FROM marking_drops WHERE number = NEW.number) OR NOT EXISTS (
      SELECT 1 FROM live_markings AS marking WHERE marking.number = NEW.record
        AND json_extract(NEW.statement, '$.as') IS 'proposer'
        AND json_extract(NEW.statement, '$.how') IS NEW.how
        AND json_extract(NEW.statement, '$.record') IS NOT NULL
        AND json_extract(NEW.statement, '$.reason') IS NEW.reason
        AND json_extract(NEW.statement, '$.subject') IS marking.subject_kind
        AND json_extract(NEW.statement, '$.subjectId') IS marking.subject_id
        AND json_extract(NEW.statement, '$.decision') IS marking.decision
        AND json_extract(NEW.statement, '$.signature') IS NOT NULL
    )
    BEGIN SELECT RAISE(ABORT, 'who wants a mark to go signs it'); END;
  CREATE TRIGGER marking_drops_no_update BEFORE UPDATE ON marking_drops
    BEGIN SELECT RAISE(ABORT, 'what was proposed stays on record'); END;
  CREATE TRIGGER marking_drops_no_delete BEFORE DELETE ON marking_drops
    BEGIN SELECT RAISE(ABORT, 'what was proposed stays on record'); END;

  CREATE TABLE marking_drop_answers (
    drop_number INTEGER PRIMARY KEY REFERENCES marking_drops (number),
    outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'refused')),
    person TEXT NOT NULL CHECK (person <> ''),
    reason TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(text) = 64),
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    at TEXT NOT NULL,
    CHECK (outcome = 'approved' OR trim(reason) <> '')
  ) STRICT;
  CREATE TRIGGER marking_drop_answers_by_approver BEFORE INSERT ON marking_drop_answers
    WHEN EXISTS (SELECT 1 FROM marking_drop_answers WHERE drop_number = NEW.drop_number) OR NOT EXISTS (
      SELECT 1 FROM marking_drops AS wanted JOIN live_markings AS marking ON marking.number = wanted.record
      WHERE wanted.number = NEW.drop_number AND wanted.approver = NEW.person
        AND wanted.number = (SELECT max(number) FROM marking_drops WHERE record = wanted.record)
        AND json_extract(NEW.statement, '$.as') IS 'approver'
        AND json_extract(NEW.statement, '$.outcome') IS NEW.outcome
        AND json_extract(NEW.statement, '$.how') IS wanted.how
        AND json_extract(NEW.statement, '$.record') IS json_extract(wanted.statement, '$.record')
        AND json_extract(NEW.statement, '$.text') IS NEW.text
        AND json_extract(NEW.statement, '$.decision') IS marking.decision
        AND json_extract(NEW.statement, '$.proposal') IS NOT NULL
        AND json_extract(NEW.statement, '$.signature') IS NOT NULL
        AND json_extract(NEW.statement, '$.publicKey') IS NOT json_extract(wanted.statement, '$.publicKey')
    )
    BEGIN SELECT RAISE(ABORT, 'that a mark goes is answered once, by whom it was put before'); END;
  CREATE TRIGGER marking_drop_answers_no_update BEFORE UPDATE ON marking_drop_answers
    BEGIN SELECT RAISE(ABORT, 'an answer to a marking stays as it was given'); END;
  CREATE TRIGGER marking_drop_answers_no_delete BEFORE DELETE ON marking_drop_answers
    BEGIN SELECT RAISE(ABORT, 'an answer to a marking stays as it was given'); END;

  CREATE TRIGGER marking_records_withdrawn BEFORE INSERT ON marking_records
    WHEN NEW.decision IS NULL AND ${isApproved('NEW.subject_kind', 'NEW.subject_id')}
      AND NOT ${isDropped(
        `(SELECT max(newest.number) FROM marking_records AS newest
          WHERE newest.subject_kind = NEW.subject_kind AND newest.subject_id = NEW.subject_id)`,
        'withdrawn',
        'NEW.proposer',
      )}
    BEGIN SELECT RAISE(ABORT, 'an approved mark goes as it came'); END;
  CREATE TRIGGER marking_reviews_early BEFORE INSERT ON marking_reviews
    WHEN NEW.outcome = 'lifted' AND EXISTS (
      SELECT 1 FROM marking_records AS marking WHERE marking.number = NEW.record
        AND coalesce(marking.lift_on, '9999-12-31') > date(NEW.at, 'localtime')
        AND ${isApproved('marking.subject_kind', 'marking.subject_id')}
    ) AND NOT ${isDropped('NEW.record', 'lifted', 'NEW.person')}
    BEGIN SELECT RAISE(ABORT, 'an approved mark goes as it came'); END;
`;
