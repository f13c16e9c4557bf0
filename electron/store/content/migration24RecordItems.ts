const appendOnly = (table: string, words: string) => `
  CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table}
    BEGIN SELECT RAISE(ABORT, '${words}'); END;
  CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
    BEGIN SELECT RAISE(ABORT, '${words}'); END;`;

/**
 * 件 of the archive: one a signed issue, or one that came in by a package. Nothing here is ever changed; what follows from
 * an item later, its tests, corrections and disposal, stands in tables of its own that are only added to. No statement
 * removes a file of an item either: the office lifts that, for one transaction, with two signatures in hand.
 */
export const recordItems = `
  CREATE TABLE record_settings (
    number INTEGER PRIMARY KEY,
    settings TEXT NOT NULL CHECK (json_valid(settings)),
    person TEXT NOT NULL CHECK (person <> ''),
    at TEXT NOT NULL
  ) STRICT;
  ${appendOnly('record_settings', 'settings of the archive are kept as versions')}

  CREATE TABLE record_items (
    record_number TEXT PRIMARY KEY CHECK (trim(record_number) <> ''),
    issue_id TEXT UNIQUE REFERENCES issues (id),
    fonds TEXT NOT NULL CHECK (fonds <> ''),
    category TEXT NOT NULL CHECK (category <> ''),
    year INTEGER NOT NULL,
    retention TEXT NOT NULL CHECK (retention IN ('permanent', 'thirty', 'ten')),
    division TEXT NOT NULL CHECK (division <> ''),
    serial INTEGER NOT NULL CHECK (serial > 0),
    title TEXT NOT NULL CHECK (title <> ''),
    document_number TEXT NOT NULL,
    organ TEXT NOT NULL,
    dated TEXT NOT NULL,
    pages INTEGER NOT NULL CHECK (pages > 0),
    files INTEGER NOT NULL CHECK (files > 0),
    description TEXT NOT NULL CHECK (description <> ''),
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    archived_at TEXT NOT NULL,
    taken_by TEXT NOT NULL CHECK (taken_by <> ''),
    taken_at TEXT NOT NULL,
    UNIQUE (fonds, category, year, retention, division, serial)
  ) STRICT;
  CREATE TRIGGER record_items_in_turn BEFORE INSERT ON record_items
    WHEN NEW.issue_id IS NOT NULL AND (
      (SELECT state FROM issues WHERE id = NEW.issue_id) IS NOT 'archived'
      OR (SELECT count(*) FROM frozen_files WHERE issue_id = NEW.issue_id) <> NEW.files
    )
    BEGIN SELECT RAISE(ABORT, 'an item is an issue in the archive with its frozen files'); END;
  CREATE TRIGGER record_items_without_gap BEFORE INSERT ON record_items
    WHEN NEW.issue_id IS NOT NULL AND NEW.serial <> 1 + (
      SELECT coalesce(max(serial), 0) FROM record_items
      WHERE fonds = NEW.fonds AND category = NEW.category AND year = NEW.year
        AND retention = NEW.retention AND division = NEW.division
    )
    BEGIN SELECT RAISE(ABORT, 'numbers of items follow each other'); END;
  ${appendOnly('record_items', 'an item of the archive is never changed')}

  CREATE TABLE record_files (
    record_number TEXT NOT NULL REFERENCES record_items (record_number),
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sm3 TEXT NOT NULL CHECK (length(sm3) = 64),
    PRIMARY KEY (record_number, name)
  ) STRICT;
  CREATE TRIGGER record_files_with_item BEFORE INSERT ON record_files
    WHEN (SELECT issue_id FROM record_items WHERE record_number = NEW.record_number) IS NOT NULL
      OR (SELECT count(*) FROM record_files WHERE record_number = NEW.record_number)
        >= (SELECT files FROM record_items WHERE record_number = NEW.record_number)
      OR EXISTS (SELECT 1 FROM record_destructions WHERE record_number = NEW.record_number)
    BEGIN SELECT RAISE(ABORT, 'files come in with their item'); END;
  ${appendOnly('record_files', 'a file of the archive is never changed')}

  CREATE TABLE record_tests (
    number INTEGER PRIMARY KEY,
    occasion TEXT NOT NULL CHECK (occasion IN ('archiving', 'demand', 'due')),
    items INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
    report TEXT NOT NULL CHECK (json_valid(report)),
    person TEXT NOT NULL CHECK (person <> ''),
    at TEXT NOT NULL
  ) STRICT;
  ${appendOnly('record_tests', 'a report of a test stays as it was made')}

  CREATE TABLE record_corrections (
    corrected_issue TEXT NOT NULL REFERENCES issues (id),
    correcting_issue TEXT NOT NULL REFERENCES issues (id),
    note TEXT NOT NULL CHECK (trim(note) <> ''),
    person TEXT NOT NULL CHECK (person <> ''),
    at TEXT NOT NULL,
    PRIMARY KEY (corrected_issue, correcting_issue)
  ) STRICT;
  CREATE TRIGGER record_corrections_later BEFORE INSERT ON record_corrections
    WHEN NOT EXISTS (
      SELECT 1 FROM issue_numbers AS former, issue_numbers AS later
      WHERE former.issue_id = NEW.corrected_issue AND later.issue_id = NEW.correcting_issue
        AND later.granted_at > former.granted_at
    )
    BEGIN SELECT RAISE(ABORT, 'a correction stands in a later issue'); END;
  ${appendOnly('record_corrections', 'a correction stays on record')}

  CREATE TABLE record_disposals (
    id TEXT PRIMARY KEY,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    proposed_by TEXT NOT NULL CHECK (proposed_by <> ''),
    proposed_at TEXT NOT NULL
  ) STRICT;
  ${appendOnly('record_disposals', 'a proposal to dispose stays on record')}
  CREATE TABLE record_disposal_items (
    disposal_id TEXT NOT NULL REFERENCES record_disposals (id),
    record_number TEXT NOT NULL REFERENCES record_items (record_number),
    PRIMARY KEY (disposal_id, record_number)
  ) STRICT;
  CREATE TRIGGER record_disposal_items_due BEFORE INSERT ON record_disposal_items
    WHEN EXISTS (SELECT 1 FROM record_disposal_decisions WHERE disposal_id = NEW.disposal_id)
      OR NOT EXISTS (
        SELECT 1 FROM record_items JOIN record_disposals ON record_disposals.id = NEW.disposal_id
        WHERE record_number = NEW.record_number AND retention <> 'permanent'
          AND CAST(strftime('%Y', proposed_at) AS INTEGER) > year + iif(retention = 'thirty', 30, 10)
      )
    BEGIN SELECT RAISE(ABORT, 'only what is past its term is disposed of'); END;
  ${appendOnly('record_disposal_items', 'a proposal to dispose stays on record')}
  CREATE TABLE record_disposal_decisions (
    disposal_id TEXT PRIMARY KEY REFERENCES record_disposals (id),
    is_approved INTEGER NOT NULL CHECK (is_approved IN (0, 1)),
    reason TEXT NOT NULL DEFAULT '',
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    decided_by TEXT NOT NULL CHECK (decided_by <> ''),
    decided_at TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER record_disposal_by_two BEFORE INSERT ON record_disposal_decisions
    WHEN NEW.decided_by IS (SELECT proposed_by FROM record_disposals WHERE id = NEW.disposal_id)
      OR json_extract(NEW.statement, '$.publicKey')
        IS (SELECT json_extract(statement, '$.publicKey') FROM record_disposals WHERE id = NEW.disposal_id)
    BEGIN SELECT RAISE(ABORT, 'two people dispose of a record'); END;
  ${appendOnly('record_disposal_decisions', 'a decision to dispose stays on record')}
  CREATE TABLE record_destructions (
    record_number TEXT PRIMARY KEY REFERENCES record_items (record_number),
    disposal_id TEXT NOT NULL,
    destroyed_at TEXT NOT NULL,
    FOREIGN KEY (disposal_id, record_number) REFERENCES record_disposal_items (disposal_id, record_number)
  ) STRICT;
  CREATE TRIGGER record_destructions_approved BEFORE INSERT ON record_destructions
    WHEN (SELECT is_approved FROM record_disposal_decisions WHERE disposal_id = NEW.disposal_id) IS NOT 1
    BEGIN SELECT RAISE(ABORT, 'two people dispose of a record'); END;
  ${appendOnly('record_destructions', 'what was destroyed stays on record')}
`;
