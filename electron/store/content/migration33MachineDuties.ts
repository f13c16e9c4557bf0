const latest = (column: string, publication: string) =>
  `coalesce((SELECT ${column} FROM duties_here WHERE publication_id = ${publication} ORDER BY number DESC LIMIT 1), '[]')`;
const ofIssue = '(SELECT publication_id FROM issues WHERE id = NEW.issue_id)';

/**
 * What this machine may not do in a publication, as the register has decided, and the last numbers that were granted on other
 * machines. Where no row is, it may do everything.
 */
export const machineDuties = `
  CREATE TABLE duties_here (
    number INTEGER PRIMARY KEY,
    publication_id TEXT NOT NULL CHECK (publication_id <> ''),
    refused TEXT NOT NULL CHECK (json_valid(refused) AND json_type(refused) = 'array'),
    last TEXT NOT NULL CHECK (json_valid(last) AND json_type(last) = 'array'),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX duties_here_by_publication ON duties_here (publication_id, number);
  CREATE TRIGGER duties_here_begin BEFORE INSERT ON duties_here
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM duties_here)
      OR EXISTS (SELECT 1 FROM json_each(NEW.refused) WHERE value NOT IN ('edit', 'review', 'sign', 'archive'))
      -- A number that was granted stays so.
      OR EXISTS (
        SELECT 1 FROM json_each(${latest('last', 'NEW.publication_id')}) AS before WHERE NOT EXISTS (
          SELECT 1 FROM json_each(NEW.last) AS after
          WHERE json_extract(after.value, '$.series') = json_extract(before.value, '$.series')
            AND json_extract(after.value, '$.year') = json_extract(before.value, '$.year')
            AND json_extract(after.value, '$.serial') >= json_extract(before.value, '$.serial')
        )
      )
    BEGIN SELECT RAISE(ABORT, 'what a machine may not do is put down in order'); END;
  CREATE TRIGGER duties_here_no_update BEFORE UPDATE ON duties_here
    BEGIN SELECT RAISE(ABORT, 'what a machine might not do stays on record'); END;
  CREATE TRIGGER duties_here_no_delete BEFORE DELETE ON duties_here
    BEGIN SELECT RAISE(ABORT, 'what a machine might not do stays on record'); END;

  CREATE TRIGGER issue_steps_on_this_machine BEFORE INSERT ON issue_steps
    WHEN EXISTS (
      SELECT 1 FROM json_each(${latest('refused', ofIssue)}) WHERE value = CASE NEW.action
        WHEN 'submit' THEN 'edit' WHEN 'confirm' THEN 'edit'
        WHEN 'pass' THEN 'review' WHEN 'countersign' THEN 'review' WHEN 'correct' THEN 'review'
        WHEN 'release' THEN 'sign' WHEN 'archive' THEN 'archive' END
    )
    BEGIN SELECT RAISE(ABORT, 'this machine does not take this step'); END;
  CREATE TRIGGER issue_numbers_on_this_machine BEFORE INSERT ON issue_numbers
    WHEN EXISTS (SELECT 1 FROM json_each(${latest('refused', 'NEW.publication_id')}) WHERE value = 'sign')
      OR EXISTS (
        SELECT 1 FROM json_each(${latest('last', 'NEW.publication_id')})
        WHERE (json_extract(value, '$.series') = NEW.series AND json_extract(value, '$.year') = NEW.year
            AND json_extract(value, '$.serial') >= NEW.serial)
          OR coalesce(json_extract(value, '$.running') >= NEW.running, 0)
      )
    BEGIN SELECT RAISE(ABORT, 'this number is granted elsewhere or was granted there'); END;
`;
