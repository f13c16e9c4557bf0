import { expect, test } from 'vitest';
import { bindAll, bindRoles } from '#office/accounts/boundRoles.ts';
import { rolesAt } from '#office/audit/rolesAt.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';
import {
  code,
  foundedDirectory,
  foundedOffice,
  openOffice,
  passwordOf,
  signIn,
  signInFirst,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

/** As whoever holds the register's key writes, past the office: a role row, and the row of the audit that would tell of it. */
function forgeRole(register: WritableDatabase, personId: string, role: string): void {
  register.prepare('INSERT INTO person_roles (person_id, role) VALUES (?, ?)').run(personId, role);
  const roles = register.prepare('SELECT role FROM person_roles WHERE person_id = ?').pluck().all(personId) as string[];
  const at = new Date().toISOString();
  const entry = { at, person: 'baomi', action: 'setRoles', subject: personId, details: { roles } };
  register.transaction(() => appendAudit(register, registerAudit, entry))();
}

function withoutTriggers(register: WritableDatabase, ...tables: readonly string[]): void {
  for (const table of tables) {
    const names = register.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?").pluck();
    for (const name of names.all(table) as string[]) register.exec(`DROP TRIGGER ${name}`);
  }
}

test('a role row written past the office, with its row of the audit, is named at every sign-in and gives no right', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { register } = await openBases(directory, 'lubian');
  expect((await signIn(office, 'lubian')).alerts).toEqual([]);
  value(await office.client.signOut({}));
  forgeRole(register, 'lubian', 'signer');
  expect(rolesAt(register, 'lubian', 1000)).toContain('signer');
  const { alerts } = await signIn(office, 'lubian');
  expect(alerts).toEqual([expect.stringContaining('陆编的岗位“签发”没有管理员的签名')]);
  expect(code(await office.client.prepareRelease({ id: 'x', contentHash: 'a'.repeat(64), opinion: '' }))).toBe(
    'forbidden',
  );
  for (const id of ['jishen', 'baomi']) {
    expect((await signIn(office, id)).alerts, id).toEqual([expect.stringContaining('陆编的岗位“签发”')]);
  }
  const [row] = register
    .prepare("SELECT details FROM audit WHERE action = 'signIn' AND person = 'jishen'")
    .pluck()
    .all() as string[];
  expect(row).toContain('陆编的岗位“签发”没有管理员的签名');
  // What the security administrator signs anew is whole again.
  value(await office.client.setRoles({ personId: 'lubian', roles: ['editor', 'reviewer'] }));
  const again = await signIn(office, 'lubian');
  expect(again.alerts).toEqual([]);
  value(await office.client.signOut({}));
  register.exec("DELETE FROM person_roles WHERE person_id = 'lubian' AND role = 'reviewer'");
  expect((await signIn(office, 'jishen')).alerts).toEqual([expect.stringContaining('陆编的岗位“审核”不见了')]);
});

test('what administrators do in the program passes: admitting, new roles, leaving, new passwords and papers', async () => {
  const { office, recoveryCode, directory } = await foundedOffice();
  const { client } = office;
  const { register } = await openBases(directory, 'qiaoyi');
  await signIn(office, 'wenhe');
  const given = { id: 'xinren', name: '辛仁', roles: ['editor' as const], password: '新来的人自己定口令' };
  value(await client.admitPerson(given));
  await signInFirst(office, given);
  expect((await signIn(office, 'qiaoyi')).alerts).toEqual([]);
  value(await client.setRoles({ personId: 'xinren', roles: ['editor', 'archivist'] }));
  value(await client.signOut({}));
  const next = '忘了以后另定的口令';
  value(await client.recoverPassword({ recoveryCode, personId: 'qiaoyi', next }));
  const own = await signInFirst(office, { id: 'qiaoyi', password: next });
  expect(value(await client.signIn({ personId: 'qiaoyi', password: own })).alerts).toEqual([]);
  // The key that the papers have given signs what holds.
  value(await client.setRoles({ personId: 'xinren', roles: ['archivist'] }));
  const present = [
    { personId: 'qiaoyi', password: own },
    { personId: 'wenhe', password: passwordOf('wenhe') },
  ];
  const papers = value(await client.reissueRecovery({ kind: 'code', present }));
  value(await client.confirmRecovery({}));
  value(await client.signOut({}));
  value(await client.recoverPassword({ recoveryCode: papers.recoveryCode, personId: 'qiaoyi', next: `${next}乙` }));
  expect((await signIn(office, 'wenhe')).alerts).toEqual([]);
  value(await client.dismissPerson({ personId: 'xinren' }));
  expect((await signIn(office, 'shenjun')).alerts).toEqual([]);
  const kinds = register
    .prepare("SELECT json_extract(statement, '$.kind') FROM role_statements ORDER BY number")
    .pluck();
  expect(kinds.all()).toEqual(['all', 'admit', 'setRoles', 'newKey', 'setRoles', 'recovery', 'newKey', 'leave']);
  expect(() => register.exec('DELETE FROM role_statements')).toThrow('stays as it was signed');
  expect(() => register.exec("UPDATE role_statements SET statement = '{}'")).toThrow('stays as it was signed');
  expect(() => register.exec("INSERT INTO role_statements VALUES (20, '{}')")).toThrow('follow each other');
});

test('a statement signed by one who may not, or changed, breaks the row, and a row begun anew is told from the one last seen', async () => {
  const { directory } = await foundedDirectory('strict');
  const office = openOffice(directory);
  const { register } = await openBases(directory, 'lubian');
  await signIn(office, 'jishen');
  await signIn(office, 'lubian');
  // The editor signs as if the security administrator had: the own key is the only one at hand.
  const keys = await openKeyring(dataFiles(directory).keyring, 'lubian', passwordOf('lubian'));
  value(await office.client.signOut({}));
  forgeRole(register, 'lubian', 'signer');
  const at = new Date().toISOString();
  bindRoles(register, { ...keys, personId: 'baomi' }, { kind: 'setRoles', personIds: ['lubian'] }, at);
  expect((await signIn(office, 'jishen')).alerts).toEqual([expect.stringContaining('从第2条起对不上')]);
  value(await office.client.signOut({}));

  // All statements begun anew, the editor being made security administrator in them: those who saw the old ones tell.
  withoutTriggers(register, 'role_statements', 'person_roles');
  register.exec('DELETE FROM role_statements');
  register.exec("DELETE FROM person_roles WHERE person_id = 'lubian'");
  register.exec("INSERT INTO person_roles VALUES ('lubian', 'securityAdministrator')");
  bindAll(register, keys, keys.publicKey, at);
  expect((await signIn(office, 'jishen')).alerts).toEqual([expect.stringContaining('与您上次登录时看到的不同')]);
  value(await office.client.signOut({}));
  register.exec('DELETE FROM role_witnesses');
  expect((await signIn(office, 'jishen')).alerts).toEqual([expect.stringContaining('与您上次登录时看到的不同')]);
  value(await office.client.signOut({}));
  register.exec('DELETE FROM role_statements');
  expect((await signIn(office, 'baomi')).alerts).toEqual([expect.stringContaining('签名不见了')]);
});

test('an office from before has its roles signed by the security administrator at the next sign-in, and opens until then', async () => {
  const { directory } = await foundedDirectory('strict');
  const bases = await openBases(directory, 'lubian');
  const { register } = bases;
  const [first] = register.prepare('SELECT at, details FROM audit').all() as { at: string; details: string }[];
  const { rolesSigned: _new, ...details } = JSON.parse(first?.details ?? '{}');
  register.exec('DROP TABLE role_statements; DROP TABLE role_witnesses');
  withoutTriggers(register, 'audit');
  register.exec('DELETE FROM audit');
  const entry = { at: first?.at ?? '', person: '', action: 'foundOffice', subject: 'office', details };
  register.transaction(() => appendAudit(register, registerAudit, entry))();
  register.pragma('user_version = 11');
  bases.close();
  const office = openOffice(directory);
  for (const id of ['lubian', 'jishen', 'baomi', 'lubian']) expect((await signIn(office, id)).alerts, id).toEqual([]);
  const again = await openBases(directory, 'lubian');
  expect(again.register.prepare('SELECT count(*) FROM role_statements').pluck().get()).toBe(1);
  const signed = again.register.prepare("SELECT person FROM audit WHERE action = 'signRoles'").pluck().all();
  expect(signed).toEqual(['baomi']);
  forgeRole(again.register, 'lubian', 'signer');
  expect((await signIn(office, 'jishen')).alerts).toEqual([expect.stringContaining('没有管理员的签名')]);
});
