import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subsetFaces } from '#formats/font/subsetFaces.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { readPdf } from './readPdf.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

test('what a page asks for outside itself is never asked for, and its scripts do not run', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    // The page brings its own font: what the machine has installed must not decide.
    const [face] = await subsetFaces([{ slot: 'body', text: '甲乙', place: '正文' }]);
    const style = `<style>@font-face{font-family:own;src:url(${face?.dataUrl})}p{font-family:own}</style>`;
    const html = `<!doctype html>${style}<p>甲<img src="http://127.0.0.1:${port}/a.png"><link rel="stylesheet" href="http://127.0.0.1:${port}/b.css"><script>document.body.textContent="乙"</script>`;
    const [page] = await readPdf(await printer.print(html));
    expect(page?.items.map((item) => item.text).join('')).toContain('甲');
    expect(asked).toEqual([]);
  } finally {
    server.close();
  }
});

const page = '<!doctype html><title>甲</title><p>1</p>';

/** The browsers this process has started, by /proc; empty where there is none. */
function browsers(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const [, parent] = /\) \w (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        return (
          Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--user-data-dir=')
        );
      } catch {
        // Ended while being looked at.
        return false;
      }
    })
    .map(Number);
}

/** Profiles of this process's browsers. */
function profiles(): readonly string[] {
  return ['/dev/shm', tmpdir()]
    .filter((home) => existsSync(home))
    .flatMap((home) => readdirSync(home).map((name) => join(home, name)))
    .filter((path) => path.includes(`neikan-printer-${process.pid}-`));
}

const linux = existsSync('/proc/self/stat');
if (!linux) console.log('skipped: killing the browser, because its process is found by /proc');

test.skipIf(!linux)(
  'a killed browser is replaced on the next print, or during one, and leaves no profile',
  async () => {
    const own = await createPrinter();
    try {
      await own.print(page);
      const [killed = 0] = browsers()
        .filter((pid) => pid > 0)
        .slice(-1);
      process.kill(killed, 'SIGKILL');
      expect((await own.print(page)).length).toBeGreaterThan(500);
      const printing = Promise.all([own.print(page), own.print(page)]);
      for (const pid of browsers()) process.kill(pid, 'SIGKILL');
      for (const pdf of await printing) expect(pdf.length).toBeGreaterThan(500);
    } finally {
      await own.close();
    }
    await printer.print(page);
    expect(profiles().length).toBe(1);
  },
);

test.skipIf(!linux)('nothing is left in the home or temp folder, though the program ends without closing', () => {
  const home = mkdtempSync(join(tmpdir(), 'neikan-home-'));
  try {
    const code = `const { createPrinter } = await import('./electron/hosts/chromium/printer.ts');
      const printer = await createPrinter();
      await printer.print('<p>1</p>');
      process.exit(0);`;
    const env = { ...process.env, HOME: home, TMPDIR: home, XDG_CONFIG_HOME: '', XDG_CACHE_HOME: '' };
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], { env, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const left = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(left.map((entry) => join(entry.parentPath, entry.name))).toEqual([]);
    expect(readdirSync('/dev/shm').filter((name) => name.includes(`neikan-printer-${run.pid}-`))).toEqual([]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
