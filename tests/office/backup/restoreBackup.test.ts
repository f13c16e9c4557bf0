import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Unlock } from '#shared/contract/backupCommands.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import {
  code,
  copyOf,
  draftIssue,
  foundedDirectory,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { bytesOf } from '../store/temporaryFolder.ts';
import { backedUpOffice, copyOfBackup, expectSound } from './backedUpOffice.ts';

const by = (personId: string): Unlock => ({ kind: 'person', personId, password: passwordOf(personId) });

test('a bare machine finds the backup, is told what it holds, and works on it after the recovery code', async () => {
  const { path, recoveryCode } = await backedUpOffice();
  const directory = temporaryDirectory();
  const office = openOffice(directory);
  expect(value(await office.client.findBackups({ folder: join(path, '..') }))).toMatchObject([
    { path, office: '澜溪县办公室', madeBy: '闻禾' },
  ]);
  const { facts, faults } = value(await office.client.examineBackup({ path }));
  expect(faults).toEqual([]);
  expect(facts).toMatchObject({
    office: { name: '澜溪县办公室' },
    contentRows: { articles: 1, issues: 1 },
    signInNames: ['wenhe', 'qiaoyi', 'shenjun'],
  });
  const wrong = await office.client.restoreBackup({
    path,
    unlock: { kind: 'code', recoveryCode: recoveryCode.replaceAll(/[0-9]/g, '7') },
    setAside: false,
  });
  expect(code(wrong)).toBe('wrongRecoveryCode');
  expect(value(await office.client.officeStatus({})).state).toBe('empty');
  const restored = value(
    await office.client.restoreBackup({ path, unlock: { kind: 'code', recoveryCode }, setAside: false }),
  );
  expect(restored).toMatchObject({ office: '澜溪县办公室' });
  expect(restored.setAside).toBeUndefined();
  expect(value(await office.client.officeStatus({}))).toMatchObject({
    state: 'founded',
    signInNames: ['wenhe', 'qiaoyi', 'shenjun'],
  });
  office.close();
  expect(
    readdirSync(directory).filter((name) => !/^(register|content|keyring|neikan|attempts|lock)/.test(name)),
  ).toEqual([]);
  await expectSound(directory, 'wenhe', 1);
  await expectSound(directory, 'shenjun', 1);
  const { register } = await openBases(directory, 'wenhe');
  const rows = register.prepare("SELECT person, details FROM audit WHERE action = 'restoreBackup'").all();
  expect(rows).toMatchObject([{ person: '' }]);
});

test('what is there is never overwritten: refused unless it may be put aside, then moved whole, with the consent on record', async () => {
  const { path, directory } = await backedUpOffice();
  const later = openOffice(directory);
  await draftIssue(later, '备份以后写的');
  later.close();
  const before = bytesOf(directory);
  const office = openOffice(directory);
  const consent = by('wenhe');
  const refused = await office.client.restoreBackup({ path, unlock: by('wenhe'), setAside: false, consent });
  expect(code(refused)).toBe('illegalState');
  expect(
    code(
      await office.client.restoreBackup({
        path,
        unlock: { ...by('wenhe'), password: '不是这个口令' } as Unlock,
        setAside: true,
        consent,
      }),
    ),
  ).toBe('wrongPassword');
  // Who guesses at a backup waits for the backup.
  expect(code(await office.client.restoreBackup({ path, unlock: by('wenhe'), setAside: true, consent }))).toBe(
    'tooManyTries',
  );
  const answer = await office.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true, consent });
  const { setAside } = value(answer);
  office.close();
  const aside = join(directory, setAside ?? '');
  expect(bytesOf(aside)['content.db']).toEqual(before['content.db']);
  await expectSound(directory, 'qiaoyi', 1);
  // What was put aside is a data directory still, and tells who let it go for which backup.
  await expectSound(aside, 'qiaoyi', 2);
  const { madeAt } = JSON.parse(readFileSync(join(path, 'backup.json'), 'utf8')) as { readonly madeAt: string };
  const { register } = await openBases(aside, 'wenhe');
  const rows = register.prepare("SELECT person, details FROM audit WHERE action = 'allowRestore'").all();
  expect(rows).toMatchObject([{ person: 'wenhe', details: expect.stringContaining(madeAt) }]);
  const here = await openBases(directory, 'wenhe');
  const restored = here.register.prepare("SELECT person, details FROM audit WHERE action = 'restoreBackup'").all();
  expect(restored).toMatchObject([{ person: 'shenjun', details: expect.stringContaining('"allowedBy":"wenhe"') }]);
});

test('a damaged data directory that nobody can sign in to is put aside and the backup takes its place', async () => {
  const { path, directory } = await backedUpOffice();
  const files = dataFiles(directory);
  writeFileSync(files.register, 'no base at all');
  rmSync(files.content);
  const office = openOffice(directory);
  expect(code(await office.client.officeStatus({}))).toBe('dataMissing');
  value(await office.client.restoreBackup({ path, unlock: by('qiaoyi'), setAside: true }));
  expect(value(await office.client.officeStatus({})).state).toBe('founded');
  office.close();
  await expectSound(directory, 'wenhe', 1);
});

test('in strict staffing an administrator restores without reading, and the readers find their manuscripts', async () => {
  const { path } = await backedUpOffice('strict');
  const directory = temporaryDirectory();
  const office = openOffice(directory);
  const restored = value(await office.client.restoreBackup({ path, unlock: by('xiting'), setAside: false }));
  expect(restored.contentRows).toBeNull();
  office.close();
  await expectSound(directory, 'lubian', 1);
  await expectSound(directory, 'jishen', 0);
});

test('a backup in which anything was changed is not restored, and the file is named', async () => {
  const { path } = await backedUpOffice();
  const directory = temporaryDirectory();
  const office = openOffice(directory);
  for (const name of readdirSync(path)) {
    const copy = copyOfBackup(path);
    const bytes = readFileSync(join(copy, name));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 4;
    writeFileSync(join(copy, name), bytes);
    const examined = await office.client.examineBackup({ path: copy });
    const named = examined.ok ? examined.value.faults.map(({ file }) => file).join() : examined.message;
    expect(named).toContain(name);
    const answer = await office.client.restoreBackup({ path: copy, unlock: by('wenhe'), setAside: false });
    expect(['dataDamaged', 'wrongPassword']).toContain(code(answer));
  }
  const without = copyOfBackup(path);
  rmSync(join(without, 'content.db'));
  writeFileSync(join(without, '外来.txt'), 'x');
  expect(value(await office.client.examineBackup({ path: without })).faults).toEqual([
    { file: 'content.db', message: '文件缺失' },
    { file: '外来.txt', message: '清单中没有这个文件' },
  ]);
  expect(value(await office.client.officeStatus({})).state).toBe('empty');
});

test('files of two backups do not make one', async () => {
  const { path, directory } = await backedUpOffice();
  const office = openOffice(directory);
  await draftIssue(office, '备份以后写的');
  const made = value(await office.client.makeBackup({ folder: temporaryDirectory() }));
  office.close();
  const second = made.kind === 'made' ? made.backup.path : '';
  const bare = openOffice(temporaryDirectory());
  for (const name of ['register.db', 'content.db', 'keyring.json']) {
    const mixed = copyOfBackup(second);
    writeFileSync(join(mixed, name), readFileSync(join(path, name)));
    expect(value(await bare.client.examineBackup({ path: mixed })).faults).toMatchObject([{ file: name }]);
  }
});

test('a backup is not opened as a data directory', async () => {
  const { path } = await backedUpOffice();
  const before = bytesOf(path);
  expect(() => openOffice(path)).toThrow('是一份备份，不是数据目录');
  expect(bytesOf(path)).toEqual(before);
});

test('a restore that is cut off at any of its steps is finished by the next start, or has never been', async () => {
  const { path, directory: old } = await backedUpOffice();
  const names = ['register.db', 'content.db', 'keyring.json'];
  // What a finished restore leaves ready to be placed: the files of a restored directory.
  const { directory: other } = await foundedDirectory();
  for (const moved of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const directory = temporaryDirectory();
    for (const name of names) writeFileSync(join(directory, name), readFileSync(join(other, name)));
    const staged = join(directory, moved <= 3 ? 'restore.ready-20260601-090000' : 'restore.placing-20260601-090000');
    mkdirSync(staged);
    for (const name of names) writeFileSync(join(staged, name), readFileSync(join(old, name)));
    const aside = join(directory, '恢复前的数据-20260601-090000');
    for (const name of names.slice(0, moved)) {
      mkdirSync(aside, { recursive: true });
      renameSync(join(directory, name), join(aside, name));
    }
    for (const name of names.slice(0, Math.max(0, moved - 4))) renameSync(join(staged, name), join(directory, name));
    const office = openOffice(directory);
    expect(value(await office.client.officeStatus({})).state, `${moved} moves`).toBe('founded');
    office.close();
    for (const name of names) {
      expect(readFileSync(join(directory, name)).equals(readFileSync(join(old, name))), `${moved} ${name}`).toBe(true);
      expect(readFileSync(join(aside, name)).equals(readFileSync(join(other, name))), `${moved} ${name}`).toBe(true);
    }
    expect(existsSync(staged)).toBe(false);
  }
  const unfinished = temporaryDirectory();
  mkdirSync(join(unfinished, 'restore.writing'));
  writeFileSync(join(unfinished, 'restore.writing', 'register.db'), 'half');
  mkdirSync(join(unfinished, 'drill-1'));
  const office = openOffice(unfinished);
  expect(value(await office.client.officeStatus({})).state).toBe('empty');
  expect(readdirSync(unfinished).filter((name) => /^(restore|drill)/.test(name))).toEqual([]);
  expect(path).not.toBe('');
});

test('a drill reads and proves the backup, is on record, and leaves nothing behind', async () => {
  const { path, directory } = await backedUpOffice();
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const names = () => readdirSync(directory).filter((name) => !name.startsWith('neikan.log'));
  const before = names();
  const drill = value(await office.client.drillBackup({ path, unlock: by('shenjun') }));
  if (drill.kind !== 'done') throw new Error('the drill was stopped');
  expect(drill.report.faults).toEqual([]);
  expect(drill.report.contentRows).toBeGreaterThan(5);
  expect(names()).toEqual(before);
  const { register } = await openBases(directory, 'wenhe');
  expect(register.prepare("SELECT count(*) FROM audit WHERE action = 'drillBackup'").pluck().get()).toBe(1);

  const copy = copyOfBackup(path);
  const bytes = readFileSync(join(copy, 'content.db'));
  bytes[20_000] = (bytes[20_000] ?? 0) ^ 1;
  writeFileSync(join(copy, 'content.db'), bytes);
  const failed = value(await office.client.drillBackup({ path: copy, unlock: by('shenjun') }));
  expect(failed).toMatchObject({ kind: 'done', report: { faults: [{ file: 'content.db' }] } });
  expect(names()).toEqual(before);
});

test('a backup of another office is not tried out here', async () => {
  const { path } = await backedUpOffice('strict');
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const answer = await office.client.drillBackup({ path, unlock: by('xiting') });
  expect(answer).toMatchObject({ ok: false, code: 'illegalState' });
});

test('whoever has to wait before a restore still has to after it', async () => {
  const { path, directory, recoveryCode } = await backedUpOffice();
  const office = openOffice(directory);
  const wrong = { personId: 'wenhe', password: '不是这个口令' };
  for (let time = 1; time <= 2; time += 1) await office.client.signIn(wrong);
  const consent: Unlock = { kind: 'code', recoveryCode };
  value(await office.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true, consent }));
  expect(code(await office.client.signIn({ ...wrong, password: passwordOf('wenhe') }))).toBe('tooManyTries');
});

test('while a restore is half in its place nobody signs in or restores over it', async () => {
  const { path, directory } = await backedUpOffice();
  for (const left of ['restore.ready-20260601-090000', 'restore.placing-20260601-090000']) {
    const copy = copyOf(directory);
    const office = openOffice(copy);
    mkdirSync(join(copy, left));
    const unlock = { kind: 'person', personId: 'wenhe', password: passwordOf('wenhe') } as const;
    const signedIn = await office.client.signIn({ personId: 'wenhe', password: passwordOf('wenhe') });
    expect(signedIn).toMatchObject({ ok: false, message: expect.stringContaining('请退出程序') });
    const restored = await office.client.restoreBackup({ path, unlock, setAside: true, consent: unlock });
    expect(restored).toMatchObject({ ok: false, message: expect.stringContaining('请退出程序') });
    office.close();
  }
});
