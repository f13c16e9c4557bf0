const said = (member: string) => `json_extract(NEW.statement, '$.${member}')`;
const hasRuleRole = `EXISTS (
  SELECT 1 FROM person_roles WHERE person_id = NEW.person
    AND role = iif((SELECT staffing FROM office) = 'strict', 'securityAdministrator', 'systemAdministrator')
)`;
const isOwn = (card: string) => `EXISTS (SELECT 1 FROM machines WHERE card = ${card} AND is_own = 1)`;
/** Whether it came in the package that is being taken over, which the newest row of the audit tells of. */
const isFromPackage = `(
  NEW.source IS (SELECT hash FROM taken_registers ORDER BY number DESC LIMIT 1)
  AND NEW.source IS (
    SELECT json_extract(details, '$.package') FROM audit
    WHERE action IN ('joinOffice', 'takeRegister') AND sequence = (SELECT max(sequence) FROM audit)
  )
)`;
const latest = (column: string) =>
  `(SELECT ${column} FROM numbering WHERE publication_id = NEW.publication_id ORDER BY number DESC LIMIT 1)`;
const latestTurn = {
  numbering: `coalesce(${latest('turn')}, 0)`,
  machine_duties: `(
    SELECT coalesce(max(turn), 0) FROM machine_duties WHERE publication_id = NEW.publication_id AND card = NEW.card
  )`,
} as const;
const aboutTheSame = {
  numbering: 'publication_id = NEW.publication_id',
  machine_duties: 'publication_id = NEW.publication_id AND card = NEW.card',
} as const;

/**
 * The row is what its statement says, and goes on from the decision before: by one, unless it settles what two machines have decided
 * apart, or is the first that is signed.
 */
const isSigned = (table: 'numbering' | 'machine_duties') => `(
  NEW.statement IS NOT NULL AND ${said('signature')} IS NOT NULL AND ${said('publicKey')} IS NOT NULL
  AND ${said('publication')} IS NEW.publication_id AND ${said('card')} IS NEW.card AND ${said('turn')} IS NEW.turn
  AND ${said('person')} IS NEW.person AND ${said('at')} IS NEW.at
  AND NEW.turn <= 100000
  AND (NEW.turn = ${latestTurn[table]} + 1 OR (NEW.turn > ${latestTurn[table]} AND (
    ${said('settles')} IS NOT NULL
    OR (${said('previous')} = ''
      AND NOT EXISTS (SELECT 1 FROM ${table} WHERE ${aboutTheSame[table]} AND statement IS NOT NULL))
  )))
)`;

/**
 * What a machine may do and who grants numbers is signed by whoever decides it, each statement bound to the one before about the same; rows
 * from before have none. What two machines have decided apart is put down until somebody settles it. A card that its own machine has
 * declared void is void for everybody who takes the register; one that is void at its sender is not confirmed here. Entries of the keyring
 * that came with a register wait in it until they are written.
 */
export const signedDuties = `
  ALTER TABLE machine_duties ADD COLUMN statement TEXT CHECK (statement IS NULL OR json_valid(statement));
  ALTER TABLE numbering ADD COLUMN statement TEXT CHECK (statement IS NULL OR json_valid(statement));
  CREATE TRIGGER machine_duties_signed BEFORE INSERT ON machine_duties
    WHEN NOT ${isSigned('machine_duties')} OR ${said('steps')} IS NOT json(NEW.steps)
    BEGIN SELECT RAISE(ABORT, 'a decision about a machine is signed and goes on from the one before'); END;

  CREATE TRIGGER numbering_signed BEFORE INSERT ON numbering
    WHEN NOT ${isSigned('numbering')} OR ${said('givenBy')} IS NOT NEW.given_by
      OR (NEW.source IS NULL AND (${said('how')} IS NOT NEW.how OR ${said('reason')} IS NOT NEW.reason))
      OR EXISTS (
        SELECT 1 FROM json_each(NEW.statement, '$.last') AS signed WHERE NOT EXISTS (
          SELECT 1 FROM json_each(NEW.last) AS kept
          WHERE json_extract(kept.value, '$.series') = json_extract(signed.value, '$.series')
            AND json_extract(kept.value, '$.year') = json_extract(signed.value, '$.year')
            AND json_extract(kept.value, '$.serial') >= json_extract(signed.value, '$.serial')
        )
      )
    BEGIN SELECT RAISE(ABORT, 'a change of numbering is signed and goes on from the one before'); END;
  DROP TRIGGER numbering_taken;
  CREATE TRIGGER numbering_taken BEFORE INSERT ON numbering
    WHEN NEW.how = 'taken' AND (
      NOT ${isFromPackage} OR NOT ${isOwn('NEW.card')} OR ${said('how')} IS NOT 'given'
      OR NEW.given_by <> coalesce(${latest('card')}, NEW.given_by)
    )
    BEGIN SELECT RAISE(ABORT, 'numbering is taken from a package of the machine that gave it up'); END;
  DROP TRIGGER numbering_told;
  CREATE TRIGGER numbering_told BEFORE INSERT ON numbering
    WHEN NEW.how = 'told' AND (
      NOT ${isFromPackage}
      -- Of what it has said itself a machine is told again after it was restored from an older backup.
      OR (${isOwn('NEW.card')} AND (${said('how')} IS 'given' OR NEW.given_by <> NEW.card))
      -- From here it goes only by this machine's own word, or where whoever decides has it taken over.
      OR (${isOwn(`coalesce(${latest('card')}, '')`)} AND NOT ${isOwn('NEW.given_by')} AND ${said('how')} IS NOT 'lost')
    )
    BEGIN SELECT RAISE(ABORT, 'nobody is told of a numbering that is here'); END;

  CREATE TABLE decision_forks (
    number INTEGER PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject IN ('duty', 'numbering')),
    publication_id TEXT NOT NULL REFERENCES publications (id),
    -- '' for numbering.
    card TEXT NOT NULL CHECK ((subject = 'numbering') = (card = '')),
    -- The last decision of the other way.
    statement TEXT NOT NULL UNIQUE CHECK (json_valid(statement)),
    -- The newest row of the way here as it was told.
    after_number INTEGER NOT NULL,
    -- Whether numbers are granted here meanwhile.
    stops INTEGER NOT NULL CHECK (stops IN (0, 1)),
    sender TEXT NOT NULL REFERENCES machines (card),
    person TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER decision_forks_on_record BEFORE INSERT ON decision_forks
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM decision_forks)
      OR ${said('publication')} IS NOT NEW.publication_id
      OR 'noteDecisionFork' IS NOT (SELECT action FROM audit ORDER BY sequence DESC LIMIT 1)
    BEGIN SELECT RAISE(ABORT, 'what two machines have decided apart is put down on record'); END;
  CREATE TRIGGER decision_forks_no_update BEFORE UPDATE ON decision_forks
    BEGIN SELECT RAISE(ABORT, 'what two machines have decided apart stays on record'); END;
  CREATE TRIGGER decision_forks_no_delete BEFORE DELETE ON decision_forks
    BEGIN SELECT RAISE(ABORT, 'what two machines have decided apart stays on record'); END;
  DROP TRIGGER numbering_lost;
  CREATE TRIGGER numbering_lost BEFORE INSERT ON numbering
    WHEN NEW.how = 'lost' AND (
      NOT ${hasRuleRole} OR NOT ${isOwn('NEW.card')} OR NEW.given_by <> NEW.card
      OR NOT (
        EXISTS (SELECT 1 FROM machines WHERE card = ${latest('card')} AND is_own = 0 AND revoked_at IS NOT NULL)
        OR (${said('settles')} IS NOT NULL AND EXISTS (
          SELECT 1 FROM decision_forks
          WHERE subject = 'numbering' AND publication_id = NEW.publication_id AND after_number <= NEW.number
        ))
      )
    )
    BEGIN SELECT RAISE(ABORT, 'numbering is taken over from a machine whose card is void, by whoever has the role'); END;
  ALTER TABLE machines ADD COLUMN void_told_by TEXT CHECK (length(void_told_by) = 64);
  DROP TRIGGER machines_confirmed;
  CREATE TRIGGER machines_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by ON machines
    WHEN OLD.confirmed_at IS NOT NULL OR OLD.revoked_at IS NOT NULL OR NEW.confirmed_at IS NULL
      OR OLD.void_told_by IS NOT NULL
      OR NOT EXISTS (
        SELECT 1 FROM person_roles WHERE person_id = NEW.confirmed_by AND role = 'securityAdministrator'
      )
    BEGIN SELECT RAISE(ABORT, 'a card is confirmed once, by the security administrator'); END;
  CREATE TRIGGER machines_void_told BEFORE UPDATE OF void_told_by ON machines
    WHEN OLD.void_told_by IS NOT NULL OR OLD.confirmed_at IS NOT NULL OR OLD.revoked_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a card stays as it was taken'); END;
  DROP TRIGGER machines_revoked;
  CREATE TRIGGER machines_revoked BEFORE UPDATE OF revoked_at, revoked_by, reason, revocation ON machines
    WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
      OR NOT (
        OLD.is_own = 1
        OR EXISTS (SELECT 1 FROM person_roles WHERE person_id = NEW.revoked_by AND role = 'securityAdministrator')
        -- Its own machine has declared it void, and the register that says so is being taken over.
        OR (coalesce(json_extract(NEW.revocation, '$.by') = OLD.card, 0)
          AND 'takeRegister' IS (SELECT action FROM audit ORDER BY sequence DESC LIMIT 1))
      )
    BEGIN SELECT RAISE(ABORT, 'a card is revoked once, by the security administrator, or by its own machine'); END;

  CREATE TABLE carried_keys (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    entries TEXT NOT NULL CHECK (json_valid(entries))
  ) STRICT;
`;
