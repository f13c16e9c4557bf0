import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createOffice, type Office } from '#office/office.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { type DataFiles, dataFiles } from '#store/dataDirectory.ts';
import { openKeyring, renewPerson } from '#store/keyring.ts';
import type { KeyringFile } from '#store/keyringFile.ts';
import { bytesOf } from '../store/temporaryFolder.ts';
import {
  code,
  copyOf,
  draftIssue,
  foundedDirectory,
  foundedOffice,
  openOffice,
  passwordOf,
  printOnce,
  signIn,
  signInFirst,
  testClock,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const next = '白日依山尽黄河入海流';

function signInWith({ client }: Office, personId: string, password: string) {
  return client.signIn({ personId, password });
}

function changeKeyring({ keyring }: DataFiles, change: (file: KeyringFile) => void): void {
  const file = JSON.parse(readFileSync(keyring, 'utf8')) as KeyringFile;
  change(file);
  writeFileSync(keyring, JSON.stringify(file));
}

test('a wrong password or name opens nothing and says so in the same words', async () => {
  const { directory } = await foundedDirectory();
  const clock = testClock();
  const office = openOffice(directory, clock);
  const basesOf = () => ({ ...bytesOf(directory), 'attempts.json': undefined });
  const before = basesOf();
  const messages = new Set<string>();
  for (const [id, password] of [
    ['wenhe', passwordOf('qiaoyi')],
    ['nobody', passwordOf('wenhe')],
    ['wenhe', `${passwordOf('wenhe')} `],
  ] as const) {
    const answer = await signInWith(office, id, password);
    expect(code(answer)).toBe('wrongPassword');
    messages.add(answer.ok ? '' : answer.message.replace(/\d+秒/, ''));
    expect(value(await office.client.officeStatus({})).signedIn).toBeNull();
    expect(code(await office.client.listArticles({}))).toBe('notSignedIn');
    clock.pass(4);
  }
  expect(messages.size).toBe(1);
  expect(basesOf()).toEqual(before);
  value(await signInWith(office, 'wenhe', passwordOf('wenhe')));
});

test('a wrong password leaves the one who is signed in where that person is', async () => {
  const { office } = await foundedOffice();
  await signIn(office, 'wenhe');
  expect(code(await signInWith(office, 'qiaoyi', passwordOf('wenhe')))).toBe('wrongPassword');
  expect(value(await office.client.officeStatus({})).signedIn?.id).toBe('wenhe');
});

test('a changed password opens from then on, the old one no longer', async () => {
  const clock = testClock();
  const { office } = await foundedOffice(clock);
  const { client } = office;
  await signIn(office, 'wenhe');
  const password = passwordOf('wenhe');
  expect(code(await client.changePassword({ password, next: '短' }))).toBe('weakPassword');
  expect(code(await client.changePassword({ password, next: 'wenhe-2024-06' }))).toBe('weakPassword');
  expect(code(await client.changePassword({ password: passwordOf('qiaoyi'), next }))).toBe('wrongPassword');
  clock.pass(2);
  expect(code(await client.changePassword({ password, next: password }))).toBe('weakPassword');
  value(await client.changePassword({ password, next }));
  value(await client.signOut({}));
  expect(code(await signInWith(office, 'wenhe', password))).toBe('wrongPassword');
  clock.pass(2);
  expect(value(await signInWith(office, 'wenhe', next))).toMatchObject({ person: { readsContent: true }, alerts: [] });
});

test('the recovery code gives a new password; what the lost one signed still proves itself', async () => {
  const clock = testClock();
  const { office, recoveryCode } = await foundedOffice(clock);
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const { contentHash } = issue;
  value(await client.submitIssue({ id, contentHash }));
  value(await client.signOut({}));

  const typo = recoveryCode.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
  expect(code(await client.recoverPassword({ recoveryCode: typo, personId: 'wenhe', next }))).toBe('wrongRecoveryCode');
  expect(code(await client.recoverPassword({ recoveryCode, personId: 'wenhe', next: '短' }))).toBe('weakPassword');
  expect(code(await client.recoverPassword({ recoveryCode, personId: 'nobody', next }))).toBe('notFound');
  const typed = ` ${recoveryCode.toLowerCase().replaceAll('-', ' ')}`;
  value(await client.recoverPassword({ recoveryCode: typed, personId: 'wenhe', next }));
  expect(code(await signInWith(office, 'wenhe', passwordOf('wenhe')))).toBe('wrongPassword');
  clock.pass(2);
  expect(value(await signInWith(office, 'wenhe', next))).toMatchObject({
    person: { readsContent: true },
    mustChangePassword: true,
  });

  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
  const [verdict] = value(await client.verifyArchive({ id }));
  expect(verdict).toMatchObject({
    faults: [],
    signatures: [{ person: '闻禾' }, { person: '乔一' }, { person: '沈钧' }],
  });
});

test('a code of another office opens nothing', async () => {
  const { office } = await foundedOffice();
  const { recoveryCode } = await foundedDirectory('strict');
  const answer = await office.client.recoverPassword({ recoveryCode, personId: 'wenhe', next });
  expect(code(answer)).toBe('wrongRecoveryCode');
  await signIn(office, 'wenhe');
});

test('in strict staffing who is admitted reads nothing until a colleague grants it, and nothing again without the roles', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  const { keyring } = dataFiles(directory);
  const person = { id: 'xinren', name: '辛仁', roles: ['editor'] as Role[], password: '新来的人自己定口令' };
  await signIn(office, 'xiting');
  expect(code(await client.admitPerson({ ...person, password: '短' }))).toBe('weakPassword');
  expect(code(await client.admitPerson({ ...person, roles: ['editor', 'auditor'] }))).toBe('illegalState');
  expect(code(await client.admitPerson({ ...person, id: 'lubian' }))).toBe('nameTaken');
  expect(value(await client.admitPerson(person)).readsContent).toBe(false);

  const password = await signInFirst(office, person);
  expect(code(await client.listArticles({}))).toBe('contentKeyNeeded');
  expect(code(await client.grantContentAccess({ personId: 'xinren' }))).toBe('contentKeyNeeded');

  await signIn(office, 'lubian');
  expect(code(await client.grantContentAccess({ personId: 'jishen' }))).toBe('illegalState');
  expect(code(await client.grantContentAccess({ personId: 'nobody' }))).toBe('notFound');
  expect(value(await client.grantContentAccess({ personId: 'xinren' })).readsContent).toBe(true);
  expect(value(await signInWith(office, 'xinren', password)).person.readsContent).toBe(true);
  expect(value(await client.listArticles({}))).toEqual([]);

  await signIn(office, 'baomi');
  expect(code(await client.setRoles({ personId: 'xinren', roles: ['editor', 'auditor'] }))).toBe('illegalState');
  expect(code(await client.setRoles({ personId: 'nobody', roles: ['editor'] }))).toBe('notFound');
  expect(code(await client.setRoles({ personId: 'baomi', roles: ['auditor'] }))).toBe('illegalState');
  const demoted = value(await client.setRoles({ personId: 'xinren', roles: ['auditor'] }));
  expect(demoted).toMatchObject({ roles: ['auditor'], readsContent: false });
  expect((await openKeyring(keyring, 'xinren', password)).contentKey).toBeUndefined();
  const session = value(await signInWith(office, 'xinren', password));
  expect(session).toMatchObject({ person: { roles: ['auditor'], readsContent: false }, alerts: [] });
  expect(code(await client.listArticles({}))).toBe('forbidden');
  value(await client.listAudit({ chain: 'content' }));
});

test('who leaves cannot sign in again, not with an older keyring either; the name stays on record and is not given again', async () => {
  const clock = testClock();
  const { office, directory } = await foundedOffice({ staffing: 'strict', ...clock });
  const { client } = office;
  const { keyring } = dataFiles(directory);
  const older = readFileSync(keyring);
  await signIn(office, 'xiting');
  expect(code(await client.dismissPerson({ personId: 'xiting' }))).toBe('illegalState');
  expect(code(await client.dismissPerson({ personId: 'baomi' }))).toBe('illegalState');
  expect(code(await client.dismissPerson({ personId: 'nobody' }))).toBe('notFound');
  expect(code(await client.dismissPerson({ personId: 'dangan' }))).toBe('incomplete');
  const leaver = { personId: 'dangan', successorId: 'lubian' };
  expect(value(await client.dismissPerson(leaver))).toEqual({ isPromised: true });
  expect(code(await client.dismissPerson(leaver))).toBe('notFound');
  const again = { id: 'dangan', name: '党安', roles: ['archivist'] as Role[], password: next };
  expect(code(await client.admitPerson(again))).toBe('nameTaken');
  const left = value(await client.listPeople({})).find(({ id }) => id === 'dangan');
  expect(left).toMatchObject({ name: '党安', roles: [], leftAt: expect.any(String), readsContent: false });
  value(await client.signOut({}));
  expect(value(await client.officeStatus({})).signInNames).not.toContain('dangan');
  expect(code(await signInWith(office, 'dangan', passwordOf('dangan')))).toBe('wrongPassword');
  writeFileSync(keyring, older);
  clock.pass(2);
  expect(code(await signInWith(office, 'dangan', passwordOf('dangan')))).toBe('forbidden');
  expect(value(await client.officeStatus({})).signedIn).toBeNull();
});

test('in standard staffing an administrator who reads manuscripts lets the new colleague read at once', async () => {
  const { office } = await foundedOffice();
  await signIn(office, 'wenhe');
  const person = { id: 'xinren', name: '辛仁', roles: ['reviewer'] as Role[], password: '新来的人自己定口令' };
  expect(value(await office.client.admitPerson(person)).readsContent).toBe(true);
  await signInFirst(office, person);
  expect(value(await office.client.listArticles({}))).toEqual([]);
});

test('entries of the keyring cannot be exchanged or made for somebody', async () => {
  const { directory } = await foundedDirectory();
  const named = copyOf(directory);
  changeKeyring(dataFiles(named), ({ people }) => {
    const [first, second] = people;
    if (first && second) [first.id, second.id] = [second.id, first.id];
  });
  const clock = testClock();
  const office = openOffice(named, clock);
  for (const id of ['wenhe', 'qiaoyi']) {
    for (const password of [passwordOf('wenhe'), passwordOf('qiaoyi')]) {
      expect(code(await signInWith(office, id, password))).toBe('wrongPassword');
      clock.pass(4);
    }
  }

  // Whoever can sign in holds the register's key and can write an entry for another name; the register does not know it.
  const forged = copyOf(directory);
  const { keyring } = dataFiles(forged);
  const keys = await openKeyring(keyring, 'shenjun', passwordOf('shenjun'));
  await renewPerson(keyring, keys, { id: 'wenhe', password: next, readsContent: true });
  const other = openOffice(forged);
  expect(code(await signInWith(other, 'wenhe', next))).toBe('forbidden');
  expect(value(await other.client.officeStatus({})).signedIn).toBeNull();
});

test('older and exchanged bases are told at the next sign-in', async () => {
  const { directory } = await foundedDirectory();
  const files = dataFiles(directory);
  const first = openOffice(directory);
  await draftIssue(first);
  first.close();
  const older = dataFiles(copyOf(directory));
  const branched = copyOf(directory);

  const second = openOffice(directory);
  await draftIssue(second, '澜溪县添置流动图书车');
  second.close();
  const other = openOffice(branched);
  for (const title of ['澜溪县修好三座便桥', '澜溪县腾出一间自习室']) await draftIssue(other, title);
  other.close();

  const alertsOf = async (...exchanged: (readonly [from: string, to: string])[]) => {
    const copy = copyOf(directory);
    for (const [from, to] of exchanged) copyFileSync(from, to.replace(directory, copy));
    const office = openOffice(copy);
    const { alerts } = await signIn(office, 'wenhe');
    office.close();
    return alerts.join('\n');
  };
  expect(await alertsOf()).toBe('');
  expect(await alertsOf([older.register, files.register])).toMatch(/register\.db.*少了内容/);
  expect(await alertsOf([older.content, files.content])).toMatch(/content\.db.*少了内容/);
  expect(await alertsOf([dataFiles(branched).register, files.register])).toMatch(/register\.db.*对不上/);
  expect(await alertsOf([dataFiles(branched).content, files.content])).toMatch(/content\.db.*对不上/);
});

test('a base or a keyring of a newer program is refused and keeps every byte', async () => {
  const { directory } = await foundedDirectory();
  for (const part of ['register', 'content', 'keyring'] as const) {
    const copy = copyOf(directory);
    if (part === 'keyring') changeKeyring(dataFiles(copy), (file) => Object.assign(file, { version: 2 }));
    else {
      const bases = await openBases(copy, 'wenhe');
      bases[part].pragma('user_version = 99');
      bases.close();
    }
    const office = openOffice(copy);
    const before = bytesOf(copy);
    const answer = await signInWith(office, 'wenhe', passwordOf('wenhe'));
    expect(code(answer), part).toBe('dataNewer');
    expect(answer.ok ? '' : answer.message).toContain(dataFiles(copy)[part]);
    expect(bytesOf(copy), part).toEqual(before);
    office.close();
  }
});

test('torn, foreign and exchanged files are named and keep every byte', async () => {
  const { directory } = await foundedDirectory();
  const { directory: elsewhere } = await foundedDirectory('strict');
  const spoil: readonly (readonly [
    part: 'register' | 'content' | 'keyring',
    what: (file: string) => void,
    code: string,
  ])[] = [
    ['register', (file) => truncateSync(file, 5000), 'dataDamaged'],
    ['content', (file) => truncateSync(file, 0), 'dataDamaged'],
    ['content', (file) => copyFileSync(dataFiles(elsewhere).content, file), 'dataDamaged'],
    ['content', (file) => writePlainBase(file), 'dataForeign'],
    ['keyring', (file) => truncateSync(file, 700), 'dataDamaged'],
    ['keyring', (file) => writeFileSync(file, '{"format":"another"}'), 'dataForeign'],
  ];
  for (const [part, what, expected] of spoil) {
    const copy = copyOf(directory);
    const file = dataFiles(copy)[part];
    what(file);
    const office = createOffice({ print: printOnce, directory: copy });
    const before = bytesOf(copy);
    const answer = await signInWith(office, 'wenhe', passwordOf('wenhe'));
    expect(code(answer), part).toBe(expected);
    expect(answer.ok ? '' : answer.message).toContain(file);
    expect(bytesOf(copy), part).toEqual(before);
    office.close();
  }
});

function writePlainBase(file: string): void {
  truncateSync(file, 0);
  const database = new BetterSqlite3(file);
  database.exec('CREATE TABLE another (one)');
  database.close();
}
