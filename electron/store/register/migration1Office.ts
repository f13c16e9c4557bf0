/** The office, its people and their roles, units and publications: what is needed before any manuscript may be read. */
export const officeTables = `
  CREATE TABLE office (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    staffing TEXT NOT NULL CHECK (staffing IN ('standard', 'strict')),
    founded_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER office_fixed BEFORE UPDATE OF one, id, staffing, founded_at ON office
    BEGIN SELECT RAISE(ABORT, 'the office keeps its identity and its staffing'); END;
  CREATE TRIGGER office_kept BEFORE DELETE ON office
    BEGIN SELECT RAISE(ABORT, 'the office is never removed'); END;

  CREATE TABLE people (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    admitted_at TEXT NOT NULL,
    left_at TEXT
  ) STRICT;
  CREATE TRIGGER people_kept BEFORE DELETE ON people
    BEGIN SELECT RAISE(ABORT, 'who has signed stays on record'); END;
  CREATE TRIGGER people_fixed BEFORE UPDATE OF id, admitted_at ON people
    BEGIN SELECT RAISE(ABORT, 'who has signed stays on record'); END;

  -- A forgotten password gives a new key; what the old one signed is proved by the old one.
  CREATE TABLE person_keys (
    public_key TEXT PRIMARY KEY CHECK (length(public_key) = 130),
    person_id TEXT NOT NULL REFERENCES people (id),
    given_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER person_keys_no_update BEFORE UPDATE ON person_keys
    BEGIN SELECT RAISE(ABORT, 'a person keeps the key that signed'); END;
  CREATE TRIGGER person_keys_no_delete BEFORE DELETE ON person_keys
    BEGIN SELECT RAISE(ABORT, 'a person keeps the key that signed'); END;

  CREATE TABLE person_roles (
    person_id TEXT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL CHECK (role IN (
      'editor', 'reviewer', 'signer', 'archivist', 'systemAdministrator', 'securityAdministrator', 'auditor'
    )),
    PRIMARY KEY (person_id, role)
  ) STRICT;
  CREATE TRIGGER person_roles_separate BEFORE INSERT ON person_roles
    WHEN EXISTS (
      SELECT 1 FROM person_roles AS held
      WHERE held.person_id = NEW.person_id AND (
        (NEW.role = 'auditor' AND held.role IN ('systemAdministrator', 'securityAdministrator'))
        OR (held.role = 'auditor' AND NEW.role IN ('systemAdministrator', 'securityAdministrator'))
        OR ((SELECT staffing FROM office) = 'strict' AND (
          held.role IN ('systemAdministrator', 'securityAdministrator', 'auditor')
          OR NEW.role IN ('systemAdministrator', 'securityAdministrator', 'auditor')
        ) AND held.role <> NEW.role)
      )
    )
    BEGIN SELECT RAISE(ABORT, 'these roles are held by different people'); END;
  CREATE TRIGGER person_roles_fixed BEFORE UPDATE ON person_roles
    BEGIN SELECT RAISE(ABORT, 'a role is given or taken, never changed'); END;

  CREATE TABLE units (
    id TEXT PRIMARY KEY,
    parent_id TEXT REFERENCES units (id),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    signature TEXT NOT NULL CHECK (trim(signature) <> ''),
    aliases TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(aliases)),
    parent_committee TEXT
  ) STRICT;
  CREATE UNIQUE INDEX units_by_signature ON units (signature);

  CREATE TABLE publications (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (trim(name) <> ''),
    settings TEXT NOT NULL CHECK (json_valid(settings))
  ) STRICT;
`;
