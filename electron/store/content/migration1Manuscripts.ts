/** 来稿 and 稿件: what came in is kept as it came; a version that was handed over or named never changes again. */
export const manuscriptTables = `
  CREATE TABLE manuscripts (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2999),
    serial INTEGER NOT NULL CHECK (serial BETWEEN 1 AND 9999),
    title TEXT NOT NULL,
    unit_id TEXT,
    author TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    arrived_on TEXT NOT NULL,
    received_at TEXT NOT NULL,
    received_by TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_bytes BLOB NOT NULL,
    file_sm3 TEXT NOT NULL CHECK (length(file_sm3) = 64),
    content TEXT NOT NULL CHECK (json_valid(content)),
    report TEXT NOT NULL CHECK (json_valid(report)),
    state TEXT NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'selected', 'rejected', 'reserved')),
    reason TEXT NOT NULL DEFAULT '' CHECK (state <> 'rejected' OR trim(reason) <> ''),
    decided_by TEXT,
    decided_at TEXT,
    UNIQUE (year, serial)
  ) STRICT;
  CREATE TRIGGER manuscripts_original_kept
    BEFORE UPDATE OF id, year, serial, received_at, received_by, file_name, file_bytes, file_sm3 ON manuscripts
    BEGIN SELECT RAISE(ABORT, 'a manuscript is kept as it was received'); END;
  CREATE TRIGGER manuscripts_kept BEFORE DELETE ON manuscripts
    BEGIN SELECT RAISE(ABORT, 'a manuscript is kept as it was received'); END;

  CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    manuscript_id TEXT REFERENCES manuscripts (id),
    title TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'editing' CHECK (state IN ('editing', 'final')),
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL
  ) STRICT;
  CREATE TABLE article_versions (
    article_id TEXT NOT NULL REFERENCES articles (id),
    version INTEGER NOT NULL CHECK (version > 0),
    content TEXT NOT NULL CHECK (json_valid(content)),
    kind TEXT NOT NULL CHECK (kind IN ('automatic', 'named', 'handOver', 'correction')),
    name TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL,
    started_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
    PRIMARY KEY (article_id, version)
  ) STRICT;
  CREATE TRIGGER article_versions_sealed BEFORE UPDATE ON article_versions WHEN OLD.sealed = 1
    BEGIN SELECT RAISE(ABORT, 'a sealed version is never changed'); END;
  CREATE TRIGGER article_versions_one_author BEFORE UPDATE OF article_id, version, author, started_at ON article_versions
    BEGIN SELECT RAISE(ABORT, 'a version stays its author''s'); END;
  CREATE TRIGGER article_versions_kept BEFORE DELETE ON article_versions WHEN OLD.sealed = 1
    BEGIN SELECT RAISE(ABORT, 'a sealed version is never removed'); END;
`;
