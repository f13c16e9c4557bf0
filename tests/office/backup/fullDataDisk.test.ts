import { existsSync, readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import type { Office } from '#office/office.ts';
import type { Unlock } from '#shared/contract/backupCommands.ts';
import type { OfficeEvent } from '#shared/contract/officeEvent.ts';
import { smallDisk, whyNoSmallDisk } from '../../e2e/smallDisk.ts';
import { code, copyOf, openOffice, passwordOf, signIn, value } from '../office/foundedOffice.ts';
import { bytesOf } from '../store/temporaryFolder.ts';
import { backedUpOffice, expectSound } from './backedUpOffice.ts';

/** The system refuses the writing step of this number in the directory. */
const disk = vi.hoisted(() => ({ directory: '', failsAt: 0, steps: 0 }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const refuse = (name: string, path: unknown) => {
    if (disk.directory === '' || !String(path).startsWith(disk.directory)) return;
    disk.steps += 1;
    if (disk.steps !== disk.failsAt) return;
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: 'ENOSPC', path: String(path) });
  };
  return {
    ...real,
    mkdirSync: (path: string, ...rest: never[]) => {
      refuse('mkdir', path);
      return real.mkdirSync(path, ...rest);
    },
    renameSync: (from: string, to: string) => {
      refuse('rename', to);
      return real.renameSync(from, to);
    },
    openSync: (path: string, flags: string, ...rest: never[]) => {
      if (flags !== 'r') refuse('open', path);
      return real.openSync(path, flags, ...rest);
    },
  };
});

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const full = (name: string, path: string) => {
    if (disk.directory === '' || !path.startsWith(disk.directory)) return;
    disk.steps += 1;
    if (disk.steps !== disk.failsAt) return;
    throw Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: 'ENOSPC' });
  };
  return {
    ...real,
    open: async (path: string, flags: string, ...rest: never[]) => {
      if (flags === 'r') return real.open(path, flags, ...rest);
      full('open', path);
      const file = await real.open(path, flags, ...rest);
      const write = file.write.bind(file) as (...args: unknown[]) => Promise<unknown>;
      const sync = file.sync.bind(file);
      return Object.assign(file, {
        write: async (...args: unknown[]) => {
          full('write', path);
          return write(...args);
        },
        sync: async () => {
          full('sync', path);
          return sync();
        },
      });
    },
  };
});

const by = (personId: string): Unlock => ({ kind: 'person', personId, password: passwordOf(personId) });

/** Lets the step of each number fail in turn, until all of the work is done; tells how many there were. */
async function atEachStep(
  directory: string,
  needsSession: boolean,
  work: (office: Office) => ReturnType<Office['client']['restoreBackup']> | ReturnType<Office['client']['drillBackup']>,
  look: (copy: string, message: string, office: Office) => Promise<void>,
): Promise<number> {
  for (let step = 1; ; step += 1) {
    const copy = copyOf(directory);
    const office = openOffice(copy);
    if (needsSession) await signIn(office, 'wenhe');
    Object.assign(disk, { directory: copy, failsAt: step, steps: 0 });
    const answer = await work(office);
    disk.directory = '';
    if (disk.steps < step) {
      value<unknown>(answer);
      office.close();
      return step - 1;
    }
    // The record of wrong tries is held in memory where it cannot be written: that ends nothing.
    if (!answer.ok) {
      expect(answer.code, `step ${step}: ${answer.message}`).toBe('diskFull');
      await look(copy, answer.message, office);
    }
    office.close();
  }
}

test('a data disk that is full at any step of a restore is told in words of it, and what was there is as it was', async () => {
  const { path, directory } = await backedUpOffice();
  let looks = 0;
  const steps = await atEachStep(
    directory,
    false,
    (office) => office.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true, consent: by('wenhe') }),
    async (copy, message, office) => {
      expect(message).toMatch(
        /数据目录“.*”所在的磁盘空间不够：恢复要[\d.]+ MB，只有[\d.]+ MB。没有恢复，现有数据没有变化/,
      );
      expect(readdirSync(copy).filter((name) => /^(restore|恢复前)/.test(name))).toEqual([]);
      expect(value(await office.client.officeStatus({})).state).toBe('founded');
      office.close();
      looks += 1;
      if (looks % 4 !== 1) return;
      const again = openOffice(copy);
      expect((await signIn(again, 'wenhe')).alerts).toEqual([]);
      expect(value(await again.client.listArticles({}))).toHaveLength(1);
      again.close();
    },
  );
  expect(steps).toBeGreaterThan(15);
});

test('a data disk that is full at any step of a drill is told in words of it, and nothing stays of the drill', async () => {
  const { path, directory } = await backedUpOffice();
  const before = Object.keys(bytesOf(path));
  const steps = await atEachStep(
    directory,
    true,
    (office) => office.client.drillBackup({ path, unlock: by('shenjun') }),
    async (copy, message) => {
      expect(message).toMatch(/所在的磁盘空间不够：试恢复要.*没有试成，备份和现有数据都没有变化，临时的文件已经清除/);
      expect(readdirSync(copy).filter((name) => name.startsWith('drill'))).toEqual([]);
    },
  );
  expect(steps).toBeGreaterThan(5);
  expect(Object.keys(bytesOf(path))).toEqual(before);
});

const noDisk = whyNoSmallDisk();
if (noDisk) console.log(`skipped: a data disk that is full, because ${noDisk}`);

test.skipIf(noDisk)('a data disk that fills up while the restored bases are opened leaves what was there', async () => {
  const { path, directory } = await backedUpOffice();
  const small = smallDisk();
  copyOf(directory, small.directory);
  let isFilled = false;
  const emit = (event: OfficeEvent) => {
    if (event.kind !== 'progress' || event.label !== '正在打开核对' || isFilled) return;
    isFilled = true;
    small.fill();
  };
  const office = openOffice(small.directory, { emit });
  const answer = await office.client.restoreBackup({
    path,
    unlock: by('shenjun'),
    setAside: true,
    consent: by('wenhe'),
  });
  expect(answer).toMatchObject({ ok: false, code: 'diskFull', message: expect.stringContaining('没有恢复') });
  expect(existsSync(`${small.directory}/restore.writing`)).toBe(false);
  expect(
    code(await office.client.restoreBackup({ path, unlock: by('shenjun'), setAside: true, consent: by('wenhe') })),
  ).toBe('diskFull');
  small.makeRoom();
  office.close();
  await expectSound(small.directory, 'wenhe', 1);
});
