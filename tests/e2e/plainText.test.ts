import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createOffice } from '#office/office.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { articleContent, foundedDirectory, printOnce, staff, value } from '../office/office/foundedOffice.ts';
import { startDisplay, whyNoDisplay } from './display.ts';
import { commandLine, descendants } from './hostPage.ts';
import { dataDirectory } from './openProgram.ts';
import { type Secret, searchMemory, secretForms } from './processMemory.ts';
import { end, holderOf } from './startedProgram.ts';

/** Why the memory of a child cannot be read here, or undefined. */
function whyNoMemory(): string | undefined {
  if (!existsSync('/proc/self/mem')) return 'there is no /proc';
  return process.getuid?.() === 0 ? undefined : 'only root reads the memory of sandboxed processes';
}
const whyNot = whyNoDisplay() ?? whyNoMemory();
if (whyNot) console.log(`plainText skipped: ${whyNot}`);

const driver = fileURLToPath(new URL('./lockedDriver.ts', import.meta.url));
const soon = { timeout: 180_000, interval: 500 };

/** What any process below this one, and the one itself, holds of the secrets. */
function heldBy(pid: number, secrets: readonly Secret[]) {
  const held: Record<string, readonly string[]> = {};
  let bytes = 0;
  for (const one of [pid, ...descendants(pid)]) {
    try {
      const { found, bytesRead } = searchMemory(one, secrets);
      bytes += bytesRead;
      if (found.length > 0) held[commandLine(one).slice(0, 80)] = found;
    } catch (error) {
      // A process that has just ended; one that may not be read would be told by its neighbours' count.
      if (!['ENOENT', 'ESRCH'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    }
  }
  return { held, megabytes: Math.round(bytes / 1e6) };
}

/** The files of a folder, at any depth, that hold one of the secrets. */
function filesHolding(folder: string, secrets: readonly Secret[]): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return secrets.some((secret) => bytes.includes(secret.bytes));
    });
}

test.skipIf(whyNot)(
  'after the lock no process holds a word of the text, the password or a key; bases, logs and backups never do',
  async () => {
    await startDisplay();
    const run = [...String(process.pid)].map((digit) => '零壹贰叁肆伍陆柒捌玖'[Number(digit)]).join('');
    const marker = `夜航的第${run}盏灯塔`;
    const password = `守塔的人记得${run}`;
    const people = staff.map((person) => ({ ...person, password }));
    const { directory: founded } = await foundedDirectory('standard', people);
    const directory = dataDirectory(founded);
    const office = createOffice({ print: printOnce, directory });
    value(await office.client.signIn({ personId: 'wenhe', password }));
    value(await office.client.createArticle({ content: articleContent('渡口的灯', '灯亮了。'), images: {} }));
    office.close();
    const { registerKey, contentKey, privateKey } = await openKeyring(dataFiles(directory).keyring, 'wenhe', password);
    const secrets = [
      ...secretForms('text', marker),
      ...secretForms('password', password),
      ...secretForms('register key', registerKey),
      ...secretForms('content key', contentKey ?? new Uint8Array(32).fill(1)),
      ...secretForms('private key', Buffer.from(privateKey, 'hex')),
    ];

    const child: ChildProcess = spawn(process.execPath, [driver, directory, 'wenhe', '渡口的灯'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const pid = child.pid ?? 0;
    onTestFinished(() => {
      for (const one of [...descendants(pid), pid]) end(one);
    });
    child.stdin?.write(`${marker}\n${password}\n`);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', (status) => reject(new Error(`the program has ended with ${status}`)));
    });
    // The search finds what is there: the text in the page and in the office, the keys in the office.
    const open = heldBy(pid, secrets);
    const everything = Object.values(open.held).flat();
    expect(everything).toContain('text');
    expect(everything).toContain('content key');
    // The log of the base is full of what was just saved; it is under the key as well.
    expect(existsSync(`${dataFiles(directory).content}-wal`)).toBe(true);
    expect(filesHolding(directory, secrets)).toEqual([]);

    const before = new Set(descendants(pid));
    child.stdin?.end('lock\n');
    await vi.waitFor(() => {
      expect(holderOf(directory)).toBeDefined();
      const now = descendants(pid);
      expect(now.filter((one) => before.has(one))).toEqual([]);
      expect(now.some((one) => /--type=renderer/.test(commandLine(one)))).toBe(true);
    }, soon);
    const locked = heldBy(pid, secrets);
    expect(locked.held).toEqual({});
    console.log(`memory searched: ${open.megabytes} MB while open, ${locked.megabytes} MB after the lock`);
    expect(filesHolding(directory, secrets)).toEqual([]);
    for (const one of [...descendants(pid), pid]) end(one);

    const medium = mkdtempSync(join(tmpdir(), 'neikan-medium-'));
    onTestFinished(() => rmSync(medium, { recursive: true, force: true }));
    await vi.waitFor(() => {
      const again = createOffice({ print: printOnce, directory });
      again.close();
    }, soon);
    const again = createOffice({ print: printOnce, directory });
    value(await again.client.signIn({ personId: 'wenhe', password }));
    value(await again.client.makeBackup({ folder: medium }));
    const [made = ''] = readdirSync(medium);
    const unlock = { kind: 'person', personId: 'wenhe', password } as const;
    value(await again.client.drillBackup({ path: join(medium, made), unlock }));
    again.close();
    expect(filesHolding(medium, secrets)).toEqual([]);
    expect(filesHolding(directory, secrets)).toEqual([]);
  },
  900_000,
);
