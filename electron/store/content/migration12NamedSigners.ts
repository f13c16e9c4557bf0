/**
 * Whoever is named for 会签 signs there and nowhere else in that issue: a signature at another station would leave the own
 * one to nobody.
 */
export const namedSigners = `
  CREATE TRIGGER sign_offs_where_named BEFORE INSERT ON sign_offs
    WHEN EXISTS (
      SELECT 1 FROM issue_stations
      WHERE issue_id = NEW.issue_id AND station <> NEW.station AND people IS NOT NULL
        AND NEW.person IN (SELECT value FROM json_each(people))
    )
    BEGIN SELECT RAISE(ABORT, 'whoever is named for a station signs at that one'); END;
`;
