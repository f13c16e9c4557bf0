import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chainRefusal, daysApart } from '#shared/handover/chainRefusal.ts';
import { HandoverRefusal, handoverReasons } from '#shared/handover/handoverRefusal.ts';
import { cardHash } from '#shared/handover/machineCard.ts';
import {
  isManifestSignedBy,
  type ManifestStatement,
  packageHash,
  packageManifestText,
  readManifest,
  signManifest,
} from '#shared/handover/packageManifest.ts';
import { signedText } from '#shared/issue/readSignedText.ts';
import { madeCard } from './cards.ts';

const sender = madeCard('编辑机');
const receiver = madeCard('审核机');
const digest = 'a'.repeat(64);

function statement(part: Partial<ManifestStatement> = {}) {
  return {
    kind: 'submit',
    issue: 'issue-1',
    sender: cardHash(sender.card),
    person: '林舟',
    at: '2026-03-02T01:00:00.000Z',
    receivers: [{ card: cardHash(receiver.card), sequence: 1, previous: null }],
    seen: [],
    outside: { date: '2026-03-02', receivers: ['审核机'], mark: '0'.repeat(32) },
    parts: [{ name: 'document.json', bytes: 12, sm3: digest }],
    ...part,
  } satisfies Omit<ManifestStatement, 'format' | 'version'>;
}

test('a manifest is read back as it was signed; any other member breaks the signature', () => {
  const manifest = signManifest(statement(), sender.key);
  expect(readManifest(packageManifestText(manifest))).toEqual(manifest);
  expect(isManifestSignedBy(manifest, sender.card.publicKey)).toBe(true);
  expect(isManifestSignedBy(manifest, receiver.card.publicKey)).toBe(false);
  const changes: Partial<ManifestStatement>[] = [
    { kind: 'return' },
    { issue: null },
    { person: '闻禾' },
    { at: '2027-03-02T01:00:00.000Z' },
    { receivers: [{ card: cardHash(receiver.card), sequence: 2, previous: digest }] },
    { seen: [digest] },
    { outside: { ...manifest.outside, date: '2026-03-03' } },
    { parts: [{ name: 'document.json', bytes: 13, sm3: digest }] },
  ];
  for (const change of changes) {
    const changed = { ...manifest, ...change };
    expect(isManifestSignedBy(changed, sender.card.publicKey), JSON.stringify(change)).toBe(false);
    expect(packageHash(changed)).not.toBe(packageHash(manifest));
  }
});

test('what would lead out of the package, hide in it or not fit it is signed by nobody and read by nobody', () => {
  const part = (name: string) => ({ name, bytes: 1, sm3: digest });
  const wrong: readonly unknown[] = [
    ...[
      '',
      '.',
      '..',
      '../a',
      'a/../b',
      '/a',
      'a/',
      'a//b',
      'a\\b',
      'C:a',
      'a\u0000',
      'a\nb',
      'a ',
      ' a',
      'a/b/c/d/e',
    ].map((name) => ({ parts: [part(name)] })),
    { parts: [part('a'), part('A')] },
    { parts: [part('a/b'), part('A')] },
    { parts: [part('a/b'), part('a/b/c')] },
    { parts: [part('é'), part('e\u0301')] },
    { parts: [{ name: 'a', bytes: -1, sm3: digest }] },
    { parts: [{ name: 'a', bytes: 2 ** 40, sm3: digest }] },
    { parts: Array.from({ length: 5 }, (_, index) => ({ name: `${index}`, bytes: 500_000_000, sm3: digest })) },
    { receivers: [] },
    { receivers: [{ card: digest, sequence: 1, previous: digest }] },
    { receivers: [{ card: digest, sequence: 2, previous: null }] },
    { receivers: [1, 2].map(() => ({ card: digest, sequence: 1, previous: null })) },
    { kind: 'order' },
    { issue: '' },
    { person: '林\u202e舟' },
    { seen: [digest, digest] },
  ];
  const manifest = signManifest(statement(), sender.key);
  for (const change of wrong) {
    const changed = { ...statement(), ...(change as object) };
    expect(() => signManifest(changed as never, sender.key), JSON.stringify(change)).toThrow();
    expect(
      readManifest(signedText({ ...manifest, ...(change as object) } as never)),
      JSON.stringify(change),
    ).toBeUndefined();
  }
});

test('arbitrary JSON is no manifest and throws nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.string(), (value, text) => {
      expect(readManifest(JSON.stringify(value))).toBeUndefined();
      expect(readManifest(text)).toBeUndefined();
    }),
  );
  expect(readManifest('['.repeat(500_000))).toBeUndefined();
});

test('a chain is followed by its numbers and hashes alone', () => {
  const last = { sequence: 3, hash: digest };
  const other = 'b'.repeat(64);
  expect(chainRefusal({ sequence: 1, previous: null }, undefined, false)).toBeUndefined();
  expect(chainRefusal({ sequence: 4, previous: digest }, last, false)).toBeUndefined();
  expect(chainRefusal({ sequence: 4, previous: digest }, last, true)).toEqual({ reason: 'replayed' });
  expect(chainRefusal({ sequence: 3, previous: other }, last, false)).toEqual({ reason: 'older' });
  expect(chainRefusal({ sequence: 6, previous: other }, last, false)).toEqual({ reason: 'gap', numbers: [4, 5] });
  expect(chainRefusal({ sequence: 3, previous: other }, undefined, false)).toEqual({ reason: 'gap', numbers: [1, 2] });
  expect(chainRefusal({ sequence: 4, previous: other }, last, false)).toEqual({ reason: 'chainBroken' });
  expect(daysApart('2036-03-02T00:00:00.000Z', new Date('2026-03-02T12:00:00.000Z'))).toBeGreaterThan(3600);
  expect(daysApart('2026-03-02T23:00:00.000Z', new Date('2026-03-02T01:00:00.000Z'))).toBe(0);
});

test('every reason has a sentence of its own, whatever is known of the case', () => {
  const bare = handoverReasons.map((reason) => new HandoverRefusal(reason).message);
  expect(new Set(bare).size).toBe(handoverReasons.length);
  for (const reason of handoverReasons) {
    const details = { file: '甲.nkh', numbers: [2], volumes: 3, receivers: ['审核机'], sender: '编辑机', sequence: 4 };
    const { message } = new HandoverRefusal(reason, details);
    expect(message).toMatch(/。$/);
    expect(message).not.toMatch(/undefined|[\u4e00-\u9fff] |[\u4e00-\u9fff]\s[0-9]/);
  }
});
