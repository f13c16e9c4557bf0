import BetterSqlite3 from 'better-sqlite3';
import { type BackupManifest, backupManifestHash } from '#shared/backup/backupManifest.ts';
import type { Unlock } from '#shared/contract/backupCommands.ts';
import type { Json } from '#shared/issue/canonicalJson.ts';
import { appendAudit, auditHead } from '#store/auditChain.ts';
import { isDamage } from '#store/damagedTable.ts';
import type { WritableDatabase } from '#store/database.ts';
import {
  type BaseKeys,
  keepHeads,
  keyringPeople,
  type OpenKeys,
  openKeyring,
  openWithRecoveryCode,
  recoveryPublicKey,
} from '#store/keyring.ts';
import { closeDatabase } from '#store/openDatabase.ts';
import { registerAudit, registerMigrations } from '#store/register/registerMigrations.ts';
import { StoreError } from '#store/storeError.ts';
import { guardPassword, guardRecovery, settleAttempts } from '../accounts/attemptGuard.ts';
import { closeSession, openBase } from '../accounts/openSession.ts';
import { selectPassword } from '../accounts/passwordQueries.ts';
import { isKeyOf, selectPerson } from '../accounts/peopleQueries.ts';
import { seeRoles } from '../accounts/seeRoles.ts';
import { officeIdentity } from '../audit/sealQueries.ts';
import { instantOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { presentOffice } from './presentOffice.ts';
import { typedPapers } from './typedPapers.ts';

/** The office that is there has consented to be put aside. */
export interface RestoreConsent {
  /** '' where its recovery papers were used. */
  readonly personId: string;
  readonly registerKey: Uint8Array;
}

/** What a person says of the office that is there, before a restore. */
export interface Asked {
  readonly consent?: Unlock | undefined;
  readonly replacesOther?: boolean | undefined;
}

/**
 * Asks the office that is there, where it can be opened: a backup, whoever may open it, does not take its place without a
 * system administrator of today or today's recovery papers. Undefined where there is none, or where it is proved that nobody
 * can open it: without a key by its files, else by a key that should. Throws forbidden, illegalState, and what opening it does.
 */
export async function requireConsent(
  context: OfficeContext,
  manifest: BackupManifest,
  { consent, replacesOther = false }: Asked,
): Promise<RestoreConsent | undefined> {
  if (presentOffice(context).kind !== 'guarded') return undefined;
  if (!consent) {
    const text =
      '这个数据目录中有编辑部的数据。用备份替换它，要现在的系统管理员输入口令，或者用现在的恢复码，没有恢复。';
    throw new OfficeError('forbidden', text, { isConsentNeeded: true });
  }
  const { registerKey, contentKey, signer } = await unlockPresent(context, consent);
  contentKey?.fill(0);
  const personId = consent.kind === 'person' ? consent.personId : '';
  const isOpened = withPresent(context, registerKey, (register) => {
    if (signer) requireAdministrator(context, register, signer);
    const present = officeIdentity(register);
    if (present.id === manifest.office.id || replacesOther) return;
    const text = `这个数据目录中是“${present.name}”的数据，备份是另一个编辑部“${manifest.office.name}”的，没有恢复。要用它替换，请再确认一次。`;
    throw new OfficeError('illegalState', text, { isOther: true });
  });
  if (isOpened) return { personId, registerKey };
  registerKey.fill(0);
  return undefined;
}

/**
 * Puts the consent on record in the office that is about to be put aside, with the backup that takes its place. A register
 * that opens may have a damaged page where this would stand: it is put aside all the same, its keepers have consented.
 */
export function recordConsent(
  context: OfficeContext,
  { personId, registerKey }: RestoreConsent,
  manifest: BackupManifest,
): void {
  const details: Json = {
    office: manifest.office.id,
    madeAt: manifest.madeAt,
    madeBy: manifest.madeBy.id,
    manifest: backupManifestHash(manifest),
  };
  withPresent(context, registerKey, (register) => {
    const { publish } = register
      .transaction(() => {
        append(context, register, { person: personId, action: 'allowRestore', subject: 'office', details });
        return settleAttempts(context, register);
      })
      .immediate();
    publish();
    keepHeads(context.environment.files.keyring, { register: auditHead(register, registerAudit) });
  });
}

/** Signs out whoever is signed in to the office that is put aside; damage does not hold that up. */
export function closePresent(context: OfficeContext): void {
  pastDamage(() => closeSession(context));
}

/** The keys of the office that is there; with them those that a person signs with. */
async function unlockPresent(
  context: OfficeContext,
  consent: Unlock,
): Promise<BaseKeys & { readonly signer?: OpenKeys }> {
  const { keyring } = context.environment.files;
  if (consent.kind === 'person') {
    const { personId, password } = consent;
    const keys = await guardPassword(context, 'password', personId, () => openKeyring(keyring, personId, password));
    return { ...keys, signer: keys };
  }
  const papers = typedPapers(consent);
  return guardRecovery(context, '', () => openWithRecoveryCode(keyring, papers));
}

/** Does work on the register that is there; false where a right key does not open it, so that nobody's does. */
function withPresent(
  { environment: { files } }: OfficeContext,
  registerKey: Uint8Array,
  work: (register: WritableDatabase) => void,
): boolean {
  let register: WritableDatabase | undefined;
  try {
    return pastDamage(() => {
      register = openBase(files.register, registerKey, registerMigrations);
      work(register);
    });
  } finally {
    if (register) closeQuietly(register);
  }
}

/** Does what damage may keep from being done; false where it did. */
function pastDamage(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (isLost(error)) return false;
    throw error;
  }
}

/** A disk that is full or cannot be written just now is no proof that what lies on it is lost. */
function isLost(error: unknown): boolean {
  const cause = error instanceof StoreError ? error.cause : error;
  const code = cause instanceof BetterSqlite3.SqliteError ? cause.code : '';
  if (/^SQLITE_IOERR_/.test(code) && !/^SQLITE_IOERR_(READ|SHORT_READ|DATA|CORRUPTFS)/.test(code)) return false;
  if (error instanceof StoreError)
    return ['wrongKey', 'damagedFile', 'foreignFile', 'fileMissing'].includes(error.code);
  return isDamage(error);
}

/** A damaged base may not even take its log back; what was read of it stands. */
function closeQuietly(database: WritableDatabase): void {
  try {
    closeDatabase(database);
  } catch (error) {
    if (!(error instanceof BetterSqlite3.SqliteError)) throw error;
  }
}

/**
 * As for signing in, and the role besides, as far as an administrator has signed for it. A refusal is put on record where
 * that can be: the password was right.
 */
function requireAdministrator(context: OfficeContext, register: WritableDatabase, signer: OpenKeys): void {
  const { personId } = signer;
  const person = selectPerson(register, personId);
  const { keyring } = context.environment.files;
  const key = keyringPeople(keyring).find(({ id }) => id === personId)?.publicKey;
  const isLawful = person?.leftAt === undefined && key !== undefined && isKeyOf(register, personId, key);
  const isRow = person?.roles.includes('systemAdministrator') === true;
  if (isLawful && isRow && isSignedAdministrator(context, register, signer)) {
    if (!selectPassword(register, personId)?.mustChange) return;
    throw new OfficeError('forbidden', '这个口令是别人设定的。请先登录改成自己的口令，再恢复。');
  }
  pastDamage(() =>
    register
      .transaction(() =>
        append(context, register, { person: personId, action: 'refusedByRole', subject: 'restoreBackup', details: {} }),
      )
      .immediate(),
  );
  throw new OfficeError('forbidden', '用备份替换现有的数据，要由现在的系统管理员同意，没有恢复。');
}

function isSignedAdministrator(context: OfficeContext, register: WritableDatabase, signer: OpenKeys): boolean {
  const recovery = recoveryPublicKey(context.environment.files.keyring);
  const at = instantOf(context);
  const { roles } = register
    .transaction(() => seeRoles(register, signer, { roles: ['systemAdministrator'], recovery, at }))
    .immediate();
  return roles.includes('systemAdministrator');
}

function append(
  context: OfficeContext,
  register: WritableDatabase,
  row: { readonly person: string; readonly action: string; readonly subject: string; readonly details: Json },
): void {
  appendAudit(register, registerAudit, { at: instantOf(context), ...row });
}
