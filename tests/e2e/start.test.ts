import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createOffice } from '#office/office.ts';
import { staff } from '../office/office/foundedOffice.ts';
import { bundledOffice } from './bundledOffice.ts';
import { whyNoDisplay } from './display.ts';
import { commandLine, descendants, openHostPage, profilesOf } from './hostPage.ts';
import { dataDirectory } from './openProgram.ts';
import { holderOf, press, startProgram, titledWindows, typeAtScreen, untilThere } from './startedProgram.ts';

const whyNot =
  whyNoDisplay() ??
  (existsSync('/proc/self/stat') ? undefined : 'processes are found by /proc, which is not here') ??
  (spawnSync('which', ['xdotool']).status === 0 ? undefined : 'xdotool, which acts as a person does, is not installed');
const titled = (title: string) => (whyNot ? `${title} (skipped: ${whyNot})` : title);
/** What a busy machine may take; nothing here is timed. */
const soon = { timeout: 400_000, interval: 200 };
const start = fileURLToPath(new URL('../../electron/start.ts', import.meta.url));

/** The window's browser below a started program. */
function browserOf(pid: number | undefined): number {
  const found = descendants(pid).find((one) => /\/chrom\S* .*--app=/.test(commandLine(one)));
  if (found === undefined) throw new Error('no window is open');
  return found;
}

test.skipIf(whyNot)(
  titled('npm start opens its window on an empty directory, and ends with 0 when it is closed'),
  async () => {
    const directory = dataDirectory();
    const before = titledWindows();
    const program = await startProgram(directory);
    await untilThere(program, () => titledWindows().find((window) => !before.includes(window)));
    await untilThere(program, () => holderOf(directory));
    const host = program.child.pid ?? 0;
    const running = descendants(program.child.pid);
    expect(running.length).toBeGreaterThan(4);
    // The office is read in one piece: from its sources the start would take a tenth longer.
    expect(running.map(commandLine).filter((line) => line.includes(bundledOffice))).toHaveLength(1);
    expect(profilesOf(host).length).toBeGreaterThan(0);
    // The browser is told to end, as at the end of a desktop's session; there is no window manager to close a window.
    process.kill(browserOf(program.child.pid), 'SIGTERM');
    expect([await program.ended, program.said()]).toEqual([0, '']);
    await vi.waitFor(() => expect(running.filter((pid) => commandLine(pid) !== '')).toEqual([]), soon);
    expect(profilesOf(host)).toEqual([]);
    expect(holderOf(directory)).toBeUndefined();
  },
  900_000,
);

test.skipIf(whyNot)(
  titled('locking by the keys starts the program anew in other processes, and the sign-in stands there again'),
  async () => {
    const password = 'lights over the ferry';
    const directory = dataDirectory();
    const office = createOffice({ print: () => Promise.reject(new Error('nothing is printed here')), directory });
    const people = staff.map((person) => ({ ...person, password }));
    expect(await office.client.foundOffice({ name: '柳湾区委办公室', staffing: 'standard', people })).toMatchObject({
      ok: true,
    });
    office.close();

    const before = titledWindows();
    const program = await startProgram(directory);
    const newest = () =>
      titledWindows()
        .filter((window) => !before.includes(window))
        .at(-1);
    /** Signs in by the keys and locks; whatever the keys reached, they are pressed until the lock has come. */
    const signInAndLock = async () => {
      const holder = await untilThere(program, () => holderOf(directory));
      const seen = new Set(descendants(program.child.pid));
      let attempts = 0;
      await vi.waitFor(() => {
        expect(program.child.exitCode, program.said()).toBeNull();
        const window = newest();
        if (window === undefined) throw new Error('no window yet');
        if (holderOf(directory) === holder) {
          // From name to password; a page that was not there yet has heard nothing, and the caret goes on by a field.
          typeAtScreen(window, 'wenhe');
          press(window, 'Tab', 'ctrl+a');
          typeAtScreen(window, password);
          press(window, 'Return');
          spawnSync('sleep', ['2']);
          press(window, 'ctrl+l');
          spawnSync('sleep', ['3']);
        }
        // What has heard the keys late stands a field further on; what was refused stands at its first field again.
        attempts += 1;
        if (holderOf(directory) === holder) press(newest() ?? window, 'Escape', ...(attempts % 2 === 1 ? ['Tab'] : []));
        const now = holderOf(directory);
        if (now === undefined || now === holder) throw new Error('not locked yet');
      }, soon);
      return seen;
    };
    const first = await signInAndLock();
    const second = await signInAndLock();
    expect([...second].filter((pid) => first.has(pid) && commandLine(pid) !== '')).toEqual([]);
    expect(program.child.exitCode).toBeNull();
    // The windows of the lives before are gone; a browser that dies before its window stands is another matter.
    await untilThere(program, newest);
    process.kill(browserOf(program.child.pid), 'SIGTERM');
    expect(await program.ended).toBe(0);
  },
  900_000,
);

test.skipIf(whyNot)(
  titled('a directory that is in use: the window says who has it, and the way out is 退出'),
  async () => {
    const directory = dataDirectory();
    const first = await startProgram(directory);
    const holder = await untilThere(first, () => holderOf(directory));
    const shown = await openHostPage(directory);
    onTestFinished(shown.end);
    await shown.page.getByRole('heading', { name: '数据打不开' }).waitFor();
    const words = await shown.page.locator('main').innerText();
    for (const word of [directory, hostname(), String(holder), '请先退出那个程序']) expect(words).toContain(word);
    await shown.page.getByRole('button', { name: '退出' }).click();
    expect(await shown.ended).toMatchObject({ ok: false, code: 'dataInUse' });

    // The same by the command: it says why it has ended, and with 1.
    const before = titledWindows();
    const second = await startProgram(directory);
    const window = await untilThere(second, () => titledWindows().find((one) => !before.includes(one)));
    await vi.waitFor(() => {
      if (second.child.exitCode === null) press(window, 'Tab', 'Return');
      expect(second.child.exitCode).toBe(1);
    }, soon);
    expect(second.said()).toContain('请先退出那个程序');
    // The one that has it has lost nothing.
    expect(holderOf(directory)).toBe(holder);
    expect(first.child.exitCode).toBeNull();
  },
  900_000,
);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test.skipIf(process.platform === 'win32')(
  'a life that ends by a lock is followed by another, any other end is the end',
  () => {
    const folder = temporaryFolder();
    const host = join(folder, 'host');
    // Stands for a host that locks twice and then quits.
    const lives = `echo life >> '${folder}/lives'; [ $(wc -l < '${folder}/lives') -lt 3 ] && exit 75; exit 0`;
    writeFileSync(host, `#!/bin/sh\n${lives}\n`);
    chmodSync(host, 0o755);
    const env = { ...process.env, NEIKAN_ELECTRON: host };
    const { status } = spawnSync(process.execPath, [start, '--data', folder], { env });
    expect(status).toBe(0);
    expect(readFileSync(join(folder, 'lives'), 'utf8').trim().split('\n')).toHaveLength(3);
  },
);

test('wrong usage is said in Chinese, ends with 2 and makes nothing', () => {
  const folder = temporaryFolder();
  const { status, stderr } = spawnSync(process.execPath, [start, '--hots=chromium', '--data', join(folder, 'data')]);
  expect(status).toBe(2);
  expect(stderr.toString()).toContain('用法');
  expect(readdirSync(folder)).toEqual([]);
});
