/**
 * Who holds which roles and keys, signed by the administrator who gave them, each statement bound to the one before it; and
 * how far that row had come when each person last saw it, signed by that person. Offices from before have none: the
 * security administrator's next sign-in signs what is there.
 */
export const roleStatements = `
  CREATE TABLE role_statements (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    statement TEXT NOT NULL CHECK (json_valid(statement))
  ) STRICT;
  CREATE TRIGGER role_statements_in_order BEFORE INSERT ON role_statements
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM role_statements)
      OR json_extract(NEW.statement, '$.number') IS NOT NEW.number
    BEGIN SELECT RAISE(ABORT, 'statements of roles follow each other'); END;
  CREATE TRIGGER role_statements_no_update BEFORE UPDATE ON role_statements
    BEGIN SELECT RAISE(ABORT, 'a statement of roles stays as it was signed'); END;
  CREATE TRIGGER role_statements_no_delete BEFORE DELETE ON role_statements
    BEGIN SELECT RAISE(ABORT, 'a statement of roles stays as it was signed'); END;

  CREATE TABLE role_witnesses (
    person_id TEXT PRIMARY KEY REFERENCES people (id),
    statement TEXT NOT NULL CHECK (json_valid(statement))
  ) STRICT;
`;
