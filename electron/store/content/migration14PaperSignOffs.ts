const counts = (paper: string) => `EXISTS (SELECT 1 FROM paper_confirmations WHERE paper_id = ${paper})`;

/**
 * 纸质签批: a signature by hand on the printed slip. One person records it with a scan, another confirms it; only with both
 * rows and the scan may it stand for the signer's own signature. What is recorded and not confirmed ends with the next
 * step and with any change of the content.
 */
export const paperSignOffs = `
  CREATE TABLE paper_scans (
    sm3 TEXT PRIMARY KEY CHECK (length(sm3) = 64),
    mime TEXT NOT NULL CHECK (mime IN ('image/png', 'image/jpeg', 'application/pdf')),
    bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 10000000)
  ) STRICT;
  CREATE TRIGGER paper_scans_no_update BEFORE UPDATE ON paper_scans
    BEGIN SELECT RAISE(ABORT, 'a scan is named by its bytes'); END;
  CREATE TRIGGER paper_scans_no_delete BEFORE DELETE ON paper_scans
    BEGIN SELECT RAISE(ABORT, 'a scan is kept'); END;

  CREATE TABLE paper_sign_offs (
    id TEXT PRIMARY KEY CHECK (id <> ''),
    issue_id TEXT NOT NULL REFERENCES issues (id),
    station INTEGER NOT NULL CHECK (station BETWEEN 1 AND 5),
    signer TEXT NOT NULL CHECK (signer <> ''),
    signed_on TEXT NOT NULL CHECK (date(signed_on) IS signed_on),
    opinion TEXT NOT NULL,
    scan TEXT NOT NULL REFERENCES paper_scans (sm3),
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    recorder TEXT NOT NULL CHECK (recorder <> ''),
    confirmer TEXT NOT NULL CHECK (confirmer <> ''),
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    release TEXT CHECK (release IS NULL OR json_valid(release)),
    recorded_at TEXT NOT NULL,
    ended TEXT,
    ended_by TEXT,
    CHECK (ended_by IS NULL OR ended IS NOT NULL),
    CHECK (recorder <> confirmer AND recorder <> signer AND confirmer <> signer),
    CHECK (json_extract(statement, '$.paper.as') IS 'recorder'
      AND json_extract(statement, '$.paper.scan') IS scan
      AND json_extract(statement, '$.paper.contentHash') IS content_hash)
  ) STRICT;
  CREATE INDEX paper_sign_offs_by_issue ON paper_sign_offs (issue_id);
  CREATE TABLE paper_confirmations (
    paper_id TEXT PRIMARY KEY REFERENCES paper_sign_offs (id),
    confirmer TEXT NOT NULL,
    statement TEXT NOT NULL CHECK (json_valid(statement)),
    at TEXT NOT NULL
  ) STRICT;
  -- What 签发 will freeze, kept until it is confirmed: both sign over the very same bytes, at different times.
  CREATE TABLE paper_files (
    paper_id TEXT NOT NULL REFERENCES paper_sign_offs (id),
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (paper_id, place)
  ) STRICT;
  ALTER TABLE sign_offs ADD COLUMN paper TEXT REFERENCES paper_sign_offs (id);

  CREATE TRIGGER paper_sign_offs_in_turn BEFORE INSERT ON paper_sign_offs
    WHEN NEW.ended IS NOT NULL
      OR NOT EXISTS (
        SELECT 1 FROM issues JOIN issue_stations AS here ON here.issue_id = issues.id AND here.station = issues.station
        WHERE issues.id = NEW.issue_id AND issues.station = NEW.station AND issues.content_hash = NEW.content_hash
          AND issues.state IN ('inReview', 'awaitingRelease')
          AND (here.kind = 'signer') = (NEW.release IS NOT NULL)
          AND (here.people IS NULL OR NEW.signer IN (SELECT value FROM json_each(here.people)))
      )
      OR EXISTS (
        SELECT 1 FROM sign_offs WHERE issue_id = NEW.issue_id AND void_reason IS NULL AND person = NEW.signer
      )
      OR EXISTS (
        SELECT 1 FROM paper_sign_offs AS other
        WHERE other.issue_id = NEW.issue_id AND other.signer = NEW.signer AND other.ended IS NULL
          AND NOT ${counts('other.id')}
      )
    BEGIN SELECT RAISE(ABORT, 'a paper is recorded for the content at hand, in its turn, once'); END;
  CREATE TRIGGER paper_sign_offs_fixed BEFORE UPDATE ON paper_sign_offs
    WHEN OLD.ended IS NOT NULL OR NEW.ended IS NULL OR ${counts('OLD.id')}
      OR NEW.id <> OLD.id OR NEW.issue_id <> OLD.issue_id OR NEW.station <> OLD.station OR NEW.signer <> OLD.signer
      OR NEW.signed_on <> OLD.signed_on OR NEW.opinion <> OLD.opinion OR NEW.scan <> OLD.scan
      OR NEW.content_hash <> OLD.content_hash OR NEW.recorder <> OLD.recorder OR NEW.confirmer <> OLD.confirmer
      OR NEW.statement <> OLD.statement OR NEW.release IS NOT OLD.release OR NEW.recorded_at <> OLD.recorded_at
    BEGIN SELECT RAISE(ABORT, 'a recorded paper can only end unconfirmed'); END;
  CREATE TRIGGER paper_sign_offs_kept BEFORE DELETE ON paper_sign_offs
    BEGIN SELECT RAISE(ABORT, 'a recorded paper is kept'); END;
  CREATE TRIGGER paper_files_no_update BEFORE UPDATE ON paper_files
    BEGIN SELECT RAISE(ABORT, 'a prepared file is never changed'); END;
  CREATE TRIGGER paper_files_while_awaited BEFORE DELETE ON paper_files
    WHEN EXISTS (SELECT 1 FROM paper_sign_offs WHERE id = OLD.paper_id AND ended IS NULL) AND NOT ${counts('OLD.paper_id')}
    BEGIN SELECT RAISE(ABORT, 'a prepared file is awaited'); END;

  CREATE TRIGGER paper_confirmations_by_another BEFORE INSERT ON paper_confirmations
    WHEN NOT EXISTS (
      SELECT 1 FROM paper_sign_offs AS paper JOIN issues ON issues.id = paper.issue_id
      WHERE paper.id = NEW.paper_id AND paper.ended IS NULL AND paper.confirmer = NEW.confirmer
        AND issues.station = paper.station AND issues.content_hash = paper.content_hash
        AND json_extract(NEW.statement, '$.paper.as') IS 'confirmer'
        AND json_extract(NEW.statement, '$.paper.scan') IS paper.scan
        AND json_extract(NEW.statement, '$.paper.contentHash') IS paper.content_hash
        AND json_extract(NEW.statement, '$.hash') IS json_extract(paper.statement, '$.hash')
        AND json_extract(NEW.statement, '$.publicKey') IS NOT json_extract(paper.statement, '$.publicKey')
    )
    BEGIN SELECT RAISE(ABORT, 'another person confirms what was recorded'); END;
  CREATE TRIGGER paper_confirmations_no_update BEFORE UPDATE ON paper_confirmations
    BEGIN SELECT RAISE(ABORT, 'a confirmation is never changed'); END;
  CREATE TRIGGER paper_confirmations_no_delete BEFORE DELETE ON paper_confirmations
    BEGIN SELECT RAISE(ABORT, 'a confirmation is never removed'); END;

  CREATE TRIGGER sign_offs_on_paper BEFORE INSERT ON sign_offs
    WHEN CASE WHEN NEW.paper IS NULL THEN json_extract(NEW.statement, '$.paper') IS NOT NULL
      ELSE NOT EXISTS (
        SELECT 1 FROM paper_sign_offs AS paper
        JOIN paper_confirmations AS confirmed ON confirmed.paper_id = paper.id
        JOIN paper_scans ON paper_scans.sm3 = paper.scan
        WHERE paper.id = NEW.paper AND paper.ended IS NULL AND paper.issue_id = NEW.issue_id
          AND paper.station = NEW.station AND paper.signer = NEW.person AND paper.content_hash = NEW.content_hash
          AND confirmed.statement = NEW.statement
      ) END
    BEGIN SELECT RAISE(ABORT, 'a signature on paper needs who recorded it, who confirmed it, and the scan'); END;
  CREATE TRIGGER sign_offs_paper_fixed BEFORE UPDATE OF paper ON sign_offs WHEN NEW.paper IS NOT OLD.paper
    BEGIN SELECT RAISE(ABORT, 'a signature can only be voided'); END;
  CREATE TRIGGER issue_steps_scans BEFORE INSERT ON issue_steps
    WHEN NEW.action = 'release' AND EXISTS (
      SELECT 1 FROM sign_offs JOIN paper_sign_offs AS paper ON paper.id = sign_offs.paper
      WHERE sign_offs.issue_id = NEW.issue_id AND void_reason IS NULL
        AND paper.scan NOT IN (SELECT sm3 FROM frozen_files WHERE issue_id = NEW.issue_id)
    )
    BEGIN SELECT RAISE(ABORT, 'the scan of each paper is frozen with the issue'); END;

  CREATE TRIGGER paper_ends_by_own_hand AFTER INSERT ON sign_offs WHEN NEW.paper IS NULL
    BEGIN
      UPDATE paper_sign_offs SET ended = 'signed'
      WHERE issue_id = NEW.issue_id AND signer = NEW.person AND ended IS NULL AND NOT ${counts('id')};
    END;
  CREATE TRIGGER paper_ends_by_step AFTER INSERT ON issue_steps
    WHEN NOT (NEW.action = 'countersign' AND NEW.to_station = NEW.from_station)
    BEGIN
      UPDATE paper_sign_offs SET ended = NEW.action
      WHERE issue_id = NEW.issue_id AND ended IS NULL AND NOT ${counts('id')};
    END;
  CREATE TRIGGER paper_ends_by_change AFTER UPDATE OF content_hash ON issues WHEN NEW.content_hash <> OLD.content_hash
    BEGIN
      UPDATE paper_sign_offs SET ended = 'changed'
      WHERE issue_id = NEW.id AND ended IS NULL AND NOT ${counts('id')};
    END;
  CREATE TRIGGER paper_ends AFTER UPDATE OF ended ON paper_sign_offs
    BEGIN DELETE FROM paper_files WHERE paper_id = NEW.id; END;
`;
