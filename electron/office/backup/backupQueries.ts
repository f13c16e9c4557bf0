import type { BackupRecord, BackupSettings } from '#shared/contract/backupCommands.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { liesAsRecorded } from './recordedBackup.ts';

/** Until the office has chosen: a week of backups, one a week. */
const usualSettings: BackupSettings = { keep: 7, dueDays: 7 };

export interface StoredBackup {
  readonly id: string;
  readonly made_at: string;
  readonly made_by: string;
  readonly path: string;
  readonly bytes: number;
  readonly manifest_sm3: string;
  readonly content_read: 0 | 1;
}

/** How many backups are kept and when the next is due. */
export function selectBackupSettings(register: ReadableDatabase): BackupSettings {
  const chosen = register.prepare('SELECT keep, due_days AS dueDays FROM backup_settings').get();
  return (chosen as BackupSettings | undefined) ?? usualSettings;
}

export function replaceBackupSettings(register: WritableDatabase, { keep, dueDays }: BackupSettings): void {
  register
    .prepare(
      `INSERT INTO backup_settings (one, keep, due_days) VALUES (1, ?, ?)
       ON CONFLICT (one) DO UPDATE SET keep = excluded.keep, due_days = excluded.due_days`,
    )
    .run(keep, dueDays);
}

/** Those that were not removed, the one put on record last first: the clock may have been wrong when one was made. */
export function selectBackups(register: ReadableDatabase): readonly StoredBackup[] {
  return register
    .prepare('SELECT * FROM backups WHERE removed_at IS NULL ORDER BY rowid DESC')
    .all() as readonly StoredBackup[];
}

export function insertBackup(register: WritableDatabase, backup: StoredBackup): void {
  register
    .prepare(
      `INSERT INTO backups (id, made_at, made_by, path, bytes, manifest_sm3, content_read)
       VALUES (@id, @made_at, @made_by, @path, @bytes, @manifest_sm3, @content_read)`,
    )
    .run(backup);
}

export function markBackupRemoved(register: WritableDatabase, id: string, at: string): void {
  register.prepare('UPDATE backups SET removed_at = ? WHERE id = ?').run(at, id);
}

/** A backup as the window shows it. */
export function backupRecord(register: ReadableDatabase, backup: StoredBackup): BackupRecord {
  const name = register.prepare('SELECT name FROM people WHERE id = ?').pluck().get(backup.made_by);
  return {
    id: backup.id,
    madeAt: backup.made_at,
    madeBy: String(name),
    path: backup.path,
    bytes: backup.bytes,
    isContentRead: backup.content_read === 1,
    isThere: liesAsRecorded(backup),
  };
}
