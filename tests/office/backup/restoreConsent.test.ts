import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import {
  code,
  copyOf,
  draftIssue,
  foundedDirectory,
  foundedOffice,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  testClock,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { bytesOf } from '../store/temporaryFolder.ts';
import { backedUpOffice, expectSound } from './backedUpOffice.ts';

type Unlock = NonNullable<CommandInput<'restoreBackup'>['consent']>;

const by = (personId: string, password = passwordOf(personId)): Unlock => ({ kind: 'person', personId, password });

/** The office lives on after its backup: what it has written since must not be lost to whoever knows a password of then. */
async function livingOffice(clock: Partial<ReturnType<typeof testClock>> = {}) {
  const backedUp = await backedUpOffice();
  const office = openOffice(backedUp.directory, clock);
  await draftIssue(office, '备份以后写的');
  value(await office.client.signOut({}));
  return { ...backedUp, office };
}

const basesOf = (directory: string) => {
  const { 'content.db': content, 'keyring.json': keyring } = bytesOf(directory);
  return { content, keyring };
};

test('a living office does not give way to a backup without its own consent, whoever opens the backup', async () => {
  // A wait lasts for two seconds: by a clock that stands still it lasts for the test.
  const { now, upSeconds } = testClock();
  const { path, directory, office, recoveryCode } = await livingOffice({ now, upSeconds });
  const before = basesOf(directory);
  const setAside = true;
  for (const unlock of [by('wenhe'), by('qiaoyi'), { kind: 'code', recoveryCode } as const]) {
    const answer = await office.client.restoreBackup({ path, unlock, setAside });
    expect(answer).toMatchObject({ ok: false, code: 'forbidden', details: { isConsentNeeded: true } });
  }
  const refusals = [
    // Right passwords, but of nobody who keeps the system.
    { consent: by('qiaoyi'), expected: 'forbidden' },
    { consent: by('shenjun'), expected: 'forbidden' },
    { consent: by('nobody', '不在册的人'), expected: 'wrongPassword' },
    { consent: by('wenhe', '不是这个口令'), expected: 'wrongPassword' },
    // And the wait after it is the one of the sign-in.
    { consent: by('wenhe'), expected: 'tooManyTries' },
    { consent: { kind: 'code', recoveryCode: '0000-0000' }, expected: 'wrongRecoveryCode' },
  ] as const;
  for (const { consent, expected } of refusals) {
    const answer = await office.client.restoreBackup({ path, unlock: by('wenhe'), setAside, consent });
    expect(code(answer), JSON.stringify(consent)).toBe(expected);
    if (expected !== 'forbidden') {
      expect(answer).toMatchObject({
        message: expect.stringMatching(/^征得现在的编辑部同意时：/),
        details: { asked: 'present' },
      });
    }
  }
  expect(code(await office.client.signIn({ personId: 'wenhe', password: passwordOf('wenhe') }))).toBe('tooManyTries');
  const wrong = await office.client.restoreBackup({
    path,
    unlock: by('nobody', '不在册的人'),
    setAside,
    consent: by('wenhe'),
  });
  expect(wrong).toMatchObject({ message: expect.stringMatching(/^打开备份时：/), details: { asked: 'backup' } });
  expect(basesOf(directory)).toEqual(before);
  const { register } = await openBases(directory, 'wenhe');
  const sql = "SELECT person FROM audit WHERE action = 'refusedByRole' AND subject = 'restoreBackup'";
  expect(register.prepare(sql).pluck().all()).toEqual(['qiaoyi', 'shenjun']);
});

test('a password or a code that held when the backup was made does not consent for the office of today', async () => {
  const { path, directory, office, recoveryCode } = await livingOffice();
  await signIn(office, 'wenhe');
  const next = '老骥伏枥志在千里';
  value(await office.client.changePassword({ password: passwordOf('wenhe'), next }));
  const present = [
    { personId: 'wenhe', password: next },
    { personId: 'qiaoyi', password: passwordOf('qiaoyi') },
  ];
  const papers = value(await office.client.reissueRecovery({ kind: 'shares', present }));
  value(await office.client.confirmRecovery({}));
  value(await office.client.signOut({}));
  const restore = (consent: Unlock, unlock: Unlock = by('wenhe')) =>
    office.client.restoreBackup({ path, unlock, setAside: true, consent });
  // The old password opens the backup, the old code too; neither opens what is there.
  expect(code(await restore(by('wenhe')))).toBe('wrongPassword');
  expect(code(await restore({ kind: 'code', recoveryCode }, { kind: 'code', recoveryCode }))).toBe('wrongRecoveryCode');
  const [first = '', second = '', third = ''] = papers.shares;
  const shares = (one: [number, string], other: [number, string]): Unlock => ({
    kind: 'shares',
    shares: [
      { number: one[0], text: one[1] },
      { number: other[0], text: other[1] },
    ],
  });
  for (const [typed, expected] of [
    [shares([1, first], [2, `${second}0`]), '第2份恢复份额抄写有误'],
    [shares([1, first], [2, third]), '填作第2份的，实际上是第3份'],
    [shares([1, first], [1, first]), '同一份恢复份额'],
  ] as const) {
    expect(await restore(typed)).toMatchObject({
      code: 'wrongRecoveryCode',
      message: expect.stringContaining(expected),
    });
  }
  // A slip of the pen makes nobody wait: only the code that was none of this office's does, for two seconds.
  await expect.poll(async () => code(await restore(shares([3, third], [1, first]))), { timeout: 6000 }).toBe('ok');
  office.close();
  await expectSound(directory, 'wenhe', 1);
});

test('an administrator whose password another has set does not consent before it is his own', async () => {
  const { path, office, recoveryCode } = await livingOffice();
  value(await office.client.recoverPassword({ recoveryCode, personId: 'wenhe', next: '烈士暮年壮心不已' }));
  const consent = by('wenhe', '烈士暮年壮心不已');
  const answer = await office.client.restoreBackup({ path, unlock: by('wenhe'), setAside: true, consent });
  expect(answer).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('别人设定') });
});

test('a backup of another office takes the place of this one only when that was said, with consent', async () => {
  const { path } = await backedUpOffice('strict');
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  const restore = (more: Partial<CommandInput<'restoreBackup'>>) =>
    office.client.restoreBackup({ path, unlock: by('xiting'), setAside: true, ...more });
  expect(code(await restore({ replacesOther: true }))).toBe('forbidden');
  expect(code(await restore({ replacesOther: true, consent: by('xiting') }))).toBe('wrongPassword');
  expect(await restore({ consent: by('wenhe') })).toMatchObject({ code: 'illegalState', details: { isOther: true } });
  value(await restore({ consent: by('wenhe'), replacesOther: true }));
  expect(value(await office.client.officeStatus({})).signInNames).toContain('lubian');
});

test('that an office cannot be opened is proved by its files, or by a password that should open it, not by a claim', async () => {
  const { path, directory } = await livingOffice().then(({ office, ...rest }) => {
    office.close();
    return rest;
  });
  const presentOf = async (office: Office) => value(await office.client.examineBackup({ path })).present;
  const files = dataFiles(directory);
  const whole = readFileSync(files.register);
  const damaged = Buffer.from(whole);
  damaged[300] = (damaged[300] ?? 0) ^ 1;
  writeFileSync(files.register, damaged);
  const office = openOffice(directory);
  // Its shape is that of a base: without a key nobody can tell, so it is asked.
  expect(await presentOf(office)).toMatchObject({ kind: 'guarded', recoveryKind: 'code' });
  expect(code(await office.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true }))).toBe('forbidden');
  const wrong = by('shenjun', '不是这个口令');
  expect(code(await office.client.restoreBackup({ path, unlock: by('wenhe'), setAside: true, consent: wrong }))).toBe(
    'wrongPassword',
  );
  const consent = by('qiaoyi');
  const answer = await office.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true, consent });
  const { setAside = '' } = value(answer);
  expect(readFileSync(join(directory, setAside, 'register.db')).equals(damaged)).toBe(true);
  office.close();
  await expectSound(directory, 'wenhe', 1);

  const lost = openOffice(directory);
  rmSync(files.keyring);
  expect(await presentOf(lost)).toMatchObject({ kind: 'unopenable', reason: expect.stringContaining('keyring.json') });
  value(await lost.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true }));
  const bare = openOffice(temporaryDirectory());
  expect(await presentOf(bare)).toEqual({ kind: 'none' });
});

test('a base of the manuscripts that is lost does not make the office one that nobody can open', async () => {
  const { path, directory, office } = await livingOffice();
  office.close();
  rmSync(dataFiles(directory).content);
  const again = openOffice(directory);
  expect(code(await again.client.officeStatus({}))).toBe('dataMissing');
  expect(code(await again.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true }))).toBe('forbidden');
  value(await again.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true, consent: by('wenhe') }));
  again.close();
  await expectSound(directory, 'wenhe', 1);
});

test('tries at a backup are counted apart: right ones end nobody’s wait here, wrong ones begin none', async () => {
  const clock = testClock();
  const { office } = await foundedOffice(clock);
  await signIn(office, 'wenhe');
  const made = value(await office.client.makeBackup({ folder: temporaryDirectory() }));
  const path = made.kind === 'made' ? made.backup.path : '';
  // Somebody has guessed at 沈钧 in the window meanwhile.
  value(await office.client.signOut({}));
  const guess = { personId: 'shenjun', password: '不是这个口令' };
  for (let time = 1; time <= 3; time += 1) {
    expect(code(await office.client.signIn(guess))).toBe('wrongPassword');
    clock.pass(10);
  }
  expect(code(await office.client.signIn(guess))).toBe('wrongPassword');
  await signIn(office, 'wenhe');
  value(await office.client.drillBackup({ path, unlock: by('shenjun') }));
  const right = { personId: 'shenjun', password: passwordOf('shenjun') };
  expect(code(await office.client.signIn(right))).toBe('tooManyTries');

  const tried = await office.client.drillBackup({ path, unlock: by('qiaoyi', '不是这个口令') });
  expect(code(tried)).toBe('wrongPassword');
  expect(code(await office.client.drillBackup({ path, unlock: by('qiaoyi') }))).toBe('tooManyTries');
  await signIn(office, 'qiaoyi');
  expect(value(await office.client.listWaits({})).map(({ kind, name }) => [kind, name])).toEqual([
    ['person', 'shenjun'],
    ['backup', 'backup qiaoyi'],
  ]);
  // A drill that succeeds does not make the guesses at that backup new ones.
  clock.pass(60);
  await signIn(office, 'wenhe');
  value(await office.client.drillBackup({ path, unlock: by('qiaoyi') }));
  const again = await office.client.drillBackup({ path, unlock: by('qiaoyi', '还不是这个口令') });
  expect(again).toMatchObject({ code: 'wrongPassword', details: { seconds: 4 } });
});

test('a role that was written past the office consents to nothing, and the refusal is on record', async () => {
  const { path, directory, office } = await livingOffice();
  const { register } = await openBases(directory, 'wenhe');
  register.prepare("INSERT INTO person_roles (person_id, role) VALUES ('qiaoyi', 'systemAdministrator')").run();
  const before = basesOf(directory);
  const restore = { path, unlock: by('wenhe'), setAside: true } as const;
  expect(code(await office.client.restoreBackup({ ...restore, consent: by('qiaoyi') }))).toBe('forbidden');
  expect(basesOf(directory)).toEqual(before);
  const sql = "SELECT person FROM audit WHERE action = 'refusedByRole' AND subject = 'restoreBackup'";
  expect(register.prepare(sql).pluck().all()).toEqual(['qiaoyi']);
  value(await office.client.restoreBackup({ ...restore, consent: by('wenhe') }));
});

test('whichever page of the present register is damaged, a good backup takes its place with consent', async () => {
  const { path, directory } = await livingOffice().then(({ office, ...rest }) => {
    office.close();
    return rest;
  });
  const whole = readFileSync(dataFiles(directory).register);
  const pageBytes = 4096;
  const pages = whole.length / pageBytes;
  for (let page = 0; page < pages; page += 1) {
    const copy = copyOf(directory);
    const damaged = Buffer.from(whole);
    const place = page * pageBytes + 300;
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    writeFileSync(dataFiles(copy).register, damaged);
    const office = openOffice(copy);
    const answer = await office.client.restoreBackup({
      path,
      unlock: by('shenjun'),
      setAside: true,
      consent: by('wenhe'),
    });
    expect(answer, `page ${page + 1}`).toMatchObject({ ok: true });
    office.close();
    rmSync(copy, { recursive: true });
  }
  expect(pages).toBeGreaterThan(20);
}, 240_000);
