import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { volumeTailBytes } from '#formats/handover/volume.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { contentOf, machines, part, reading, reasonOf, send, take } from './machines.ts';

test('what one machine writes each of its receivers reads, part by part, and nobody else', async () => {
  const [editor, reviewer, signer, stranger] = await machines();
  const folder = temporaryFolder();
  const empty = part('空.txt', '');
  const parts = [
    part('document.json', '{"title":"秘密"}'),
    empty,
    part('frozen/发稿单.pdf', new Uint8Array(200_000).fill(3)),
  ];
  const { hash, volumes } = await send(editor, [reviewer, signer], folder, { parts });
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^交接-审核机等2台-2026-03-02-[0-9a-f]{8}\.nkh$/)]);
  const paths = volumes.map(({ path }) => path);
  for (const receiver of [reviewer, signer]) {
    const opened = await take(paths, reading(receiver, [editor]));
    expect(opened).toMatchObject({
      hash,
      sender: editor.card,
      place: { card: receiver.hash, sequence: 1 },
      daysApart: 0,
    });
    const content = await contentOf(opened);
    expect(Object.keys(content)).toEqual(['document.json', '空.txt', 'frozen/发稿单.pdf']);
    expect(content['document.json']?.toString()).toBe('{"title":"秘密"}');
    expect(content['frozen/发稿单.pdf']).toEqual(Buffer.alloc(200_000, 3));
  }
  await expect(reasonOf(() => take(paths, reading(stranger, [editor])))).resolves.toBe('foreignReceiver');
});

test('nothing of the content, the sender or the issue is legible outside', async () => {
  const [editor, reviewer] = await machines();
  const folder = temporaryFolder();
  const { hash, volumes } = await send(editor, [reviewer], folder, { parts: [part('document.json', '柳湾镇的稿子')] });
  const bytes = readFileSync(volumes[0]?.path ?? '');
  for (const secret of [
    '柳湾镇',
    'document.json',
    '编辑机',
    '林舟',
    'issue-1',
    'submit',
    hash,
    editor.hash,
    reviewer.hash,
  ]) {
    expect(bytes.includes(Buffer.from(secret)), secret).toBe(false);
  }
  const [first, head] = bytes.toString('latin1').split('\n');
  expect(first).toBe('NEIKAN-HANDOVER 1');
  expect(Object.keys(JSON.parse(head ?? '')).sort()).toEqual([
    'bytes',
    'date',
    'mark',
    'receivers',
    'volume',
    'volumes',
  ]);
});

test('a package too large for one medium goes on several and is read from all of them together, in any order', async () => {
  const [editor, reviewer] = await machines();
  const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const asked: (readonly [number, number])[] = [];
  const large = Buffer.alloc(2_500_000);
  for (let place = 0; place < large.length; place += 4) large.writeUInt32BE(place, place);
  const { volumes } = await send(
    editor,
    [reviewer],
    {
      volumeBytes: 1 << 20,
      folderOf: (volume, count) => {
        asked.push([volume, count]);
        return folders[volume - 1] ?? '';
      },
    },
    { parts: [part('large.bin', large)] },
  );
  expect(asked).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  for (const { bytes } of volumes) expect(bytes).toBeLessThanOrEqual(1 << 20);
  const [one = '', two = '', three = ''] = volumes.map(({ path }) => path);
  const opened = await take([three, one, two], reading(reviewer, [editor]));
  expect((await contentOf(opened))['large.bin']?.equals(large)).toBe(true);
  const reason = (paths: readonly string[]) => reasonOf(() => take(paths, reading(reviewer, [editor])));
  expect(await reason([one, three])).toBe('volumeMissing');
  expect(await reason([one, two, two, three])).toBe('taken');
  const changed = join(temporaryFolder(), 'changed.nkh');
  const bytes = readFileSync(two);
  const place = bytes.length - 1000;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  const body = bytes.subarray(0, -volumeTailBytes);
  writeFileSync(changed, Buffer.concat([body, Buffer.from(sm3(body), 'hex')]));
  expect(await reason([one, two, changed, three])).toBe('volumeTwice');
  const [other = ''] = (await send(editor, [reviewer], temporaryFolder())).volumes.map(({ path }) => path);
  expect(await reason([one, two, other])).toBe('volumesMixed');
});

test('parts that are passed over or left early are read to their end and compared all the same', async () => {
  const [editor, reviewer] = await machines();
  const parts = [
    part('a.bin', new Uint8Array(300_000).fill(1)),
    part('b.bin', new Uint8Array(300_000).fill(2)),
    part('c', 'c'),
  ];
  const { volumes } = await send(editor, [reviewer], temporaryFolder(), { parts });
  const opened = await take(
    volumes.map(({ path }) => path),
    reading(reviewer, [editor]),
  );
  const seen: string[] = [];
  for await (const { part: one, pieces } of opened.parts()) {
    seen.push(one.name);
    if (one.name === 'b.bin') for await (const _piece of pieces) break;
  }
  expect(seen).toEqual(['a.bin', 'b.bin', 'c']);
});
