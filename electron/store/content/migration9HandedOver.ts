/** What stood with a person who left, and with whom it stands now. */
export const handedOverTables = `
  CREATE TABLE handed_over (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('article', 'issue', 'ticket')),
    subject_id TEXT NOT NULL,
    from_person TEXT NOT NULL,
    to_person TEXT NOT NULL CHECK (to_person <> from_person),
    at TEXT NOT NULL,
    told_at TEXT
  ) STRICT;
  CREATE INDEX handed_over_by_subject ON handed_over (kind, subject_id, number);
  CREATE INDEX handed_over_untold ON handed_over (to_person) WHERE told_at IS NULL;
  CREATE TRIGGER handed_over_fixed BEFORE UPDATE ON handed_over
    WHEN OLD.told_at IS NOT NULL OR NEW.told_at IS NULL OR NEW.number <> OLD.number OR NEW.kind <> OLD.kind
      OR NEW.subject_id <> OLD.subject_id OR NEW.from_person <> OLD.from_person OR NEW.to_person <> OLD.to_person
      OR NEW.at <> OLD.at
    BEGIN SELECT RAISE(ABORT, 'a hand-over can only be told'); END;
  CREATE TRIGGER handed_over_kept BEFORE DELETE ON handed_over
    BEGIN SELECT RAISE(ABORT, 'a hand-over stays on record'); END;
`;
