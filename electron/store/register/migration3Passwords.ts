/** Passwords: how old, whether another has given it, what the security administrator asks of them, and what was tried. */
export const passwordTables = `
  CREATE TABLE person_passwords (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    set_at TEXT NOT NULL,
    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1))
  ) STRICT;
  INSERT INTO person_passwords
    SELECT people.id, coalesce(max(person_keys.given_at), people.admitted_at), 0
    FROM people LEFT JOIN person_keys ON person_keys.person_id = people.id GROUP BY people.id;
  CREATE TRIGGER person_passwords_kept BEFORE DELETE ON person_passwords
    BEGIN SELECT RAISE(ABORT, 'what is known of a password stays on record'); END;
  -- A password that another gave is the person's own only after the person has changed it, which is the newest row of the audit then.
  CREATE TRIGGER person_passwords_own BEFORE UPDATE ON person_passwords
    WHEN OLD.must_change = 1 AND NEW.must_change = 0 AND NOT EXISTS (
      SELECT 1 FROM audit WHERE sequence = (SELECT max(sequence) FROM audit)
        AND action = 'changePassword' AND person = NEW.person_id
    )
    BEGIN SELECT RAISE(ABORT, 'a password that another gave is changed by its owner'); END;
  CREATE TRIGGER person_passwords_fixed BEFORE UPDATE OF person_id ON person_passwords
    BEGIN SELECT RAISE(ABORT, 'a password is known of one person'); END;

  CREATE TABLE security_settings (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    password_days INTEGER NOT NULL CHECK (password_days BETWEEN 0 AND 3650),
    copy_characters INTEGER NOT NULL CHECK (copy_characters BETWEEN 0 AND 1000000),
    seal_days INTEGER NOT NULL CHECK (seal_days BETWEEN 0 AND 3650)
  ) STRICT;
  INSERT INTO security_settings VALUES (1, 0, 500, 30);
  CREATE TRIGGER security_settings_kept BEFORE DELETE ON security_settings
    BEGIN SELECT RAISE(ABORT, 'the office always has its settings'); END;

  -- What attempts.json goes on from: the seal is with nobody but those who can sign in.
  CREATE TABLE attempt_guard (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    settled TEXT NOT NULL CHECK (json_valid(settled)),
    seal TEXT NOT NULL CHECK (length(seal) = 64),
    earlier_settled TEXT,
    earlier_seal TEXT
  ) STRICT;
  CREATE TRIGGER attempt_guard_kept BEFORE DELETE ON attempt_guard
    BEGIN SELECT RAISE(ABORT, 'without it nobody would miss the attempts'); END;
`;
