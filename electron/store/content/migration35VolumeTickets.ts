/**
 * 合订本 under an output ticket: the ticket stands with the last issue of the volume, and here is what it was applied for,
 * the span and each issue in it, so that what was approved is what is handed out.
 */
export const volumeTickets = `
  CREATE TABLE volume_tickets (
    ticket_id TEXT PRIMARY KEY REFERENCES output_tickets (id),
    publication_id TEXT NOT NULL CHECK (publication_id <> ''),
    span TEXT NOT NULL CHECK (json_valid(span)),
    issues TEXT NOT NULL CHECK (json_valid(issues) AND json_array_length(issues) > 0)
  ) STRICT;
  CREATE TRIGGER volume_tickets_begin BEFORE INSERT ON volume_tickets
    WHEN NOT EXISTS (
        SELECT 1 FROM output_tickets
        WHERE id = NEW.ticket_id AND form IN ('export', 'burn') AND decided_at IS NULL AND state IN ('applied', 'approved')
          AND issue_id = json_extract(NEW.issues, '$[#-1]')
      )
      OR EXISTS (SELECT 1 FROM output_uses WHERE ticket_id = NEW.ticket_id)
      OR EXISTS (
        SELECT 1 FROM json_each(NEW.issues) AS bound
        WHERE NOT EXISTS (
          SELECT 1 FROM issues
          WHERE issues.id = bound.value AND publication_id = NEW.publication_id AND state = 'archived'
        )
      )
    BEGIN SELECT RAISE(ABORT, 'a volume is applied for with its archived issues, before anything is decided'); END;
  CREATE TRIGGER volume_tickets_no_update BEFORE UPDATE ON volume_tickets
    BEGIN SELECT RAISE(ABORT, 'a ticket stays as it was applied for'); END;
  CREATE TRIGGER volume_tickets_no_delete BEFORE DELETE ON volume_tickets
    BEGIN SELECT RAISE(ABORT, 'a ticket stays on record'); END;
`;
