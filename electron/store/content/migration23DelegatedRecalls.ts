import type { WritableDatabase } from '../database.ts';

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

/** Whether a signature is the one that a person takes back: given by that person, or in the same right. */
const isOwn = `(sign_offs.person = NEW.person OR coalesce(sign_offs.on_behalf_of, sign_offs.person) = ${holder})`;

/** Whether a row that stands in another's right has leave for it, for what is done at a station of the issue. */
const hasLeave = (issueId: string, station: string) => `EXISTS (
  SELECT 1 FROM delegations
  JOIN issues ON issues.id = ${issueId}
  JOIN issue_stations AS acted ON acted.issue_id = issues.id AND acted.station = ${station}
  WHERE delegations.id = NEW.delegation_id AND principal = NEW.on_behalf_of AND delegate = NEW.person
    AND ended_at IS NULL AND NEW.at >= begins_at AND max(NEW.at, seen_at) < ends_at
    AND issues.publication_id IN (SELECT value FROM json_each(publications))
    AND issues.state IN ('inReview', 'awaitingRelease')
    AND acted.kind <> 'responsibleEditor' AND (acted.kind <> 'signer' OR includes_release = 1)
)`;

/** Whether the person has signed at another station than this, in person or by another. */
const signedElsewhere = (station: string) => `EXISTS (
  SELECT 1 FROM sign_offs
  WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station <> ${station}
    AND (person = NEW.person OR on_behalf_of = NEW.person)
)`;

const changed: Readonly<Record<string, string>> = {
  issue_steps_lawful: `
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
              WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station = before.station AND ${isOwn}
            ))
            ELSE NEW.role = lawful.by END
      )
      BEGIN SELECT RAISE(ABORT, 'this step is not in the flow'); END`,
  issue_steps_delegated: `
    CREATE TRIGGER issue_steps_delegated BEFORE INSERT ON issue_steps
      WHEN (NEW.on_behalf_of IS NOT NULL OR NEW.delegation_id IS NOT NULL) AND NOT CASE
        WHEN NEW.action IN ('pass', 'countersign', 'correct', 'return', 'release')
          THEN ${hasLeave('NEW.issue_id', 'issues.station')} AND NOT ${signedElsewhere('NEW.from_station')}
        WHEN NEW.action = 'recall'
          THEN ${hasLeave('NEW.issue_id', 'issues.station - 1')} AND NOT ${signedElsewhere('NEW.from_station - 1')}
        ELSE 0 END
      BEGIN SELECT RAISE(ABORT, 'a step for another needs leave that holds'); END`,
  issue_steps_move: `
    CREATE TRIGGER issue_steps_move AFTER INSERT ON issue_steps
      BEGIN
        UPDATE sign_offs SET void_reason = NEW.action WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND (
          NEW.to_state = 'drafting' OR NEW.action = 'correct'
          OR (NEW.action = 'return' AND station >= NEW.to_station)
          OR (NEW.action = 'recall' AND (
            station > NEW.to_station OR (station = NEW.to_station AND (sign_off <> 'countersigner' OR ${isOwn}))
          ))
        );
        UPDATE issues SET state = NEW.to_state, step = NEW.step, station = NEW.to_station,
          opened_at = iif(NEW.action = 'countersign' AND NEW.to_station = NEW.from_station, coalesce(opened_at, NEW.at), NULL)
        WHERE id = NEW.issue_id;
      END`,
};

const answers = `
  ALTER TABLE recall_answers ADD COLUMN on_behalf_of TEXT;
  ALTER TABLE recall_answers ADD COLUMN delegation_id TEXT REFERENCES delegations (id);
  DROP TRIGGER recall_answers_lawful;
  CREATE TRIGGER recall_answers_lawful BEFORE INSERT ON recall_answers
    WHEN NOT EXISTS (
      SELECT 1 FROM recall_requests AS asked JOIN issues ON issues.id = asked.issue_id
      WHERE asked.id = NEW.request_id AND CASE NEW.outcome
        WHEN 'moot' THEN EXISTS (SELECT 1 FROM issue_steps WHERE issue_id = asked.issue_id AND step > asked.step)
        WHEN 'withdrawn' THEN issues.step = asked.step AND NEW.person = asked.person
        ELSE issues.step = asked.step AND asked.person NOT IN (NEW.person, ${holder}) AND EXISTS (
          SELECT 1 FROM issue_stations AS here
          WHERE here.issue_id = issues.id AND here.station = issues.station AND ${holds('here')}
        ) AND NOT EXISTS (
          SELECT 1 FROM sign_offs
          WHERE issue_id = issues.id AND void_reason IS NULL
            AND (person IN (NEW.person, ${holder}) OR on_behalf_of IN (NEW.person, ${holder}))
        ) END
    )
    BEGIN SELECT RAISE(ABORT, 'a request is answered by whoever has the turn'); END;
  CREATE TRIGGER recall_answers_delegated BEFORE INSERT ON recall_answers
    WHEN (NEW.on_behalf_of IS NOT NULL OR NEW.delegation_id IS NOT NULL) AND NOT (
      NEW.outcome IN ('granted', 'declined')
      AND ${hasLeave('(SELECT issue_id FROM recall_requests WHERE id = NEW.request_id)', 'issues.station')}
    )
    BEGIN SELECT RAISE(ABORT, 'an answer for another needs leave that holds'); END;
`;

/**
 * Whoever acts for another also takes back what was done in that right, and answers the requests that wait for that one.
 * The triggers of the steps are made anew all of them, so that they judge in the order they did.
 */
export function delegateRecalls(database: WritableDatabase): void {
  const triggers = database
    .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'issue_steps' ORDER BY rowid")
    .all() as readonly { readonly name: string; readonly sql: string }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
  for (const { name, sql } of triggers) database.exec(changed[name] ?? sql);
  database.exec(answers);
}
