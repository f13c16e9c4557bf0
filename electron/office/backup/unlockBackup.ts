import { join } from 'node:path';
import type { BackupManifest } from '#shared/backup/backupManifest.ts';
import type { BackupFault, Unlock } from '#shared/contract/backupCommands.ts';
import { recoveryTries, unknownNames } from '#store/attemptsFile.ts';
import { type AuditChain, compareHead } from '#store/auditChain.ts';
import { readCopiedBase } from '#store/backupBase.ts';
import { copyFile, type FileWork } from '#store/backupFiles.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { type BaseKeys, keyringPeople, openKeyring, openWithRecoveryCode, readHeads } from '#store/keyring.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import { StoreError } from '#store/storeError.ts';
import { guardBackup } from '../accounts/attemptGuard.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { typedPapers } from './typedPapers.ts';

/**
 * The keys that open the bases of a backup. Where an office is, wrong ones wait as they do at its sign-in, so that a backup
 * is no way round, but apart from it: a password that is right for a backup says nothing of today's. Throws wrongPassword,
 * wrongRecoveryCode or tooManyTries.
 */
export async function unlockBackup(context: OfficeContext, path: string, unlock: Unlock): Promise<BaseKeys> {
  const keyring = join(path, 'keyring.json');
  const isGuarded = hasKeyring(context);
  if (unlock.kind === 'person') {
    const { personId, password } = unlock;
    const open = (): Promise<BaseKeys> => openKeyring(keyring, personId, password);
    const isKnown = keyringPeople(keyring).some(({ id }) => id === personId);
    return isGuarded
      ? guardBackup(context, { name: isKnown ? personId : unknownNames, tried: personId }, open)
      : open();
  }
  const papers = typedPapers(unlock);
  const open = (): Promise<BaseKeys> => openWithRecoveryCode(keyring, papers);
  return isGuarded ? guardBackup(context, { name: recoveryTries, tried: '' }, open) : open();
}

/** On a bare machine, or where the keyring itself is what is to be restored, there is no sign-in to get round. */
function hasKeyring({ environment }: OfficeContext): boolean {
  try {
    return keyringPeople(environment.files.keyring).length > 0;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

/**
 * Copies the files of a backup into a folder, comparing each with the manifest on the way. Throws OfficeError dataDamaged
 * at the first that differs.
 */
export async function copyBackup(
  path: string,
  manifest: BackupManifest,
  folder: string,
  work: FileWork,
): Promise<void> {
  for (const { name, bytes, sm3 } of manifest.files.filter((file) => file.name !== '说明.txt')) {
    const copied = await copyFile(join(path, name), join(folder, name), work);
    if (copied.bytes === bytes && copied.sm3 === sm3) continue;
    throw new OfficeError('dataDamaged', `备份中的“${name}”与清单不符，已被改动或损坏，不能用来恢复。请用另一份备份。`);
  }
}

export interface BackupReading {
  readonly registerRows: number;
  /** Null without the key of content.db. */
  readonly contentRows: number | null;
  readonly faults: readonly BackupFault[];
}

/**
 * Opens the copied bases as far as the keys reach: every page, both audit chains, and the numbers of rows and ends of the
 * chains that the manifest tells.
 */
export function readBackup(
  folder: string,
  manifest: BackupManifest,
  { registerKey, contentKey }: BaseKeys,
): BackupReading {
  const faults: BackupFault[] = [];
  const read = (name: 'register.db' | 'content.db', key: Uint8Array, chain: AuditChain) => {
    const base = readCopiedBase(join(folder, name), key, chain);
    const told = name === 'register.db' ? manifest.register : manifest.content;
    if (!base.isWhole) {
      faults.push({ file: name, message: base.fault });
      return 0;
    }
    if (told.rows !== null && JSON.stringify(told.rows) !== JSON.stringify(base.rows)) {
      faults.push({ file: name, message: '各表的行数与清单不符' });
    }
    // Copied without its key, the base may be ahead of its mirror, never behind it.
    const isLawful =
      told.copied === 'rows'
        ? base.head.sequence === told.head.sequence && base.head.hash === told.head.hash
        : base.head.sequence >= told.head.sequence;
    if (!isLawful) faults.push({ file: name, message: '审计记录的末条与清单不符' });
    return Object.values(base.rows).reduce((sum, rows) => sum + rows, 0);
  };
  return {
    registerRows: read('register.db', registerKey, registerAudit),
    contentRows: contentKey ? read('content.db', contentKey, contentAudit) : null,
    faults,
  };
}

/** What the keyring of the backup says of the ends of the chains, against the opened bases. */
export function headFaults(
  folder: string,
  register: ReadableDatabase,
  content: ReadableDatabase | undefined,
): readonly BackupFault[] {
  const kept = readHeads(join(folder, 'keyring.json'));
  const isAmiss = (database: ReadableDatabase, chain: AuditChain, head: typeof kept.register) =>
    head !== undefined && ['behind', 'different'].includes(compareHead(database, chain, head));
  const message = '比钥匙文件中记着的少了内容，或者不同';
  return [
    ...(isAmiss(register, registerAudit, kept.register) ? [{ file: 'register.db', message }] : []),
    ...(content && isAmiss(content, contentAudit, kept.content) ? [{ file: 'content.db', message }] : []),
  ];
}
