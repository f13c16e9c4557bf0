import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { readBackupManifest } from '#shared/backup/backupManifest.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { readCopiedBase } from '#store/backupBase.ts';
import { contentAudit } from '#store/content/contentMigrations.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { smallDisk, whyNoSmallDisk } from '../../e2e/smallDisk.ts';
import {
  code,
  draftIssue,
  foundedDirectory,
  foundedOffice,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';

/** A clock that goes on by a minute whenever it is read, so that no two backups have one name. */
function steadyClock(start = '2026-06-01T01:00:00Z') {
  let moment = Date.parse(start);
  return {
    now: () => {
      moment += 60_000;
      return new Date(moment);
    },
    pass: (days: number) => {
      moment += days * 86_400_000;
    },
  };
}

async function backedUp(office: Office, folder: string) {
  const made = value(await office.client.makeBackup({ folder }));
  if (made.kind !== 'made') throw new Error('the backup was stopped');
  return made;
}

const namesIn = (folder: string) => readdirSync(folder).sort();

test('a backup holds every row, is signed by whoever made it, and its making is on record', async () => {
  const events: OfficeEvent[] = [];
  const { office, directory } = await foundedOffice({ emit: (event) => events.push(event) });
  await draftIssue(office);
  const folder = temporaryDirectory();
  const { backup, removed } = await backedUp(office, folder);
  expect(removed).toEqual([]);
  expect(backup).toMatchObject({ madeBy: '闻禾', isContentRead: true, isThere: true });
  expect(namesIn(folder)).toHaveLength(1);
  expect(namesIn(backup.path)).toEqual(['backup.json', 'content.db', 'keyring.json', 'register.db', '说明.txt']);

  const manifest = readBackupManifest(readFileSync(join(backup.path, 'backup.json'), 'utf8'));
  expect(manifest).toMatchObject({ madeBy: { id: 'wenhe' }, office: { name: '澜溪县办公室', staffing: 'standard' } });
  expect(manifest?.content.rows).toMatchObject({ articles: 1, issues: 1 });
  const { contentKey } = await openKeyring(join(backup.path, 'keyring.json'), 'wenhe', passwordOf('wenhe'));
  const read = readCopiedBase(join(backup.path, 'content.db'), contentKey ?? new Uint8Array(32), contentAudit);
  expect(read).toMatchObject({ isWhole: true, rows: manifest?.content.rows, head: manifest?.content.head });

  const bases = await openBases(directory, 'wenhe');
  const recorded = bases.register.prepare("SELECT person, subject FROM audit WHERE action = 'makeBackup'").all();
  expect(recorded).toEqual([{ person: 'wenhe', subject: backup.id }]);
  const parts = events.flatMap((event) => (event.kind === 'progress' ? [event.part] : []));
  expect(parts[0]).toBe(0);
  expect(parts.at(-1)).toBe(100);
});

test('a system administrator without the key of the manuscripts makes the same backup, which a reader’s password opens', async () => {
  const { directory } = await foundedDirectory('strict');
  const office = openOffice(directory);
  await signIn(office, 'lubian');
  await office.client.createArticle({ content: { title: ['村口服务点'], source: null, body: [] }, images: {} });
  await signIn(office, 'xiting');
  const { backup } = await backedUp(office, temporaryDirectory());
  expect(backup.isContentRead).toBe(false);
  const keyring = join(backup.path, 'keyring.json');
  const { contentKey } = await openKeyring(keyring, 'lubian', passwordOf('lubian'));
  const read = readCopiedBase(join(backup.path, 'content.db'), contentKey ?? new Uint8Array(32), contentAudit);
  expect(read).toMatchObject({ isWhole: true, rows: { articles: 1 } });
  const manifest = readBackupManifest(readFileSync(join(backup.path, 'backup.json'), 'utf8'));
  expect(manifest?.content).toMatchObject({ copied: 'pages', rows: null });
  if (read.isWhole) expect(manifest?.content.head).toEqual(read.head);
});

test('what a killed program left in the log of the content base comes along without the key', async () => {
  const { directory } = await foundedDirectory('strict');
  const files = dataFiles(directory);
  const bases = await openBases(directory, 'lubian');
  // Never closed by a checkpoint: the rows are in the log alone, as after a kill.
  bases.content.pragma('wal_autocheckpoint = 0');
  bases.content
    .prepare("INSERT INTO images (sha256, mime, bytes) VALUES (?, 'image/png', ?)")
    .run('a'.repeat(64), Buffer.from([1]));
  expect(existsSync(`${files.content}-wal`)).toBe(true);
  const office = openOffice(directory);
  await signIn(office, 'xiting');
  const { backup } = await backedUp(office, temporaryDirectory());
  expect(namesIn(backup.path)).toContain('content.db-wal');
  const { contentKey } = await openKeyring(files.keyring, 'lubian', passwordOf('lubian'));
  const copy = readCopiedBase(join(backup.path, 'content.db'), contentKey ?? new Uint8Array(32), contentAudit);
  expect(copy).toMatchObject({ isWhole: true, rows: { images: 1 } });
});

test('older backups go once a newer one is proved; strangers in the folder, other places and the last one read stay', async () => {
  const clock = steadyClock();
  const { office } = await foundedOffice({ now: clock.now });
  await signIn(office, 'wenhe');
  value(await office.client.saveBackupSettings({ keep: 2, dueDays: 7 }));
  const [folder, other] = [temporaryDirectory(), temporaryDirectory()];
  const elsewhere = await backedUp(office, other);
  writeFileSync(join(folder, '别的文件.txt'), '不是备份');
  const first = await backedUp(office, folder);
  const second = await backedUp(office, folder);
  const third = await backedUp(office, folder);
  expect(first.removed.concat(second.removed)).toEqual([]);
  expect(third.removed).toHaveLength(1);
  expect(existsSync(first.backup.path)).toBe(false);
  expect(existsSync(second.backup.path)).toBe(true);
  expect(existsSync(elsewhere.backup.path)).toBe(true);
  expect(namesIn(folder)).toContain('别的文件.txt');
  // One that was altered is no longer what was recorded: it is neither counted nor touched.
  const manifest = join(second.backup.path, 'backup.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('闻禾', '闻和'));
  const fourth = await backedUp(office, folder);
  expect(fourth.removed).toEqual([]);
  expect(existsSync(second.backup.path)).toBe(true);
  const { backups } = value(await office.client.readBackupState({}));
  expect(backups.map(({ id }) => id)).toEqual([fourth, third, second, elsewhere].map(({ backup }) => backup.id));
});

test('earlier backups that bear later times do not outlive the new one, and the next is due until the clock is right', async () => {
  const clock = steadyClock(new Date(Date.now() + 400 * 86_400_000).toISOString());
  const { office } = await foundedOffice({ now: clock.now });
  await signIn(office, 'wenhe');
  value(await office.client.saveBackupSettings({ keep: 1, dueDays: 7 }));
  const folder = temporaryDirectory();
  const early = await backedUp(office, folder);
  clock.pass(-30);
  expect(value(await office.client.readBackupState({})).isDue).toBe(true);
  const late = await backedUp(office, folder);
  expect(late.removed).toHaveLength(1);
  expect(existsSync(late.backup.path)).toBe(true);
  expect(existsSync(early.backup.path)).toBe(false);
  const state = value(await office.client.readBackupState({}));
  expect(state.backups.map(({ id }) => id)).toEqual([late.backup.id]);
  expect(state.isDue).toBe(false);
});

test('a backup of which a file is gone or cut short is not there, and does not count among those that are kept', async () => {
  const { office } = await foundedOffice({ now: steadyClock().now });
  await signIn(office, 'wenhe');
  value(await office.client.saveBackupSettings({ keep: 2, dueDays: 7 }));
  const folder = temporaryDirectory();
  const [first, second, third] = [
    await backedUp(office, folder),
    await backedUp(office, folder),
    await backedUp(office, folder),
  ];
  expect(third.removed).toHaveLength(1);
  expect(existsSync(first.backup.path)).toBe(false);
  const content = join(third.backup.path, 'content.db');
  writeFileSync(content, readFileSync(content).subarray(0, 4096));
  const fourth = await backedUp(office, folder);
  expect(fourth.removed).toEqual([]);
  expect(existsSync(second.backup.path)).toBe(true);
  const { backups } = value(await office.client.readBackupState({}));
  expect(backups.map(({ isThere }) => isThere)).toEqual([true, false, true]);
});

test('a link on the medium that looks like an unfinished backup is not followed', async () => {
  const { office, directory } = await foundedOffice();
  await signIn(office, 'wenhe');
  const folder = temporaryDirectory();
  symlinkSync(directory, join(folder, '.neikan-backup-planted'));
  await backedUp(office, folder);
  for (const name of ['register.db', 'content.db', 'keyring.json']) {
    expect(existsSync(join(directory, name)), name).toBe(true);
  }
});

test('while all that are kept were made without the key, the newest that was read stays beside them', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict', now: steadyClock().now });
  await signIn(office, 'xiting');
  value(await office.client.saveBackupSettings({ keep: 1, dueDays: 7 }));
  const folder = temporaryDirectory();
  const first = await backedUp(office, folder);
  const bases = await openBases(directory, 'lubian');
  bases.register.exec('DROP TRIGGER backups_fixed; UPDATE backups SET content_read = 1');
  bases.close();
  const second = await backedUp(office, folder);
  const third = await backedUp(office, folder);
  expect(second.removed).toEqual([]);
  expect(third.removed).toHaveLength(1);
  expect(existsSync(first.backup.path)).toBe(true);
  expect(existsSync(second.backup.path)).toBe(false);
});

test('the next backup is due by the days that are set, counted from the last or from the founding', async () => {
  const { directory } = await foundedDirectory();
  const clock = steadyClock(new Date().toISOString());
  const office = openOffice(directory, { now: clock.now });
  await signIn(office, 'wenhe');
  const isDue = async () => value(await office.client.readBackupState({})).isDue;
  expect(await isDue()).toBe(false);
  clock.pass(8);
  expect(await isDue()).toBe(true);
  await backedUp(office, temporaryDirectory());
  expect(await isDue()).toBe(false);
  value(await office.client.saveBackupSettings({ keep: 3, dueDays: 30 }));
  clock.pass(20);
  expect(await isDue()).toBe(false);
  clock.pass(20);
  expect(await isDue()).toBe(true);
  value(await office.client.saveBackupSettings({ keep: 3, dueDays: 0 }));
  expect(await isDue()).toBe(false);
});

test('a backup that is stopped leaves nothing, and what an earlier one left is cleared', async () => {
  let office: Office | undefined;
  const emit = (event: OfficeEvent) => {
    if (event.kind === 'progress' && event.label === '正在核对备份') office?.client.stopBackup({});
  };
  const founded = await foundedOffice({ emit });
  office = founded.office;
  await signIn(office, 'wenhe');
  const folder = temporaryDirectory();
  mkdirSync(join(folder, '.neikan-backup-cut-off'));
  writeFileSync(join(folder, '.neikan-backup-cut-off', 'content.db'), 'half');
  expect(value(await office.client.makeBackup({ folder }))).toEqual({ kind: 'stopped' });
  expect(namesIn(folder)).toEqual([]);
  expect(value(await office.client.readBackupState({})).backups).toEqual([]);
});

test('a medium that is pulled out, cannot be written, is too small or is the data directory itself is said to be so', async () => {
  let folder = temporaryDirectory();
  const away = temporaryDirectory();
  const emit = (event: OfficeEvent) => {
    if (event.kind !== 'progress' || event.label !== '正在核对备份' || folder === away) return;
    if (existsSync(folder)) renameSync(folder, join(away, 'unplugged'));
  };
  const { office, directory } = await foundedOffice({ emit });
  await signIn(office, 'wenhe');
  const answer = await office.client.makeBackup({ folder });
  expect(answer).toMatchObject({ ok: false, code: 'notFound' });
  if (!answer.ok) expect(answer.message).toContain('介质可能已经取出');
  expect(value(await office.client.readBackupState({})).backups).toEqual([]);
  folder = away;
  expect(code(await office.client.makeBackup({ folder: join(away, 'nothing') }))).toBe('notFound');
  mkdirSync(join(directory, 'inside'));
  expect(code(await office.client.makeBackup({ folder: join(directory, 'inside') }))).toBe('illegalState');
  if (process.getuid?.() === 0) {
    console.log('skipped: a folder without permission, because root may write everywhere');
    return;
  }
  chmodSync(away, 0o500);
  onTestFinished(() => chmodSync(away, 0o700));
  expect(code(await office.client.makeBackup({ folder: away }))).toBe('forbidden');
});

const noDisk = whyNoSmallDisk();
if (noDisk) console.log(`skipped: a medium that is full, because ${noDisk}`);

test.skipIf(noDisk)('a medium without room takes nothing and keeps the backups it has', async () => {
  const disk = smallDisk();
  const { office } = await foundedOffice({ now: steadyClock().now });
  await signIn(office, 'wenhe');
  const first = await backedUp(office, disk.directory);
  disk.fill();
  const answer = await office.client.makeBackup({ folder: disk.directory });
  expect(answer).toMatchObject({ ok: false, code: 'diskFull' });
  expect(namesIn(disk.directory).filter((name) => name !== 'filler')).toHaveLength(1);
  expect(existsSync(join(first.backup.path, 'backup.json'))).toBe(true);
  disk.makeRoom();
  await backedUp(office, disk.directory);
});

test('a damaged base is not backed up, and the backups that are there stay', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const folder = temporaryDirectory();
  const first = await backedUp(office, folder);
  office.close();
  const file = dataFiles(directory).content;
  const bases = await openBases(directory, 'wenhe');
  const root = bases.content
    .prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'article_comments'")
    .pluck()
    .get();
  bases.close();
  const bytes = readFileSync(file);
  // The base opens, and signing in does not read this page.
  const at = 4096 * (Number(root) - 1) + 9;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const again = openOffice(directory);
  await signIn(again, 'wenhe');
  expect(code(await again.client.makeBackup({ folder }))).toBe('dataDamaged');
  expect(namesIn(folder)).toHaveLength(1);
  expect(existsSync(first.backup.path)).toBe(true);
});

test('with the office bypassed, the base keeps what is on record of a backup and never gives up the last one', async () => {
  const { office, directory } = await foundedOffice({ now: steadyClock().now });
  await signIn(office, 'wenhe');
  const { backup } = await backedUp(office, temporaryDirectory());
  const { register } = await openBases(directory, 'wenhe');
  const refuse = (sql: string) => expect(() => register.exec(sql), sql).toThrow();
  refuse('DELETE FROM backups');
  refuse("UPDATE backups SET path = '/elsewhere'");
  refuse("UPDATE backups SET removed_at = '2026-06-02T00:00:00Z'");
  refuse(`INSERT OR REPLACE INTO backups SELECT id, made_at, made_by, path, 1, manifest_sm3, 0, NULL FROM backups`);
  refuse('INSERT INTO backup_settings VALUES (1, 0, 7)');
  refuse('INSERT INTO backup_settings VALUES (1, 7, 366)');
  rmSync(backup.path, { recursive: true });
  expect(value(await office.client.readBackupState({})).backups).toMatchObject([{ isThere: false }]);
});
