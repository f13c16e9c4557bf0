/**
 * Every step of an issue is signed by whoever takes it. Steps from before have no statement. The rule comes after the row, so
 * that a step that is not lawful is refused for that.
 */
export const stepStatements = `
  ALTER TABLE issue_steps ADD COLUMN statement TEXT CHECK (json_valid(statement));
  CREATE TRIGGER issue_steps_by_statement AFTER INSERT ON issue_steps
    WHEN NEW.statement IS NULL
      OR json_extract(NEW.statement, '$.issue') IS NOT NEW.issue_id
      OR json_extract(NEW.statement, '$.step') IS NOT NEW.step
      OR json_extract(NEW.statement, '$.from.state') IS NOT NEW.from_state
      OR json_extract(NEW.statement, '$.from.station') IS NOT NEW.from_station
      OR json_extract(NEW.statement, '$.to.state') IS NOT NEW.to_state
      OR json_extract(NEW.statement, '$.to.station') IS NOT NEW.to_station
      OR json_extract(NEW.statement, '$.action') IS NOT NEW.action
      OR json_extract(NEW.statement, '$.person') IS NOT NEW.person
      OR json_extract(NEW.statement, '$.role') IS NOT NEW.role
      OR json_extract(NEW.statement, '$.onBehalfOf') IS NOT NEW.on_behalf_of
      OR json_extract(NEW.statement, '$.delegation') IS NOT NEW.delegation_id
      OR json_extract(NEW.statement, '$.contentHash') IS NOT NEW.content_hash
      OR json_extract(NEW.statement, '$.at') IS NOT NEW.at
      OR json_extract(NEW.statement, '$.opinion') IS NULL
      OR json_extract(NEW.statement, '$.publicKey') IS NULL
      OR json_extract(NEW.statement, '$.signature') IS NULL
      OR (json_extract(NEW.statement, '$.previous') IS '') <> ((
        SELECT statement FROM issue_steps WHERE issue_id = NEW.issue_id AND step = NEW.step - 1
      ) IS NULL)
    BEGIN SELECT RAISE(ABORT, 'a step is signed by whoever takes it'); END;
`;
