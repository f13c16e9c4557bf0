import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'neikan-boundaries-'));
  copyFileSync('biome.json', join(tree, 'biome.json'));
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

/** Lints `code` as a file at `path` under the project's own configuration and gives the linter's whole answer. */
function lint(path: string, code: string): string {
  const file = join(tree, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
  const { stdout, stderr } = spawnSync('biome', ['lint', path], { cwd: tree, encoding: 'utf8' });
  rmSync(file);
  return stdout + stderr;
}

test.each([
  ['shared/issue/x.ts', 'node:fs'],
  ['shared/issue/x.ts', '#store/openDatabase.ts'],
  ['shared/issue/x.ts', 'react'],
  ['renderer/app/x.ts', '#office/office.ts'],
  ['renderer/app/x.ts', 'node:fs'],
  ['electron/store/x.ts', '#office/office.ts'],
  ['electron/store/x.ts', '../office/office.ts'],
  ['electron/formats/text/x.ts', '#store/openDatabase.ts'],
  ['electron/office/issue/x.ts', '#hosts/host.ts'],
  ['electron/office/issue/x.ts', 'electron'],
  ['electron/office/issue/x.ts', 'node:net'],
  ['electron/hosts/chromium/x.ts', '#store/openDatabase.ts'],
  ['electron/cli/x.ts', '#store/openDatabase.ts'],
  ['electron/cli/x.ts', 'node:https'],
])('%s may not import %s', (path, specifier) => {
  const messages = lint(path, `import * as banned from '${specifier}';\n\nexport default banned;\n`);
  expect(messages).toContain('noRestrictedImports');
});

test.each([
  ['electron/office/issue/x.ts', '#store/openDatabase.ts'],
  ['electron/store/x.ts', '#shared/issue/canonicalJson.ts'],
  ['electron/store/x.ts', 'node:fs'],
  ['electron/cli/x.ts', '#office/office.ts'],
])('%s may import %s', (path, specifier) => {
  const messages = lint(path, `import * as allowed from '${specifier}';\n\nexport default allowed;\n`);
  expect(messages).not.toContain('noRestrictedImports');
  expect(messages).toContain('Checked 1 file');
});

test('fetch is refused in the program', () => {
  expect(lint('electron/office/x.ts', "export const answer = fetch('x');\n")).toContain('noRestrictedGlobals');
});
