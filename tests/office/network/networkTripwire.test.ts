import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const tripwire = new URL('../../../electron/networkTripwire.ts', import.meta.url).href;

/** Runs a module in a process of its own, after the tripwire or without it; what it printed, in one line. */
function run(code: string, withTripwire = true): string {
  const program = `${withTripwire ? `import ${JSON.stringify(tripwire)};` : ''}\n${code}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim();
}

const attempts: Readonly<Record<string, string>> = {
  'net.connect': `const net = await import('node:net'); net.connect({ host: '127.0.0.1', port: 9 });`,
  'an imported connect': `import { connect } from 'node:net'; connect({ host: '127.0.0.1', port: 9 });`,
  'a Socket of its own': `import { Socket } from 'node:net'; new Socket().connect(9, '127.0.0.1');`,
  'a server': `import { createServer } from 'node:net'; createServer().listen(0, '127.0.0.1');`,
  'http.get': `import { get } from 'node:http'; get('http://127.0.0.1:9/');`,
  'an http server': `import { createServer } from 'node:http'; createServer().listen(0, '127.0.0.1');`,
  'https.get': `import { get } from 'node:https'; get('https://127.0.0.1:9/');`,
  'http2.connect': `import { connect } from 'node:http2'; connect('http://127.0.0.1:9/');`,
  'tls.connect': `import { connect } from 'node:tls'; connect({ host: '127.0.0.1', port: 9 });`,
  'dgram.createSocket': `import { createSocket } from 'node:dgram'; createSocket('udp4').send('x', 9, '127.0.0.1');`,
  'dns.lookup': `import { lookup } from 'node:dns'; lookup('localhost', () => {});`,
  'dns.promises.lookup': `import { lookup } from 'node:dns/promises'; await lookup('localhost');`,
  'dns.resolve4': `import { resolve4 } from 'node:dns'; resolve4('localhost', () => {});`,
  'a Resolver': `import { Resolver } from 'node:dns'; new Resolver().resolve4('localhost', () => {});`,
  'a Resolver of promises': `import { promises } from 'node:dns'; await new promises.Resolver().resolveMx('localhost');`,
  fetch: `await fetch('http://127.0.0.1:9/');`,
  WebSocket: `new WebSocket('ws://127.0.0.1:9/');`,
};

test.each(Object.entries(attempts))('%s throws', (_name, code) => {
  expect(run(code)).toContain('The program uses no network');
  // Without it the same attempt goes ahead, so it is the tripwire that is seen here.
  expect(run(`setTimeout(() => process.exit(), 50);\n${code}`, false)).not.toContain('The program uses no network');
});

test('child processes, their pipes and messages go on working', () => {
  const child = `process.send('sent'); process.stdin.on('data', (text) => { process.stdout.write(text); process.exit(); });`;
  const code = `
    import { spawn } from 'node:child_process';
    const child = spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] });
    child.stdout.on('data', (text) => console.log('piped ' + text));
    child.on('message', (message) => { console.log('message ' + message); child.stdin.write('through'); });`;
  expect(run(code).split('\n').sort()).toEqual(['message sent', 'piped through']);
});

test('the command line and the office start with it', () => {
  const { stderr } = spawnSync(process.execPath, ['electron/cli/main.ts'], { encoding: 'utf8' });
  expect(stderr).toContain('用法');
  for (const entry of ['electron/cli/main.ts', 'electron/office/officeProcess.ts']) {
    const url = new URL(`../../../${entry}`, import.meta.url).href;
    // The entry exits by itself or waits for its host; either way the tripwire stands when it has loaded.
    const code = `process.exitCode = 0; await import(${JSON.stringify(url)}); await fetch('http://127.0.0.1:9/');`;
    expect(run(code, false)).toContain('The program uses no network');
  }
});
