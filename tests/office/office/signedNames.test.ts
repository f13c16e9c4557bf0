import { expect, test } from 'vitest';
import { bindAll } from '#office/accounts/boundRoles.ts';
import { provedRoles } from '#office/accounts/provedRoles.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring, recoveryPublicKey } from '#store/keyring.ts';
import { asking, firstMachine, joinedTo, joining, letIn, writeJoin } from '../handover/joining.ts';
import { foundedDirectory, openOffice, passwordOf, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

/** As a program of before has signed who works here: without names. */
async function forgetNames(directory: string): Promise<WritableDatabase> {
  const { register } = await openBases(directory, 'wenhe');
  const keyring = dataFiles(directory).keyring;
  const keys = await openKeyring(keyring, 'qiaoyi', passwordOf('qiaoyi'));
  const people = [...provedRoles(register).bound.people.values()].map(({ name: _name, ...person }) => person);
  const kept = register.prepare("SELECT sql FROM sqlite_schema WHERE name = 'role_statements_no_delete'").pluck().get();
  register.exec('DROP TRIGGER role_statements_no_delete; DELETE FROM role_statements; DELETE FROM role_witnesses');
  register.exec(String(kept));
  bindAll(register, keys, recoveryPublicKey(keyring), new Date().toISOString(), people);
  return register;
}

const namesIn = (register: WritableDatabase) =>
  Object.fromEntries([...provedRoles(register).bound.people].map(([id, { name }]) => [id, name]));

test('names that no statement bears are signed by the next sign-in of the security administrator, on record and to be looked through', async () => {
  const { directory } = await foundedDirectory();
  const register = await forgetNames(directory);
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  expect(namesIn(register)).toEqual({ wenhe: undefined, qiaoyi: undefined, shenjun: undefined });
  const { alerts, notices } = await signIn(office, 'qiaoyi');
  expect(alerts).toEqual([]);
  expect(notices.filter((one) => one.includes('签署人员的姓名'))).toEqual([
    '已用您的钥匙签署人员的姓名，请核对：闻禾（登录名“wenhe”）、乔一（登录名“qiaoyi”）、沈钧（登录名“shenjun”）。',
  ]);
  expect(namesIn(register)).toEqual({ wenhe: '闻禾', qiaoyi: '乔一', shenjun: '沈钧' });
  expect(register.prepare("SELECT person, details FROM audit WHERE action = 'signNames'").all()).toEqual([
    { person: 'qiaoyi', details: '{"people":3}' },
  ]);
  const again = await signIn(office, 'qiaoyi');
  expect(again.notices.some((one) => one.includes('姓名'))).toBe(false);
  register.exec("UPDATE people SET name = '沈君' WHERE id = 'shenjun'");
  expect((await signIn(office, 'wenhe')).alerts).toEqual([
    expect.stringContaining('登录名“shenjun”的姓名是“沈君”，管理员签名的是“沈钧”'),
  ]);
});

test('a machine that has joined signs no names of its own, so that it does not part from the first by it', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const register = await forgetNames(second.directory);
  const before = register.prepare('SELECT statement FROM role_statements').all();
  expect((await signIn(second.office, 'qiaoyi')).notices.some((one) => one.includes('姓名'))).toBe(false);
  expect(register.prepare('SELECT statement FROM role_statements').all()).toEqual(before);
});

test('no machine joins by a register in which two people at work have one name', async () => {
  const { directory } = await foundedDirectory();
  const register = await forgetNames(directory);
  register.exec("UPDATE people SET name = '闻禾' WHERE id = 'shenjun'");
  const first = openOffice(directory);
  await signIn(first, 'wenhe');
  value(await first.client.makeMachineCard({ name: '编辑机' }));
  const waiting = await asking();
  const card = await letIn(first, waiting);
  const written = await writeJoin(first, card);
  const answer = await waiting.office.client.joinOffice(await joining(first, written));
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain('的姓名都是“闻禾”');
  expect(answer.ok ? '' : answer.message).toContain('再以分得清的姓名重新加入，例如“闻禾（办公室）”');
  expect(value(await waiting.office.client.officeStatus({})).state).toBe('empty');
});
