import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { recoverCommand } from '#cli/recoverCommand.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import {
  code,
  foundedDirectory,
  foundedOffice,
  openOffice,
  passwordOf,
  signIn,
  staff,
  temporaryDirectory,
  testClock,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const next = '白日依山尽黄河入海流';
const both = [
  { personId: 'wenhe', password: passwordOf('wenhe') },
  { personId: 'qiaoyi', password: passwordOf('qiaoyi') },
];

test('before the eyes of both administrators a new code is given; the old one holds until the new one is kept', async () => {
  const clock = testClock();
  const { office, recoveryCode, directory } = await foundedOffice(clock);
  const { client } = office;
  await signIn(office, 'wenhe');
  const one = both.slice(0, 1);
  const third = { personId: 'shenjun', password: passwordOf('shenjun') };
  expect(code(await client.reissueRecovery({ kind: 'code', present: [...one, third] }))).toBe('incomplete');
  expect(code(await client.reissueRecovery({ kind: 'code', present: [...one, ...one] }))).toBe('samePerson');
  expect(code(await client.reissueRecovery({ kind: 'code', present: [...both.slice(1), third] }))).toBe('incomplete');
  const wrong = [...one, { personId: 'qiaoyi', password: passwordOf('wenhe') }];
  expect(code(await client.reissueRecovery({ kind: 'code', present: wrong }))).toBe('wrongPassword');
  clock.pass(2);
  const papers = value(await client.reissueRecovery({ kind: 'code', present: both }));
  expect(papers.recoveryCode).not.toBe(recoveryCode);
  expect(papers.shares).toEqual([]);
  // Not confirmed before the window is left: the new one is nothing.
  await signIn(office, 'wenhe');
  expect(code(await client.confirmRecovery({}))).toBe('illegalState');
  value(await client.recoverPassword({ recoveryCode, personId: 'shenjun', next }));
  await signIn(office, 'wenhe');
  const kept = value(await client.reissueRecovery({ kind: 'code', present: both }));
  // A register that does not take it leaves the old one in force.
  const { register, close } = await openBases(directory, 'wenhe');
  register.exec("CREATE TRIGGER no_room BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
  const before = readFileSync(dataFiles(directory).keyring, 'utf8');
  expect(code(await client.confirmRecovery({}))).toBe('failed');
  expect(readFileSync(dataFiles(directory).keyring, 'utf8')).toBe(before);
  register.exec('DROP TRIGGER no_room');
  close();
  value(await client.confirmRecovery({}));
  expect(code(await client.confirmRecovery({}))).toBe('illegalState');
  value(await client.signOut({}));
  expect(code(await client.recoverPassword({ recoveryCode, personId: 'shenjun', next }))).toBe('wrongRecoveryCode');
  clock.pass(2);
  value(await client.recoverPassword({ recoveryCode: kept.recoveryCode, personId: 'shenjun', next }));
  expect(value(await client.signIn({ personId: 'shenjun', password: next })).mustChangePassword).toBe(true);
});

test('nobody counts as present by a password that another gave', async () => {
  const { office, recoveryCode } = await foundedOffice();
  const { client } = office;
  value(await client.recoverPassword({ recoveryCode, personId: 'qiaoyi', next }));
  await signIn(office, 'wenhe');
  const given = [...both.slice(0, 1), { personId: 'qiaoyi', password: next }];
  const answer = await client.reissueRecovery({ kind: 'code', present: given });
  expect(answer).toMatchObject({ code: 'passwordChangeNeeded', message: expect.stringContaining('乔一') });
  const password = `${next}甲`;
  value(await client.signIn({ personId: 'qiaoyi', password: next }));
  value(await client.changePassword({ password: next, next: password }));
  await signIn(office, 'wenhe');
  const own = [...both.slice(0, 1), { personId: 'qiaoyi', password }];
  value(await client.reissueRecovery({ kind: 'code', present: own }));
});

test('who only signs as an editor or an auditor re-issues nothing', async () => {
  const { office } = await foundedOffice();
  await signIn(office, 'shenjun');
  expect(code(await office.client.reissueRecovery({ kind: 'code', present: both }))).toBe('forbidden');
});

test('in strict staffing a colleague who reads manuscripts stands by, as the papers open them', async () => {
  const { office } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  await signIn(office, 'xiting');
  const present = ['xiting', 'baomi'].map((personId) => ({ personId, password: passwordOf(personId) }));
  const answer = await client.reissueRecovery({ kind: 'shares', present });
  expect(answer).toMatchObject({ code: 'incomplete', message: expect.stringContaining('能阅读稿件的同事') });
  const reader = { personId: 'lubian', password: passwordOf('lubian') };
  const { shares } = value(await client.reissueRecovery({ kind: 'shares', present: [...present, reader] }));
  value(await client.confirmRecovery({}));
  value(await client.recoverPassword({ recoveryCode: shares.slice(0, 2).join(' '), personId: 'shishen', next }));
  const opened = value(await client.signIn({ personId: 'shishen', password: next }));
  expect(opened.person.readsContent).toBe(true);
});

test('an office founded with shares opens by any two of them and by no one; the keyring holds none', async () => {
  const directory = temporaryDirectory();
  const clock = testClock();
  const office = openOffice(directory, clock);
  const { client } = office;
  const founding = {
    name: '澜溪县办公室',
    staffing: 'standard',
    people: [...staff],
    recovery: 'shares',
  } satisfies CommandInput<'foundOffice'>;
  const { recoveryCode, shares, fingerprint } = value(await client.foundOffice(founding));
  expect(recoveryCode).toBe('');
  expect(shares).toHaveLength(3);
  expect(fingerprint).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4})+$/);
  expect(value(await client.officeStatus({})).recoveryKind).toBe('shares');
  const kept = readFileSync(dataFiles(directory).keyring, 'utf8');
  for (const share of shares) expect(kept).not.toContain(share.replaceAll('-', ''));
  const [a = '', b = '', c = ''] = shares;
  for (const one of shares) {
    expect(code(await client.recoverPassword({ recoveryCode: one, personId: 'wenhe', next }))).toBe(
      'wrongRecoveryCode',
    );
  }
  for (const pair of [`${a} ${b}`, `${c}\n${a}`, `${b} ${c}`]) {
    value(await client.recoverPassword({ recoveryCode: pair, personId: 'wenhe', next }));
  }
  value(await client.signIn({ personId: 'wenhe', password: next }));
});

test('on the command line two shares give a new password; a slip changes nothing', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const { shares } = value(await office.client.reissueRecovery({ kind: 'shares', present: both }));
  value(await office.client.confirmRecovery({}));
  office.close();
  const run = async (...lines: readonly string[]) => {
    const stdin = Object.assign(new PassThrough(), { isTTY: false });
    stdin.end(`${lines.join('\n')}\n`);
    const said: string[] = [];
    const terminal = { stdin, stderr: new PassThrough() };
    try {
      await recoverCommand(['--data', directory], (line) => said.push(line), terminal);
    } catch (error) {
      said.push(error instanceof Error ? error.message : String(error));
    }
    return said.join('\n');
  };
  const [a = '', , c = ''] = shares;
  expect(await run('shenjun', a, a, next, next)).toMatch(/抄写有误/);
  expect(await run('shenjun', a, c, next, `${next}！`)).toMatch(/不一样/);
  expect(await run('shenjun', a)).toMatch(/要依次给出5行/);
  expect(await run('shenjun', a, c, next, next)).toMatch(/shenjun的口令已重设/);
  const again = openOffice(directory);
  expect(value(await again.client.signIn({ personId: 'shenjun', password: next })).mustChangePassword).toBe(true);
});
