import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyBackup } from '#cli/verifyBackup.ts';
import type { Unlock } from '#shared/contract/backupCommands.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { smallDisk, whyNoSmallDisk } from '../e2e/smallDisk.ts';
import { backedUpOffice, expectSound } from '../office/backup/backedUpOffice.ts';
import {
  code,
  foundedOffice,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  testClock,
  value,
} from '../office/office/foundedOffice.ts';

const unlock: Unlock = { kind: 'person', personId: 'wenhe', password: passwordOf('wenhe') };

/** Pulls the folder out of its place when the work comes to this step. */
function unplugging() {
  const state = { label: '', folder: '', away: '' };
  const emit = (event: OfficeEvent) => {
    if (event.kind !== 'progress' || event.label !== state.label || !existsSync(state.folder)) return;
    state.away = join(temporaryDirectory(), 'unplugged');
    renameSync(state.folder, state.away);
  };
  return { state, emit };
}

test('a medium that is pulled out at any step of a backup leaves no backup on record, and the office works on', async () => {
  const { state, emit } = unplugging();
  const { office } = await foundedOffice({ emit });
  await signIn(office, 'wenhe');
  let recorded = 0;
  for (const label of ['正在复制登记库', '正在复制稿件库', '正在写清单', '正在核对备份']) {
    Object.assign(state, { label, folder: temporaryDirectory() });
    const answer = await office.client.makeBackup({ folder: state.folder });
    expect(answer, label).toMatchObject({
      ok: false,
      code: 'notFound',
      message: expect.stringMatching(/介质可能已经取出/),
    });
    expect(value(await office.client.readBackupState({})).backups, label).toHaveLength(recorded);
    // What lies on the medium that was pulled out is none by its name, and the next backup there clears it.
    expect(
      readdirSync(state.away).filter((name) => !name.startsWith('.')),
      label,
    ).toEqual([]);
    state.label = '';
    value(await office.client.makeBackup({ folder: state.away }));
    recorded += 1;
    expect(readdirSync(state.away), label).toHaveLength(1);
  }
});

test('a backup that is pulled out in the middle of a restore or a drill is said to be gone, and nothing has changed', async () => {
  const { path, directory } = await backedUpOffice();
  for (const label of ['正在核对备份', '正在复制', '正在试恢复']) {
    const { state, emit } = unplugging();
    const office = openOffice(directory, { emit });
    Object.assign(state, { label, folder: path });
    if (label === '正在试恢复') {
      await signIn(office, 'wenhe');
      const answer = await office.client.drillBackup({ path, unlock });
      expect(answer).toMatchObject({ code: 'notFound', message: expect.stringContaining('没有试成') });
    } else {
      const answer = await office.client.restoreBackup({ path, unlock, setAside: true, consent: unlock });
      expect(answer).toMatchObject({
        code: 'notFound',
        message: expect.stringContaining('没有恢复，现有数据没有变化'),
      });
    }
    renameSync(state.away, path);
    office.close();
    expect(
      readdirSync(directory).filter((name) => /^(restore|drill|恢复前)/.test(name)),
      label,
    ).toEqual([]);
  }
  await expectSound(directory, 'wenhe', 1);
});

const noDisk = whyNoSmallDisk();
if (noDisk) console.log(`skipped: a medium that can only be read, because ${noDisk}`);

test.skipIf(noDisk)('a medium that can only be read takes no backup, says so, and gives the one it has', async () => {
  const { directory } = smallDisk();
  const { office } = await foundedOffice();
  await signIn(office, 'wenhe');
  const made = value(await office.client.makeBackup({ folder: directory }));
  const path = made.kind === 'made' ? made.backup.path : '';
  expect(spawnSync('mount', ['-o', 'remount,ro', directory]).status).toBe(0);
  onTestFinished(() => {
    spawnSync('mount', ['-o', 'remount,rw', directory]);
  });
  const answer = await office.client.makeBackup({ folder: directory });
  expect(answer).toMatchObject({ ok: false, code: 'forbidden', message: expect.stringContaining('只读') });
  await verifyBackup(path, () => {});
  expect(value(await office.client.drillBackup({ path, unlock }))).toMatchObject({
    kind: 'done',
    report: { faults: [] },
  });
  const bare = openOffice(temporaryDirectory());
  value(await bare.client.restoreBackup({ path, unlock, setAside: false }));
});

test('a clock that is set back to a second that was hides neither a backup nor what was put aside then', async () => {
  const clock = testClock();
  const start = clock.now().toISOString();
  const { office, directory } = await foundedOffice(clock);
  await signIn(office, 'wenhe');
  const folder = temporaryDirectory();
  const made = value(await office.client.makeBackup({ folder }));
  const path = made.kind === 'made' ? made.backup.path : '';
  clock.set(start);
  expect(code(await office.client.makeBackup({ folder }))).toBe('nameTaken');
  await verifyBackup(path, () => {});
  for (let time = 1; time <= 2; time += 1) {
    clock.set(start);
    value(await office.client.restoreBackup({ path, unlock, setAside: true, consent: unlock }));
  }
  const aside = readdirSync(directory).filter((name) => name.startsWith('恢复前的数据-'));
  expect(aside).toHaveLength(2);
  for (const name of aside) expect(existsSync(join(directory, name, 'register.db')), name).toBe(true);
  office.close();
  for (const name of aside) await expectSound(join(directory, name), 'wenhe', 0);
});
