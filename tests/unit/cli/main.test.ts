import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

function neikan(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, ['electron/cli/main.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

test('what nobody foresaw is one Chinese sentence; the technical text comes only when it is asked for', () => {
  const broken = "data:text/javascript,process.stdout.write = () => { throw new Error('boom') }";
  const args = ['help'];
  const env = { NODE_OPTIONS: `--import="${broken.replaceAll(' ', '%20')}"` };
  const short = neikan(args, env);
  expect(short.status).toBe(1);
  expect(short.stderr).toMatch(/^没有办理：[^\n]*NEIKAN_DEBUG[^\n]*\n$/);
  const long = neikan(args, { ...env, NEIKAN_DEBUG: '1' });
  expect(long.status).toBe(1);
  expect(long.stderr).toMatch(/boom[\s\S]*没有办理/);
});

test('help is printed on standard output, for all commands and for one; an unknown command is named', () => {
  const all = neikan(['help']);
  expect(all).toMatchObject({ status: 0, stderr: '' });
  for (const name of ['parse', 'typeset', 'verify', 'search', 'demo']) {
    expect(all.stdout).toContain(`npm run neikan -- ${name} `);
  }
  expect(neikan(['verify', 'nowhere', '-h'])).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^用法.*verify/),
  });
  expect(neikan(['nonsense'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('没有“nonsense”'),
  });
});
