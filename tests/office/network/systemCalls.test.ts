import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { traceFindings } from './traceFindings.ts';

const run = promisify(execFile);

/** Why nothing can be traced here, or undefined. */
function hindrance(): string | undefined {
  const { error, status, stderr } = spawnSync('strace', ['-f', '-yy', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error) return 'strace is not installed (apt-get install strace)';
  return status === 0 ? undefined : `strace may not trace here: ${stderr.trim()}`;
}

const reason = hindrance();
if (reason !== undefined) console.log(`skipped: the system-call traces, because ${reason}`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-trace-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function trace(command: readonly string[]) {
  const file = join(folder, 'trace');
  const traced = 'trace=network,write,writev,sendfile,io_uring_setup';
  // Rings would carry calls past the trace, so that none is given: every program falls back to plain calls.
  const withoutRings = ['-e', 'inject=io_uring_setup:error=ENOSYS'];
  const options = ['-f', '--seccomp-bpf', '-yy', '-qq', '-s', '0', '-e', traced, ...withoutRings, '-o', file];
  const { stdout } = await run('strace', [...options, ...command], { maxBuffer: 2 ** 26 });
  return { stdout, findings: traceFindings(readFileSync(file, 'utf8')) };
}

test.skipIf(reason !== undefined)('the trace sees a look-up, a connection and bytes sent', async () => {
  const code = `
    const resolver = new (require('node:dns').Resolver)({ timeout: 100, tries: 1 });
    resolver.setServers(['127.0.0.1']);
    resolver.resolve4('neikan.invalid', () => {
      const socket = require('node:dgram').createSocket('udp4');
      socket.send('bytes', 9, '127.0.0.1', () => socket.close());
      require('node:net').connect({ host: '127.0.0.1', port: 9 }).on('error', () => {});
    });`;
  const { findings } = await trace([process.execPath, '-e', code]);
  expect(findings.lookUps.join('\n')).toContain('htons(53)');
  expect(findings.connections.join('\n')).toMatch(/connect\(\d+<TCP.*htons\(9\)/);
  expect(findings.sends.join('\n')).toMatch(/\(\d+<UDP/);
});

test.skipIf(reason !== undefined)(
  'the whole demo, browser included, looks up no name and sends no byte to the internet',
  async () => {
    const out = join(folder, 'out');
    const { stdout, findings } = await trace([process.execPath, 'electron/cli/main.ts', 'demo', '--out', out]);
    expect(stdout).toContain('改动一个字节');
    const { calls, lookUps, connections, sends, probes, internetSockets, doubtful } = findings;
    console.log(
      `demo: ${calls} calls read; ${lookUps.length} look-ups, ${sends.length} sends to and ${connections.length} ` +
        `connections of ${internetSockets} internet sockets, ${probes} of them the browser's probe for a route`,
    );
    expect(calls).toBeGreaterThan(1000);
    expect({ lookUps, connections, sends, doubtful }).toEqual({
      lookUps: [],
      connections: [],
      sends: [],
      doubtful: [],
    });
  },
  600_000,
);
