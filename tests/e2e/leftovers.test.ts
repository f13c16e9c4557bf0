import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createOffice } from '#office/office.ts';
import { articleContent, foundedDirectory, printOnce, staff, value } from '../office/office/foundedOffice.ts';
import { startDisplay, whyNoDisplay } from './display.ts';
import { commandLine, descendants, openHostPage, profilesOf } from './hostPage.ts';
import { dataDirectory } from './openProgram.ts';
import { end } from './startedProgram.ts';

const whyNot =
  whyNoDisplay() ?? (existsSync('/proc/self/stat') ? undefined : 'processes are found by /proc, which is not here');
if (whyNot) console.log(`leftovers skipped: ${whyNot}`);

const driver = fileURLToPath(new URL('./killedDriver.ts', import.meta.url));
const soon = { timeout: 120_000, interval: 200 };
/** Everywhere a browser or a Node writes besides the data directory, which is among the temporary files here. */
const places = [
  tmpdir(),
  '/tmp',
  '/var/tmp',
  '/dev/shm',
  ...['.config', '.cache', '.local', '.pki'].map((name) => join(homedir(), name)),
].filter((place, index, all) => existsSync(place) && all.indexOf(place) === index);

/** The files that hold these words, in the encodings a browser keeps text in, among those changed since the mark. */
function filesWith(words: string, since: string): readonly string[] {
  const { stdout } = spawnSync('find', [...places, '-xdev', '-type', 'f', '-newer', since, '-print0'], {
    maxBuffer: 2 ** 28,
  });
  const files = stdout.toString();
  return (['utf8', 'utf16le'] as const).flatMap((encoding) => {
    const pattern = [...Buffer.from(words, encoding)]
      .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
      .join('');
    const found = spawnSync('xargs', ['-0', 'grep', '-laP', '--', pattern], {
      input: files,
      env: { ...process.env, LC_ALL: 'C' },
    });
    return found.stdout.toString().split('\n').filter(Boolean);
  });
}

/** The processes that were started with this folder among their arguments. */
function runningIn(folder: string): readonly string[] {
  const { stdout } = spawnSync('pgrep', ['-f', '--', folder]);
  return stdout.toString().split('\n').filter(Boolean);
}

/** The program at work on an article, with the marker on its page, in its base and in its printer. */
async function programAtWork(marker: string, password: string): Promise<ChildProcess> {
  await startDisplay();
  const { directory: founded } = await foundedDirectory(
    'standard',
    staff.map((person) => ({ ...person, password })),
  );
  const directory = dataDirectory(founded);
  const office = createOffice({ print: printOnce, directory });
  value(await office.client.signIn({ personId: 'wenhe', password }));
  value(await office.client.createArticle({ content: articleContent('渡口的灯', '灯亮了。'), images: {} }));
  office.close();
  const child = spawn(process.execPath, [driver, directory, 'wenhe', '渡口的灯', marker], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    for (const pid of [...descendants(child.pid), child.pid ?? 0]) end(pid);
  });
  child.stdin.end(password);
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (status) => reject(new Error(`the program has ended with ${status}`)));
  });
  return child;
}

test.skipIf(whyNot).each([
  { what: 'everything at once', only: false },
  { what: 'the program alone', only: true },
])(
  'when $what is killed, no word of the page and no password is left anywhere, and the next start clears up',
  async ({ only }) => {
    const folder = mkdtempSync(join(tmpdir(), 'neikan-mark-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const since = join(folder, 'since');
    writeFileSync(since, '');
    utimesSync(since, Date.now() / 1000 - 2, Date.now() / 1000 - 2);
    // Of this run alone: other runs and their sources may lie beside it.
    const run = [...String(process.pid)].map((digit) => '零壹贰叁肆伍陆柒捌玖'[Number(digit)]).join('');
    const marker = `暮色里的第${run}号渡船`;
    const password = `摆渡的人记得${run}`;

    const child = await programAtWork(marker, password);
    const pid = child.pid ?? 0;
    const running = descendants(pid);
    const profiles = profilesOf(pid);
    expect(running.length).toBeGreaterThan(5);
    expect(profiles.length).toBeGreaterThanOrEqual(2);
    for (const one of only ? [pid] : [pid, ...running]) end(one);
    // Office, window and printer end by themselves when the program has gone.
    await vi.waitFor(() => {
      expect(running.filter((one) => commandLine(one) !== '')).toEqual([]);
      // Nor one that the browser started in its last moment: it would go on writing into the profile.
      expect(profiles.flatMap(runningIn)).toEqual([]);
    }, soon);

    expect(filesWith(marker, since)).toEqual([]);
    expect(filesWith(password, since)).toEqual([]);
    // The search finds what is there.
    writeFileSync(join(folder, 'found8'), `x${marker}`);
    writeFileSync(join(folder, 'found16'), Buffer.from(`x${marker}`, 'utf16le').subarray(1));
    expect(filesWith(marker, since)).toEqual([join(folder, 'found8'), join(folder, 'found16')]);

    const next = await openHostPage();
    await next.host.print('<p>甲</p>');
    expect(profilesOf(pid)).toEqual([]);
    await next.end();
  },
  900_000,
);
