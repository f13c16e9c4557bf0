import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFiles } from '#store/dataDirectory.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { foundedDirectory, openOffice, passwordOf, signIn, temporaryDirectory, value } from './foundedOffice.ts';

/** One sign-in and out of everybody named, and what was told to each. */
async function sittings(directory: string, ...people: readonly string[]): Promise<readonly string[]> {
  const alerts: string[] = [];
  for (const id of people) {
    const office = openOffice(directory);
    alerts.push(...(await signIn(office, id)).alerts);
    value(await office.client.signOut({}));
    office.close();
  }
  return alerts;
}

test('an older keyring put back in its place is told, a keyring that only goes on is not', async () => {
  const { directory } = await foundedDirectory();
  const { keyring } = dataFiles(directory);
  expect(await sittings(directory, 'wenhe', 'qiaoyi')).toEqual([]);
  const kept = join(temporaryDirectory(), 'keyring.json');
  copyFileSync(keyring, kept);
  expect(await sittings(directory, 'shenjun', 'wenhe')).toEqual([]);
  copyFileSync(kept, keyring);
  const alerts = await sittings(directory, 'wenhe');
  expect(alerts.join()).toContain('钥匙文件（keyring.json）比上次登录时的旧');
  // It was told and is on record; from there on it goes on.
  expect(await sittings(directory, 'wenhe')).toEqual([]);
});

test('older entries are told though the newer ends were copied over to them; lawful changes are not', async () => {
  const { directory } = await foundedDirectory();
  const { keyring } = dataFiles(directory);
  await sittings(directory, 'wenhe');
  const older = JSON.parse(readFileSync(keyring, 'utf8'));
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const next = '白日依山尽黄河入海流';
  value(await office.client.changePassword({ password: passwordOf('wenhe'), next }));
  value(await office.client.signOut({}));
  office.close();
  expect(await sittings(directory, 'qiaoyi')).toEqual([]);
  const { heads } = JSON.parse(readFileSync(keyring, 'utf8'));
  writeFileSync(keyring, `${JSON.stringify({ ...older, heads }, undefined, 2)}\n`);
  expect((await sittings(directory, 'wenhe')).join()).toContain('与登记库记下的不同');
  expect(await sittings(directory, 'wenhe')).toEqual([]);
});

test('a keyring whose kept ends were taken out is told as an older one', async () => {
  const { directory } = await foundedDirectory();
  const { keyring } = dataFiles(directory);
  await sittings(directory, 'wenhe', 'wenhe');
  const file = JSON.parse(readFileSync(keyring, 'utf8'));
  writeFileSync(keyring, `${JSON.stringify({ ...file, heads: {} }, undefined, 2)}\n`);
  expect((await sittings(directory, 'wenhe')).join()).toContain('钥匙文件（keyring.json）比上次登录时的旧');
});

test('a register from before the keyring was watched takes up watching it', () => {
  const register = openDatabase(join(temporaryFolder(), 'register.db'), new Uint8Array(32).fill(3), { create: true });
  const before = registerMigrations.filter(({ number }) => number < 8);
  migrate(register, before);
  migrate(register, registerMigrations);
  expect(() => register.exec('INSERT INTO keyring_seen VALUES (1, -1, NULL)')).toThrow('CHECK');
  expect(() => register.exec('INSERT INTO keyring_seen VALUES (2, 1, NULL)')).toThrow('CHECK');
  expect(() => register.exec("INSERT INTO keyring_seen VALUES (1, 1, 'short')")).toThrow('CHECK');
  closeDatabase(register);
});
