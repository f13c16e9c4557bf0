/** The rows of shared/workflow as they were when this migration was written; a test holds the two equal. */
const transitions: readonly (readonly [from: string, action: string, to: string, needsReason: 0 | 1])[] = [
  ['drafting', 'submit', 'inReview', 0],
  ['inReview', 'recall', 'drafting', 0],
  ['inReview', 'return', 'drafting', 1],
  ['inReview', 'correct', 'awaitingConfirmation', 0],
  ['awaitingConfirmation', 'confirm', 'inReview', 0],
  ['awaitingConfirmation', 'return', 'drafting', 1],
  ['inReview', 'pass', 'awaitingRelease', 0],
  ['awaitingRelease', 'recall', 'inReview', 0],
  ['awaitingRelease', 'return', 'drafting', 1],
  ['awaitingRelease', 'release', 'released', 0],
  ['released', 'print', 'printed', 0],
  ['printed', 'archive', 'archived', 0],
  ['released', 'void', 'void', 1],
];

const transitionRows = transitions
  .map(([from, action, to, needsReason]) => `('${from}', '${action}', '${to}', ${needsReason})`)
  .join(', ');

/**
 * 刊期. An issue moves only by a row in issue_steps, and the trigger of that row moves it: no statement can set a state
 * by itself. A step that signs needs a live signature over the very content the issue holds, each by another person.
 */
export const issueTables = `
  CREATE TABLE issue_transitions (
    from_state TEXT NOT NULL,
    action TEXT NOT NULL,
    to_state TEXT NOT NULL,
    needs_reason INTEGER NOT NULL CHECK (needs_reason IN (0, 1)),
    PRIMARY KEY (from_state, action)
  ) STRICT;
  INSERT INTO issue_transitions VALUES ${transitionRows};
  CREATE TRIGGER issue_transitions_no_insert BEFORE INSERT ON issue_transitions
    BEGIN SELECT RAISE(ABORT, 'the flow is fixed'); END;
  CREATE TRIGGER issue_transitions_no_update BEFORE UPDATE ON issue_transitions
    BEGIN SELECT RAISE(ABORT, 'the flow is fixed'); END;
  CREATE TRIGGER issue_transitions_no_delete BEFORE DELETE ON issue_transitions
    BEGIN SELECT RAISE(ABORT, 'the flow is fixed'); END;

  CREATE TABLE issues (
    id TEXT PRIMARY KEY,
    publication_id TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'drafting',
    step INTEGER NOT NULL DEFAULT 0,
    document TEXT NOT NULL CHECK (json_valid(document)),
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    opened_at TEXT,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL
  ) STRICT;
  CREATE TABLE issue_steps (
    issue_id TEXT NOT NULL REFERENCES issues (id),
    step INTEGER NOT NULL,
    from_state TEXT NOT NULL,
    action TEXT NOT NULL,
    to_state TEXT NOT NULL,
    person TEXT NOT NULL CHECK (person <> ''),
    at TEXT NOT NULL,
    opinion TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL,
    PRIMARY KEY (issue_id, step)
  ) STRICT;
  CREATE TABLE sign_offs (
    issue_id TEXT NOT NULL REFERENCES issues (id),
    sign_off TEXT NOT NULL CHECK (sign_off IN ('responsibleEditor', 'countersigner', 'reviewer', 'signer')),
    person TEXT NOT NULL,
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    document TEXT NOT NULL CHECK (json_valid(document)),
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    at TEXT NOT NULL,
    void_reason TEXT
  ) STRICT;
  CREATE TABLE issue_numbers (
    publication_id TEXT NOT NULL,
    series TEXT NOT NULL CHECK (series IN ('regular', 'supplement')),
    year INTEGER NOT NULL,
    serial INTEGER NOT NULL CHECK (serial > 0),
    running INTEGER CHECK (running > 0),
    issue_id TEXT NOT NULL UNIQUE REFERENCES issues (id),
    granted_at TEXT NOT NULL,
    PRIMARY KEY (publication_id, series, year, serial),
    UNIQUE (publication_id, running)
  ) STRICT;
  CREATE TABLE frozen_files (
    issue_id TEXT NOT NULL REFERENCES issues (id),
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sm3 TEXT NOT NULL CHECK (length(sm3) = 64),
    PRIMARY KEY (issue_id, name)
  ) STRICT;

  CREATE TRIGGER issues_begin BEFORE INSERT ON issues WHEN NEW.state <> 'drafting' OR NEW.step <> 0
    BEGIN SELECT RAISE(ABORT, 'an issue begins as a draft'); END;
  CREATE TRIGGER issues_kept BEFORE DELETE ON issues WHEN OLD.step > 0
    BEGIN SELECT RAISE(ABORT, 'an issue that was handed over is kept'); END;
  CREATE TRIGGER issues_state BEFORE UPDATE OF state, step ON issues
    WHEN NOT EXISTS (
      SELECT 1 FROM issue_steps
      WHERE issue_id = NEW.id AND step = NEW.step AND NEW.step = OLD.step + 1
        AND from_state = OLD.state AND to_state = NEW.state
    )
    BEGIN SELECT RAISE(ABORT, 'an issue moves only by a step'); END;
  CREATE TRIGGER issues_content BEFORE UPDATE OF id, publication_id, document, content_hash, created_at, created_by ON issues
    WHEN OLD.state NOT IN ('drafting', 'inReview')
      OR NEW.id <> OLD.id OR NEW.publication_id <> OLD.publication_id
      OR NEW.created_at <> OLD.created_at OR NEW.created_by <> OLD.created_by
    BEGIN SELECT RAISE(ABORT, 'this content is no longer open to change'); END;
  CREATE TRIGGER issues_changed AFTER UPDATE OF content_hash ON issues WHEN NEW.content_hash <> OLD.content_hash
    BEGIN
      UPDATE sign_offs SET void_reason = '内容已改动' WHERE issue_id = NEW.id AND void_reason IS NULL;
    END;

  CREATE TRIGGER sign_offs_of_this_content BEFORE INSERT ON sign_offs
    WHEN NEW.void_reason IS NOT NULL
      OR NEW.content_hash IS NOT (SELECT content_hash FROM issues WHERE id = NEW.issue_id)
      OR NOT EXISTS (
        SELECT 1 FROM issues WHERE id = NEW.issue_id AND state = CASE NEW.sign_off
          WHEN 'responsibleEditor' THEN iif(state = 'awaitingConfirmation', state, 'drafting')
          WHEN 'signer' THEN 'awaitingRelease' ELSE 'inReview' END
      )
    BEGIN SELECT RAISE(ABORT, 'a signature is given to the content at hand, in its turn'); END;
  CREATE TRIGGER sign_offs_by_another BEFORE INSERT ON sign_offs
    WHEN EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND (person = NEW.person OR sign_off = NEW.sign_off)
    )
    BEGIN SELECT RAISE(ABORT, 'one person holds one of the sign-offs of an issue'); END;
  CREATE TRIGGER sign_offs_fixed BEFORE UPDATE ON sign_offs
    WHEN OLD.void_reason IS NOT NULL OR NEW.void_reason IS NULL
      OR NEW.issue_id <> OLD.issue_id OR NEW.sign_off <> OLD.sign_off OR NEW.person <> OLD.person
      OR NEW.content_hash <> OLD.content_hash OR NEW.document <> OLD.document
      OR NEW.statement <> OLD.statement OR NEW.at <> OLD.at
    BEGIN SELECT RAISE(ABORT, 'a signature can only be voided'); END;
  CREATE TRIGGER sign_offs_kept BEFORE DELETE ON sign_offs
    BEGIN SELECT RAISE(ABORT, 'a signature can only be voided'); END;

  CREATE TRIGGER issue_steps_lawful BEFORE INSERT ON issue_steps
    WHEN NOT EXISTS (
      SELECT 1 FROM issues JOIN issue_transitions ON from_state = issues.state
      WHERE issues.id = NEW.issue_id AND issues.state = NEW.from_state AND action = NEW.action
        AND to_state = NEW.to_state AND NEW.step = issues.step + 1 AND NEW.content_hash = issues.content_hash
        AND (needs_reason = 0 OR trim(NEW.opinion) <> '')
    )
    BEGIN SELECT RAISE(ABORT, 'this step is not in the flow'); END;
  CREATE TRIGGER issue_steps_signed BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('submit', 'confirm', 'pass', 'release') AND NOT EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND person = NEW.person AND content_hash = NEW.content_hash
        AND sign_off = CASE NEW.action WHEN 'pass' THEN 'reviewer' WHEN 'release' THEN 'signer' ELSE 'responsibleEditor' END
    )
    BEGIN SELECT RAISE(ABORT, 'this step needs the signature of its person'); END;
  CREATE TRIGGER issue_steps_confirmed BEFORE INSERT ON issue_steps
    WHEN NEW.action IN ('pass', 'release') AND NOT EXISTS (
      SELECT 1 FROM sign_offs
      WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND content_hash = NEW.content_hash
        AND sign_off = 'responsibleEditor'
    )
    BEGIN SELECT RAISE(ABORT, 'the editor has not signed this content'); END;
  CREATE TRIGGER issue_steps_complete BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'release' AND (
      (SELECT count(*) FROM sign_offs WHERE issue_id = NEW.issue_id AND void_reason IS NULL
        AND sign_off IN ('responsibleEditor', 'reviewer', 'signer') AND content_hash = NEW.content_hash) <> 3
      OR NOT EXISTS (SELECT 1 FROM issue_numbers WHERE issue_id = NEW.issue_id)
      OR NOT EXISTS (SELECT 1 FROM frozen_files WHERE issue_id = NEW.issue_id)
    )
    BEGIN SELECT RAISE(ABORT, 'a release needs three signatures, a number and frozen files'); END;
  CREATE TRIGGER issue_steps_move AFTER INSERT ON issue_steps
    BEGIN
      UPDATE sign_offs SET void_reason = NEW.action WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND (
        NEW.to_state = 'drafting' OR NEW.action = 'correct'
        OR (NEW.action = 'recall' AND sign_off = 'reviewer')
      );
      UPDATE issues SET state = NEW.to_state, step = NEW.step, opened_at = NULL WHERE id = NEW.issue_id;
    END;
  CREATE TRIGGER issue_steps_no_update BEFORE UPDATE ON issue_steps
    BEGIN SELECT RAISE(ABORT, 'steps are never changed'); END;
  CREATE TRIGGER issue_steps_no_delete BEFORE DELETE ON issue_steps
    BEGIN SELECT RAISE(ABORT, 'steps are never removed'); END;

  CREATE TRIGGER issue_numbers_in_turn BEFORE INSERT ON issue_numbers
    WHEN (SELECT state FROM issues WHERE id = NEW.issue_id) IS NOT 'awaitingRelease'
      OR (SELECT publication_id FROM issues WHERE id = NEW.issue_id) IS NOT NEW.publication_id
    BEGIN SELECT RAISE(ABORT, 'a number is granted at release'); END;
  CREATE TRIGGER issue_numbers_no_update BEFORE UPDATE ON issue_numbers
    BEGIN SELECT RAISE(ABORT, 'a number is granted once'); END;
  CREATE TRIGGER issue_numbers_no_delete BEFORE DELETE ON issue_numbers
    BEGIN SELECT RAISE(ABORT, 'a number is granted once'); END;
  CREATE TRIGGER frozen_files_in_turn BEFORE INSERT ON frozen_files
    WHEN (SELECT state FROM issues WHERE id = NEW.issue_id) IS NOT 'awaitingRelease'
    BEGIN SELECT RAISE(ABORT, 'files are frozen at release'); END;
  CREATE TRIGGER frozen_files_no_update BEFORE UPDATE ON frozen_files
    BEGIN SELECT RAISE(ABORT, 'a frozen file is never changed'); END;
  CREATE TRIGGER frozen_files_no_delete BEFORE DELETE ON frozen_files
    WHEN (SELECT state FROM issues WHERE id = OLD.issue_id) NOT IN ('awaitingRelease')
    BEGIN SELECT RAISE(ABORT, 'a frozen file is never removed'); END;
`;
