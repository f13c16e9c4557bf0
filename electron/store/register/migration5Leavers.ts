/** Whose work goes to whom when a person leaves; done in content.db by the next who can open it. */
export const leaverTables = `
  CREATE TABLE leavers (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    successor_id TEXT NOT NULL REFERENCES people (id) CHECK (successor_id <> person_id),
    -- Held until then: whose turn it was by them is told by it.
    roles TEXT NOT NULL CHECK (json_valid(roles)),
    at TEXT NOT NULL,
    by TEXT NOT NULL REFERENCES people (id),
    done_at TEXT
  ) STRICT;
  CREATE TRIGGER leavers_to_who_stays BEFORE INSERT ON leavers
    WHEN (SELECT left_at FROM people WHERE id = NEW.successor_id) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'work is handed to somebody who is here'); END;
  CREATE TRIGGER leavers_fixed BEFORE UPDATE ON leavers
    WHEN OLD.done_at IS NOT NULL OR NEW.done_at IS NULL OR NEW.person_id <> OLD.person_id
      OR NEW.successor_id <> OLD.successor_id OR NEW.roles <> OLD.roles OR NEW.at <> OLD.at OR NEW.by <> OLD.by
    BEGIN SELECT RAISE(ABORT, 'a hand-over can only be done'); END;
  CREATE TRIGGER leavers_kept BEFORE DELETE ON leavers
    BEGIN SELECT RAISE(ABORT, 'a hand-over stays on record'); END;
`;
