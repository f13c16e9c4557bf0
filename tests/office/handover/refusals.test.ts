import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { seal } from '#formats/handover/envelope.ts';
import { volumeHeadText } from '#formats/handover/volume.ts';
import type { PackageManifest } from '#shared/handover/packageManifest.ts';
import { packageManifestText, signManifest } from '#shared/handover/packageManifest.ts';
import type { VolumeHead } from '#shared/handover/volumeHead.ts';
import { seededRandom } from '../../faults/seededRandom.ts';
import { bytesOf, temporaryFolder } from '../store/temporaryFolder.ts';
import { contentOf, type Machine, machines, reading, reasonOf, send, take } from './machines.ts';

const [editor, reviewer, signer, stranger] = await machines();
const known = reading(reviewer, [editor]);
const runs = Number(process.env.NEIKAN_RUNS ?? 150);

interface Taken {
  readonly head: VolumeHead;
  readonly start: number;
  readonly bytes: Buffer;
}

async function written(folder = temporaryFolder()): Promise<Taken> {
  const [volume] = (await send(editor, [reviewer], folder)).volumes;
  const bytes = readFileSync(volume?.path ?? '');
  const start = bytes.indexOf('\n', bytes.indexOf('\n') + 1) + 1;
  const [, line = ''] = bytes.subarray(0, start).toString().split('\n');
  return { head: JSON.parse(line), start, bytes };
}

/** As somebody would who knows the format and has no key. */
function withTail(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.from(sm3(new Uint8Array(bytes)), 'hex')]);
}

function put(bytes: Uint8Array): string {
  const path = join(temporaryFolder(), '收到.nkh');
  writeFileSync(path, bytes);
  return path;
}

async function reasonFor(bytes: Uint8Array, machineOf = known): Promise<string> {
  const path = put(bytes);
  return reasonOf(async () => contentOf(await take([path], machineOf)));
}

/** A package with any head, sealed for any machines, around any plain bytes. */
async function sealed(head: VolumeHead, plain: Uint8Array, to: readonly Machine[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const envelope = await seal(
    (async function* () {
      yield plain;
    })(),
    plain.length,
    to.map(({ card }) => card.recipient),
  );
  for await (const piece of envelope.sealed) pieces.push(piece);
  const body = Buffer.concat(pieces);
  expect(body.length).toBe(envelope.bytes);
  return withTail(Buffer.concat([Buffer.from(volumeHeadText({ ...head, bytes: body.length })), body]));
}

function plainOf(manifest: PackageManifest, parts: Uint8Array): Buffer {
  const text = Buffer.from(packageManifestText(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, parts]);
}

const head: VolumeHead = {
  date: '2026-03-02',
  receivers: ['审核机'],
  mark: 'a'.repeat(32),
  volume: 1,
  volumes: 1,
  bytes: 1,
};
const content = Buffer.from('柳湾镇的稿子');

function manifest(part: object = {}, signer_ = editor, sender = editor): PackageManifest {
  const { date, receivers, mark } = head;
  return signManifest(
    {
      kind: 'submit',
      issue: 'issue-1',
      sender: sender.hash,
      person: '林舟',
      at: '2026-03-02T02:00:00.000Z',
      receivers: [{ card: reviewer.hash, sequence: 1, previous: null }],
      seen: [],
      outside: { date, receivers, mark },
      parts: [{ name: 'a.txt', bytes: content.length, sm3: sm3(new Uint8Array(content)) }],
      ...part,
    },
    signer_.key,
  );
}

test('what is made by hand in the form of a package is taken: the refusals below are for what differs from it', async () => {
  expect(await reasonFor(await sealed(head, plainOf(manifest(), content), [reviewer]))).toBe('taken');
});

test('each kind of damage has its own reason', async () => {
  const { bytes, start, head: own } = await written();
  const body = bytes.subarray(0, -32);
  const flipped = (place: number, tail = false) => {
    const copy = Buffer.from(tail ? body : bytes);
    copy[place] = (copy[place] ?? 0) ^ 1;
    return tail ? withTail(copy) : copy;
  };
  const envelopeEnd = body.indexOf('\n---');
  const withHead = (change: object) =>
    withTail(Buffer.concat([Buffer.from(volumeHeadText({ ...own, ...change })), body.subarray(start)]));
  const cases: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing', Buffer.alloc(0), 'notAPackage'],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'notAPackage'],
    ['the first line', flipped(0), 'notAPackage'],
    ['a later format', Buffer.concat([Buffer.from('NEIKAN-HANDOVER 3\n'), bytes.subarray(18)]), 'newerFormat'],
    [
      'the format of another kind',
      withTail(Buffer.concat([Buffer.from('NEIKAN-HANDOVER 2\n'), bytes.subarray(18, -32)])),
      'spliced',
    ],
    ['no number of a format', Buffer.concat([Buffer.from('NEIKAN-HANDOVER x\n'), bytes.subarray(18)]), 'headMalformed'],
    ['the head', Buffer.concat([bytes.subarray(0, 18), Buffer.from('{'), bytes.subarray(18)]), 'headMalformed'],
    ['a head without an end', Buffer.concat([bytes.subarray(0, 18), Buffer.alloc(9000, 32)]), 'headMalformed'],
    ['cut off in the head', bytes.subarray(0, 40), 'truncated'],
    ['cut off in the body', bytes.subarray(0, bytes.length - 5000), 'truncated'],
    ['cut off in the tail', bytes.subarray(0, bytes.length - 1), 'truncated'],
    ['more behind it', Buffer.concat([bytes, Buffer.from('\0')]), 'trailing'],
    ['another behind it', Buffer.concat([bytes, bytes]), 'trailing'],
    ['a sealed byte', flipped(start + 500), 'damaged'],
    ['the last byte', flipped(bytes.length - 1), 'damaged'],
    ['the date, with a new tail', withHead({ date: '2026-03-03' }), 'spliced'],
    ['the receiver, with a new tail', withHead({ receivers: ['签发机'] }), 'spliced'],
    ['the mark, with a new tail', withHead({ mark: 'b'.repeat(32) }), 'spliced'],
    ['volumes that there are not', withHead({ volumes: 2 }), 'volumeMissing'],
    ['the MAC of the envelope, with a new tail', flipped(envelopeEnd + 20, true), 'envelopeDamaged'],
    ['the first piece, with a new tail', flipped(envelopeEnd + 100, true), 'envelopeDamaged'],
    ['the last piece, with a new tail', flipped(body.length - 1, true), 'envelopeDamaged'],
  ];
  for (const [what, changed, reason] of cases) expect(await reasonFor(changed), what).toBe(reason);
  const endless = Buffer.concat([
    Buffer.from(volumeHeadText({ ...own, bytes: 3_000_000 })),
    Buffer.alloc(3_000_000, 65),
  ]);
  expect(await reasonFor(withTail(endless))).toBe('envelopeDamaged');
  const noLineEnd = Buffer.concat([
    Buffer.from(volumeHeadText({ ...own, bytes: 3_000_026 })),
    Buffer.from('age-encryption.org/v1\n--- '),
    Buffer.alloc(3_000_000, 65),
  ]);
  expect(await reasonFor(withTail(noLineEnd))).toBe('envelopeDamaged');
  expect(await reasonOf(() => take([temporaryFolder()], known))).toBe('notAPackage');
  const shorter = Buffer.concat([
    Buffer.from(volumeHeadText({ ...own, bytes: own.bytes - 5000 })),
    body.subarray(start, -5000),
  ]);
  expect(await reasonFor(withTail(shorter))).toBe('envelopeDamaged');
});

test('what is sealed may lie as well: each lie has its own reason', async () => {
  const other = Buffer.from('青坪乡的稿子');
  const cases: readonly (readonly [string, Buffer, readonly Machine[], string])[] = [
    ['by a stranger', plainOf(manifest({}, stranger, stranger), content), [reviewer], 'strangeSender'],
    ['by a stranger in another name', plainOf(manifest({}, stranger), content), [reviewer], 'signatureWrong'],
    ['a part exchanged', plainOf(manifest(), other), [reviewer], 'partDamaged'],
    ['a part cut short', plainOf(manifest(), content.subarray(0, -1)), [reviewer], 'contentIncomplete'],
    ['more than the parts', plainOf(manifest(), Buffer.concat([content, other])), [reviewer], 'contentIncomplete'],
    ['a manifest changed', plainOf({ ...manifest(), person: '闻禾' }, content), [reviewer], 'signatureWrong'],
    ['no manifest', Buffer.from('00000002'.concat('7b7d'), 'hex'), [reviewer], 'manifestMalformed'],
    ['a manifest of a length that nobody has', Buffer.from('ffffffff00', 'hex'), [reviewer], 'manifestMalformed'],
    ['too few bytes for a length', Buffer.from('0000', 'hex'), [reviewer], 'manifestMalformed'],
    ['sealed for another', plainOf(manifest(), content), [signer], 'foreignReceiver'],
    [
      'sealed anew for one whom the sender did not name',
      plainOf(manifest({ receivers: [{ card: signer.hash, sequence: 1, previous: null }] }), content),
      [reviewer],
      'notNamedReceiver',
    ],
  ];
  for (const [what, plain, to, reason] of cases)
    expect(await reasonFor(await sealed(head, plain, to)), what).toBe(reason);
  const inner = await sealed(head, plainOf(manifest(), content), [reviewer]);
  const outer = { ...head, mark: 'c'.repeat(32), receivers: ['签发机'] };
  const bodyStart = inner.indexOf('\n', inner.indexOf('\n') + 1) + 1;
  const body = inner.subarray(bodyStart, -32);
  const spliced = withTail(Buffer.concat([Buffer.from(volumeHeadText({ ...outer, bytes: body.length })), body]));
  expect(await reasonFor(spliced)).toBe('spliced');
});

test('who is known, what has come and in which order decide; clocks decide nothing', async () => {
  const made = (part: object) => sealed(head, plainOf(manifest(part), content), [reviewer]);
  const digest = 'd'.repeat(64);
  const first = await made({});
  const third = await made({ receivers: [{ card: reviewer.hash, sequence: 3, previous: digest }] });
  const last = (sequence: number, hash = digest) => ({ lastOf: () => ({ sequence, hash }) });
  const cases: readonly (readonly [string, Uint8Array, Parameters<typeof reading>[2], string])[] = [
    ['a revoked sender', first, { state: 'revoked' }, 'revokedSender'],
    ['a sender not yet confirmed', first, { state: 'unconfirmed' }, 'unconfirmedSender'],
    ['the same once more', first, { isTaken: () => true, ...last(1) }, 'replayed'],
    ['another first', first, last(1), 'older'],
    ['an older one', third, last(5), 'older'],
    ['one before is missing', third, last(1), 'gap'],
    ['the first are missing', third, {}, 'gap'],
    ['it follows another than is here', third, last(2, 'e'.repeat(64)), 'chainBroken'],
    ['it follows what is here', third, last(2), 'taken'],
  ];
  for (const [what, bytes, more, reason] of cases) {
    expect(await reasonFor(bytes, reading(reviewer, [editor], more)), what).toBe(reason);
  }
  const own = reading(editor, [editor]);
  const toBoth = await sealed(head, plainOf(manifest(), content), [reviewer, editor]);
  expect(await reasonFor(toBoth, own)).toBe('ownPackage');
  for (const [at, years] of [
    ['2006-03-02T02:00:00.000Z', -20],
    ['2046-03-02T02:00:00.000Z', 20],
  ] as const) {
    const opened = await take([put(await made({ at }))], known);
    expect(Math.round(opened.daysApart / 365.25)).toBe(years);
  }
});

test('a medium that shows another content the second time is found out', async () => {
  const path = put(await sealed(head, plainOf(manifest(), content), [reviewer]));
  const opened = await take([path], known);
  writeFileSync(path, await sealed(head, plainOf(manifest({ person: '闻禾' }), content), [reviewer]));
  expect(await reasonOf(() => contentOf(opened))).toBe('spliced');
});

test(`of ${runs} random flips, cuts, insertions and splices none is taken, with the tail as it was or made anew`, async () => {
  const random = seededRandom(Number(process.env.NEIKAN_SEED ?? 20_260_302));
  const { bytes } = await written();
  const { bytes: other } = await written();
  const reasons: Record<string, number> = {};
  const at = (length: number) => Math.floor(random() * length);
  for (let run = 0; run < runs; run += 1) {
    const hasNewTail = random() < 0.5;
    const whole = hasNewTail ? bytes.subarray(0, -32) : bytes;
    // Half of the places lie in what is small and means most: the head, the envelope's head and the first piece.
    const place = random() < 0.5 ? at(600) : at(whole.length);
    const kinds = [
      () => {
        const copy = Buffer.from(whole);
        copy[place] = (copy[place] ?? 0) ^ (1 << at(8));
        return copy;
      },
      () => whole.subarray(0, place),
      () => Buffer.concat([whole.subarray(0, place), Buffer.of(at(256)), whole.subarray(place)]),
      () => Buffer.concat([whole.subarray(0, place), whole.subarray(place + 1 + at(200))]),
      () => Buffer.concat([whole.subarray(0, place), other.subarray(place, hasNewTail ? -32 : undefined)]),
      () => Buffer.from(whole).fill(0, place, Math.min(whole.length, place + 1 + at(4096))),
    ];
    const changed = kinds[at(kinds.length)]?.() ?? whole;
    const forged = hasNewTail ? withTail(changed) : changed;
    if (forged.equals(bytes) || forged.equals(other)) continue;
    const folder = temporaryFolder();
    const path = join(folder, 'x.nkh');
    writeFileSync(path, forged);
    const before = bytesOf(folder);
    const reason = await reasonOf(async () => contentOf(await take([path], known)));
    expect(reason, `run ${run}`).not.toBe('taken');
    expect(bytesOf(folder)).toEqual(before);
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  console.info(`packages corrupted ${runs} times:`, JSON.stringify(reasons));
  expect(Object.keys(reasons).length).toBeGreaterThan(4);
});
