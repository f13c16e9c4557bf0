import { expect, test } from 'vitest';
import { bindAll, bindRoles, type RoleSigner } from '#office/accounts/boundRoles.ts';
import { insertPerson, isKeyOf, selectPerson } from '#office/accounts/peopleQueries.ts';
import { digestOf, SignedRoles, signRoles } from '#office/accounts/roleStatement.ts';
import { rolesAt } from '#office/audit/rolesAt.ts';
import type { Office } from '#office/office.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { appendAudit } from '#store/auditChain.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { roleStatements } from '#store/register/migration12RoleStatements.ts';
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

/** A statement about the roles of somebody as the rows say, in the name of the security administrator, with whatever key is at hand. */
function sayInName(register: WritableDatabase, signer: RoleSigner, personId: string): void {
  const last = SignedRoles.parse(
    JSON.parse(
      String(register.prepare('SELECT statement FROM role_statements ORDER BY number DESC').pluck().get() as string),
    ),
  );
  const bound = last.people.find(({ id }) => id === personId);
  const roles = register.prepare('SELECT role FROM person_roles WHERE person_id = ?').pluck().all(personId) as Role[];
  const signed = signRoles(
    {
      number: last.number + 1,
      previous: digestOf(last),
      kind: 'setRoles',
      people: [{ id: personId, roles: [...roles].sort(), publicKeys: bound?.publicKeys ?? [] }],
      by: signer.personId,
      publicKey: signer.publicKey,
      at: new Date().toISOString(),
    },
    signer.privateKey,
  );
  register.prepare('INSERT INTO role_statements VALUES (?, ?)').run(signed.number, canonicalJson(signed));
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
  expect(() =>
    bindRoles(register, { ...keys, personId: 'baomi' }, { kind: 'setRoles', personId: 'lubian' }, at),
  ).toThrow('不能这样办理');
  sayInName(register, { ...keys, personId: 'baomi' }, 'lubian');
  expect((await signIn(office, 'jishen')).alerts).toEqual([
    expect.stringContaining('从第2条起对不上'),
    expect.stringContaining('陆编的岗位“签发”'),
  ]);
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
  register.exec(roleStatements);
  withoutTriggers(register, 'audit');
  register.exec('DELETE FROM audit');
  const entry = { at: first?.at ?? '', person: '', action: 'foundOffice', subject: 'office', details };
  register.transaction(() => appendAudit(register, registerAudit, entry))();
  bases.close();
  const office = openOffice(directory);
  // A role that the audit never told of is not signed with the rest.
  const before = await openBases(directory, 'lubian');
  before.register.exec("INSERT INTO person_roles VALUES ('dangan', 'signer')");
  before.close();
  for (const id of ['lubian', 'jishen']) expect((await signIn(office, id)).alerts, id).toEqual([]);
  const { alerts, notices } = await signIn(office, 'baomi');
  expect(alerts).toEqual([expect.stringContaining('党安的岗位“签发”没有管理员的签名')]);
  expect(notices).toContainEqual(
    expect.stringMatching(/请核对：陆编（责任编辑）；.*党安（档案员）；.*鲍觅（安全保密管理员）/),
  );
  value(await office.client.setRoles({ personId: 'dangan', roles: ['archivist'] }));
  expect((await signIn(office, 'lubian')).alerts).toEqual([]);
  const again = await openBases(directory, 'lubian');
  expect(again.register.prepare('SELECT count(*) FROM role_statements').pluck().get()).toBe(2);
  const signed = again.register.prepare("SELECT person FROM audit WHERE action = 'signRoles'").pluck().all();
  expect(signed).toEqual(['baomi']);
  forgeRole(again.register, 'lubian', 'signer');
  expect((await signIn(office, 'jishen')).alerts).toEqual([expect.stringContaining('没有管理员的签名')]);
});

/** What whoever is signed in is refused with who has no role to sign with, and nobody else is. */
async function askToRelease({ client }: Office): Promise<string> {
  return code(await client.prepareRelease({ id: 'x', contentHash: 'a'.repeat(64), opinion: '' }));
}

test('a statement that is none keeps nobody out, gives nobody a role, and is passed over by the security administrator', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { register } = await openBases(directory, 'lubian');
  register.exec("INSERT INTO person_roles VALUES ('lubian', 'signer')");
  register.exec(
    "INSERT INTO role_statements SELECT max(number)+1, json_object('number', max(number)+1) FROM role_statements",
  );
  for (const id of ['jianqian', 'jishen', 'xiting']) {
    expect((await signIn(office, id)).alerts, id).toEqual([
      expect.stringContaining('从第2条起对不上'),
      expect.stringContaining('陆编的岗位“签发”没有管理员的签名'),
    ]);
  }
  // Others wait until the security administrator has looked.
  expect(code(await office.client.dismissPerson({ personId: 'jishen' }))).toBe('forbidden');
  expect((await signIn(office, 'lubian')).person.roles).toEqual(['editor']);
  expect(await askToRelease(office)).toBe('forbidden');
  await signIn(office, 'baomi');
  value(await office.client.setRoles({ personId: 'lubian', roles: ['editor'] }));
  expect(register.prepare("SELECT person, details FROM audit WHERE action = 'signRoles'").all()).toEqual([
    { person: 'baomi', details: '{"brokenAt":2}' },
  ]);
  for (const id of ['lubian', 'baomi', 'jishen']) expect((await signIn(office, id)).alerts, id).toEqual([]);
});

test('statements that were wiped leave the administrators alone, and are signed anew on record', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  await signIn(office, 'jishen');
  await signIn(office, 'jianqian');
  value(await office.client.signOut({}));
  const { register } = await openBases(directory, 'lubian');
  register.exec('DROP TRIGGER role_statements_no_delete; DELETE FROM role_statements');
  register.exec("INSERT INTO person_roles VALUES ('lubian', 'signer')");
  expect((await signIn(office, 'lubian')).alerts).toEqual([expect.stringContaining('签名不见了')]);
  expect(await askToRelease(office)).toBe('forbidden');
  expect(code(await office.client.listArticles({}))).toBe('forbidden');
  await signIn(office, 'xiting');
  expect(code(await office.client.dismissPerson({ personId: 'jishen' }))).toBe('forbidden');
  expect((await signIn(office, 'baomi')).alerts).toEqual([expect.stringContaining('签名不见了')]);
  value(await office.client.setRoles({ personId: 'dangan', roles: ['archivist', 'editor'] }));
  expect((await signIn(office, 'jianqian')).alerts).toEqual([
    expect.stringContaining('由鲍觅全部重新签署'),
    expect.stringContaining('陆编的岗位“签发”没有管理员的签名'),
  ]);
  value(await office.client.signOut({}));
  register.exec("DELETE FROM person_roles WHERE person_id = 'lubian' AND role = 'signer'");
  expect((await signIn(office, 'jianqian')).alerts).toEqual([expect.stringContaining('由鲍觅全部重新签署')]);
  expect((await signIn(office, 'jianqian')).alerts).toEqual([]);
  expect(await askToRelease(office)).toBe('notFound');
});

test('statements that were exchanged for others give nobody the roles they say', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  await signIn(office, 'lubian');
  value(await office.client.signOut({}));
  const { register } = await openBases(directory, 'lubian');
  withoutTriggers(register, 'role_statements', 'person_roles');
  register.exec("DELETE FROM role_statements; INSERT INTO person_roles VALUES ('lubian', 'signer')");
  const keys = await openKeyring(dataFiles(directory).keyring, 'lubian', passwordOf('lubian'));
  bindAll(register, keys, keys.publicKey, new Date().toISOString());
  expect((await signIn(office, 'lubian')).alerts).not.toEqual([]);
  expect(await askToRelease(office)).toBe('forbidden');
});

test('a key that nobody signed is refused with the next roles of its person, proves nothing, and the row of statements goes on', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { register } = await openBases(directory, 'lubian');
  const key = `04${'ab'.repeat(64)}`;
  register.exec(`INSERT INTO person_keys VALUES ('${key}', 'lubian', '2026-01-01T00:00:00.000Z')`);
  expect(isKeyOf(register, 'lubian', key)).toBe(false);
  expect((await signIn(office, 'baomi')).alerts).toEqual([expect.stringContaining('陆编有一把没有签名的钥匙')]);
  value(await office.client.setRoles({ personId: 'lubian', roles: ['editor'] }));
  expect((await signIn(office, 'baomi')).alerts).toEqual([]);
  expect(isKeyOf(register, 'lubian', key)).toBe(false);
  register.exec("INSERT INTO person_roles VALUES ('lubian', 'signer')");
  expect((await signIn(office, 'lubian')).alerts).toEqual([expect.stringContaining('陆编的岗位“签发”')]);
  expect(await askToRelease(office)).toBe('forbidden');
  value(await office.client.signOut({}));
  register.exec("DROP TRIGGER person_keys_no_delete; DELETE FROM person_keys WHERE person_id = 'shishen'");
  expect((await signIn(office, 'jishen')).alerts).toContainEqual(expect.stringContaining('石深的一把钥匙不见了'));
});

test('a person whose role is forged is chosen nowhere, and an unsigned person can leave', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { register } = await openBases(directory, 'lubian');
  register.exec("INSERT INTO person_roles VALUES ('dangan', 'signer')");
  register.exec("INSERT INTO people (id, name, admitted_at) VALUES ('ying', '影', '2026-01-01T00:00:00.000Z')");
  register.exec("INSERT INTO person_roles VALUES ('ying', 'reviewer')");
  expect(selectPerson(register, 'dangan')?.roles).toEqual(['archivist']);
  expect(selectPerson(register, 'ying')?.roles).toEqual([]);
  await signIn(office, 'baomi');
  expect(code(await office.client.setRoles({ personId: 'ying', roles: ['reviewer'] }))).toBe('forbidden');
  value(await office.client.setRoles({ personId: 'dangan', roles: ['archivist'] }));
  await signIn(office, 'xiting');
  value(await office.client.dismissPerson({ personId: 'ying' }));
  expect((await signIn(office, 'baomi')).alerts).toEqual([]);
});

test('where the 三员 are apart, a system administrator makes nobody a security administrator', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  await signIn(office, 'xiting');
  const given = { id: 'zhongren', name: '仲仁', password: '中人自己定的口令甲' };
  expect(code(await office.client.admitPerson({ ...given, roles: ['securityAdministrator'] }))).toBe('illegalState');
  const { register } = await openBases(directory, 'lubian');
  const keys = await openKeyring(dataFiles(directory).keyring, 'xiting', passwordOf('xiting'));
  insertPerson(register, {
    id: 'zhongren',
    name: '仲仁',
    roles: ['securityAdministrator'],
    publicKey: `04${'cd'.repeat(64)}`,
    at: new Date().toISOString(),
  });
  const admit = { kind: 'admit', personId: 'zhongren' } as const;
  expect(() => bindRoles(register, keys, admit, new Date().toISOString())).toThrow('不能这样办理');
});
