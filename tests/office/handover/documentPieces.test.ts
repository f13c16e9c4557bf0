import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentPieces, withoutPictures } from '#office/handover/documentPieces.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { emptyIssueDocument, IssueDocument } from '#shared/issue/issueDocument.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';

const pictures = new Map([
  ['b'.repeat(64), randomBytes(70_000)],
  ['a'.repeat(64), randomBytes(1)],
  ['c'.repeat(64), Buffer.alloc(0)],
]);
const images = Object.fromEntries(
  [...pictures].map(([name, bytes]) => [name, { mime: 'image/png' as const, bytes: bytes.toString('base64') }]),
);
const document = IssueDocument.parse({
  ...emptyIssueDocument({ name: '澜溪“信息”', organ: '澜溪县\n办公室' }),
  editorsNote: '"images":{} 不是图片 \\u0000',
  images,
});
const pictureOf = (name: string) => pictures.get(name) ?? Buffer.alloc(0);

test('a document whose pictures are put in piece by piece is the same, sign for sign', () => {
  const bare = IssueDocument.parse({
    ...document,
    images: Object.fromEntries(Object.keys(images).map((name) => [name, { mime: 'image/png', bytes: '' }])),
  });
  const text = Buffer.concat([...documentPieces(bare, pictureOf)]).toString('utf8');
  expect(text).toBe(canonicalJson(document));
  const longest = Math.max(...[...documentPieces(bare, pictureOf)].map(({ length }) => length));
  expect(longest).toBeLessThan(100_000);
  expect(Buffer.concat([...documentPieces({}, pictureOf)]).toString()).toBe('{}');
});

test('the base gives a document without the bytes of its pictures, and one without pictures as it is', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations);
  const bare = (text: string) =>
    database
      .prepare(`SELECT ${withoutPictures('given')} FROM (SELECT ? AS given)`)
      .pluck()
      .get(text) as string;
  const read = JSON.parse(bare(canonicalJson(document))) as IssueDocument;
  expect(read.images).toEqual(
    Object.fromEntries(Object.keys(images).map((name) => [name, { mime: 'image/png', bytes: '' }])),
  );
  expect(canonicalJson({ ...read, images })).toBe(canonicalJson(document));
  const { images: _images, ...seen } = document;
  expect(bare(canonicalJson(seen))).toBe(canonicalJson(seen));
  database.close();
});
