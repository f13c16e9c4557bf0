/**
 * Statements of roles and keys from the ways that other machines went apart from this one, until a statement of the kind `joined` brought
 * both together: it has a number above both, and by them it is proved what it says.
 */
export const roleWays = `
  CREATE TABLE role_ways (
    number INTEGER NOT NULL CHECK (number > 0),
    statement TEXT NOT NULL UNIQUE CHECK (json_valid(statement) AND json_extract(statement, '$.number') IS number)
  ) STRICT;
  CREATE TRIGGER role_ways_no_update BEFORE UPDATE ON role_ways
    BEGIN SELECT RAISE(ABORT, 'a statement of roles stays as it was signed'); END;
  CREATE TRIGGER role_ways_no_delete BEFORE DELETE ON role_ways
    BEGIN SELECT RAISE(ABORT, 'a statement of roles stays as it was signed'); END;

  DROP TRIGGER role_statements_in_order;
  CREATE TRIGGER role_statements_in_order BEFORE INSERT ON role_statements
    WHEN json_extract(NEW.statement, '$.number') IS NOT NEW.number
      OR NEW.number <= (SELECT coalesce(max(number), 0) FROM role_statements)
      OR (
        NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM role_statements)
        AND coalesce(json_extract(NEW.statement, '$.kind') NOT IN ('joined', 'anew'), true)
      )
    BEGIN SELECT RAISE(ABORT, 'statements of roles follow each other'); END;
`;
