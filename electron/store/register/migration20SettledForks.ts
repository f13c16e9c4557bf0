import { sm3 } from 'sm-crypto-v2';
import type { WritableDatabase } from '../database.ts';

const said = (member: string) => `json_extract(NEW.statement, '$.${member}')`;
const hasRuleRole = `EXISTS (
  SELECT 1 FROM person_roles WHERE person_id = NEW.person
    AND role = iif((SELECT staffing FROM office) = 'strict', 'securityAdministrator', 'systemAdministrator')
)`;
const isOwn = (card: string) => `EXISTS (SELECT 1 FROM machines WHERE card = ${card} AND is_own = 1)`;
const isHeldHere = (card: string) =>
  `EXISTS (SELECT 1 FROM machines WHERE card = ${card} AND is_own = 1 AND revoked_at IS NULL)`;
const latest = `(SELECT card FROM numbering WHERE publication_id = NEW.publication_id ORDER BY number DESC LIMIT 1)`;
/** That a decision made here names the end of another way which was told. */
const settlesTold = (subject: 'numbering' | 'duty', card: string) => `EXISTS (
  SELECT 1 FROM decision_forks
  WHERE subject = '${subject}' AND publication_id = NEW.publication_id AND card = ${card} AND digest = ${said('settles')}
)`;

/** A way that was told more than once was settled as a whole, by any later decision that settles, though that names its last end alone. */
const wasSettled = (subject: 'numbering' | 'duty', table: 'numbering' | 'machine_duties') => `(
  subject = '${subject}' AND EXISTS (
    SELECT 1 FROM ${table} AS later
    WHERE later.publication_id = decision_forks.publication_id ${subject === 'duty' ? 'AND later.card = decision_forks.card' : ''}
      AND later.number > decision_forks.after_number AND json_extract(later.statement, '$.settles') IS NOT NULL
  )
)`;

const tables = `
  CREATE TABLE told_forks (
    number INTEGER PRIMARY KEY,
    subject TEXT NOT NULL CHECK (subject IN ('duty', 'numbering')),
    publication_id TEXT NOT NULL REFERENCES publications (id),
    -- '' for numbering.
    card TEXT NOT NULL CHECK ((subject = 'duty') = (card <> '')),
    -- The last decision of the other way, its SM3, and that of every statement which the way covers.
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    digest TEXT NOT NULL UNIQUE CHECK (length(digest) = 64),
    way TEXT NOT NULL CHECK (json_valid(way)),
    -- Whether numbers are granted here meanwhile.
    stops INTEGER NOT NULL CHECK (stops IN (0, 1)),
    sender TEXT NOT NULL REFERENCES machines (card),
    person TEXT NOT NULL REFERENCES people (id),
    at TEXT NOT NULL
  ) STRICT;
`;

const triggers = `
  CREATE TRIGGER decision_forks_on_record BEFORE INSERT ON decision_forks
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM decision_forks)
      OR ${said('publication')} IS NOT NEW.publication_id
      OR NOT EXISTS (SELECT 1 FROM json_each(NEW.way) WHERE value = NEW.digest)
      OR 'noteDecisionFork' IS NOT (SELECT action FROM audit ORDER BY sequence DESC LIMIT 1)
    BEGIN SELECT RAISE(ABORT, 'what two machines have decided apart is put down on record'); END;
  CREATE TRIGGER decision_forks_no_update BEFORE UPDATE ON decision_forks
    BEGIN SELECT RAISE(ABORT, 'what two machines have decided apart stays on record'); END;
  CREATE TRIGGER decision_forks_no_delete BEFORE DELETE ON decision_forks
    BEGIN SELECT RAISE(ABORT, 'what two machines have decided apart stays on record'); END;
  CREATE TRIGGER numbering_lost BEFORE INSERT ON numbering
    WHEN NEW.how = 'lost' AND (
      NOT ${hasRuleRole} OR NOT ${isOwn('NEW.card')} OR NEW.given_by <> NEW.card
      OR NOT (
        EXISTS (SELECT 1 FROM machines WHERE card = ${latest} AND is_own = 0 AND revoked_at IS NOT NULL)
        OR ${settlesTold('numbering', "''")}
      )
    )
    BEGIN SELECT RAISE(ABORT, 'numbering is taken over from a machine whose card is void, by whoever has the role'); END;
  CREATE TRIGGER numbering_settles BEFORE INSERT ON numbering
    WHEN NEW.source IS NULL AND ${said('settles')} IS NOT NULL AND NOT ${settlesTold('numbering', "''")}
    BEGIN SELECT RAISE(ABORT, 'a decision settles what was told of another machine'); END;
  CREATE TRIGGER machine_duties_settle BEFORE INSERT ON machine_duties
    WHEN NEW.source IS NULL AND ${said('settles')} IS NOT NULL AND NOT ${settlesTold('duty', 'NEW.card')}
    BEGIN SELECT RAISE(ABORT, 'a decision settles what was told of another machine'); END;
  CREATE TRIGGER numbering_held BEFORE INSERT ON numbering
    WHEN NEW.how = 'told' AND ${said('how')} IS 'lost' AND ${said('settles')} IS NULL
      AND ${isHeldHere(latest)} AND NOT ${isOwn('NEW.card')}
    BEGIN SELECT RAISE(ABORT, 'no machine takes the numbering of one that holds it as lost'); END;
`;

/**
 * What two machines have decided apart is settled by the decision that names its digest, and by no other; numbers that a card of this
 * machine grants are lost to no other machine by a word that did not know of it. What was settled before leaves the table: the audit tells of it.
 */
export function settledForks(database: WritableDatabase): void {
  database.exec(tables);
  const rows = database
    .prepare(
      `SELECT * FROM decision_forks WHERE NOT ${wasSettled('numbering', 'numbering')}
         AND NOT ${wasSettled('duty', 'machine_duties')} ORDER BY number`,
    )
    .all() as readonly { readonly statement: string }[];
  const insert = database.prepare(
    `INSERT INTO told_forks (number, subject, publication_id, card, statement, digest, way, stops, sender, person, at)
     VALUES (@number, @subject, @publication_id, @card, @statement, @digest, @way, @stops, @sender, @person, @at)`,
  );
  for (const row of rows) {
    const digest = sm3(new TextEncoder().encode(row.statement));
    insert.run({ ...row, digest, way: JSON.stringify([digest]) });
  }
  database.exec(`
    DROP TRIGGER numbering_lost;
    DROP TABLE decision_forks;
    ALTER TABLE told_forks RENAME TO decision_forks;
  `);
  database.exec(triggers);
}
