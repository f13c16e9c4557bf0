import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { runTraced, whyNoTrace } from '../office/network/runTraced.ts';
import { startDisplay, whyNoDisplay } from './display.ts';
import type { JobReport } from './wholeJob/jobDriver.ts';

const run = promisify(execFile);
const driver = fileURLToPath(new URL('./wholeJob/jobDriver.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;
/** nobody, whom every system has: no account has to be made and removed for the test. */
const nobody = 65_534;
/** From here on an ordinary user without any network interface: the one who tests, or nobody where that is root. */
const confined = isRoot
  ? ['unshare', '-n', '--', 'setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  : ['unshare', '-cn', '--'];

/** Why no ordinary user can be confined here, or undefined. */
function whyNotConfined(): string | undefined {
  const [command = '', ...options] = confined;
  const looks = `const { readFileSync } = require('node:fs'); readFileSync(${JSON.stringify(driver)});`;
  const { error, status, stderr } = spawnSync(command, [...options, process.execPath, '-e', looks], {
    encoding: 'utf8',
  });
  if (error) return `${command} (util-linux) is not installed`;
  return status === 0 ? undefined : `an ordinary user cannot run it without interfaces: ${stderr.trim()}`;
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neikan-job-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

const allSteps = 8;

/** The whole job twice more, a minute each: asked for by NEIKAN_ISOLATION=1. */
const notAsked = process.env.NEIKAN_ISOLATION === '1' ? undefined : 'it is a long run: NEIKAN_ISOLATION=1 asks for it';
const untraceable = notAsked ?? whyNoDisplay() ?? whyNoTrace();
if (untraceable) console.log(`skipped: the trace of the whole job in the window, because ${untraceable}`);

test.skipIf(untraceable)(
  'the whole job in the window looks up no name and sends no byte to the internet',
  async () => {
    await startDisplay();
    const { stdout, findings } = await runTraced([process.execPath, driver, emptyFolder()]);
    const report = JSON.parse(stdout) as JobReport;
    const { calls, lookUps, connections, sends, probes, internetSockets, doubtful } = findings;
    console.log(
      `window: ${calls} calls read; ${lookUps.length} look-ups, ${sends.length} sends to and ${connections.length} ` +
        `connections of ${internetSockets} internet sockets, ${probes} of them the browser's probe for a route`,
    );
    expect(report.steps).toHaveLength(allSteps);
    expect(calls).toBeGreaterThan(10_000);
    expect({ lookUps, connections, sends, doubtful }).toEqual({
      lookUps: [],
      connections: [],
      sends: [],
      doubtful: [],
    });
  },
  1_800_000,
);

const unconfined =
  notAsked ?? whyNoDisplay() ?? (existsSync('/proc/self/status') ? whyNotConfined() : 'there is no /proc');
if (unconfined) console.log(`skipped: the whole job of an ordinary user without interfaces, because ${unconfined}`);

test.skipIf(unconfined)(
  'an ordinary user does the whole job with the browser’s sandbox on and without any network interface',
  async () => {
    const folder = emptyFolder();
    if (isRoot) {
      chownSync(folder, nobody, nobody);
      chmodSync(folder, 0o700);
    }
    const [command = '', ...options] = confined;
    const { PATH, LANG } = process.env;
    // A screen of its own as well: another user's may be closed to it.
    const env = { PATH, LANG, HOME: folder, TMPDIR: folder };
    const inside = (...args: readonly string[]) => run(command, [...options, process.execPath, ...args], { env });
    const { stdout: interfaces } = await inside('-p', 'JSON.stringify(require("node:os").networkInterfaces())');
    expect(interfaces.trim()).toBe('{}');
    const { stdout } = await inside(driver, folder);
    const report = JSON.parse(stdout) as JobReport;
    expect(report.userId).not.toBe(0);
    expect(report.steps).toHaveLength(allSteps);
    expect(report.pageErrors).toEqual([]);
    expect(report.ended).toEqual({ ok: true, value: 'quit' });
    // Two browsers, the window's and the printer's, each with its helpers; whatever handles text is filtered.
    const { browsers } = report;
    expect(browsers.filter(({ kind }) => kind === 'browser').length).toBeGreaterThanOrEqual(2);
    expect(browsers.filter(({ hasSandboxOff }) => hasSandboxOff)).toEqual([]);
    const renderers = browsers.filter(({ kind }) => kind === 'renderer');
    expect(renderers.length).toBeGreaterThanOrEqual(2);
    expect(renderers.filter(({ isFiltered }) => !isFiltered)).toEqual([]);
  },
  1_800_000,
);
