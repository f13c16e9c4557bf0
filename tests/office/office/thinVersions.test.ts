import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ThinnableVersion, versionsToThin } from '#office/articles/thinVersions.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { keepHeads, readHeads } from '#store/keyring.ts';
import { articleContent, foundedOffice, publicationOf, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const hourMs = 60 * 60 * 1000;
/** The base judges by the clock of the machine, so the tests are written around now; at half past, no step crosses an hour. */
const now = new Date();
now.setMinutes(30, 0, 0);

function ago(hours: number, minutes = 0): string {
  return new Date(now.getTime() - hours * hourMs - minutes * 60_000).toISOString();
}

interface Made {
  readonly savedAt: string;
  readonly author?: string;
  readonly kind?: string;
  readonly sealed?: 0 | 1;
}

/** An office with one article whose later versions, from the second, are these. */
async function officeWith(made: readonly Made[]) {
  const founded = await foundedOffice();
  const { client } = founded.office;
  await signIn(founded.office, 'wenhe');
  const { id } = value(await client.createArticle({ content: articleContent('渡口的灯'), images: {} }));
  const { content } = await openBases(founded.directory, 'wenhe');
  const insert = content.prepare(
    `INSERT INTO article_versions (article_id, version, content, kind, name, author, started_at, saved_at, sealed)
     VALUES (?, ?, ?, ?, '', ?, ?, ?, ?)`,
  );
  for (const [index, { savedAt, author = 'wenhe', kind = 'automatic', sealed = 0 }] of made.entries()) {
    const text = JSON.stringify(articleContent(`第${index + 2}版`));
    insert.run(id, index + 2, text, kind, author, savedAt, savedAt, sealed);
    content.prepare('UPDATE articles SET version = ? WHERE id = ?').run(index + 2, id);
  }
  const versions = async () =>
    value(await client.listArticleVersions({ id }))
      .map(({ version }) => version)
      .toReversed();
  return { ...founded, client, id, content, versions };
}

test('at sign-in one automatic version an hour is left of a week, then one a day; all of a day, and all that is sealed', async () => {
  const { office, id, versions } = await officeWith([
    { savedAt: ago(24 * 20, 2) }, // 2: the same hour as 3
    { savedAt: ago(24 * 20, 1) },
    { savedAt: ago(24 * 3, 20) }, // 4: the same hour as 6, two before
    { savedAt: ago(24 * 3, 10) },
    { savedAt: ago(24 * 3, 5) },
    { savedAt: ago(24 * 3 - 1, 5) }, // 7: an hour later
    { savedAt: ago(24 * 2, 20), kind: 'named', sealed: 1 }, // 8
    { savedAt: ago(24 * 2, 15) }, // 9: the same hour as 10, which is another person's
    { savedAt: ago(24 * 2, 10), author: 'qiaoyi' },
    { savedAt: ago(24 * 2, 5) },
    { savedAt: ago(23, 20) }, // 12 and 13: less than a day old
    { savedAt: ago(23, 10) },
    { savedAt: ago(0) },
  ]);
  await signIn(office, 'wenhe');
  expect(await versions()).toEqual([1, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  // What is left is left: nothing more goes at the next sign-in, and nothing is left out of the record.
  await signIn(office, 'shenjun');
  const rows = value(await office.client.listAudit({ chain: 'content' })).filter(
    ({ action }) => action === 'thinVersions',
  );
  expect(rows).toMatchObject([{ subject: id, person: 'wenhe', details: { rows: 3 } }]);
  await signIn(office, 'wenhe');
  expect(await versions()).toHaveLength(11);
  expect(value(await office.client.readRevisions({ id })).steps.map(({ personId }) => personId)).toContain('qiaoyi');
});

test('a sign-in that finds the records amiss thins nothing', async () => {
  const { office, client, directory, versions } = await officeWith([
    { savedAt: ago(24 * 3, 20) },
    { savedAt: ago(24 * 3, 10) },
    { savedAt: ago(0) },
  ]);
  value(await client.signOut({}));
  // As after the base was exchanged for an older one.
  const { keyring } = dataFiles(directory);
  const { register, content } = readHeads(keyring);
  if (!content) throw new Error('no head of content.db was kept');
  keepHeads(keyring, { register, content: { ...content, sequence: content.sequence + 1 } });
  expect((await signIn(office, 'wenhe')).alerts).toHaveLength(1);
  expect(await versions()).toEqual([1, 2, 3, 4]);
  expect((await signIn(office, 'wenhe')).alerts).toEqual([]);
  expect(await versions()).toEqual([1, 3, 4]);
});

test('a version that an issue shows stays, and the newest of all', async () => {
  const { office, id, content, versions } = await officeWith([
    { savedAt: ago(24 * 3, 20) },
    { savedAt: ago(24 * 3, 10) },
    { savedAt: ago(24 * 3, 5) },
  ]);
  const { client } = office;
  const { id: publicationId } = await publicationOf(office);
  const { summary } = value(await client.createIssue({ publicationId }));
  content.prepare('INSERT INTO issue_articles VALUES (?, ?, 1, 2)').run(summary.id, id);
  await signIn(office, 'wenhe');
  expect(await versions()).toEqual([1, 2, 4]);
});

test('the base lets nothing else go, whoever asks', async () => {
  const { content, versions } = await officeWith([
    { savedAt: ago(24 * 3, 20), kind: 'named', sealed: 1 }, // 2: sealed
    { savedAt: ago(24 * 3, 10), kind: 'named' }, // 3: not automatic
    { savedAt: ago(24 * 3, 5) }, // 4: the next is an hour later
    { savedAt: ago(24 * 3 - 1, 5) }, // 5: the next is another's
    { savedAt: ago(24 * 3 - 1, 4), author: 'qiaoyi' }, // 6: the next is wenhe's
    { savedAt: ago(24 * 3 - 1, 3) }, // 7: two hours before the next
    { savedAt: ago(23, 10) }, // 8: younger than a day
    { savedAt: ago(23, 5) }, // 9: the newest
  ]);
  const all = await versions();
  for (const version of all) {
    expect(() => content.prepare('DELETE FROM article_versions WHERE version = ?').run(version), `${version}`).toThrow(
      /are thinned|never removed/,
    );
  }
  expect(() => content.exec('DELETE FROM article_versions')).toThrow(/are thinned|never removed/);
  expect(await versions()).toEqual(all);
});

test('a sign-in thins no more than it has time for, the next ones the rest', async () => {
  const many = Array.from({ length: 450 }, () => ({ savedAt: ago(24 * 30) }));
  const { office, versions } = await officeWith([...many, { savedAt: ago(0) }]);
  await signIn(office, 'wenhe');
  expect(await versions()).toHaveLength(1 + 451 - 400);
  await signIn(office, 'wenhe');
  expect(await versions()).toEqual([1, 451, 452]);
});

test('whatever the versions are, each that goes has its successor in its hour or day by the same person, and that stays', () => {
  const version = fc.record({
    minutes: fc.nat({ max: 20 * 24 * 60 }),
    author: fc.constantFrom('wenhe', 'qiaoyi'),
    isThinnable: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(version, { maxLength: 60 }), (made) => {
      const newestFirst = made
        .toSorted((left, right) => left.minutes - right.minutes)
        .map(
          ({ minutes, author, isThinnable }, index): ThinnableVersion => ({
            articleId: 'one',
            version: made.length - index,
            author,
            savedAt: ago(0, minutes),
            isThinnable,
          }),
        );
      const gone = new Set(versionsToThin(newestFirst, now));
      const stays = newestFirst.filter((one) => !gone.has(one));
      expect(stays[0]).toBe(newestFirst[0]);
      for (const one of gone) {
        const next = stays.findLast(({ version: number }) => number > one.version);
        expect(one.isThinnable).toBe(true);
        expect(next?.author).toBe(one.author);
        const [from, to] = [new Date(one.savedAt), new Date(next?.savedAt ?? 0)];
        expect(now.getTime() - from.getTime()).toBeGreaterThan(24 * hourMs);
        const stretch = (date: Date) =>
          now.getTime() - from.getTime() > 7 * 24 * hourMs ? date.toDateString() : date.toString().slice(0, 18);
        expect(stretch(to)).toBe(stretch(from));
      }
      // Thinning what was thinned takes nothing more.
      expect(versionsToThin(stays, now)).toEqual([]);
    }),
  );
});
