import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { smallDisk, whyNoSmallDisk } from '../../e2e/smallDisk.ts';
import { code, signIn, value } from '../office/foundedOffice.ts';
import { drive } from './drive.ts';
import { joinedOffices } from './joinedOffices.ts';
import { largeIssue } from './largeIssue.ts';

const reason = whyNoSmallDisk();
if (reason) console.log(`room on a small medium skipped: ${reason}`);

test('before a package is written its size is told, and nothing is written by asking', async () => {
  const [editor, there] = await joinedOffices(2);
  await signIn(editor.office, 'wenhe');
  const { client } = editor.office;
  const issueId = await largeIssue(editor.office, 1_000_000);
  const medium = drive();
  const { bytes, room } = value(await client.measurePackage({ issueId, folder: medium.path }));
  expect(room).toBeGreaterThan(bytes);
  expect(medium.files()).toEqual([]);
  expect(value(await client.listPackages({ most: 9 })).filter(({ issueId: about }) => about === issueId)).toEqual([]);
  expect(value(await client.measurePackage({ issueId }))).toEqual({ bytes });
  const gone = join(medium.path, '没有');
  expect(code(await client.measurePackage({ issueId, folder: gone }))).toBe('notFound');
  expect(code(await client.measurePackage({ issueId, folder: editor.directory }))).toBe('illegalState');

  const { entry } = value(
    await client.writePackage({
      issueId,
      kind: 'submit',
      machines: [there.own.card],
      folder: medium.path,
      medium: '光盘01',
    }),
  );
  // What seals it, and the leg that goes with it, are little beside what it holds.
  expect(Math.abs((entry.bytes ?? 0) - bytes)).toBeLessThan(20_000);
});

test.skipIf(reason)('the room of a medium is what a package may take: a full one has none and is refused', async () => {
  const [editor, there] = await joinedOffices(2);
  await signIn(editor.office, 'wenhe');
  const { client } = editor.office;
  const issueId = await largeIssue(editor.office, 1_000_000);
  const disk = smallDisk();
  const measure = async () => value(await client.measurePackage({ issueId, folder: disk.directory }));
  const { bytes, room = 0 } = await measure();
  expect(room).toBeGreaterThan(bytes);
  disk.fill();
  expect(await measure()).toEqual({ bytes, room: 0 });
  const request = { issueId, kind: 'submit' as const, machines: [there.own.card], folder: disk.directory };
  expect(code(await client.writePackage({ ...request, medium: '光盘01' }))).toBe('diskFull');
  rmSync(join(disk.directory, 'filler'));
  value(await client.writePackage({ ...request, medium: '光盘01' }));
});
