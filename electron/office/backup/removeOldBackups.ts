import { basename, dirname } from 'node:path';
import { afterCommit } from '../afterCommit.ts';
import { changeRegister, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { removeBackup } from './backupMedium.ts';
import { markBackupRemoved, type StoredBackup, selectBackupSettings, selectBackups } from './backupQueries.ts';
import { liesAsRecorded } from './recordedBackup.ts';

/**
 * Removes what is too many in a place where the backup `madeId` has just been proved: only backups that are on record and
 * still are what was recorded, the new one never. The newest whose content was read stays, though those kept beside it
 * were made without the key. Returns their names.
 */
export function removeOldBackups(context: OfficeContext, folder: string, madeId: string): readonly string[] {
  const { register } = sessionOf(context);
  const { keep } = selectBackupSettings(register);
  const there = selectBackups(register).filter((backup) => dirname(backup.path) === folder && liesAsRecorded(backup));
  const kept = there.slice(0, keep);
  const surplus = there.slice(keep);
  const spared = kept.some(isRead) ? undefined : surplus.find(isRead);
  const removed: string[] = [];
  for (const { id, path } of surplus.filter((backup) => backup !== spared && backup.id !== madeId)) {
    // The new backup stands; one that cannot be removed is tried again after the next.
    afterCommit(context, 'removeOldBackups', () => {
      removeBackup(path, folder, id);
      changeRegister(context, (database, record) => {
        markBackupRemoved(database, id, instantOf(context));
        record('removeBackup', id);
      });
      removed.push(basename(path));
    });
  }
  return removed;
}

function isRead({ content_read }: StoredBackup): boolean {
  return content_read === 1;
}
