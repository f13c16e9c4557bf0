import { expect, test } from 'vitest';
import { requireParts } from '#office/handover/requireParts.ts';
import type { PackageKind, PackageManifest } from '#shared/handover/packageManifest.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { machines, part, reading, reasonOf, send, take } from './machines.ts';

const megabyte = 1 << 20;

function reason(kind: PackageKind, parts: readonly (readonly [name: string, bytes: number])[]): Promise<string> {
  const manifest = { kind, parts: parts.map(([name, bytes]) => ({ name, bytes, sm3: '0'.repeat(64) })) };
  return reasonOf(async () => requireParts(manifest as unknown as PackageManifest));
}

test('what a package holds is known by its kind from names and lengths alone', async () => {
  expect(await reason('receipt', [['receipt.json', 80]])).toBe('taken');
  expect(
    await reason('receipt', [
      ['receipt.json', 80],
      ['rows.json', 80],
    ]),
  ).toBe('contentIncomplete');
  expect(await reason('receipt', [['receipt.json', megabyte]])).toBe('tooLarge');
  expect(await reason('cancel', [['receipt.json', 80]])).toBe('contentIncomplete');
  expect(await reason('join', [['register.json', megabyte]])).toBe('taken');
  expect(
    await reason('join', [
      ['register.json', megabyte],
      ['terms.json', megabyte],
    ]),
  ).toBe('taken');
  expect(await reason('join', [['terms.json', megabyte]])).toBe('contentIncomplete');
  expect(
    await reason('join', [
      ['register.json', 1],
      ['more.json', 1],
    ]),
  ).toBe('contentIncomplete');
  expect(await reason('join', [['register.json', 65 * megabyte]])).toBe('tooLarge');
  expect(
    await reason('submit', [
      ['rows.json', 1],
      ['images/a', 400 * megabyte],
    ]),
  ).toBe('taken');
  expect(await reason('submit', [['document.json', 1]])).toBe('contentIncomplete');
  expect(await reason('signed', [['rows.json', 257 * megabyte]])).toBe('tooLarge');
});

test('a package that holds something else is refused before any part of it is read', async () => {
  const [editor, reviewer] = await machines();
  const read: string[] = [];
  const folder = temporaryFolder();
  const { volumes } = await send(editor, [reviewer], folder, {
    kind: 'join',
    issue: null,
    parts: [part('register.json', '{}'), part('other.json', '{}')],
  });
  const machine = reading(reviewer, [editor], {
    requireParts: (manifest) => {
      read.push(...manifest.parts.map(({ name }) => name));
      requireParts(manifest);
    },
  });
  const paths = volumes.map(({ path }) => path);
  expect(await reasonOf(() => take(paths, machine))).toBe('contentIncomplete');
  expect(read).toEqual(['register.json', 'other.json']);
});
