import { readSeal } from '#shared/audit/auditSeal.ts';
import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import { type AuditChain, appendAudit, auditHead, compareHead } from '#store/auditChain.ts';
import { mirrorAudit } from '#store/auditMirror.ts';
import { contentAudit, contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { type KeptHeads, keepHeads, type OpenKeys, readHeads, recoveryPublicKey } from '#store/keyring.ts';
import { type Migration, migrate, newestVersionOf } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { contentAuditMirror, registerAudit, registerMigrations } from '#store/register/registerMigrations.ts';
import { afterCommit } from '../afterCommit.ts';
import { endSitting } from '../articles/sittings.ts';
import { recordCountedRefusals } from '../audit/recordRefusal.ts';
import { lastSeal } from '../audit/sealQueries.ts';
import { writeCarried } from '../handover/takeKeys.ts';
import { instantOf, type OfficeContext, type Session } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { seeRules } from '../publications/seeRules.ts';
import { settleAttempts, unlockWithPassword } from './attemptGuard.ts';
import { seeKeyring } from './keyringAge.ts';
import { selectPassword } from './passwordQueries.ts';
import { isStoredKey, selectPerson, storedRolesOf } from './peopleQueries.ts';
import { seeRoles, trustWitnessed } from './seeRoles.ts';

const attemptsLost =
  '登录失败的记录（attempts.json）不见了或被改动过，此前的失败可能没有记全（刚从备份恢复时属正常）。请审计员核对。';

/** Opens a base that exists and brings it to this program's version. */
export function openBase(file: string, key: Uint8Array, migrations: readonly Migration[]): WritableDatabase {
  const database = openDatabase(file, key, { newestVersion: newestVersionOf(migrations) });
  try {
    migrate(database, migrations);
  } catch (error) {
    closeDatabase(database);
    throw error;
  }
  return database;
}

/**
 * Opens what the person's password opens; whoever was signed in before is signed out. Returns what was found amiss,
 * and what was signed by it.
 */
export async function openSession(
  context: OfficeContext,
  personId: string,
  password: string,
): Promise<{ readonly alerts: readonly string[]; readonly notices: readonly string[] }> {
  const { files } = context.environment;
  const keys = await unlockWithPassword(context, 'signIn', personId, password);
  closeSession(context);
  const register = openBase(files.register, keys.registerKey, registerMigrations);
  let content: WritableDatabase | undefined;
  try {
    trustWitnessed(register, keys);
    const person = selectPerson(register, personId);
    if (!person || person.leftAt !== undefined || !isStoredKey(register, personId, keys.publicKey)) {
      throw new OfficeError('forbidden', '钥匙与人员登记不符，没有登录。请系统管理员核对人员登记。');
    }
    content = keys.contentKey && openBase(files.content, keys.contentKey, contentMigrations);
    const kept = readHeads(files.keyring);
    const amiss = openingAlerts(kept, register, content);
    const { alerts, seen, ofRules, publish } = register
      .transaction(() => {
        const settled = settleAttempts(context, register, [personId]);
        const at = instantOf(context);
        const recovery = recoveryPublicKey(files.keyring);
        const seen = seeRoles(register, keys, { roles: storedRolesOf(register, personId), recovery, at });
        const rules = seeRules(register, keys, { roles: seen.roles, at });
        const alerts = [
          ...amiss,
          ...seen.alerts,
          ...rules.alerts,
          ...(settled.isLost ? [attemptsLost] : []),
          ...olderThanSeal(kept, register),
          ...seeKeyring(register, files.keyring, kept),
        ];
        const entry = { at, person: personId, action: 'signIn', subject: personId };
        const details = {
          ...(alerts.length > 0 ? { alerts } : {}),
          ...(seen.witnessed === undefined ? {} : { rolesSeen: seen.witnessed }),
        };
        appendAudit(register, registerAudit, { ...entry, details });
        return { alerts, seen, ofRules: rules.notices, publish: settled.publish };
      })
      .immediate();
    publish();
    // Without it the others still sign in as before; the next sign-in tries again.
    afterCommit(context, 'writeCarried', () => writeCarried(register, files.keyring, keys));
    const { name: personName } = person;
    const mustChangePassword = selectPassword(register, personId)?.mustChange ?? false;
    const { roles, notices } = seen;
    context.session = { personId, personName, roles, mustChangePassword, keys, register, content, prepared: new Map() };
    return { alerts, notices: [...notices, ...ofRules] };
  } catch (error) {
    if (content) closeDatabase(content);
    closeDatabase(register);
    throw error;
  }
}

/**
 * Keeps the heads outside the bases and closes them; what is on disk afterwards is whole files. Where the window was cut
 * off, what was being written stays noted, to be told at the next sign-in.
 */
export function closeSession(context: OfficeContext, isCutOff = false): void {
  const { session } = context;
  if (!session) return;
  afterCommit(context, 'recordCountedRefusals', () => recordCountedRefusals(context));
  context.session = undefined;
  if (!isCutOff) afterCommit(context, 'endSitting', () => endSitting(session));
  afterCommit(context, 'keepHeads', () => keepHeads(context.environment.files.keyring, headsOf(session)));
  forgetKeys(session.keys);
  try {
    if (session.content) closeDatabase(session.content);
  } finally {
    closeDatabase(session.register);
  }
}

/** The ends of both chains now; none of content.db for people who may not open it. */
export function headsOf({ register, content }: Pick<Session, 'register' | 'content'>): KeptHeads {
  return { register: auditHead(register, registerAudit), content: content && auditHead(content, contentAudit) };
}

/** The office this data directory belongs to. */
export function officeOf(register: WritableDatabase): { readonly name: string; readonly staffing: Staffing } {
  return register.prepare('SELECT name, staffing FROM office').get() as { name: string; staffing: Staffing };
}

function openingAlerts(
  kept: KeptHeads,
  register: WritableDatabase,
  content: WritableDatabase | undefined,
): readonly string[] {
  const alerts: string[] = [];
  const compare = (name: string, database: WritableDatabase, chain: AuditChain, head: KeptHeads['register']) => {
    if (!head) return;
    const comparison = compareHead(database, chain, head);
    if (comparison === 'behind') alerts.push(`${name}比上次退出时少了内容，可能被换成了旧的文件。请审计员核对。`);
    if (comparison === 'different') alerts.push(`${name}与上次退出时的记录对不上，可能被改动过。请审计员核对。`);
  };
  compare('登记库（register.db）', register, registerAudit, kept.register);
  if (!content) return alerts;
  compare('稿件库（content.db）', content, contentAudit, kept.content);
  if (mirrorAudit(content, contentAudit, register, contentAuditMirror) !== 'same') {
    alerts.push('稿件库的审计记录与登记库中的副本对不上。请审计员核对。');
  }
  return alerts;
}

/** At a seal the heads in the keyring are brought up to it: a keyring that knows less is an older one. */
function olderThanSeal(kept: KeptHeads, register: WritableDatabase): readonly string[] {
  const last = lastSeal(register);
  const seal = last && readSeal(last.file);
  if (!seal || (kept.register?.sequence ?? 0) >= seal.register.to) return [];
  return [`钥匙文件（keyring.json）比第${seal.number}次封存时旧，可能被换成了旧的文件。请审计员核对。`];
}

function forgetKeys({ registerKey, contentKey }: OpenKeys): void {
  registerKey.fill(0);
  contentKey?.fill(0);
}
