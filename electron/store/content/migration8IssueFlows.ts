/** The rows of shared/workflow as they were when this migration was written; a test holds the two equal. */
const transitions: readonly (readonly [
  from: string,
  at: string,
  action: string,
  move: string,
  to: string | null,
  by: string,
  needsReason: 0 | 1,
  beforeOpened: 0 | 1,
])[] = [
  ['drafting', 'responsibleEditor', 'submit', 'onward', null, 'station', 0, 0],
  ['inReview', 'reviewer', 'recall', 'back', null, 'previous', 0, 1],
  ['inReview', 'countersigner', 'recall', 'back', null, 'previous', 0, 1],
  ['awaitingRelease', 'signer', 'recall', 'back', null, 'previous', 0, 1],
  ['inReview', 'reviewer', 'return', 'earlier', null, 'station', 1, 0],
  ['inReview', 'countersigner', 'return', 'earlier', null, 'station', 1, 0],
  ['awaitingRelease', 'signer', 'return', 'earlier', null, 'station', 1, 0],
  ['inReview', 'reviewer', 'correct', 'stay', 'awaitingConfirmation', 'station', 0, 0],
  ['awaitingConfirmation', 'reviewer', 'confirm', 'again', null, 'editor', 0, 0],
  ['awaitingConfirmation', 'reviewer', 'return', 'start', null, 'editor', 1, 0],
  ['inReview', 'reviewer', 'pass', 'onward', null, 'station', 0, 0],
  ['inReview', 'countersigner', 'countersign', 'together', null, 'station', 0, 0],
  ['awaitingRelease', 'signer', 'release', 'stay', 'released', 'station', 0, 0],
  ['released', 'signer', 'print', 'stay', 'printed', 'editor', 0, 0],
  ['printed', 'signer', 'archive', 'stay', 'archived', 'archivist', 0, 0],
  ['released', 'signer', 'void', 'stay', 'void', 'signer', 1, 0],
];

const transitionRows = transitions
  .map(([from, at, action, move, to, by, needsReason, beforeOpened]) => {
    const toState = to === null ? 'NULL' : `'${to}'`;
    return `('${from}', '${at}', '${action}', '${move}', ${toState}, '${by}', ${needsReason}, ${beforeOpened})`;
  })
  .join(', ');

/** What every issue went through that was handed over before publications had flows of their own. */
const earlierFlow = JSON.stringify([
  { kind: 'responsibleEditor', label: '责任编辑' },
  { kind: 'reviewer', label: '审核' },
  { kind: 'signer', label: '签发' },
]);

/** The station of a state in that flow. */
const earlierStation = (state: string) =>
  `CASE ${state} WHEN 'drafting' THEN 0 WHEN 'inReview' THEN 1 WHEN 'awaitingConfirmation' THEN 1 ELSE 2 END`;

/** Whether the person of a step may hold a station, in the role the step claims. */
const holds = (station: string) => `(
  NEW.role = ${station}.role OR (
    ${station}.people IS NOT NULL AND NEW.role IN ('editor', 'reviewer', 'signer', 'archivist')
    AND NEW.person IN (SELECT value FROM json_each(${station}.people))
  )
)`;

/** How many signatures over this content count at a station of the issue of a new row. */
const given = (station: string) => `(
  SELECT count(*) FROM sign_offs
  WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station = ${station} AND content_hash = NEW.content_hash
)`;

/**
 * Each issue carries the flow it was handed over with: two to six stations, 责任编辑 first, 签发 last. Steps and
 * signatures name their station, steps the role they are taken in as well; what is not in the issue's own flow, out of
 * its order or in another role is refused.
 */
export const issueFlows = `
  DROP TRIGGER issue_transitions_no_insert;
  DROP TRIGGER issue_transitions_no_update;
  DROP TRIGGER issue_transitions_no_delete;
  DROP TRIGGER issues_state;
  DROP TRIGGER issues_content;
  DROP TRIGGER issue_articles_update;
  DROP TRIGGER article_versions_closed_insert;
  DROP TRIGGER sign_offs_of_this_content;
  DROP TRIGGER sign_offs_by_another;
  DROP TRIGGER sign_offs_fixed;
  DROP TRIGGER issue_steps_lawful;
  DROP TRIGGER issue_steps_signed;
  DROP TRIGGER issue_steps_confirmed;
  DROP TRIGGER issue_steps_complete;
  DROP TRIGGER issue_steps_move;
  DROP TRIGGER issue_steps_no_update;
  DROP TABLE issue_transitions;

  CREATE TABLE issue_transitions (
    from_state TEXT NOT NULL,
    at TEXT NOT NULL,
    action TEXT NOT NULL,
    move TEXT NOT NULL CHECK (move IN ('onward', 'back', 'earlier', 'again', 'start', 'together', 'stay')),
    to_state TEXT,
    by TEXT NOT NULL,
    needs_reason INTEGER NOT NULL CHECK (needs_reason IN (0, 1)),
    before_opened INTEGER NOT NULL CHECK (before_opened IN (0, 1)),
    PRIMARY KEY (from_state, at, action)
  ) STRICT;
  INSERT INTO issue_transitions VALUES ${transitionRows};
  CREATE TRIGGER issue_transitions_no_insert BEFORE INSERT ON issue_transitions
    BEGIN SELECT RAISE(ABORT, 'the flow is fixed'); END;
  CREATE TRIGGER issue_transitions_no_update BEFORE UPDATE ON issue_transitions
    BEGIN SELECT RAISE(ABORT, 'the flow is fixed'); END;
  CREATE TRIGGER issue_transitions_no_delete BEFORE DELETE ON issue_transitions
    BEGIN SELECT RAISE(ABORT, 'the flow is fixed'); END;

  ALTER TABLE issues ADD COLUMN station INTEGER NOT NULL DEFAULT 0 CHECK (station BETWEEN 0 AND 5);
  ALTER TABLE issue_steps ADD COLUMN from_station INTEGER;
  ALTER TABLE issue_steps ADD COLUMN to_station INTEGER;
  ALTER TABLE issue_steps ADD COLUMN role TEXT;
  ALTER TABLE sign_offs ADD COLUMN station INTEGER;
  CREATE INDEX sign_offs_by_issue ON sign_offs (issue_id, station);
  UPDATE issues SET station = ${earlierStation('state')};
  UPDATE issue_steps SET
    from_station = ${earlierStation('from_state')},
    to_station = ${earlierStation('to_state')},
    role = CASE
      WHEN action IN ('submit', 'confirm', 'print') OR (action = 'recall' AND from_state = 'inReview')
        OR (action = 'return' AND from_state = 'awaitingConfirmation') THEN 'editor'
      WHEN action IN ('pass', 'correct') OR from_state = 'inReview' OR action = 'recall' THEN 'reviewer'
      WHEN action = 'archive' THEN 'archivist'
      ELSE 'signer' END;
  UPDATE sign_offs SET station = CASE sign_off WHEN 'responsibleEditor' THEN 0 WHEN 'signer' THEN 2 ELSE 1 END;

  CREATE TABLE issue_flows (
    issue_id TEXT NOT NULL REFERENCES issues (id),
    step INTEGER NOT NULL CHECK (step > 0),
    flow TEXT NOT NULL CHECK (json_valid(flow)),
    PRIMARY KEY (issue_id, step)
  ) STRICT;
  INSERT INTO issue_flows SELECT issue_id, step, '${earlierFlow}' FROM issue_steps WHERE action = 'submit';
  CREATE TRIGGER issue_flows_in_turn BEFORE INSERT ON issue_flows
    WHEN NOT EXISTS (SELECT 1 FROM issues WHERE id = NEW.issue_id AND state = 'drafting' AND NEW.step = step + 1)
    BEGIN SELECT RAISE(ABORT, 'an issue gets its flow when it is handed over'); END;
  CREATE TRIGGER issue_flows_lawful BEFORE INSERT ON issue_flows
    WHEN json_type(NEW.flow) <> 'array' OR json_array_length(NEW.flow) NOT BETWEEN 2 AND 6
      OR EXISTS (
        SELECT 1 FROM json_each(NEW.flow)
        WHERE coalesce(json_extract(value, '$.label'), '') = ''
          OR json_extract(value, '$.kind') IS NOT CASE
            WHEN key = 0 THEN 'responsibleEditor'
            WHEN key = json_array_length(NEW.flow) - 1 THEN 'signer'
            WHEN json_extract(value, '$.kind') = 'countersigner' AND (
              coalesce(json_array_length(value, '$.signers.people'), 0) > 0 OR (
                json_extract(value, '$.signers.role') IN ('editor', 'reviewer', 'signer')
                AND json_extract(value, '$.signers.count') > 0
              )
            ) THEN 'countersigner'
            ELSE 'reviewer' END
      )
    BEGIN SELECT RAISE(ABORT, 'a flow goes from the editor to the signer over two to six stations'); END;
  CREATE TRIGGER issue_flows_no_update BEFORE UPDATE ON issue_flows
    BEGIN SELECT RAISE(ABORT, 'an issue keeps the flow it was handed over with'); END;
  CREATE TRIGGER issue_flows_no_delete BEFORE DELETE ON issue_flows
    BEGIN SELECT RAISE(ABORT, 'an issue keeps the flow it was handed over with'); END;

  -- The stations of every issue that was handed over; people is null where whoever holds the role may sign.
  CREATE VIEW issue_stations AS
    SELECT issue_id, CAST(key AS INTEGER) AS station, json_extract(value, '$.kind') AS kind,
      CASE json_extract(value, '$.kind')
        WHEN 'responsibleEditor' THEN 'editor' WHEN 'countersigner' THEN json_extract(value, '$.signers.role')
        ELSE json_extract(value, '$.kind') END AS role,
      json_extract(value, '$.signers.people') AS people,
      coalesce(json_extract(value, '$.signers.count'), json_array_length(value, '$.signers.people'), 1) AS needed
    FROM issue_flows AS newest, json_each(newest.flow)
    WHERE newest.step = (SELECT max(step) FROM issue_flows AS any_of WHERE any_of.issue_id = newest.issue_id);

  CREATE TRIGGER issues_begin_at_the_editor BEFORE INSERT ON issues WHEN NEW.station <> 0
    BEGIN SELECT RAISE(ABORT, 'an issue begins as a draft'); END;
  CREATE TRIGGER issues_state BEFORE UPDATE OF state, step, station ON issues
    WHEN NOT EXISTS (
      SELECT 1 FROM issue_steps
      WHERE issue_id = NEW.id AND step = NEW.step AND NEW.step = OLD.step + 1
        AND from_state = OLD.state AND to_state = NEW.state
        AND from_station = OLD.station AND to_station = NEW.station
    )
    BEGIN SELECT RAISE(ABORT, 'an issue moves only by a step'); END;
  CREATE TRIGGER issues_content BEFORE UPDATE OF id, publication_id, document, content_hash, created_at, created_by ON issues
    WHEN NOT (OLD.state = 'drafting' OR (OLD.state = 'inReview' AND EXISTS (
        SELECT 1 FROM issue_stations WHERE issue_id = OLD.id AND station = OLD.station AND kind = 'reviewer'
      )))
      OR NEW.id <> OLD.id OR NEW.publication_id <> OLD.publication_id
      OR NEW.created_at <> OLD.created_at OR NEW.created_by <> OLD.created_by
    BEGIN SELECT RAISE(ABORT, 'this content is no longer open to change'); END;
  CREATE TRIGGER issue_articles_update BEFORE UPDATE ON issue_articles
    WHEN NOT EXISTS (
        SELECT 1 FROM issues WHERE id = OLD.issue_id AND (state = 'drafting' OR (state = 'inReview' AND EXISTS (
          SELECT 1 FROM issue_stations WHERE issue_id = issues.id AND station = issues.station AND kind = 'reviewer'
        )))
      )
      OR NEW.issue_id <> OLD.issue_id OR NEW.article_id <> OLD.article_id
    BEGIN SELECT RAISE(ABORT, 'the make-up of this issue is closed'); END;
  CREATE TRIGGER article_versions_closed_insert BEFORE INSERT ON article_versions
    WHEN EXISTS (
      SELECT 1 FROM issue_articles JOIN issues ON issues.id = issue_articles.issue_id
      WHERE article_id = NEW.article_id AND state <> 'drafting' AND NOT (
        state = 'inReview' AND NEW.kind = 'correction' AND EXISTS (
          SELECT 1 FROM issue_stations WHERE issue_id = issues.id AND station = issues.station AND kind = 'reviewer'
        )
      )
    )
    BEGIN SELECT RAISE(ABORT, 'the article is in an issue that was handed over'); END;

  CREATE TRIGGER sign_offs_of_this_content BEFORE INSERT ON sign_offs
    WHEN NEW.void_reason IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM issues
      WHERE id = NEW.issue_id AND content_hash = NEW.content_hash AND (
        (NEW.station = 0 AND NEW.sign_off = 'responsibleEditor' AND state IN ('drafting', 'awaitingConfirmation'))
        OR (NEW.station > 0 AND NEW.station = station AND state IN ('inReview', 'awaitingRelease') AND EXISTS (
          SELECT 1 FROM issue_stations
          WHERE issue_id = issues.id AND station = NEW.station AND kind = NEW.sign_off
            AND (people IS NULL OR NEW.person IN (SELECT value FROM json_each(people)))
        ))
      )
    )
    BEGIN SELECT RAISE(ABORT, 'a signature is given to the content at hand, in its turn'); END;
  CREATE TRIGGER sign_offs_by_another BEFORE INSERT ON sign_offs
    WHEN EXISTS (
        SELECT 1 FROM sign_offs WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND person = NEW.person
      )
      OR (SELECT count(*) FROM sign_offs
        WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND station = NEW.station) >= coalesce(
          (SELECT needed FROM issue_stations WHERE issue_id = NEW.issue_id AND station = NEW.station), 1)
    BEGIN SELECT RAISE(ABORT, 'one person holds one of the sign-offs of an issue'); END;
  CREATE TRIGGER sign_offs_fixed BEFORE UPDATE ON sign_offs
    WHEN OLD.void_reason IS NOT NULL OR NEW.void_reason IS NULL
      OR NEW.issue_id <> OLD.issue_id OR NEW.sign_off <> OLD.sign_off OR NEW.person <> OLD.person
      OR NEW.content_hash <> OLD.content_hash OR NEW.document <> OLD.document
      OR NEW.statement <> OLD.statement OR NEW.at <> OLD.at OR NEW.station IS NOT OLD.station
    BEGIN SELECT RAISE(ABORT, 'a signature can only be voided'); END;

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
  CREATE TRIGGER issue_steps_signed BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('submit', 'confirm', 'pass', 'countersign', 'release') AND NOT EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND person = NEW.person AND content_hash = NEW.content_hash
        AND station = iif(NEW.action = 'confirm', 0, NEW.from_station)
    )
    BEGIN SELECT RAISE(ABORT, 'this step needs the signature of its person'); END;
  CREATE TRIGGER issue_steps_confirmed BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('pass', 'countersign', 'release') AND EXISTS (
      SELECT 1 FROM issue_stations AS earlier
      WHERE earlier.issue_id = NEW.issue_id AND earlier.station < NEW.from_station
        AND ${given('earlier.station')} <> earlier.needed
    )
    BEGIN SELECT RAISE(ABORT, 'an earlier station has not signed this content'); END;
  CREATE TRIGGER issue_steps_complete BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'release' AND (
      NOT EXISTS (SELECT 1 FROM issue_numbers WHERE issue_id = NEW.issue_id)
      OR NOT EXISTS (SELECT 1 FROM frozen_files WHERE issue_id = NEW.issue_id)
    )
    BEGIN SELECT RAISE(ABORT, 'a release needs a number and frozen files'); END;
  CREATE TRIGGER issue_steps_move AFTER INSERT ON issue_steps
    BEGIN
      UPDATE sign_offs SET void_reason = NEW.action WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND (
        NEW.to_state = 'drafting' OR NEW.action = 'correct'
        OR (NEW.action = 'return' AND station >= NEW.to_station)
        OR (NEW.action = 'recall' AND station >= NEW.to_station AND (
          sign_off <> 'countersigner' OR person = NEW.person
        ))
      );
      UPDATE issues SET state = NEW.to_state, step = NEW.step, station = NEW.to_station,
        opened_at = iif(NEW.action = 'countersign' AND NEW.to_station = NEW.from_station, coalesce(opened_at, NEW.at), NULL)
      WHERE id = NEW.issue_id;
    END;
  CREATE TRIGGER issue_steps_no_update BEFORE UPDATE ON issue_steps
    BEGIN SELECT RAISE(ABORT, 'steps are never changed'); END;
  CREATE TRIGGER issue_numbers_once BEFORE INSERT ON issue_numbers
    WHEN EXISTS (
      SELECT 1 FROM issue_numbers
      WHERE publication_id = NEW.publication_id AND (
        (series = NEW.series AND year = NEW.year AND serial = NEW.serial) OR running = NEW.running
      )
    )
    BEGIN SELECT RAISE(ABORT, 'a number is given once'); END;
`;
