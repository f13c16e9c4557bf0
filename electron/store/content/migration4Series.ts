/** 增刊 counts by itself: which count an issue belongs to is settled when it is begun, long before it has a number. */
export const issueSeries = `
  ALTER TABLE issues ADD COLUMN series TEXT NOT NULL DEFAULT 'regular' CHECK (series IN ('regular', 'supplement'));
  CREATE TRIGGER issues_series_fixed BEFORE UPDATE OF series ON issues
    BEGIN SELECT RAISE(ABORT, 'an issue stays in its series'); END;
  CREATE TRIGGER issue_numbers_in_series BEFORE INSERT ON issue_numbers
    WHEN (SELECT series FROM issues WHERE id = NEW.issue_id) IS NOT NEW.series
    BEGIN SELECT RAISE(ABORT, 'a number is granted within the series of its issue'); END;
`;
