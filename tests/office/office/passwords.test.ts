import { expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { commandInputs } from './commandInputs.ts';
import { code, foundedOffice, passwordOf, signIn, signInFirst, testClock, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const person = { id: 'xinren', name: '辛仁', roles: ['editor', 'archivist'] as Role[], password: '新来的人自己定口令' };
const own = '欲穷千里目更上一层楼';

test('under a password that another gave nothing can be done but change it', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  value(await client.admitPerson(person));
  expect(value(await client.signIn({ personId: person.id, password: person.password })).mustChangePassword).toBe(true);
  let refused = 0;
  const letIn = ['changePassword', 'signOut', 'recordLock'];
  for (const [name, { role }] of Object.entries(contract)) {
    if (role === 'anyone' || letIn.includes(name)) continue;
    const answer = code(
      await office.call({ kind: 'inPlace' }, name, commandInputs[name as keyof typeof commandInputs]),
    );
    const isHis = typeof role === 'string' || role.some((one) => one === 'editor' || one === 'archivist');
    expect(answer, name).toBe(isHis ? 'passwordChangeNeeded' : 'forbidden');
    refused += 1;
  }
  expect(refused).toBeGreaterThan(60);
  expect(code(await client.changePassword({ password: person.password, next: person.password }))).toBe('weakPassword');
  value(await client.changePassword({ password: person.password, next: own }));
  expect(value(await client.listArticles({}))).toEqual([]);
  expect(value(await client.signIn({ personId: person.id, password: own })).mustChangePassword).toBe(false);
});

test('a lock waits for nothing that is under way, and stands on record', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const done: string[] = [];
  const change = client.changePassword({ password: passwordOf('wenhe'), next: own }).then((answer) => {
    value(answer);
    done.push('changePassword');
  });
  value(await client.recordLock({ cause: 'idle' }));
  done.push('recordLock');
  await change;
  expect(done).toEqual(['recordLock', 'changePassword']);
  const { register } = await openBases(directory, 'shenjun');
  expect(register.prepare("SELECT person FROM audit WHERE action = 'lock'").pluck().all()).toEqual(['wenhe']);
});

test('the base itself keeps a password given by another from becoming one’s own without the row of the change', async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  value(await office.client.admitPerson(person));
  const { register } = await openBases(directory, 'wenhe');
  const change = register.prepare("UPDATE person_passwords SET must_change = 0 WHERE person_id = 'xinren'");
  expect(() => change.run()).toThrow(/changed by its owner/);
  expect(() => register.exec("DELETE FROM person_passwords WHERE person_id = 'xinren'")).toThrow(/on record/);
  expect(() => register.exec("UPDATE person_passwords SET person_id = 'other'")).toThrow('known of one person');
});

test('a password older than is set is told at sign-in until it is changed; by 0 days never', async () => {
  const clock = testClock();
  const { office } = await foundedOffice(clock);
  const { client } = office;
  const day = 24 * 60 * 60;
  clock.pass(200 * day);
  expect((await signIn(office, 'wenhe')).notices).toEqual([]);
  expect(code(await client.saveSecuritySettings({ passwordDays: 90, copyCharacters: 500, sealDays: 30 }))).toBe(
    'forbidden',
  );
  await signIn(office, 'qiaoyi');
  const settings = { passwordDays: 90, copyCharacters: 300, sealDays: 0 };
  expect(value(await client.saveSecuritySettings(settings))).toEqual(settings);
  const [notice, ...more] = (await signIn(office, 'wenhe')).notices;
  expect(notice).toMatch(/用了200天，规定是90天/);
  expect(more).toEqual([]);
  expect(value(await client.readSecuritySettings({}))).toEqual(settings);
  value(await client.changePassword({ password: passwordOf('wenhe'), next: own }));
  expect(value(await client.signIn({ personId: 'wenhe', password: own })).notices).toEqual([]);
  clock.pass(91 * day);
  expect(value(await client.signIn({ personId: 'wenhe', password: own })).notices).toHaveLength(1);
});

test('settings outside their bounds are refused by the base as well', async () => {
  const { directory } = await foundedOffice();
  const { register } = await openBases(directory, 'wenhe');
  for (const change of ['password_days = -1', 'copy_characters = 1000001', 'seal_days = 3651', 'one = 2']) {
    expect(() => register.exec(`UPDATE security_settings SET ${change}`), change).toThrow(
      `CHECK constraint failed: ${change.split(' ')[0]}`,
    );
  }
  expect(() => register.exec('DELETE FROM security_settings')).toThrow('always has its settings');
});

test('who is admitted changes the password once and is then like everybody else', async () => {
  const { office } = await foundedOffice();
  await signIn(office, 'wenhe');
  value(await office.client.admitPerson(person));
  const password = await signInFirst(office, person);
  expect(value(await office.client.signIn({ personId: person.id, password })).mustChangePassword).toBe(false);
});
