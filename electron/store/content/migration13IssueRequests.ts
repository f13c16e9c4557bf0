/** Whether a person may hold a station, in the role the row claims; as the steps of an issue are judged. */
const holds = (station: string) => `(
  NEW.role = ${station}.role OR (
    ${station}.people IS NOT NULL AND NEW.role IN ('editor', 'reviewer', 'signer', 'archivist')
    AND NEW.person IN (SELECT value FROM json_each(${station}.people))
  )
)`;

/** Seconds between two moments; negative after a clock was set back. */
const seconds = (from: string, to: string) => `(unixepoch(${to}) - unixepoch(${from}))`;

/**
 * 请求取回 and 催办. Of an issue one request is open at a time; whoever has the turn answers it, and whatever step the
 * issue takes otherwise closes it. Once it is granted nothing but the return it asked for can follow. Nothing of it is
 * ever changed.
 */
export const issueRequests = `
  CREATE TABLE recall_requests (
    id TEXT PRIMARY KEY,
    issue_id TEXT NOT NULL REFERENCES issues (id),
    step INTEGER NOT NULL,
    station INTEGER NOT NULL,
    person TEXT NOT NULL CHECK (person <> ''),
    role TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (trim(reason) <> '')
  ) STRICT;
  CREATE INDEX recall_requests_by_issue ON recall_requests (issue_id, step);
  CREATE TABLE recall_answers (
    request_id TEXT PRIMARY KEY REFERENCES recall_requests (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('granted', 'declined', 'withdrawn', 'moot')),
    person TEXT NOT NULL CHECK (person <> ''),
    role TEXT,
    at TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '' CHECK (outcome <> 'declined' OR trim(reason) <> '')
  ) STRICT;

  CREATE TRIGGER recall_requests_lawful BEFORE INSERT ON recall_requests
    WHEN EXISTS (SELECT 1 FROM recall_requests WHERE id = NEW.id) OR NOT EXISTS (
      SELECT 1 FROM issues
      JOIN issue_stations AS before ON before.issue_id = issues.id AND before.station = issues.station - 1
      WHERE issues.id = NEW.issue_id AND state IN ('inReview', 'awaitingRelease') AND opened_at IS NOT NULL
        AND NEW.step = issues.step AND NEW.station = before.station AND ${holds('before')}
        AND (before.kind <> 'countersigner' OR EXISTS (
          SELECT 1 FROM sign_offs
          WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station = before.station AND person = NEW.person
        ))
    )
    BEGIN SELECT RAISE(ABORT, 'an issue is asked back by the station before, once it was opened'); END;
  CREATE TRIGGER recall_requests_one BEFORE INSERT ON recall_requests
    WHEN EXISTS (
      SELECT 1 FROM recall_requests
      WHERE issue_id = NEW.issue_id AND id NOT IN (SELECT request_id FROM recall_answers)
    )
    BEGIN SELECT RAISE(ABORT, 'an issue has one open request'); END;
  CREATE TRIGGER recall_requests_no_update BEFORE UPDATE ON recall_requests
    BEGIN SELECT RAISE(ABORT, 'a request is never changed'); END;
  CREATE TRIGGER recall_requests_no_delete BEFORE DELETE ON recall_requests
    BEGIN SELECT RAISE(ABORT, 'a request stays on record'); END;

  CREATE TRIGGER recall_answers_once BEFORE INSERT ON recall_answers
    WHEN EXISTS (SELECT 1 FROM recall_answers WHERE request_id = NEW.request_id)
    BEGIN SELECT RAISE(ABORT, 'a request is answered once'); END;
  CREATE TRIGGER recall_answers_lawful BEFORE INSERT ON recall_answers
    WHEN NOT EXISTS (
      SELECT 1 FROM recall_requests AS asked JOIN issues ON issues.id = asked.issue_id
      WHERE asked.id = NEW.request_id AND CASE NEW.outcome
        WHEN 'moot' THEN EXISTS (SELECT 1 FROM issue_steps WHERE issue_id = asked.issue_id AND step > asked.step)
        WHEN 'withdrawn' THEN issues.step = asked.step AND NEW.person = asked.person
        ELSE issues.step = asked.step AND NEW.person <> asked.person AND EXISTS (
          SELECT 1 FROM issue_stations AS here
          WHERE here.issue_id = issues.id AND here.station = issues.station AND ${holds('here')}
        ) AND NOT EXISTS (
          SELECT 1 FROM sign_offs WHERE issue_id = issues.id AND void_reason IS NULL AND person = NEW.person
        ) END
    )
    BEGIN SELECT RAISE(ABORT, 'a request is answered by whoever has the turn'); END;
  CREATE TRIGGER recall_answers_no_update BEFORE UPDATE ON recall_answers
    BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
  CREATE TRIGGER recall_answers_no_delete BEFORE DELETE ON recall_answers
    BEGIN SELECT RAISE(ABORT, 'an answer stays on record'); END;

  CREATE TRIGGER issue_steps_after_grant BEFORE INSERT ON issue_steps
    WHEN EXISTS (
      SELECT 1 FROM recall_requests AS asked JOIN recall_answers AS answer ON answer.request_id = asked.id
      WHERE asked.issue_id = NEW.issue_id AND asked.step = NEW.step - 1 AND answer.outcome = 'granted'
        AND NOT (NEW.action = 'return' AND NEW.to_station = asked.station AND NEW.person = answer.person)
    )
    BEGIN SELECT RAISE(ABORT, 'the return of this issue was granted'); END;
  CREATE TRIGGER issue_steps_close_requests AFTER INSERT ON issue_steps
    BEGIN
      INSERT INTO recall_answers (request_id, outcome, person, at)
        SELECT id, 'moot', NEW.person, NEW.at FROM recall_requests
        WHERE issue_id = NEW.issue_id AND id NOT IN (SELECT request_id FROM recall_answers);
    END;

  CREATE TABLE reminders (
    number INTEGER PRIMARY KEY,
    issue_id TEXT NOT NULL REFERENCES issues (id),
    step INTEGER NOT NULL,
    person TEXT NOT NULL CHECK (person <> ''),
    at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX reminders_by_issue ON reminders (issue_id, step, number);
  CREATE TRIGGER reminders_lawful BEFORE INSERT ON reminders
    WHEN NEW.number IN (SELECT number FROM reminders) OR unixepoch(NEW.at) IS NULL OR NOT EXISTS (
      SELECT 1 FROM issues
      WHERE id = NEW.issue_id AND step = NEW.step
        AND state IN ('inReview', 'awaitingConfirmation', 'awaitingRelease', 'released', 'printed')
        AND (
          EXISTS (SELECT 1 FROM issue_steps WHERE issue_id = issues.id AND step = issues.step AND person = NEW.person)
          OR EXISTS (
            SELECT 1 FROM sign_offs WHERE issue_id = issues.id AND void_reason IS NULL AND person = NEW.person
          )
        )
    )
    BEGIN SELECT RAISE(ABORT, 'whoever handed an issue on reminds of it'); END;
  CREATE TRIGGER reminders_seldom BEFORE INSERT ON reminders
    WHEN EXISTS (
      SELECT 1 FROM reminders
      WHERE issue_id = NEW.issue_id AND person = NEW.person AND ${seconds('at', 'NEW.at')} < 4 * 3600
    )
    BEGIN SELECT RAISE(ABORT, 'a person reminds of an issue once in four hours'); END;
  CREATE TRIGGER reminders_no_update BEFORE UPDATE ON reminders
    BEGIN SELECT RAISE(ABORT, 'a reminder is never changed'); END;
  CREATE TRIGGER reminders_no_delete BEFORE DELETE ON reminders
    BEGIN SELECT RAISE(ABORT, 'a reminder stays on record'); END;
`;
