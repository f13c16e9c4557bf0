/**
 * Hand-over between machines. The keys of this machine's cards; every package that was written to a medium, taken from one
 * or refused, with its medium and the leave it was written by; its place in the chain of what one machine sends another
 * about an issue; and issues that are lent out, which nobody changes here until they are back.
 */
export const packageTables = `
  CREATE TABLE machine_keys (
    card TEXT PRIMARY KEY CHECK (length(card) = 64),
    private_key TEXT NOT NULL CHECK (length(private_key) = 64),
    identity TEXT NOT NULL CHECK (identity GLOB 'AGE-SECRET-KEY-1*'),
    made_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER machine_keys_begin BEFORE INSERT ON machine_keys
    WHEN EXISTS (SELECT 1 FROM machine_keys WHERE card = NEW.card)
    BEGIN SELECT RAISE(ABORT, 'a card has one key'); END;
  CREATE TRIGGER machine_keys_no_update BEFORE UPDATE ON machine_keys
    BEGIN SELECT RAISE(ABORT, 'a card keeps its key'); END;
  CREATE TRIGGER machine_keys_no_delete BEFORE DELETE ON machine_keys
    BEGIN SELECT RAISE(ABORT, 'what was sent to a card is opened by its key'); END;

  CREATE TABLE packages (
    number INTEGER PRIMARY KEY,
    direction TEXT NOT NULL CHECK (direction IN ('written', 'taken', 'refused')),
    -- Of what was refused all of these may be unknown.
    hash TEXT CHECK (length(hash) = 64),
    kind TEXT CHECK (kind IN ('submit', 'return', 'signed', 'receipt', 'cancel', 'join')),
    issue_id TEXT,
    sender TEXT CHECK (length(sender) = 64),
    volumes INTEGER CHECK (volumes BETWEEN 1 AND 99),
    bytes INTEGER CHECK (bytes > 0),
    at TEXT NOT NULL,
    person TEXT NOT NULL CHECK (person <> ''),
    medium TEXT NOT NULL CHECK (trim(medium) <> ''),
    ticket_id TEXT REFERENCES output_tickets (id),
    -- YYYY-MM-DD: when its receipt is overdue.
    due_on TEXT CHECK (due_on IS NULL OR (direction = 'written' AND date(due_on) = due_on)),
    reason TEXT,
    CHECK ((direction = 'refused') = (reason IS NOT NULL)),
    CHECK (direction = 'refused' OR (hash IS NOT NULL AND kind IS NOT NULL AND sender IS NOT NULL
      AND volumes IS NOT NULL AND bytes IS NOT NULL)),
    CHECK (direction = 'written' OR ticket_id IS NULL)
  ) STRICT;
  CREATE UNIQUE INDEX packages_once ON packages (hash) WHERE direction <> 'refused';
  CREATE INDEX packages_by_issue ON packages (issue_id, number);
  CREATE TRIGGER packages_in_order BEFORE INSERT ON packages
    WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM packages)
      OR (NEW.direction = 'written') <> (NEW.sender IN (SELECT card FROM machine_keys) AND NEW.direction <> 'refused')
    BEGIN SELECT RAISE(ABORT, 'packages are counted one by one, and this machine writes by its own cards'); END;
  CREATE TRIGGER packages_no_update BEFORE UPDATE ON packages
    BEGIN SELECT RAISE(ABORT, 'what was written to and read from media stays on record'); END;
  CREATE TRIGGER packages_no_delete BEFORE DELETE ON packages
    BEGIN SELECT RAISE(ABORT, 'what was written to and read from media stays on record'); END;

  CREATE TABLE package_places (
    -- Of the package.
    hash TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('written', 'taken')),
    own TEXT NOT NULL REFERENCES machine_keys (card),
    machine TEXT NOT NULL CHECK (length(machine) = 64 AND machine <> own),
    -- '' for what is about no issue.
    issue_id TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    previous TEXT CHECK ((previous IS NULL) = (sequence = 1)),
    -- The receipt that came back, itself a package.
    receipt TEXT,
    receipt_at TEXT CHECK ((receipt IS NULL) = (receipt_at IS NULL)),
    PRIMARY KEY (direction, own, machine, issue_id, sequence)
  ) STRICT;
  CREATE UNIQUE INDEX package_places_by_hash ON package_places (hash, machine);
  CREATE TRIGGER package_places_in_order BEFORE INSERT ON package_places
    WHEN NEW.receipt IS NOT NULL
      OR NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.hash AND direction = NEW.direction AND coalesce(issue_id, '') = NEW.issue_id
          AND sender = iif(NEW.direction = 'written', NEW.own, NEW.machine)
      )
      OR (NEW.sequence - 1, NEW.previous) IS NOT (
        SELECT coalesce(max(sequence), 0), max(hash) FROM package_places
        WHERE direction = NEW.direction AND own = NEW.own AND machine = NEW.machine AND issue_id = NEW.issue_id
          AND sequence = (
            SELECT max(sequence) FROM package_places
            WHERE direction = NEW.direction AND own = NEW.own AND machine = NEW.machine AND issue_id = NEW.issue_id
          )
      )
    BEGIN SELECT RAISE(ABORT, 'a package follows the last one of its chain'); END;
  CREATE TRIGGER package_places_fixed
    BEFORE UPDATE OF hash, direction, own, machine, issue_id, sequence, previous ON package_places
    BEGIN SELECT RAISE(ABORT, 'a package keeps its place'); END;
  CREATE TRIGGER package_places_receipt BEFORE UPDATE OF receipt, receipt_at ON package_places
    WHEN OLD.receipt IS NOT NULL OR NEW.receipt IS NULL OR OLD.direction <> 'written'
      OR NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.receipt AND direction = 'taken' AND kind = 'receipt' AND sender = OLD.machine
      )
    BEGIN SELECT RAISE(ABORT, 'a receipt comes once, from the machine that received'); END;
  CREATE TRIGGER package_places_kept BEFORE DELETE ON package_places
    BEGIN SELECT RAISE(ABORT, 'a package keeps its place'); END;

  -- What came in a package, in pieces, until it is put with what is here. Pieces of a package that is not on record are
  -- those of a reading that did not come to its end.
  CREATE TABLE package_parts (
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    name TEXT NOT NULL CHECK (name <> ''),
    piece INTEGER NOT NULL CHECK (piece >= 0),
    bytes BLOB NOT NULL,
    PRIMARY KEY (hash, name, piece)
  ) STRICT;
  CREATE TRIGGER package_parts_begin BEFORE INSERT ON package_parts
    WHEN EXISTS (SELECT 1 FROM packages WHERE hash = NEW.hash AND direction <> 'refused')
    BEGIN SELECT RAISE(ABORT, 'a package stays as it came'); END;
  CREATE TRIGGER package_parts_no_update BEFORE UPDATE ON package_parts
    BEGIN SELECT RAISE(ABORT, 'a package stays as it came'); END;
  CREATE TRIGGER package_parts_kept BEFORE DELETE ON package_parts
    WHEN EXISTS (SELECT 1 FROM packages WHERE hash = OLD.hash AND direction <> 'refused')
    BEGIN SELECT RAISE(ABORT, 'a package stays as it came'); END;

  CREATE TABLE lent_issues (
    number INTEGER PRIMARY KEY,
    issue_id TEXT NOT NULL REFERENCES issues (id),
    machine TEXT NOT NULL,
    hash TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    lent_at TEXT NOT NULL,
    lent_by TEXT NOT NULL CHECK (lent_by <> ''),
    back_at TEXT,
    -- returned and cancelled name the package by which it came back; lost is declared by a person.
    back_how TEXT CHECK (back_how IN ('returned', 'cancelled', 'lost')),
    back_hash TEXT,
    back_by TEXT,
    CHECK ((back_at IS NULL) = (back_how IS NULL) AND (back_at IS NULL) = (back_by IS NULL)),
    CHECK ((back_hash IS NOT NULL) = (coalesce(back_how, '') IN ('returned', 'cancelled')))
  ) STRICT;
  CREATE UNIQUE INDEX lent_issues_once ON lent_issues (issue_id) WHERE back_at IS NULL;
  CREATE TRIGGER lent_issues_begin BEFORE INSERT ON lent_issues
    WHEN NEW.back_at IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM issues WHERE id = NEW.issue_id AND content_hash = NEW.content_hash)
      OR NOT EXISTS (
        SELECT 1 FROM package_places JOIN packages USING (hash)
        WHERE hash = NEW.hash AND package_places.direction = 'written' AND machine = NEW.machine
          AND package_places.issue_id = NEW.issue_id AND kind IN ('submit', 'return', 'signed')
      )
    BEGIN SELECT RAISE(ABORT, 'an issue is lent out by a package that holds it'); END;
  CREATE TRIGGER lent_issues_fixed
    BEFORE UPDATE OF number, issue_id, machine, hash, content_hash, lent_at, lent_by ON lent_issues
    BEGIN SELECT RAISE(ABORT, 'a lending stays as it was'); END;
  CREATE TRIGGER lent_issues_back BEFORE UPDATE OF back_at, back_how, back_hash, back_by ON lent_issues
    WHEN OLD.back_at IS NOT NULL OR NEW.back_at IS NULL
      OR (NEW.back_how = 'returned' AND NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.back_hash AND direction = 'taken' AND issue_id = OLD.issue_id AND sender = OLD.machine
          AND kind IN ('submit', 'return', 'signed')
      ))
      OR (NEW.back_how = 'cancelled' AND NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.back_hash AND issue_id = OLD.issue_id AND (
          (direction = 'written' AND kind = 'cancel')
          OR (direction = 'taken' AND kind = 'receipt' AND sender = OLD.machine)
        )
      ))
    BEGIN SELECT RAISE(ABORT, 'an issue comes back once, by a package of the machine that has it'); END;
  CREATE TRIGGER lent_issues_kept BEFORE DELETE ON lent_issues
    BEGIN SELECT RAISE(ABORT, 'a lending stays on record'); END;
  CREATE TRIGGER issue_steps_not_lent BEFORE INSERT ON issue_steps
    WHEN EXISTS (SELECT 1 FROM lent_issues WHERE issue_id = NEW.issue_id AND back_at IS NULL)
    BEGIN SELECT RAISE(ABORT, 'an issue that is lent out takes no step here'); END;
  CREATE TRIGGER sign_offs_not_lent BEFORE INSERT ON sign_offs
    WHEN EXISTS (SELECT 1 FROM lent_issues WHERE issue_id = NEW.issue_id AND back_at IS NULL)
    BEGIN SELECT RAISE(ABORT, 'an issue that is lent out is signed where it is'); END;
  CREATE TRIGGER issues_not_lent BEFORE UPDATE OF document, content_hash ON issues
    WHEN EXISTS (SELECT 1 FROM lent_issues WHERE issue_id = OLD.id AND back_at IS NULL)
    BEGIN SELECT RAISE(ABORT, 'an issue that is lent out is not changed here'); END;
`;
