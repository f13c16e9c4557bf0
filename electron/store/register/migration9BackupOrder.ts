/** Which backup is the last is told by the order in which they were put on record, as a clock may have been wrong. */
export const backupOrder = `
  DROP TRIGGER backups_last_kept;
  CREATE TRIGGER backups_last_kept BEFORE UPDATE OF removed_at ON backups
    WHEN NOT EXISTS (
      SELECT 1 FROM backups AS newer WHERE newer.rowid > OLD.rowid AND newer.removed_at IS NULL
    )
    BEGIN SELECT RAISE(ABORT, 'the last backup is never removed'); END;
`;
