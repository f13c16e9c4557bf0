import { spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createXorrisoBurning } from '#hosts/desk/burn/createXorrisoBurning.ts';
import { createDesk } from '#hosts/desk/createDesk.ts';
import type { Host } from '#hosts/host.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const whyNot =
  spawnSync('xorriso', ['-version']).error === undefined
    ? undefined
    : 'xorriso is not installed (apt-get install xorriso)';
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);

/** A folder as an export leaves it, and the picture of a disc beside it as the drive. */
function exported(bytes = 3_000_000) {
  const parent = temporaryFolder();
  const folder = join(parent, '澜溪信息2024年第5期');
  mkdirSync(folder);
  writeFileSync(join(folder, 'issue.pdf'), randomFillSync(Buffer.alloc(bytes)));
  writeFileSync(join(folder, '发稿单.pdf'), '发稿单');
  const image = join(parent, 'disc.iso');
  return { parent, folder, image, drives: [{ device: `stdio:${image}`, name: '光盘' }] };
}

async function ended(burning: ReturnType<typeof createXorrisoBurning>, job: string) {
  await vi.waitFor(() => expect(['burning', 'verifying']).not.toContain(burning.stateOf(job).kind), {
    timeout: 60_000,
  });
  return burning.stateOf(job);
}

test.skipIf(whyNot)(titled('a folder is burnt under its own name and compared with what the disc holds'), async () => {
  const { folder, image, drives } = exported();
  const burning = createXorrisoBurning({ drives });
  expect(await burning.list()).toEqual({ burners: drives });
  const job = await burning.burn({ device: drives[0]?.device ?? '', folder, label: 'NEIKAN_2024_5' });
  expect(await ended(burning, job)).toEqual({ kind: 'done' });
  const held = spawnSync('xorriso', ['-no_rc', '-indev', image, '-find', '/', '-type', 'f'], {
    encoding: 'utf8',
  }).stdout;
  expect(held).toContain('/澜溪信息2024年第5期/发稿单.pdf');
  expect(readFileSync(image).includes(readFileSync(join(folder, 'issue.pdf')))).toBe(true);
  // A disc that was written is not written again.
  expect((await burning.list()).burners[0]?.refusal).toContain('不是空白的');
  await expect(burning.burn({ device: drives[0]?.device ?? '', folder, label: 'X' })).rejects.toThrow('不是空白的');
});

test.skipIf(whyNot)(titled('a disc that reads back otherwise is told to be of no use'), async () => {
  const { parent, folder, image, drives } = exported();
  // A drive that writes one byte wrong: between burning and comparing the byte is turned.
  const command = join(parent, 'xorriso');
  writeFileSync(
    command,
    `#!/bin/sh
case "$*" in *-compare_r*) printf X | dd of='${image}' bs=1 seek=1500000 conv=notrunc 2>/dev/null;; esac
exec xorriso "$@"
`,
  );
  chmodSync(command, 0o755);
  const burning = createXorrisoBurning({ drives, command });
  const job = await burning.burn({ device: drives[0]?.device ?? '', folder, label: 'NEIKAN' });
  expect(await ended(burning, job)).toMatchObject({ kind: 'failed', message: expect.stringContaining('不一致') });
});

test.skipIf(whyNot)(
  titled('burning is given up where it is cancelled, and two discs are not burnt at once'),
  async () => {
    const { parent, folder, drives } = exported();
    const command = join(parent, 'xorriso');
    // As slow as a disc is.
    writeFileSync(command, '#!/bin/sh\ncase "$*" in *-commit*) exec sleep 60;; esac\nexec xorriso "$@"\n');
    chmodSync(command, 0o755);
    const burning = createXorrisoBurning({ drives, command });
    const request = { device: drives[0]?.device ?? '', folder, label: 'NEIKAN' };
    const job = await burning.burn(request);
    await expect(burning.burn(request)).rejects.toThrow('正在刻录另一张');
    await vi.waitFor(() => {
      burning.cancel(job);
      expect(burning.stateOf(job)).toEqual({ kind: 'cancelled', isWritten: false });
    });
  },
);

test('where there is no program or no drive it is said plainly what to do', async () => {
  const { folder } = exported(10);
  const burning = createXorrisoBurning({ command: '/nothing-is-here/xorriso' });
  expect(await burning.list()).toMatchObject({ burners: [], why: expect.stringContaining('系统自带的刻录程序') });
  await expect(burning.burn({ device: '/dev/sr0', folder, label: 'X' })).rejects.toThrow('没有本程序能用的刻录程序');
  expect(() => burning.stateOf('none')).toThrow('找不到这次刻录');
});

test.skipIf(whyNot)(titled('the desk burns what it has written itself and no other folder'), async () => {
  const { parent, folder, image, drives } = exported(10);
  const burning = createXorrisoBurning({ drives });
  const host = { name: 'chromium', browser: 'Chromium', burning } as Partial<Host> as Host;
  const desk = createDesk({ host, directory: parent, end: () => {} });
  const ask = { kind: 'inPlace' } as const;
  const device = `stdio:${image}`;
  expect(await desk(ask, 'burnFolder', { device, path: folder, label: 'NEIKAN' })).toMatchObject({ code: 'forbidden' });
  const files = [{ name: 'issue.pdf', bytes: new Uint8Array(1000) }];
  const written = await desk(ask, 'writeFiles', { path: parent, folderName: '第6期', files });
  const path = written.ok ? (written.value as { path: string }).path : '';
  const begun = await desk(ask, 'burnFolder', { device, path, label: 'NEIKAN' });
  expect(begun).toMatchObject({ ok: true });
  const { job } = begun.ok ? (begun.value as { job: string }) : { job: '' };
  expect(await ended(burning, job)).toEqual({ kind: 'done' });
  expect(await desk(ask, 'readBurnJob', { job })).toEqual({ ok: true, value: { state: { kind: 'done' } } });
  expect(await desk(ask, 'cancelBurnJob', { job })).toEqual({ ok: true, value: {} });
  expect(statSync(image).size).toBeGreaterThan(1000);
});
