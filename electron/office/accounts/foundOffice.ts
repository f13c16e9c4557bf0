import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { readsManuscripts } from '#shared/contract/command.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { canSignOff, roleConflict, roleNames, type Staffing } from '#shared/workflow/roleSeparation.ts';
import { appendAudit } from '#store/auditChain.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { DataFiles } from '#store/dataDirectory.ts';
import { createKeyring, keyringPeople, type OpenKeys, openKeyring, recoveryPublicKey } from '#store/keyring.ts';
import { readKeyringFile } from '#store/keyringFile.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerAudit, registerMigrations } from '#store/register/registerMigrations.ts';
import { refusePlacing } from '#store/restoreFiles.ts';
import { syncFolder, writeFileDurably } from '#store/writeFileDurably.ts';
import type { OfficeContext } from '../officeContext.ts';
import { instantOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { settleAttempts } from './attemptGuard.ts';
import { bindAll } from './boundRoles.ts';
import { clearFounding, unfinishedKeyring } from './clearFounding.ts';
import { notePassword } from './passwordQueries.ts';
import { requireStrongPassword } from './passwordRule.ts';
import { insertPerson } from './peopleQueries.ts';
import { papersOf } from './recoveryPapers.ts';

/** Whether the directory holds an office; throws dataMissing where a part of one is lost. */
export function officeIsFounded(files: DataFiles): boolean {
  const parts = [files.keyring, files.register, files.content];
  const missing = parts.filter((file) => !existsSync(file));
  if (missing.length === 0) return true;
  // Bases without their keyring beside the mark of a founding are what a founding left that was cut off.
  if (missing.length === parts.length || (existsSync(files.founding) && !existsSync(files.keyring))) return false;
  throw new OfficeError('dataMissing', `数据目录不完整，缺少：${missing.join('、')}。没有改动任何文件，请用备份恢复。`);
}

/**
 * Makes the bases, then the keyring: the keyring's rename is the moment from which the office exists. Cut off before it,
 * the next founding begins anew; nothing that has a keyring is ever replaced.
 */
export async function foundOffice(
  context: OfficeContext,
  input: CheckedInput<'foundOffice'>,
): Promise<CommandOutput<'foundOffice'>> {
  const { directory, files, newId } = context.environment;
  refusePlacing(directory);
  if (officeIsFounded(files)) throw new OfficeError('illegalState', '这个数据目录中已经建好了一个编辑部。');
  requireLawfulStaff(input);
  const at = instantOf(context);
  const unfinished = unfinishedKeyring(files.keyring);
  writeFileDurably(files.founding, `${at}\n`);
  clearFounding(files);

  const people = input.people.map(({ id, password, roles }) => ({
    id,
    password,
    readsContent: readsManuscripts(roles),
  }));
  const keys = await createKeyring(unfinished, people, input.recovery);
  const signer = await rolesSigner(unfinished, input);
  const publicKeys = new Map(keyringPeople(unfinished).map(({ id, publicKey }) => [id, publicKey]));
  const register = openDatabase(files.register, keys.registerKey, { create: true });
  try {
    migrate(register, registerMigrations);
    const { publish } = register
      .transaction(() => {
        register
          .prepare('INSERT INTO office (one, id, name, staffing, founded_at) VALUES (1, ?, ?, ?, ?)')
          .run(newId(), input.name, input.staffing, at);
        for (const person of input.people) {
          insertPerson(register, { ...person, publicKey: publicKeys.get(person.id) ?? '', at });
          notePassword(register, person.id, { setAt: at, mustChange: false });
        }
        bindAll(register, signer, recoveryPublicKey(unfinished), at);
        const people = input.people.map(({ id, roles }) => ({ id, roles }));
        const details = {
          staffing: input.staffing,
          people,
          rolesSigned: signer.personId,
          rulesSigned: 'fromTheFirst',
        };
        appendAudit(register, registerAudit, { at, person: '', action: 'foundOffice', subject: 'office', details });
        return settleAttempts(context, register);
      })
      .immediate();
    publish();
  } finally {
    closeDatabase(register);
  }
  const content = openDatabase(files.content, keys.contentKey, { create: true });
  try {
    migrate(content, contentMigrations);
  } finally {
    closeDatabase(content);
  }
  renameSync(unfinished, files.keyring);
  rmSync(files.founding, { force: true });
  syncFolder(dirname(files.keyring));
  return papersOf(readKeyringFile(files.keyring).recovery.publicKey, keys.papers);
}

/** The security administrator signs who holds which roles, with the key just made. */
async function rolesSigner(keyring: string, { people }: CheckedInput<'foundOffice'>): Promise<OpenKeys> {
  const signer = people.find(({ roles }) => roles.includes('securityAdministrator'));
  if (!signer) throw new Error('an office is founded with a security administrator');
  return openKeyring(keyring, signer.id, signer.password);
}

const neededRoles = ['archivist', 'systemAdministrator', 'securityAdministrator', 'auditor'] as const;

function requireLawfulStaff({ people, staffing }: CheckedInput<'foundOffice'>): void {
  const ids = new Set<string>();
  for (const { id, name, roles, password } of people) {
    if (ids.has(id)) throw new OfficeError('nameTaken', `登录名“${id}”用了两次。`);
    ids.add(id);
    requireSeparateRoles(name, roles, staffing);
    requireStrongPassword(password, id);
  }
  if (!canSignOff(people)) {
    throw new OfficeError('incomplete', '责任编辑、审核、签发须由三个不同的人担任，现有人员不够。', {
      missing: ['责任编辑', '审核', '签发'],
    });
  }
  const missing = neededRoles.filter((role) => !people.some(({ roles }) => roles.includes(role)));
  if (missing.length > 0) {
    const names = missing.map((role) => roleNames[role]);
    throw new OfficeError('incomplete', `还没有人担任${names.join('、')}。`, { missing: names });
  }
}

/** Throws illegalState where one person would hold two roles that have to be apart. */
export function requireSeparateRoles(name: string, roles: readonly Role[], staffing: Staffing): void {
  const conflict = roleConflict(roles, staffing);
  if (!conflict) return;
  const [first, second] = conflict;
  throw new OfficeError('illegalState', `${name}不能同时担任${roleNames[first]}和${roleNames[second]}，请分给两个人。`);
}
