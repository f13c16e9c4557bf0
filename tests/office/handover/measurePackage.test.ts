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
  const { bytes } = value(await client.measurePackage({ issueId }));
  expect(value(await client.readMedium({ folder: medium.path })).room).toBeGreaterThan(bytes);
  expect(medium.files()).toEqual([]);
  expect(value(await client.listPackages({ most: 9 })).filter(({ issueId: about }) => about === issueId)).toEqual([]);
  expect(value(await client.readMedium({ folder: join(medium.path, '没有') }))).toEqual({});
  expect(code(await client.measurePackage({ issueId: '0f9c2a56-8d0e-4a7b-9a35-0b6f4a1f2c11' }))).toBe('notFound');

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
  const { bytes } = value(await client.measurePackage({ issueId }));
  const room = async () => value(await client.readMedium({ folder: disk.directory })).room;
  expect(await room()).toBeGreaterThan(bytes);
  disk.fill();
  expect(await room()).toBe(0);
  const request = { issueId, kind: 'submit' as const, machines: [there.own.card], folder: disk.directory };
  expect(code(await client.writePackage({ ...request, medium: '光盘01' }))).toBe('diskFull');
  disk.makeRoom();
  value(await client.writePackage({ ...request, medium: '光盘01' }));
});
