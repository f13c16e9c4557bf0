import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BackupManifest } from '#shared/backup/backupManifest.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { appendAudit } from '#store/auditChain.ts';
import { copyFile } from '#store/backupFiles.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import type { BaseKeys } from '#store/keyring.ts';
import { closeDatabase } from '#store/openDatabase.ts';
import { registerAudit, registerMigrations } from '#store/register/registerMigrations.ts';
import {
  createRestoreFolder,
  holdsOfficeFiles,
  placeRestored,
  refusePlacing,
  removeRestoreFolder,
} from '#store/restoreFiles.ts';
import { StoreError } from '#store/storeError.ts';
import { settleAttempts } from '../accounts/attemptGuard.ts';
import { openBase } from '../accounts/openSession.ts';
import { isKeyOf, selectPerson } from '../accounts/peopleQueries.ts';
import { damagedBase, isDamage } from '../damagedBase.ts';
import { instantOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { backupFaults, requireManifest } from './examineBackup.ts';
import { closePresent, type RestoreConsent, recordConsent, requireConsent } from './restoreConsent.ts';
import { requireRoom, restoringFailure } from './restoringFailure.ts';
import { createProgress } from './runningWork.ts';
import { stampOf } from './stamp.ts';
import { copyBackup, headFaults, readBackup, unlockBackup } from './unlockBackup.ts';

/**
 * Puts a backup in the place of what the data directory holds: copied, compared, opened and read first, and only then
 * moved into place in steps that the next start finishes where they are cut off. What was there goes whole into a folder
 * beside it, and only where that was asked for and the office that is there, if it can be opened, has consented.
 */
export async function restoreBackup(
  context: OfficeContext,
  { path, unlock, setAside, consent, replacesOther }: CheckedInput<'restoreBackup'>,
): Promise<CommandOutput<'restoreBackup'>> {
  const { directory } = context.environment;
  const begun = performance.now();
  refusePlacing(directory);
  if (holdsOfficeFiles(directory) && !setAside) {
    throw new OfficeError(
      'illegalState',
      '这个数据目录中已经有编辑部的数据。恢复要先把现有数据整个移到一边，请先确认。',
    );
  }
  let bytes = 0;
  let allowed: RestoreConsent | undefined;
  try {
    const manifest = requireManifest(path);
    bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    requireRoom({ work: 'restore', directory, path, bytes });
    const progress = createProgress(context, 'restoreBackup', bytes * 2);
    const work = { onBytes: (more: number) => progress.add(more) };
    // A wrong password is told before anything is copied.
    const keys = await askedFor('backup', () => unlockBackup(context, path, unlock));
    try {
      allowed = await askedFor('present', () => requireConsent(context, manifest, { consent, replacesOther }));
      progress.begin('正在核对备份');
      const [fault] = await backupFaults(path, manifest, work);
      if (fault) throw damaged(fault.file, fault.message);
      const folder = createRestoreFolder(directory);
      progress.begin('正在复制');
      await copyBackup(path, manifest, folder, work);
      // Whoever has to wait here still has to afterwards.
      const { attempts } = context.environment.files;
      if (existsSync(attempts)) await copyFile(attempts, join(folder, basename(attempts)));
      progress.begin('正在打开核对');
      const reading = readBackup(folder, manifest, keys);
      const [amiss] = reading.faults;
      if (amiss) throw damaged(amiss.file, amiss.message);
      const personId = unlock.kind === 'person' ? unlock.personId : '';
      openRestored(context, folder, manifest, keys, { personId, allowedBy: allowed?.personId });
      if (allowed) recordConsent(context, allowed, manifest);
      closePresent(context);
      const kept = placeRestored(directory, stampOf(context));
      progress.finish();
      return {
        office: manifest.office.name,
        madeAt: manifest.madeAt,
        registerRows: reading.registerRows,
        contentRows: reading.contentRows,
        ...(kept === undefined ? {} : { setAside: basename(kept) }),
        seconds: (performance.now() - begun) / 1000,
      };
    } finally {
      forget(keys);
      allowed?.registerKey.fill(0);
      removeRestoreFolder(directory);
    }
  } catch (error) {
    throw restoringFailure({ work: 'restore', directory, path, bytes }, error);
  }
}

/** Opens the restored bases as a sign-in would, brings them to this program's version, and puts the restore on record. */
function openRestored(
  context: OfficeContext,
  folder: string,
  manifest: BackupManifest,
  { registerKey, contentKey }: BaseKeys,
  { personId, allowedBy }: { readonly personId: string; readonly allowedBy: string | undefined },
): void {
  const opened: WritableDatabase[] = [];
  const open = (...args: Parameters<typeof openBase>) => {
    const database = openBase(...args);
    opened.push(database);
    return database;
  };
  try {
    const register = open(join(folder, 'register.db'), registerKey, registerMigrations);
    const content = contentKey && open(join(folder, 'content.db'), contentKey, contentMigrations);
    const { madeBy, publicKey, madeAt } = manifest;
    if (!isKeyOf(register, madeBy.id, publicKey)) {
      throw damaged('backup.json', '清单不是用本编辑部登记的钥匙签的');
    }
    if (personId !== '' && selectPerson(register, personId)?.leftAt !== undefined) {
      throw new OfficeError('forbidden', `“${personId}”在备份时已经离任，不能由他恢复。请用恢复码，或由在任的人恢复。`);
    }
    const [fault] = headFaults(folder, register, content);
    if (fault) throw damaged(fault.file, fault.message);
    // The record of wrong passwords begins anew with the restored register, sealed by it.
    const restored = { ...context, environment: { ...context.environment, files: dataFiles(folder) } };
    const { publish } = register
      .transaction(() => {
        const entry = { at: instantOf(context), person: personId, action: 'restoreBackup', subject: 'office' };
        const details = { madeAt, madeBy: madeBy.id, ...(allowedBy === undefined ? {} : { allowedBy }) };
        appendAudit(register, registerAudit, { ...entry, details });
        return settleAttempts(restored, register);
      })
      .immediate();
    publish();
  } catch (error) {
    const [register, content] = opened;
    const base = isDamage(error) && register ? damagedBase(register, content) : undefined;
    throw base === undefined ? error : damaged(base, '有损坏的页');
  } finally {
    for (const database of opened) closeDatabase(database);
  }
  // The backup itself is the copy that a migration keeps.
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.copy'))) rmSync(join(folder, name));
}

const askedWords = { backup: '打开备份时：', present: '征得现在的编辑部同意时：' } as const;

/** Says which of the two that are asked for was refused; `details.asked` is for the window, which has a field for each. */
async function askedFor<Value>(asked: keyof typeof askedWords, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OfficeError || error instanceof StoreError)) throw error;
    const { code } = error;
    if (code !== 'wrongPassword' && code !== 'wrongRecoveryCode' && code !== 'tooManyTries') throw error;
    const details = error instanceof OfficeError ? error.details : undefined;
    throw new OfficeError(code, `${askedWords[asked]}${error.message}`, { ...details, asked });
  }
}

function damaged(file: string, message: string): OfficeError {
  return new OfficeError(
    'dataDamaged',
    `备份中的“${file}”：${message}，不能用来恢复，现有数据没有变化。请用另一份备份。`,
  );
}

function forget({ registerKey, contentKey }: BaseKeys): void {
  registerKey.fill(0);
  contentKey?.fill(0);
}
