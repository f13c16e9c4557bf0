import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runTraced, whyNoTrace } from './runTraced.ts';

const reason = whyNoTrace();
if (reason !== undefined) console.log(`skipped: the system-call traces, because ${reason}`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-trace-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.skipIf(reason !== undefined)('the trace sees a look-up, a connection and bytes sent', async () => {
  const code = `
    const resolver = new (require('node:dns').Resolver)({ timeout: 100, tries: 1 });
    resolver.setServers(['127.0.0.1']);
    resolver.resolve4('neikan.invalid', () => {
      const socket = require('node:dgram').createSocket('udp4');
      socket.send('bytes', 9, '127.0.0.1', () => socket.close());
      require('node:net').connect({ host: '127.0.0.1', port: 9 }).on('error', () => {});
    });`;
  const { findings } = await runTraced([process.execPath, '-e', code]);
  expect(findings.lookUps.join('\n')).toContain('htons(53)');
  expect(findings.connections.join('\n')).toMatch(/connect\(\d+<TCP.*htons\(9\)/);
  expect(findings.sends.join('\n')).toMatch(/\(\d+<UDP/);
});

test.skipIf(reason !== undefined)(
  'the whole demo, browser included, looks up no name and sends no byte to the internet',
  async () => {
    const out = join(folder, 'out');
    const { stdout, findings } = await runTraced([process.execPath, 'electron/cli/main.ts', 'demo', '--out', out]);
    expect(stdout).toContain('改动一个字节');
    const { calls, lookUps, connections, sends, probes, internetSockets, doubtful } = findings;
    console.log(
      `demo: ${calls} calls read; ${lookUps.length} look-ups, ${sends.length} sends to and ${connections.length} ` +
        `connections of ${internetSockets} internet sockets, ${probes} of them the browser's probe for a route`,
    );
    expect(calls).toBeGreaterThan(1000);
    // Of a process that is being ended strace may no longer find what a descriptor is. Such a call names no address, and whatever
    // connects its socket to one is among the connections.
    const unnamed = doubtful.filter((line) => /^\d+ +\w+\(\d+, .*<unfinished \.\.\.>$/.test(line));
    if (unnamed.length > 0) console.log(`demo: ${unnamed.length} interrupted calls on descriptors without a name`);
    expect(unnamed.length).toBeLessThan(5);
    const told = doubtful.filter((line) => !unnamed.includes(line));
    expect({ lookUps, connections, sends, doubtful: told }).toEqual({
      lookUps: [],
      connections: [],
      sends: [],
      doubtful: [],
    });
  },
  600_000,
);
