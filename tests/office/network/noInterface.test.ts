import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
/** An ordinary user makes the namespace inside one of users, and stays the same user in it. */
const unshare = process.getuid?.() === 0 ? ['-n'] : ['-cn'];

/** Why no namespace can be made here, or undefined. */
function hindrance(): string | undefined {
  const { error, status, stderr } = spawnSync('unshare', [...unshare, 'true'], { encoding: 'utf8' });
  if (error) return 'unshare (util-linux) is not installed';
  return status === 0 ? undefined : `this system makes no network namespace: ${stderr.trim()}`;
}

const reason = hindrance();
if (reason !== undefined) console.log(`skipped: the demo without interfaces, because ${reason}`);

test.skipIf(reason !== undefined)(
  'the whole demo runs where there is no network interface',
  async () => {
    const out = mkdtempSync(join(tmpdir(), 'neikan-no-interface-'));
    onTestFinished(() => rmSync(out, { recursive: true, force: true }));
    const inside = (...args: readonly string[]) => run('unshare', [...unshare, process.execPath, ...args]);
    const { stdout: interfaces } = await inside('-p', 'JSON.stringify(require("node:os").networkInterfaces())');
    expect(interfaces.trim()).toBe('{}');
    const { stdout } = await inside('electron/cli/main.ts', 'demo', '--out', out);
    expect(stdout).toContain('改动一个字节');
    expect(readdirSync(out)).toHaveLength(2);
  },
  600_000,
);
