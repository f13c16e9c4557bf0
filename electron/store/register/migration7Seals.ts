/** Seals of the audit that were given, each with the file that went out; one follows the other. */
export const sealTables = `
  CREATE TABLE seals (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    person_id TEXT NOT NULL REFERENCES people (id),
    file TEXT NOT NULL,
    sm3 TEXT NOT NULL CHECK (length(sm3) = 64)
  ) STRICT;
  CREATE TRIGGER seals_in_order BEFORE INSERT ON seals
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM seals)
    BEGIN SELECT RAISE(ABORT, 'seals are counted one by one'); END;
  CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals
    BEGIN SELECT RAISE(ABORT, 'a seal stays as it was given'); END;
  CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals
    BEGIN SELECT RAISE(ABORT, 'a seal stays as it was given'); END;
`;
