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
const latestNumbering = (column: string) =>
  `(SELECT ${column} FROM numbering WHERE publication_id = NEW.publication_id ORDER BY number DESC LIMIT 1)`;

/**
 * Several machines of one office: which of them may have its register, what was taken over from them, which steps each takes
 * in a publication, and who grants its numbers, which is at one machine at a time.
 */
export const joiningTables = `
  CREATE TABLE join_approvals (
    card TEXT PRIMARY KEY REFERENCES machines (card),
    person TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER join_approvals_by_role BEFORE INSERT ON join_approvals
    WHEN NOT EXISTS (SELECT 1 FROM person_roles WHERE person_id = NEW.person AND role = 'securityAdministrator')
      OR NOT EXISTS (
        SELECT 1 FROM machines
        WHERE card = NEW.card AND is_own = 0 AND confirmed_at IS NOT NULL AND revoked_at IS NULL
      )
      OR EXISTS (SELECT 1 FROM join_approvals WHERE card = NEW.card)
    BEGIN SELECT RAISE(ABORT, 'the security administrator lets a machine join whose card was confirmed'); END;
  CREATE TRIGGER join_approvals_no_update BEFORE UPDATE ON join_approvals
    BEGIN SELECT RAISE(ABORT, 'a leave to join holds as long as the card'); END;
  CREATE TRIGGER join_approvals_no_delete BEFORE DELETE ON join_approvals
    BEGIN SELECT RAISE(ABORT, 'a leave to join holds as long as the card'); END;

  CREATE TABLE taken_registers (
    number INTEGER PRIMARY KEY,
    -- Of the package.
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
    sender TEXT NOT NULL REFERENCES machines (card),
    -- Units and publications as they were in it: what was changed since is told by it.
    base TEXT NOT NULL CHECK (json_valid(base)),
    person TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER taken_registers_in_order BEFORE INSERT ON taken_registers
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM taken_registers)
      OR NOT EXISTS (
        SELECT 1 FROM machines
        WHERE card = NEW.sender AND is_own = 0 AND confirmed_at IS NOT NULL AND revoked_at IS NULL
      )
      OR NEW.hash IS NOT (
        SELECT json_extract(details, '$.package') FROM audit
        WHERE action IN ('joinOffice', 'takeRegister') AND sequence = (SELECT max(sequence) FROM audit)
      )
    BEGIN SELECT RAISE(ABORT, 'a register is taken over from a trusted machine, on record'); END;
  CREATE TRIGGER taken_registers_no_update BEFORE UPDATE ON taken_registers
    BEGIN SELECT RAISE(ABORT, 'what was taken over stays on record'); END;
  CREATE TRIGGER taken_registers_no_delete BEFORE DELETE ON taken_registers
    BEGIN SELECT RAISE(ABORT, 'what was taken over stays on record'); END;

  CREATE TABLE machine_duties (
    number INTEGER PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publications (id),
    card TEXT NOT NULL CHECK (length(card) = 64),
    steps TEXT NOT NULL CHECK (json_valid(steps) AND json_type(steps) = 'array'),
    -- Counts the decisions about this machine and publication in the whole office.
    turn INTEGER NOT NULL CHECK (turn > 0),
    person TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    source TEXT REFERENCES taken_registers (hash)
  ) STRICT;
  CREATE TRIGGER machine_duties_by_role BEFORE INSERT ON machine_duties
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM machine_duties)
      OR EXISTS (SELECT 1 FROM json_each(NEW.steps) WHERE value NOT IN ('edit', 'review', 'archive'))
      OR (SELECT count(*) <> count(DISTINCT value) FROM json_each(NEW.steps))
      OR NEW.turn <= (
        SELECT coalesce(max(turn), 0) FROM machine_duties WHERE publication_id = NEW.publication_id AND card = NEW.card
      )
      OR (NEW.source IS NULL AND NOT ${hasRuleRole})
      OR (NEW.source IS NULL AND NOT EXISTS (
        SELECT 1 FROM machines WHERE card = NEW.card AND confirmed_at IS NOT NULL AND revoked_at IS NULL
      ))
      OR (NEW.source IS NOT NULL AND NOT ${isFromPackage})
    BEGIN SELECT RAISE(ABORT, 'what a machine may do is decided by whoever has the role'); END;
  CREATE TRIGGER machine_duties_no_update BEFORE UPDATE ON machine_duties
    BEGIN SELECT RAISE(ABORT, 'a decision about a machine stays as it was made'); END;
  CREATE TRIGGER machine_duties_no_delete BEFORE DELETE ON machine_duties
    BEGIN SELECT RAISE(ABORT, 'a decision about a machine stays as it was made'); END;

  CREATE TABLE numbering (
    number INTEGER PRIMARY KEY,
    publication_id TEXT NOT NULL REFERENCES publications (id),
    -- Counts the changes in the whole office.
    turn INTEGER NOT NULL CHECK (turn > 0),
    -- The machine that grants the numbers from now on, and the one that has said so.
    card TEXT NOT NULL CHECK (length(card) = 64),
    given_by TEXT NOT NULL CHECK (length(given_by) = 64),
    how TEXT NOT NULL CHECK (how IN ('here', 'given', 'told', 'taken', 'lost')),
    -- The last numbers that were granted elsewhere.
    last TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(last) AND json_type(last) = 'array'),
    reason TEXT NOT NULL DEFAULT '',
    person TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL,
    source TEXT REFERENCES taken_registers (hash),
    CHECK ((how IN ('told', 'taken')) = (source IS NOT NULL)),
    CHECK ((how = 'lost') = (trim(reason) <> ''))
  ) STRICT;
  CREATE TRIGGER numbering_begin BEFORE INSERT ON numbering
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM numbering)
      OR NEW.turn <= coalesce(${latestNumbering('turn')}, 0)
    BEGIN SELECT RAISE(ABORT, 'changes of numbering follow each other'); END;
  CREATE TRIGGER numbering_here BEFORE INSERT ON numbering
    WHEN NEW.how = 'here' AND (
      NEW.given_by <> NEW.card OR NOT ${isOwn('NEW.card')}
      OR NOT (${latestNumbering('card')} IS NULL OR ${isOwn(latestNumbering('card'))})
    )
    BEGIN SELECT RAISE(ABORT, 'a machine says of itself that it grants numbers only while it does'); END;
  CREATE TRIGGER numbering_given BEFORE INSERT ON numbering
    WHEN NEW.how = 'given' AND (
      NOT ${hasRuleRole} OR NOT ${isOwn('NEW.given_by')}
      OR NOT EXISTS (
        SELECT 1 FROM machines
        WHERE card = NEW.card AND is_own = 0 AND confirmed_at IS NOT NULL AND revoked_at IS NULL
      )
      OR NOT (${latestNumbering('card')} IS NULL OR ${isOwn(latestNumbering('card'))})
    )
    BEGIN SELECT RAISE(ABORT, 'numbering is given up by the machine that has it, by whoever has the role'); END;
  CREATE TRIGGER numbering_taken BEFORE INSERT ON numbering
    WHEN NEW.how = 'taken' AND (
      NOT ${isFromPackage} OR NOT ${isOwn('NEW.card')}
      OR NEW.given_by <> (SELECT sender FROM taken_registers WHERE hash = NEW.source)
    )
    BEGIN SELECT RAISE(ABORT, 'numbering is taken from a package of the machine that gave it up'); END;
  CREATE TRIGGER numbering_told BEFORE INSERT ON numbering
    WHEN NEW.how = 'told' AND (
      NOT ${isFromPackage} OR ${isOwn('NEW.card')}
      -- A machine that was restored from an older backup is told of what it has given up itself.
      OR (${isOwn(`coalesce(${latestNumbering('card')}, '')`)} AND NOT ${isOwn('NEW.given_by')})
    )
    BEGIN SELECT RAISE(ABORT, 'nobody is told of a numbering that is here'); END;
  CREATE TRIGGER numbering_lost BEFORE INSERT ON numbering
    WHEN NEW.how = 'lost' AND (
      NOT ${hasRuleRole} OR NOT ${isOwn('NEW.card')} OR NEW.given_by <> NEW.card
      OR NOT EXISTS (
        SELECT 1 FROM machines WHERE card = ${latestNumbering('card')} AND is_own = 0 AND revoked_at IS NOT NULL
      )
    )
    BEGIN SELECT RAISE(ABORT, 'numbering is taken over from a machine whose card is void, by whoever has the role'); END;
  CREATE TRIGGER numbering_no_update BEFORE UPDATE ON numbering
    BEGIN SELECT RAISE(ABORT, 'a change of numbering stays as it was'); END;
  CREATE TRIGGER numbering_no_delete BEFORE DELETE ON numbering
    BEGIN SELECT RAISE(ABORT, 'a change of numbering stays as it was'); END;
`;
