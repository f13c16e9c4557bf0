/**
 * Machines by their cards: this one's own and those of others. A card is trusted once the security administrator has
 * confirmed it, for as long as it is not revoked; a revoked one never again. No two trusted ones share a name.
 */
export const machineTables = `
  CREATE TABLE machines (
    card TEXT PRIMARY KEY CHECK (length(card) = 64),
    text TEXT NOT NULL CHECK (json_valid(text) AND json_extract(text, '$.format') = 'neikan-machine'),
    name TEXT NOT NULL CHECK (name = json_extract(text, '$.name')),
    is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),
    taken_at TEXT NOT NULL,
    taken_by TEXT NOT NULL REFERENCES people (id),
    confirmed_at TEXT,
    confirmed_by TEXT REFERENCES people (id),
    revoked_at TEXT,
    revoked_by TEXT REFERENCES people (id),
    reason TEXT CHECK (reason IN ('lost', 'replaced', 'closed', 'mistaken')),
    -- The statement it was revoked by, where a machine has signed one.
    revocation TEXT CHECK (revocation IS NULL OR json_extract(revocation, '$.card') = card),
    CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (reason IS NULL))
  ) STRICT;
  CREATE UNIQUE INDEX machines_one_own ON machines (is_own) WHERE is_own = 1 AND revoked_at IS NULL;
  CREATE UNIQUE INDEX machines_by_name ON machines (name) WHERE confirmed_at IS NOT NULL AND revoked_at IS NULL;
  CREATE TRIGGER machines_begin BEFORE INSERT ON machines
    WHEN NEW.revoked_at IS NOT NULL OR NEW.revocation IS NOT NULL
      OR NEW.confirmed_at IS NOT iif(NEW.is_own = 1, NEW.taken_at, NULL)
      OR EXISTS (SELECT 1 FROM machines WHERE card = NEW.card)
    BEGIN SELECT RAISE(ABORT, 'the card of another machine begins unconfirmed'); END;
  CREATE TRIGGER machines_fixed BEFORE UPDATE OF card, text, name, is_own, taken_at, taken_by ON machines
    BEGIN SELECT RAISE(ABORT, 'a card stays as it was taken'); END;
  CREATE TRIGGER machines_confirmed BEFORE UPDATE OF confirmed_at, confirmed_by ON machines
    WHEN OLD.confirmed_at IS NOT NULL OR OLD.revoked_at IS NOT NULL OR NEW.confirmed_at IS NULL
      OR NOT EXISTS (
        SELECT 1 FROM person_roles WHERE person_id = NEW.confirmed_by AND role = 'securityAdministrator'
      )
    BEGIN SELECT RAISE(ABORT, 'a card is confirmed once, by the security administrator'); END;
  CREATE TRIGGER machines_revoked BEFORE UPDATE OF revoked_at, revoked_by, reason, revocation ON machines
    WHEN OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
      OR NOT (OLD.is_own = 1 OR EXISTS (
        SELECT 1 FROM person_roles WHERE person_id = NEW.revoked_by AND role = 'securityAdministrator'
      ))
    BEGIN SELECT RAISE(ABORT, 'a card is revoked once, by the security administrator, or by its own machine'); END;
  CREATE TRIGGER machines_kept BEFORE DELETE ON machines
    BEGIN SELECT RAISE(ABORT, 'a card stays on record'); END;
`;
