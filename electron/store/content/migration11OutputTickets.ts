/**
 * 输出票: leave to print, hand out or burn an issue, so many copies for one purpose. It is given by another person than the
 * one who applies, where anybody has to give it, and used up copy by copy; what was used stays on record. Copies are
 * numbered from 1 over all uses of a ticket, so that no two of them have one number.
 */
export const outputTickets = `
  CREATE TABLE output_tickets (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (number GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9][0-9][0-9]*'),
    issue_id TEXT NOT NULL,
    form TEXT NOT NULL CHECK (form IN ('print', 'export', 'burn')),
    purpose TEXT NOT NULL CHECK (trim(purpose) <> ''),
    copies INTEGER NOT NULL CHECK (copies BETWEEN 1 AND 9999),
    applicant TEXT NOT NULL CHECK (applicant <> ''),
    applied_at TEXT NOT NULL,
    approver_role TEXT CHECK (approver_role IN ('editor', 'reviewer', 'signer', 'archivist')),
    is_stamped INTEGER NOT NULL CHECK (is_stamped IN (0, 1)),
    state TEXT NOT NULL CHECK (state IN ('applied', 'approved', 'refused', 'withdrawn')),
    decided_by TEXT,
    decided_at TEXT,
    reason TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX output_tickets_by_issue ON output_tickets (issue_id, form, applicant);
  CREATE TRIGGER output_tickets_begin BEFORE INSERT ON output_tickets
    WHEN NEW.state <> iif(NEW.approver_role IS NULL, 'approved', 'applied')
      OR NEW.decided_by IS NOT NULL OR NEW.decided_at IS NOT NULL
      OR NOT EXISTS (SELECT 1 FROM issues WHERE id = NEW.issue_id AND state <> 'void')
    BEGIN SELECT RAISE(ABORT, 'a ticket begins with the application'); END;
  CREATE TRIGGER output_tickets_fixed
    BEFORE UPDATE OF id, number, issue_id, form, purpose, copies, applicant, applied_at, approver_role, is_stamped
    ON output_tickets
    BEGIN SELECT RAISE(ABORT, 'a ticket stays as it was applied for'); END;
  CREATE TRIGGER output_tickets_decided BEFORE UPDATE OF state, decided_by, decided_at, reason ON output_tickets
    WHEN NOT (
      (OLD.state = 'applied' AND NEW.state IN ('approved', 'refused') AND NEW.decided_by <> OLD.applicant
        AND NEW.decided_at IS NOT NULL AND (NEW.state = 'approved' OR trim(NEW.reason) <> ''))
      OR (OLD.state IN ('applied', 'approved') AND NEW.state = 'withdrawn'
        AND NEW.decided_by IS OLD.decided_by AND NEW.decided_at IS OLD.decided_at)
    ) IS TRUE
    BEGIN SELECT RAISE(ABORT, 'a ticket is decided once, by another person'); END;
  CREATE TRIGGER output_tickets_kept BEFORE DELETE ON output_tickets
    BEGIN SELECT RAISE(ABORT, 'a ticket stays on record'); END;

  CREATE TABLE output_uses (
    number INTEGER PRIMARY KEY,
    ticket_id TEXT NOT NULL REFERENCES output_tickets (id),
    first_copy INTEGER NOT NULL,
    copies INTEGER NOT NULL CHECK (copies > 0),
    person TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX output_uses_by_ticket ON output_uses (ticket_id, number);
  CREATE TRIGGER output_uses_within BEFORE INSERT ON output_uses
    WHEN NOT EXISTS (
      SELECT 1 FROM output_tickets JOIN issues ON issues.id = issue_id
      WHERE output_tickets.id = NEW.ticket_id AND output_tickets.state = 'approved' AND issues.state <> 'void'
        AND applicant = NEW.person
        AND NEW.first_copy = 1 + (SELECT coalesce(sum(copies), 0) FROM output_uses WHERE ticket_id = NEW.ticket_id)
        AND NEW.first_copy + NEW.copies - 1 <= output_tickets.copies
    )
    BEGIN SELECT RAISE(ABORT, 'a ticket is used by its applicant, within its copies'); END;
  CREATE TRIGGER output_uses_no_update BEFORE UPDATE ON output_uses
    BEGIN SELECT RAISE(ABORT, 'what was used stays on record'); END;
  CREATE TRIGGER output_uses_no_delete BEFORE DELETE ON output_uses
    BEGIN SELECT RAISE(ABORT, 'what was used stays on record'); END;
`;
