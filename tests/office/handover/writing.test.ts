import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type PartSource, sealPackage } from '#formats/handover/sealPackage.ts';
import { volumeFileName } from '#formats/handover/volume.ts';
import { writeVolumes } from '#office/handover/writeVolumes.ts';
import { smallDisk, whyNoSmallDisk } from '../../e2e/smallDisk.ts';
import { seededRandom } from '../../faults/seededRandom.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { contentOf, machines, part, reading, send, take } from './machines.ts';

const [editor, reviewer] = await machines();
const runs = Number(process.env.NEIKAN_RUNS ?? 25);
const large = part('large.bin', new Uint8Array(3_000_000).fill(9));

/** One folder for all volumes of at most a megabyte, broken off when so many bytes have been written. */
async function brokenOff(folder: string, afterBytes: number): Promise<unknown> {
  const stop = new AbortController();
  let count = 0;
  const target = {
    volumeBytes: 1 << 20,
    folderOf: () => folder,
    signal: stop.signal,
    onBytes: (bytes: number) => {
      count += bytes;
      if (count >= afterBytes) stop.abort(new Error('broken off'));
    },
  };
  return send(editor, [reviewer], target, { parts: [large] });
}

test(`broken off at ${runs} random places, nothing stays on the medium, and what lay there stays`, async () => {
  const random = seededRandom(Number(process.env.NEIKAN_SEED ?? 20_260_303));
  for (let run = 0; run < runs; run += 1) {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '别的文件.txt'), '甲');
    await expect(brokenOff(folder, Math.floor(random() * 3_000_000))).rejects.toThrow('broken off');
    expect(readdirSync(folder)).toEqual(['别的文件.txt']);
  }
});

test('a medium that is not there for a later volume takes the earlier ones with it', async () => {
  const [first, second] = [temporaryFolder(), join(temporaryFolder(), 'pulled')];
  const target = { volumeBytes: 1 << 20, folderOf: (volume: number) => (volume === 1 ? first : second) };
  await expect(send(editor, [reviewer], target, { parts: [large] })).rejects.toMatchObject({ code: 'ENOENT' });
  expect(readdirSync(first)).toEqual([]);
});

test('a medium that is pulled out while it is written has no package', async () => {
  const folder = join(temporaryFolder(), 'medium');
  mkdirSync(folder);
  const target = {
    volumeBytes: 1 << 30,
    folderOf: () => folder,
    onBytes: () => rmSync(folder, { recursive: true, force: true }),
  };
  await expect(send(editor, [reviewer], target, { parts: [large] })).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a part that changes between its two readings is sent in neither form', async () => {
  const folder = temporaryFolder();
  let text = '甲';
  const changing: PartSource = {
    name: 'a.txt',
    open: () => {
      const bytes = new TextEncoder().encode(text);
      text = '乙';
      return [bytes];
    },
  };
  await expect(send(editor, [reviewer], folder, { parts: [changing] })).rejects.toThrow('a.txt changed');
  expect(readdirSync(folder)).toEqual([]);
});

const whyNot = whyNoSmallDisk();
if (whyNot !== undefined) console.log(`skipped: a full medium, because ${whyNot}`);

test.skipIf(whyNot !== undefined)(
  'on a full medium nothing stays, and with room again all of it is written',
  async () => {
    const { directory, fill, makeRoom } = smallDisk();
    fill();
    const parts = [part('large.bin', new Uint8Array(2_000_000).fill(5))];
    await expect(send(editor, [reviewer], directory, { parts })).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readdirSync(directory)).toEqual(['filler']);
    makeRoom();
    const { volumes } = await send(editor, [reviewer], directory, { parts });
    const opened = await take(
      volumes.map(({ path }) => path),
      reading(reviewer, [editor]),
    );
    expect((await contentOf(opened))['large.bin']?.length).toBe(2_000_000);
  },
);

test('a file that has the name already is neither replaced nor removed', async () => {
  const folder = temporaryFolder();
  const sealed = await sealPackage({
    kind: 'submit',
    issue: 'issue-1',
    sender: editor.card,
    privateKey: editor.key.privateKey,
    person: '林舟',
    at: '2026-03-02T02:00:00.000Z',
    date: '2026-03-02',
    receivers: [{ card: reviewer.card, sequence: 1, previous: null }],
    seen: [],
    parts: [part('a.txt', '甲')],
  });
  const path = join(folder, volumeFileName(sealed.manifest.outside, 1, 1));
  writeFileSync(path, '先来的');
  const target = { volumeBytes: 1 << 30, folderOf: () => folder };
  await expect(writeVolumes(sealed, target)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(path, 'utf8')).toBe('先来的');
  expect(readdirSync(folder)).toHaveLength(1);
});
