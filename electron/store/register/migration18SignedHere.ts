const said = (member: string) => `json_extract(NEW.statement, '$.${member}')`;
const isOwn = (card: string) => `EXISTS (SELECT 1 FROM machines WHERE card = ${card} AND is_own = 1)`;
const latest = (column: string) =>
  `(SELECT ${column} FROM numbering WHERE publication_id = NEW.publication_id ORDER BY number DESC LIMIT 1)`;
const before = (member: string) => `(
  SELECT json_extract(statement, '$.${member}') FROM numbering
  WHERE publication_id = NEW.publication_id AND statement IS NOT NULL ORDER BY number DESC LIMIT 1
)`;

/**
 * That a machine grants the numbers it says with the key of its card, under a new card with that of the one before too, and it says
 * no other last numbers by it. So nobody is told that the numbering comes here, or goes from here.
 */
export const signedHere = `
  CREATE TRIGGER numbering_said BEFORE INSERT ON numbering
    WHEN ${said('how')} IS 'here' AND (
      ${said('machine')} IS NULL
      OR (${before('card')} <> NEW.card AND ${said('formerMachine')} IS NULL)
      OR coalesce(${before('last')}, ${said('last')}) <> ${said('last')}
    )
    BEGIN SELECT RAISE(ABORT, 'that a machine grants numbers is signed by its card and tells no other numbers'); END;
  CREATE TRIGGER numbering_comes BEFORE INSERT ON numbering
    WHEN NEW.how = 'told' AND ${said('how')} IS 'here'
      AND ${isOwn('NEW.card')} <> ${isOwn(`coalesce(${latest('card')}, NEW.card)`)}
    BEGIN SELECT RAISE(ABORT, 'numbering comes here and goes from here only as somebody decides'); END;
`;
