import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { code, foundedDirectory, openOffice, passwordOf, signIn, testClock, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const wrong = '这不是谁的口令';
const next = '白日依山尽黄河入海流';

async function tryWrong({ client }: Office, personId = 'wenhe') {
  const answer = await client.signIn({ personId, password: wrong });
  if (answer.ok) throw new Error('a wrong password opened something');
  return { code: answer.code, seconds: answer.details?.seconds, message: answer.message };
}

async function auditOf(office: Office): Promise<readonly string[]> {
  const rows = value(await office.client.listAudit({ chain: 'register', limit: 1000 }));
  return rows.toReversed().map(({ person, action, subject }) => `${person} ${action} ${subject}`);
}

test('each wrong password doubles the wait up to a quarter of an hour, a right one ends it; others do not wait', async () => {
  const { directory } = await foundedDirectory();
  const clock = testClock();
  const office = openOffice(directory, clock);
  for (const seconds of [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
    expect(await tryWrong(office)).toMatchObject({ code: 'wrongPassword', seconds });
    clock.pass(seconds - 1);
    // Not even the right one is looked at while one waits.
    const early = await office.client.signIn({ personId: 'wenhe', password: passwordOf('wenhe') });
    expect(early).toMatchObject({ ok: false, code: 'tooManyTries', details: { seconds: 1 } });
    clock.pass(1);
  }
  await signIn(office, 'qiaoyi');
  await signIn(office, 'wenhe');
  expect(await tryWrong(office)).toMatchObject({ seconds: 2 });
});

test('the wait outlives the program, and another one on the same data waits as well', async () => {
  const { directory } = await foundedDirectory();
  const clock = testClock();
  const first = openOffice(directory, clock);
  await tryWrong(first);
  clock.pass(2);
  expect(await tryWrong(first)).toMatchObject({ code: 'wrongPassword', seconds: 4 });
  first.close();
  clock.pass(1);
  const second = openOffice(directory, clock);
  expect(await tryWrong(second)).toMatchObject({ code: 'tooManyTries', seconds: 3 });
  clock.restartMachine();
  clock.pass(3);
  await signIn(second, 'wenhe');
});

test('a clock that is set back makes every wait begin anew, one set forward does not shorten it', async () => {
  const { directory } = await foundedDirectory();
  const clock = testClock('2024-06-03T08:00:00.000Z');
  const office = openOffice(directory, clock);
  for (const seconds of [2, 4, 8]) {
    await tryWrong(office);
    clock.pass(seconds);
  }
  expect(await tryWrong(office)).toMatchObject({ seconds: 16 });
  clock.pass(10);
  clock.set('2024-06-03T07:00:00.000Z');
  expect(await tryWrong(office)).toMatchObject({ code: 'tooManyTries', seconds: 16 });
  clock.pass(15);
  expect(await tryWrong(office)).toMatchObject({ code: 'tooManyTries', seconds: 1 });
  clock.pass(1);
  await signIn(office, 'wenhe');
  await signIn(office, 'shenjun');
  expect(await auditOf(office)).toContain(' clockSetBack clock');

  expect(await tryWrong(office, 'wenhe')).toMatchObject({ seconds: 2 });
  clock.set('2025-01-01T00:00:00.000Z');
  expect(await tryWrong(office, 'wenhe')).toMatchObject({ code: 'tooManyTries', seconds: 2 });
});

test('names that nobody has wait together and are on record as they were tried, never the password', async () => {
  const { directory } = await foundedDirectory();
  const clock = testClock();
  const office = openOffice(directory, clock);
  expect(await tryWrong(office, 'nobody')).toMatchObject({ code: 'wrongPassword', seconds: 2 });
  expect(await tryWrong(office, 'nobodyElse')).toMatchObject({ code: 'tooManyTries' });
  clock.pass(2);
  expect(await tryWrong(office, 'nobodyElse')).toMatchObject({ code: 'wrongPassword', seconds: 4 });
  await tryWrong(office, 'wenhe');
  await signIn(office, 'shenjun');
  // Tried by somebody while another is signed in: on record at once.
  await tryWrong(office, 'qiaoyi');
  const rows = await auditOf(office);
  expect(rows.slice(-5)).toEqual([
    ' signInFailed nobody',
    ' signInFailed nobodyElse',
    ' signInFailed wenhe',
    'shenjun signIn shenjun',
    ' signInFailed qiaoyi',
  ]);
  const answer = await office.client.changePassword({ password: wrong, next });
  expect(answer).toMatchObject({ ok: false, code: 'wrongPassword' });
  expect(code(await office.client.changePassword({ password: passwordOf('shenjun'), next }))).toBe('tooManyTries');
  expect((await auditOf(office)).at(-1)).toBe(' passwordFailed shenjun');
  expect(readFileSync(dataFiles(directory).attempts, 'utf8')).not.toContain(wrong);
});

test('who has a new password by the recovery code need not wait for the guesses at the old one', async () => {
  const { directory, recoveryCode } = await foundedDirectory();
  const office = openOffice(directory, testClock());
  await tryWrong(office);
  await tryWrong(office, 'qiaoyi');
  value(await office.client.recoverPassword({ recoveryCode, personId: 'wenhe', next }));
  value(await office.client.signIn({ personId: 'wenhe', password: next }));
  expect(await tryWrong(office, 'qiaoyi')).toMatchObject({ code: 'tooManyTries' });
});

test('wrong recovery codes wait too, a slip of the pen does not', async () => {
  const { directory } = await foundedDirectory();
  const { recoveryCode } = await foundedDirectory('strict');
  const clock = testClock();
  const { client } = openOffice(directory, clock);
  const slip = `${recoveryCode.slice(0, -1)}${recoveryCode.endsWith('7') ? '8' : '7'}`;
  for (let count = 0; count < 3; count += 1) {
    const answer = await client.recoverPassword({ recoveryCode: slip, personId: 'wenhe', next });
    expect(code(answer)).toBe('wrongRecoveryCode');
  }
  const strange = { recoveryCode, personId: 'wenhe', next };
  expect(await client.recoverPassword(strange)).toMatchObject({ code: 'wrongRecoveryCode', details: { seconds: 2 } });
  expect(code(await client.recoverPassword(strange))).toBe('tooManyTries');
  clock.pass(2);
  expect(await client.recoverPassword(strange)).toMatchObject({ code: 'wrongRecoveryCode', details: { seconds: 4 } });
});

test('the security administrator sees who waits and lets them go on, which is on record', async () => {
  const { directory } = await foundedDirectory('strict');
  const clock = testClock();
  const office = openOffice(directory, clock);
  const { client } = office;
  await tryWrong(office, 'lubian');
  await tryWrong(office, 'nobody');
  await signIn(office, 'baomi');
  expect(value(await client.listWaits({}))).toEqual([
    { kind: 'person', name: 'lubian', failures: 1, seconds: 2 },
    { kind: 'unknownNames', name: expect.any(String), failures: 1, seconds: 2 },
  ]);
  expect(code(await client.liftWait({ name: 'shishen' }))).toBe('notFound');
  value(await client.liftWait({ name: 'lubian' }));
  expect(value(await client.listWaits({})).map(({ kind }) => kind)).toEqual(['unknownNames']);
  await signIn(office, 'lubian');
  await signIn(office, 'jishen');
  expect(await auditOf(office)).toContain('baomi liftWait lubian');
});

test('attempts that were taken out, changed, or are gone with their file are missed at the next sign-in', async () => {
  const { directory } = await foundedDirectory();
  const { attempts } = dataFiles(directory);
  const older = `${attempts}.older`;
  const spoil: readonly (readonly [string, () => void])[] = [
    ['gone', () => rmSync(attempts)],
    ['torn', () => writeFileSync(attempts, readFileSync(attempts).subarray(0, 100))],
    [
      'another name',
      () => writeFileSync(attempts, readFileSync(attempts, 'utf8').replace('"tried":"qiaoyi"', '"tried":"qiaoyu"')),
    ],
    ['the last taken out', () => change((file) => file.attempts.pop())],
    ['all taken out', () => change((file) => file.attempts.splice(0))],
    ['fewer failures', () => change((file) => file.settled.waits.splice(0))],
  ];
  function change(what: (file: { attempts: unknown[]; settled: { waits: unknown[] } }) => void): void {
    const file = JSON.parse(readFileSync(attempts, 'utf8'));
    what(file);
    writeFileSync(attempts, JSON.stringify(file));
  }
  const clock = testClock();
  for (const [how, what] of spoil) {
    const office = openOffice(directory, clock);
    await tryWrong(office, 'qiaoyi');
    // Settled once, so that a wait stands in what the register keeps.
    expect((await signIn(office, 'shenjun')).alerts, how).toEqual([]);
    await office.client.signOut({});
    clock.pass(900);
    await tryWrong(office, 'qiaoyi');
    clock.pass(900);
    await tryWrong(office, 'qiaoyi');
    copyFileSync(attempts, older);
    what();
    const { alerts } = await signIn(office, 'shenjun');
    expect(alerts.join(), how).toMatch(/attempts\.json/);
    expect((await signIn(office, 'shenjun')).alerts, how).toEqual([]);
    clock.pass(900);
    await signIn(office, 'qiaoyi');
    office.close();
  }
});

test('a settling whose file could not be written any more is gone on from: nothing is missed, nothing told twice', async () => {
  const { directory } = await foundedDirectory();
  const { attempts } = dataFiles(directory);
  const clock = testClock();
  const office = openOffice(directory, clock);
  await tryWrong(office, 'qiaoyi');
  const before = readFileSync(attempts);
  await signIn(office, 'shenjun');
  await office.client.signOut({});
  // As if the program had ended between the commit and the file.
  writeFileSync(attempts, before);
  clock.pass(2);
  expect(await tryWrong(office, 'qiaoyi')).toMatchObject({ code: 'wrongPassword', seconds: 4 });
  expect((await signIn(office, 'shenjun')).alerts).toEqual([]);
  const rows = await auditOf(office);
  expect(rows.filter((row) => row === ' signInFailed qiaoyi')).toHaveLength(2);
});

test('a directory from before waits were kept begins to keep them, without an alarm', async () => {
  const { directory } = await foundedDirectory();
  const { attempts } = dataFiles(directory);
  const { register, close } = await openBases(directory, 'shenjun');
  register.exec('DROP TRIGGER attempt_guard_kept; DELETE FROM attempt_guard');
  close();
  rmSync(attempts);
  const office = openOffice(directory, testClock());
  await tryWrong(office, 'wenhe');
  expect((await signIn(office, 'shenjun')).alerts).toEqual([]);
  expect(await auditOf(office)).toContain(' signInFailed wenhe');
});
