import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import {
  type BackupManifest,
  backupManifestHash,
  backupManifestName,
  readBackupManifest,
} from '#shared/backup/backupManifest.ts';
import type { BackupFacts, BackupFault } from '#shared/contract/backupCommands.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { type FileWork, hashFile } from '#store/backupFiles.ts';
import { keyringPeople, recoveryKind } from '#store/keyring.ts';
import { StoreError } from '#store/storeError.ts';
import type { OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { presentOffice } from './presentOffice.ts';
import { createProgress } from './runningWork.ts';

/** What file managers leave in every folder they show. */
const strayNames: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

const isBackup = (path: string) =>
  statSync(join(path, backupManifestName), { throwIfNoEntry: false })?.isFile() === true;

/** The backups in a folder, or the one that the folder is, newest first. Nothing is read but their manifests. */
export function findBackups(
  _context: OfficeContext,
  { folder }: CheckedInput<'findBackups'>,
): CommandOutput<'findBackups'> {
  try {
    const path = realpathSync(resolve(folder));
    const inside = readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(path, name));
    const found = (isBackup(path) ? [path] : inside.filter(isBackup)).map((one) => {
      const manifest = manifestIn(one);
      const name = basename(one);
      if (!manifest) return { path: one, name, fault: '清单已被改动或损坏，不能用来恢复。' };
      const { madeAt, madeBy, office, files } = manifest;
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      return { path: one, name, madeAt, madeBy: madeBy.name, office: office.name, bytes };
    });
    return found.sort((left, right) => ((left.madeAt ?? '') < (right.madeAt ?? '') ? 1 : -1));
  } catch (error) {
    throw explainedReading(folder, error);
  }
}

/** Compares every file of a backup with its signed manifest; nothing is opened, so nobody's key is needed. */
export async function examineBackup(
  context: OfficeContext,
  { path }: CheckedInput<'examineBackup'>,
): Promise<CommandOutput<'examineBackup'>> {
  try {
    const manifest = requireManifest(path);
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    const progress = createProgress(context, 'examineBackup', bytes);
    progress.begin('正在核对备份');
    const faults = await backupFaults(path, manifest, { onBytes: (more) => progress.add(more) });
    const present = presentOffice(context);
    return faults.length > 0
      ? { faults: [...faults], present }
      : { facts: factsOf(path, manifest), faults: [], present };
  } catch (error) {
    throw explainedReading(path, error);
  }
}

/** The manifest of a backup. Throws OfficeError where the folder is none, or its manifest is not what was signed. */
export function requireManifest(path: string): BackupManifest {
  if (!isBackup(path)) {
    throw new OfficeError(
      'notFound',
      `“${path}”不是备份：其中没有 ${backupManifestName}。请选名为“内刊备份-…”的文件夹。`,
    );
  }
  const manifest = manifestIn(path);
  if (manifest) return manifest;
  throw new OfficeError(
    'dataDamaged',
    `备份的清单 ${backupManifestName} 已被改动或损坏，不能用来恢复。请用另一份备份。`,
  );
}

/** What of a backup's files is not as its manifest says, by file. */
export async function backupFaults(
  path: string,
  manifest: BackupManifest,
  work: FileWork,
): Promise<readonly BackupFault[]> {
  const faults: BackupFault[] = [];
  const names = readdirSync(path);
  for (const { name, bytes, sm3 } of manifest.files) {
    if (!names.includes(name)) {
      faults.push({ file: name, message: '文件缺失' });
      continue;
    }
    const found = await hashFile(join(path, name), work);
    if (found.bytes !== bytes || found.sm3 !== sm3)
      faults.push({ file: name, message: '内容与清单不符，已被改动或损坏' });
  }
  const known = new Set<string>([backupManifestName, ...manifest.files.map(({ name }) => name)]);
  for (const name of names) {
    if (!known.has(name) && !strayNames.has(name)) faults.push({ file: name, message: '清单中没有这个文件' });
  }
  if (faults.length === 0 && !isSignedByMember(path, manifest)) {
    faults.push({ file: backupManifestName, message: '清单不是用钥匙文件中登记的钥匙签的' });
  }
  return faults;
}

/** What a backup says of itself, once its files have been compared. */
export function factsOf(path: string, manifest: BackupManifest): BackupFacts {
  const { madeAt, madeBy, office, files, register, content } = manifest;
  return {
    madeAt,
    madeBy: madeBy.name,
    office: { name: office.name, staffing: office.staffing },
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    manifestHash: backupManifestHash(manifest),
    registerRows: register.rows,
    contentRows: content.rows,
    auditRows: { register: register.head.sequence, content: content.head.sequence },
    signInNames: keyringPeople(join(path, 'keyring.json')).map(({ id }) => id),
    recoveryKind: recoveryKind(join(path, 'keyring.json')),
  };
}

/** Says in words why a folder or a backup could not be read; gives back what it does not know. */
function explainedReading(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof OfficeError || error instanceof StoreError) return error;
  if (code === 'ENOTDIR') return new OfficeError('notFound', `“${path}”不是文件夹。请另选一个位置。`);
  if (code === 'ENOENT') return new OfficeError('notFound', `找不到“${path}”。介质可能已经取出。`);
  if (code === 'EACCES' || code === 'EPERM') return new OfficeError('forbidden', `没有读取“${path}”的权限。`);
  if (!/^(ENODEV|ENXIO|EIO|ESTALE|ENOTCONN|EISDIR)/.test(code)) return error;
  return new OfficeError('notFound', `读“${path}”时出错，介质可能已经取出或损坏。请检查后再试。`);
}

function manifestIn(path: string): BackupManifest | undefined {
  return readBackupManifest(readFileSync(join(path, backupManifestName), 'utf8'));
}

/** Whoever made it is in the keyring beside it, with the key that signed. */
function isSignedByMember(path: string, { madeBy, publicKey }: BackupManifest): boolean {
  try {
    return keyringPeople(join(path, 'keyring.json')).some((one) => one.id === madeBy.id && one.publicKey === publicKey);
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}
