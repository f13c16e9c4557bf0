import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createBrowserProfile, removeBrowserProfile } from '#hosts/chromium/browserProfile.ts';

/** No system counts its processes so far. */
const deadOwner = 2 ** 31 - 2;
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
if (!isRoot) console.info('another account’s profile skipped: only root can act for two accounts');

function home(): string {
  const own = createBrowserProfile('window');
  onTestFinished(() => removeBrowserProfile(own));
  return dirname(own);
}

test('profiles of programs that are gone are removed, those of running ones stay', () => {
  const dead = join(home(), `neikan-window-${deadOwner}-test`);
  mkdirSync(dead);
  const running = join(home(), `neikan-window-${process.pid}-other`);
  mkdirSync(running);
  onTestFinished(() => rmSync(running, { recursive: true }));
  home();
  expect([existsSync(dead), existsSync(running)]).toEqual([false, true]);
});

test.skipIf(!isRoot)('what another account has left behind keeps nobody from starting', () => {
  const foreign = join(home(), `neikan-window-${deadOwner}-root`);
  mkdirSync(join(foreign, 'Default'), { recursive: true });
  chmodSync(foreign, 0o700);
  onTestFinished(() => rmSync(foreign, { recursive: true, force: true }));
  const module = fileURLToPath(new URL('../../../../electron/hosts/chromium/browserProfile.ts', import.meta.url));
  const script = `import(${JSON.stringify(module)}).then(({ createBrowserProfile }) => console.log(createBrowserProfile('window')))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    uid: nobody,
    gid: nobody,
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('neikan-window-');
  expect(existsSync(foreign)).toBe(true);
});
