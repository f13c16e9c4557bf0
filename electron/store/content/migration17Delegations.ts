/** In whose right a row stands: the person's own, or that of whoever let the person act. */
const holder = 'coalesce(NEW.on_behalf_of, NEW.person)';

/** Whether the person of a step may hold a station, in the role the step claims. */
const holds = (station: string) => `(
  NEW.role = ${station}.role OR (
    ${station}.people IS NOT NULL AND NEW.role IN ('editor', 'reviewer', 'signer', 'archivist')
    AND ${holder} IN (SELECT value FROM json_each(${station}.people))
  )
)`;

/** How many signatures over this content count at a station of the issue of a new row. */
const given = (station: string) => `(
  SELECT count(*) FROM sign_offs
  WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station = ${station} AND content_hash = NEW.content_hash
)`;

/**
 * Whether a row that stands in another's right has leave for it: given by that one to this person for the publication
 * of the issue, not ended, and on that day. A clock that was set back does not prolong what was already seen to be over.
 */
const hasLeave = `EXISTS (
  SELECT 1 FROM delegations
  JOIN issues ON issues.id = NEW.issue_id
  JOIN issue_stations AS here ON here.issue_id = issues.id AND here.station = issues.station
  WHERE delegations.id = NEW.delegation_id AND principal = NEW.on_behalf_of AND delegate = NEW.person
    AND ended_at IS NULL AND NEW.at >= begins_at AND max(NEW.at, seen_at) < ends_at
    AND issues.publication_id IN (SELECT value FROM json_each(publications))
    AND issues.state IN ('inReview', 'awaitingRelease')
    AND here.kind <> 'responsibleEditor' AND (here.kind <> 'signer' OR includes_release = 1)
)`;

const isDelegated = '(NEW.on_behalf_of IS NOT NULL OR NEW.delegation_id IS NOT NULL)';

/**
 * 委托办理: leave to act in another's place at the stations of some publications for a time. It is given for good but for
 * its end, which the giver sets at once. Every record of the office tells it how late it is. Steps and signatures that
 * stand in another's right name the leave they were given by, and nobody is at two stations of an issue, be it in person
 * or by another.
 */
export const delegations = `
  CREATE TABLE delegations (
    id TEXT PRIMARY KEY,
    principal TEXT NOT NULL CHECK (principal <> ''),
    delegate TEXT NOT NULL CHECK (delegate <> '' AND delegate <> principal),
    publications TEXT NOT NULL CHECK (json_array_length(publications) > 0),
    begins_at TEXT NOT NULL CHECK (unixepoch(begins_at) IS NOT NULL),
    ends_at TEXT NOT NULL CHECK (unixepoch(ends_at) > unixepoch(begins_at)),
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL CHECK (until_day >= from_day),
    includes_release INTEGER NOT NULL CHECK (includes_release IN (0, 1)),
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    given_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ended_at TEXT,
    ended_by TEXT
  ) STRICT;
  CREATE INDEX delegations_by_delegate ON delegations (delegate, ends_at);
  CREATE TRIGGER delegations_begin BEFORE INSERT ON delegations
    WHEN NEW.ended_at IS NOT NULL OR NEW.ended_by IS NOT NULL OR NEW.seen_at <> NEW.given_at
      OR NEW.ends_at <= NEW.given_at OR EXISTS (SELECT 1 FROM delegations WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'a delegation begins open and ends later than it is given'); END;
  CREATE TRIGGER delegations_fixed BEFORE UPDATE OF id, principal, delegate, publications, begins_at, ends_at, from_day,
    until_day, includes_release, statement, given_at ON delegations
    BEGIN SELECT RAISE(ABORT, 'a delegation stays as it was given'); END;
  CREATE TRIGGER delegations_seen BEFORE UPDATE OF seen_at ON delegations WHEN NEW.seen_at < OLD.seen_at
    BEGIN SELECT RAISE(ABORT, 'what was seen was not earlier'); END;
  CREATE TRIGGER delegations_end BEFORE UPDATE OF ended_at, ended_by ON delegations
    WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL OR NEW.ended_by IS NOT OLD.principal
    BEGIN SELECT RAISE(ABORT, 'a delegation is ended once, by whoever gave it'); END;
  CREATE TRIGGER delegations_kept BEFORE DELETE ON delegations
    BEGIN SELECT RAISE(ABORT, 'a delegation stays on record'); END;
  CREATE TRIGGER delegations_told_the_time AFTER INSERT ON audit
    BEGIN
      UPDATE delegations SET seen_at = NEW.at WHERE ended_at IS NULL AND seen_at < NEW.at AND seen_at < ends_at;
    END;

  ALTER TABLE sign_offs ADD COLUMN on_behalf_of TEXT;
  ALTER TABLE sign_offs ADD COLUMN delegation_id TEXT REFERENCES delegations (id);
  ALTER TABLE issue_steps ADD COLUMN on_behalf_of TEXT;
  ALTER TABLE issue_steps ADD COLUMN delegation_id TEXT REFERENCES delegations (id);

  DROP TRIGGER sign_offs_of_this_content;
  CREATE TRIGGER sign_offs_of_this_content BEFORE INSERT ON sign_offs
    WHEN NEW.void_reason IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM issues
      WHERE id = NEW.issue_id AND content_hash = NEW.content_hash AND (
        (NEW.station = 0 AND NEW.sign_off = 'responsibleEditor' AND state IN ('drafting', 'awaitingConfirmation'))
        OR (NEW.station > 0 AND NEW.station = station AND state IN ('inReview', 'awaitingRelease') AND EXISTS (
          SELECT 1 FROM issue_stations
          WHERE issue_id = issues.id AND station = NEW.station AND kind = NEW.sign_off
            AND (people IS NULL OR ${holder} IN (SELECT value FROM json_each(people)))
        ))
      )
    )
    BEGIN SELECT RAISE(ABORT, 'a signature is given to the content at hand, in its turn'); END;
  CREATE TRIGGER sign_offs_delegated BEFORE INSERT ON sign_offs
    WHEN (json_extract(NEW.statement, '$.onBehalfOf') IS NULL) <> (NEW.on_behalf_of IS NULL)
      OR (${isDelegated} AND (NEW.station = 0 OR NOT ${hasLeave}))
    BEGIN SELECT RAISE(ABORT, 'a signature for another needs leave that holds'); END;
  CREATE TRIGGER sign_offs_in_one_right BEFORE INSERT ON sign_offs
    WHEN EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL
        AND (person = NEW.on_behalf_of OR on_behalf_of = NEW.person OR on_behalf_of = NEW.on_behalf_of)
    )
    BEGIN SELECT RAISE(ABORT, 'one person holds one of the sign-offs of an issue, in person or by another'); END;
  CREATE TRIGGER sign_offs_right_fixed BEFORE UPDATE OF on_behalf_of, delegation_id ON sign_offs
    BEGIN SELECT RAISE(ABORT, 'a signature can only be voided'); END;

  DROP TRIGGER issue_steps_lawful;
  CREATE TRIGGER issue_steps_lawful BEFORE INSERT ON issue_steps
    WHEN NOT EXISTS (
      SELECT 1 FROM issues
      JOIN issue_stations AS here ON here.issue_id = issues.id AND here.station = issues.station
      JOIN issue_transitions AS lawful
        ON lawful.from_state = issues.state AND lawful.at = here.kind AND lawful.action = NEW.action
      JOIN issue_stations AS there ON there.issue_id = issues.id AND there.station = NEW.to_station
      LEFT JOIN issue_stations AS before ON before.issue_id = issues.id AND before.station = issues.station - 1
      WHERE issues.id = NEW.issue_id AND issues.state = NEW.from_state AND issues.station = NEW.from_station
        AND NEW.step = issues.step + 1 AND NEW.content_hash = issues.content_hash
        AND (NEW.action <> 'submit' OR EXISTS (
          SELECT 1 FROM issue_flows WHERE issue_id = NEW.issue_id AND step = NEW.step
        ))
        AND (needs_reason = 0 OR trim(NEW.opinion) <> '')
        AND (before_opened = 0 OR issues.opened_at IS NULL)
        AND CASE lawful.move
          WHEN 'onward' THEN NEW.to_station = issues.station + 1
          WHEN 'back' THEN NEW.to_station = issues.station - 1
          WHEN 'earlier' THEN NEW.to_station BETWEEN 0 AND issues.station - 1
          WHEN 'again' THEN NEW.to_station = 1
          WHEN 'start' THEN NEW.to_station = 0
          WHEN 'together' THEN
            NEW.to_station = issues.station + (${given('issues.station')} >= here.needed)
          WHEN 'stay' THEN NEW.to_station = issues.station
          ELSE 0 END
        AND NEW.to_state = coalesce(lawful.to_state, CASE there.kind
          WHEN 'responsibleEditor' THEN 'drafting' WHEN 'signer' THEN 'awaitingRelease' ELSE 'inReview' END)
        AND CASE lawful.by
          WHEN 'station' THEN ${holds('here')}
          WHEN 'previous' THEN ${holds('before')} AND (before.kind <> 'countersigner' OR EXISTS (
            SELECT 1 FROM sign_offs
            WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station = before.station AND person = NEW.person
          ))
          ELSE NEW.role = lawful.by END
    )
    BEGIN SELECT RAISE(ABORT, 'this step is not in the flow'); END;
  -- Made anew so that it is still judged before the flow.
  DROP TRIGGER issue_steps_signed;
  CREATE TRIGGER issue_steps_signed BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('submit', 'confirm', 'pass', 'countersign', 'release') AND NOT EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND person = NEW.person AND content_hash = NEW.content_hash
        AND station = iif(NEW.action = 'confirm', 0, NEW.from_station)
    )
    BEGIN SELECT RAISE(ABORT, 'this step needs the signature of its person'); END;
  CREATE TRIGGER issue_steps_delegated BEFORE INSERT ON issue_steps
    WHEN ${isDelegated} AND NOT (
      NEW.action IN ('pass', 'countersign', 'correct', 'return', 'release') AND ${hasLeave} AND NOT EXISTS (
        SELECT 1 FROM sign_offs
        WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station <> NEW.from_station
          AND (person = NEW.person OR on_behalf_of = NEW.person)
      )
    )
    BEGIN SELECT RAISE(ABORT, 'a step for another needs leave that holds'); END;
  CREATE TRIGGER issue_steps_in_the_right_signed BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('pass', 'countersign', 'release') AND EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND person = NEW.person AND station = NEW.from_station
        AND (on_behalf_of IS NOT NEW.on_behalf_of OR delegation_id IS NOT NEW.delegation_id)
    )
    BEGIN SELECT RAISE(ABORT, 'a step stands in the right its signature was given in'); END;
`;
