/** Backups that were made, and how many are kept and when the next one is due. */
export const backupTables = `
  CREATE TABLE backup_settings (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    keep INTEGER NOT NULL CHECK (keep BETWEEN 1 AND 100),
    due_days INTEGER NOT NULL CHECK (due_days BETWEEN 0 AND 365)
  ) STRICT;

  CREATE TABLE backups (
    id TEXT PRIMARY KEY,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES people (id),
    path TEXT NOT NULL CHECK (path <> ''),
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    manifest_sm3 TEXT NOT NULL CHECK (length(manifest_sm3) = 64),
    -- 1: the copy of content.db was opened and read; 0: its bytes were compared, without its key.
    content_read INTEGER NOT NULL CHECK (content_read IN (0, 1)),
    removed_at TEXT
  ) STRICT;
  CREATE TRIGGER backups_begin BEFORE INSERT ON backups
    WHEN NEW.removed_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a backup is there when it is put on record'); END;
  CREATE TRIGGER backups_fixed BEFORE UPDATE OF id, made_at, made_by, path, bytes, manifest_sm3, content_read ON backups
    BEGIN SELECT RAISE(ABORT, 'what is on record of a backup is never changed'); END;
  CREATE TRIGGER backups_removed_once BEFORE UPDATE OF removed_at ON backups
    WHEN OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
    BEGIN SELECT RAISE(ABORT, 'a backup is removed once'); END;
  CREATE TRIGGER backups_last_kept BEFORE UPDATE OF removed_at ON backups
    WHEN NOT EXISTS (
      SELECT 1 FROM backups AS newer
      WHERE newer.id <> OLD.id AND newer.removed_at IS NULL AND newer.made_at >= OLD.made_at
    )
    BEGIN SELECT RAISE(ABORT, 'the last backup is never removed'); END;
  CREATE TRIGGER backups_kept BEFORE DELETE ON backups
    BEGIN SELECT RAISE(ABORT, 'backups stay on record'); END;
`;
