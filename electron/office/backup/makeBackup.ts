import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type BackedUpBase,
  type BackupManifest,
  type BackupStatement,
  backupManifestHash,
  backupManifestName,
  backupManifestText,
  readBackupManifest,
  signBackup,
} from '#shared/backup/backupManifest.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { type AuditChain, auditHead } from '#store/auditChain.ts';
import { copyRows, countRows, readCopiedBase } from '#store/backupBase.ts';
import { copyFile, type FileHash, hashFile, syncFile } from '#store/backupFiles.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { keepHeads } from '#store/keyring.ts';
import { readKeyringFile } from '#store/keyringFile.ts';
import { contentAuditMirror, registerAudit } from '#store/register/registerMigrations.ts';
import { syncFolder, writeFileDurably } from '#store/writeFileDurably.ts';
import { headsOf } from '../accounts/openSession.ts';
import { changeRegister, instantOf, type OfficeContext, type Session, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { clearUnfinished, explainedMedium, removeBackupFiles, requireMedium, unfinishedPath } from './backupMedium.ts';
import { backupNote } from './backupNote.ts';
import { backupRecord, insertBackup, type StoredBackup } from './backupQueries.ts';
import { removeOldBackups } from './removeOldBackups.ts';
import { createProgress, stoppable } from './runningWork.ts';
import { stampOfMoment } from './stamp.ts';

type Made = CommandOutput<'makeBackup'>;
type FileEntry = BackupStatement['files'][number];

/**
 * Copies both bases and the keyring into a new folder, reads the copy back and only then gives it its name and puts it on
 * record. Nobody else has the bases open (one office a data directory, one person at a time, one command at a time), so
 * the bases do not change meanwhile. docs/backup.md says why each base is copied as it is.
 */
export async function makeBackup(context: OfficeContext, { folder }: CheckedInput<'makeBackup'>): Promise<Made> {
  const { files, newId, directory } = context.environment;
  const session = sessionOf(context);
  const sizes = [files.register, files.content, `${files.content}-wal`, files.keyring].map(sizeOf);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const medium = requireMedium(folder, directory, bytes);
  // What the keyring of the backup says of the ends of the chains is then what the bases beside it say.
  keepHeads(files.keyring, headsOf(session));
  const id = newId();
  const work = unfinishedPath(medium, id);
  const progress = createProgress(context, 'makeBackup', bytes * 2);
  let manifest: BackupManifest | undefined;
  try {
    clearUnfinished(medium);
    manifest = await stoppable(context, async (signal) => {
      mkdirSync(work, { mode: 0o700 });
      const file = { signal, onBytes: (more: number) => progress.add(more) };
      progress.begin('正在复制登记库');
      const register = await copyOpenBase(session.register, registerAudit, join(work, 'register.db'), file.signal);
      progress.add(sizeOf(files.register));
      progress.begin('正在复制稿件库');
      const content = session.content
        ? await copyOpenBase(session.content, contentAudit, join(work, 'content.db'), file.signal)
        : await copyPages(session, files.content, work, file);
      if (session.content) progress.add(sizeOf(files.content));
      const keyring = {
        name: 'keyring.json' as const,
        ...(await copyFile(files.keyring, join(work, 'keyring.json'), file)),
      };
      const note = await writeNote(context, work);
      progress.begin('正在写清单');
      const statement = statementOf(
        context,
        [...register.files, ...content.files, keyring, note],
        register.base,
        content.base,
      );
      writeFileDurably(
        join(work, backupManifestName),
        backupManifestText(signBackup(statement, session.keys.privateKey)),
      );
      progress.begin('正在核对备份');
      return await readBack(session, work, file);
    });
    if (manifest) {
      giveName(medium, work, manifest.madeAt);
      progress.finish();
    }
  } catch (error) {
    throw explainedMedium(folder, error);
  } finally {
    // Whatever ended it: nothing half made stays. On a medium that was pulled out the next backup does it.
    try {
      removeBackupFiles(work);
    } catch {}
  }
  if (!manifest) return { kind: 'stopped' };
  const path = pathOf(medium, manifest.madeAt);
  const backup: StoredBackup = {
    id,
    made_at: manifest.madeAt,
    made_by: session.personId,
    path,
    bytes: manifest.files.reduce((sum, file) => sum + file.bytes, 0),
    manifest_sm3: backupManifestHash(manifest),
    content_read: session.content ? 1 : 0,
  };
  try {
    changeRegister(context, (register, record) => {
      insertBackup(register, backup);
      record('makeBackup', id, { bytes: backup.bytes, manifest: backup.manifest_sm3 });
    });
  } catch (error) {
    // A backup that could not be put on record is none.
    removeBackupFiles(path);
    throw error;
  }
  const removed = removeOldBackups(context, medium, id);
  return { kind: 'made', backup: backupRecord(session.register, backup), removed: [...removed] };
}

interface CopiedFiles {
  readonly files: readonly FileEntry[];
  readonly base: BackedUpBase;
}

/** A base that this person has open, row by row. */
async function copyOpenBase(
  database: WritableDatabase,
  chain: AuditChain,
  target: string,
  signal: AbortSignal,
): Promise<CopiedFiles> {
  const name = chain === registerAudit ? 'register.db' : 'content.db';
  copyRows(database, target);
  await syncFile(target);
  signal.throwIfAborted();
  const file = { name, ...(await hashFile(target, { signal })) } as const;
  return {
    files: [file],
    base: { copied: 'rows', rows: { ...countRows(database) }, head: auditHead(database, chain) },
  };
}

/** A base without its key: the bytes of its pages, and of its log where the program was once killed and left one. */
async function copyPages(
  { register }: Session,
  source: string,
  work: string,
  file: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<CopiedFiles> {
  const parts = ['content.db', 'content.db-wal'] as const;
  const copied: FileEntry[] = [];
  for (const name of parts) {
    const from = name === 'content.db' ? source : `${source}-wal`;
    if (name === 'content.db-wal' && sizeOf(from) === 0) continue;
    copied.push({ name, ...(await copyFile(from, join(work, name), file)) });
  }
  return { files: copied, base: { copied: 'pages', rows: null, head: auditHead(register, contentAuditMirror) } };
}

async function writeNote(context: OfficeContext, work: string): Promise<FileEntry> {
  const { name } = officeRow(sessionOf(context));
  const note = join(work, '说明.txt');
  // The mark at its beginning is how a Windows editor knows the encoding.
  writeFileSync(note, `\uFEFF${backupNote(name, instantOf(context))}`, { mode: 0o600 });
  await syncFile(note);
  return { name: '说明.txt', ...(await hashFile(note)) };
}

function statementOf(
  context: OfficeContext,
  files: readonly FileEntry[],
  register: BackedUpBase,
  content: BackedUpBase,
): BackupStatement {
  const session = sessionOf(context);
  return {
    format: 'neikan-backup',
    version: 1,
    madeAt: instantOf(context),
    madeBy: { id: session.personId, name: session.personName },
    office: officeRow(session),
    files: [...files],
    register,
    content,
    publicKey: session.keys.publicKey,
  };
}

function officeRow({ register }: Session): BackupStatement['office'] {
  return register.prepare('SELECT id, name, staffing FROM office').get() as BackupStatement['office'];
}

/**
 * Proves a backup from what lies on the medium: manifest and signature, each file's bytes, and the bases opened anew, as
 * far as this person's keys reach. Throws OfficeError where anything is not as it was copied.
 */
async function readBack(
  { keys, content }: Session,
  work: string,
  file: { readonly signal: AbortSignal; readonly onBytes: (bytes: number) => void },
): Promise<BackupManifest> {
  const manifest = readBackupManifest(readFileSync(join(work, backupManifestName), 'utf8'));
  if (!manifest) throw notAsCopied(backupManifestName);
  for (const { name, bytes, sm3 } of manifest.files) {
    const found: FileHash = await hashFile(join(work, name), file);
    if (found.bytes !== bytes || found.sm3 !== sm3) throw notAsCopied(name);
  }
  readKeyringFile(join(work, 'keyring.json'));
  const bases = [
    { name: 'register.db', key: keys.registerKey, chain: registerAudit, copied: manifest.register },
    ...(content && keys.contentKey
      ? [{ name: 'content.db', key: keys.contentKey, chain: contentAudit, copied: manifest.content }]
      : []),
  ];
  for (const { name, key, chain, copied } of bases) {
    file.signal.throwIfAborted();
    const read = readCopiedBase(join(work, name), key, chain);
    const { head, rows } = copied;
    if (!read.isWhole) throw notAsCopied(name);
    const isSame = read.head.sequence === head.sequence && read.head.hash === head.hash;
    if (!isSame || JSON.stringify(read.rows) !== JSON.stringify(rows)) throw notAsCopied(name);
  }
  return manifest;
}

function notAsCopied(name: string): OfficeError {
  return new OfficeError(
    'failed',
    `备份写好后读回核对，“${name}”与写入的不一致，这份备份已经作废。介质可能有坏处，请换一个再试。`,
  );
}

/** The one step by which it becomes a backup. */
function giveName(medium: string, work: string, madeAt: string): void {
  const path = pathOf(medium, madeAt);
  if (existsSync(path)) throw new OfficeError('nameTaken', `“${path}”已经存在，没有改动它。请过一秒再备份。`);
  renameSync(work, path);
  syncFolder(medium);
}

/** Sorted by name they are sorted by time. */
function pathOf(medium: string, madeAt: string): string {
  return join(medium, `内刊备份-${stampOfMoment(madeAt)}`);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
