import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { articleContent, code, foundedOffice, signIn, signInFirst, value } from './foundedOffice.ts';
import { openBases, rowsOf } from './openBases.ts';

const first = new Date('2024-06-03T08:00:00+08:00');

/** An office with a clock that is set by hand, with its editor signed in and one article in it. */
async function writingOffice() {
  let now = first;
  const founded = await foundedOffice({ now: () => now });
  await signIn(founded.office, 'wenhe');
  const article = value(await founded.office.client.createArticle({ content: articleContent('第一稿'), images: {} }));
  const setMinutes = (minutes: number) => {
    now = new Date(first.getTime() + minutes * 60_000);
  };
  return { ...founded, client: founded.office.client, id: article.id, setMinutes };
}

async function versionsOf({ client }: Office, id: string): Promise<readonly string[]> {
  const versions = value(await client.listArticleVersions({ id }));
  return versions.map(({ version, kind, name, author, sealed }) =>
    [version, kind, name, author, sealed ? 'sealed' : 'open'].filter((part) => part !== '').join(' '),
  );
}

test('a sitting writes on in its own version; after half an hour, a name or a hand-over begins the next', async () => {
  const { office, client, id, setMinutes } = await writingOffice();
  let baseSaves = 1;
  const save = async (title: string, baseVersion: number, name?: string) => {
    const named = name === undefined ? {} : { name };
    const answer = await client.saveArticle({ id, baseVersion, baseSaves, content: articleContent(title), ...named });
    const { version, saves } = value(answer);
    baseSaves = saves;
    return version;
  };
  expect(await save('第二稿', 1)).toBe(2);
  setMinutes(10);
  expect(await save('第二稿改', 2)).toBe(2);
  expect(await save('第二稿改', 2)).toBe(2);
  setMinutes(31);
  expect(await save('第三稿', 2)).toBe(3);
  expect(await save('第三稿改', 3, '送领导前')).toBe(3);
  expect(await save('第四稿', 3)).toBe(4);
  expect(await save('第四稿', 4, '原样命名')).toBe(4);
  expect(value(await client.finalizeArticle({ id, baseVersion: 4 })).state).toBe('final');
  expect(code(await client.saveArticle({ id, baseVersion: 4, content: articleContent('不能改') }))).toBe(
    'illegalState',
  );
  expect(value(await client.reopenArticle({ id })).state).toBe('editing');
  expect(code(await client.reopenArticle({ id }))).toBe('illegalState');
  expect(await save('第五稿', 4)).toBe(5);
  expect(await versionsOf(office, id)).toEqual([
    '5 automatic wenhe open',
    '4 named 原样命名 wenhe sealed',
    '3 named 送领导前 wenhe sealed',
    '2 automatic wenhe open',
    '1 named 初稿 wenhe sealed',
  ]);
  expect(value(await client.readArticleVersion({ id, version: 2 })).content.title).toEqual(['第二稿改']);
});

test('定稿 seals what was written as a hand-over', async () => {
  const { office, client, id } = await writingOffice();
  value(await client.saveArticle({ id, baseVersion: 1, content: articleContent('第二稿') }));
  expect(code(await client.finalizeArticle({ id, baseVersion: 1 }))).toBe('conflict');
  value(await client.finalizeArticle({ id, baseVersion: 2 }));
  expect(await versionsOf(office, id)).toEqual(['2 handOver 定稿 wenhe sealed', '1 named 初稿 wenhe sealed']);
});

test('a save over a version that is not the newest overwrites nothing and says which is', async () => {
  const { client, id, setMinutes } = await writingOffice();
  value(await client.saveArticle({ id, baseVersion: 1, content: articleContent('第二稿') }));
  setMinutes(40);
  for (const baseVersion of [0, 1, 3, -1]) {
    const answer = await client.saveArticle({ id, baseVersion, content: articleContent('盖掉别人的') });
    expect(answer).toMatchObject({ ok: false, code: 'conflict', details: { version: 2 } });
  }
  expect(value(await client.readArticle({ id }))).toMatchObject({
    summary: { version: 2 },
    content: { title: ['第二稿'] },
  });
});

const colleague = { id: 'lingyi', name: '凌一', password: '新来的人自己定口令' };

/** A second editor is admitted and signs in. */
async function colleagueSignsIn(office: Office): Promise<void> {
  value(await office.client.admitPerson({ ...colleague, roles: ['editor'] }));
  await signInFirst(office, colleague);
}

test('of two writers with the same base one is refused, though both would write on in the same version', async () => {
  const { office, client, id } = await writingOffice();
  const begun = value(
    await client.saveArticle({ id, baseVersion: 1, baseSaves: 1, content: articleContent('第二稿') }),
  );
  const base = { id, baseVersion: begun.version, baseSaves: begun.saves };
  const first = value(await client.saveArticle({ ...base, content: articleContent('甲窗口写的') }));
  expect(first).toMatchObject({ version: begun.version, saves: begun.saves + 1 });
  expect(code(await client.saveArticle({ ...base, content: articleContent('乙窗口写的') }))).toBe('conflict');
  expect(code(await client.finalizeArticle(base))).toBe('conflict');
  expect(code(await client.restoreArticleVersion({ ...base, version: 1 }))).toBe('conflict');
  expect(value(await client.readArticle({ id })).content.title).toEqual(['甲窗口写的']);
  // Whoever does not say which text he has seen writes over none.
  value(await client.saveArticle({ id, baseVersion: begun.version, content: articleContent('丙写的') }));
  expect(await versionsOf(office, id)).toEqual([
    '3 automatic wenhe open',
    '2 automatic wenhe open',
    '1 named 初稿 wenhe sealed',
  ]);
  expect(value(await client.readArticleVersion({ id, version: 2 })).content.title).toEqual(['甲窗口写的']);
});

test('a text that is the same again is no save', async () => {
  const { client, id } = await writingOffice();
  const begun = value(
    await client.saveArticle({ id, baseVersion: 1, baseSaves: 1, content: articleContent('第二稿') }),
  );
  const base = { id, baseVersion: begun.version, baseSaves: begun.saves };
  expect(value(await client.saveArticle({ ...base, content: articleContent('第二稿') })).saves).toBe(begun.saves);
});

test('what one person has not finished another does not write, seal or go back from before taking it over', async () => {
  const { office, client, id, setMinutes } = await writingOffice();
  const begun = value(
    await client.saveArticle({ id, baseVersion: 1, baseSaves: 1, content: articleContent('闻禾写的') }),
  );
  const writing = { personId: 'wenhe', since: first.toISOString() };
  expect(begun.writing).toEqual(writing);
  setMinutes(90);
  await colleagueSignsIn(office);
  const [listed] = value(await client.listArticles({}));
  expect(listed).toMatchObject({ id, writing });
  const base = { id, baseVersion: begun.version, baseSaves: begun.saves };
  for (const answer of [
    await client.saveArticle({ ...base, content: articleContent('凌一写的') }),
    await client.finalizeArticle(base),
    await client.restoreArticleVersion({ ...base, version: 1 }),
    await client.acceptChanges({ ...base, changes: [0], of: 1, text: articleContent('闻禾写的') }),
  ]) {
    expect(answer).toMatchObject({ ok: false, code: 'conflict', message: expect.stringMatching(/^闻禾正在写/) });
  }
  expect(code(await client.takeOverArticle({ ...base, baseSaves: begun.saves - 1 }))).toBe('conflict');

  const taken = value(await client.takeOverArticle(base));
  expect(taken).not.toHaveProperty('writing');
  expect(taken).not.toHaveProperty('takenOver');
  expect(value(await client.takeOverArticle(base)).version).toBe(begun.version);
  const saved = value(await client.saveArticle({ ...base, content: articleContent('凌一写的') }));
  expect(await versionsOf(office, id)).toEqual([
    '3 automatic lingyi open',
    '2 named 交接前：闻禾 wenhe sealed',
    '1 named 初稿 wenhe sealed',
  ]);

  // The other is told, on the list and at the article, until he says that he knows.
  await signIn(office, 'wenhe');
  const takenOver = { version: 2, by: 'lingyi', at: new Date(first.getTime() + 90 * 60_000).toISOString() };
  expect(value(await client.listArticles({}))).toMatchObject([{ takenOver, writing: { personId: 'lingyi' } }]);
  expect(value(await client.readArticle({ id })).summary).toMatchObject({ takenOver });
  expect(value(await client.acknowledgeTakeOver({ id }))).not.toHaveProperty('takenOver');
  expect(value(await client.listArticles({}))[0]).not.toHaveProperty('takenOver');
  const back = { id, baseVersion: saved.version, baseSaves: saved.saves };
  expect(code(await client.saveArticle({ ...back, content: articleContent('闻禾再写') }))).toBe('conflict');
  value(await client.takeOverArticle(back));
  value(await client.saveArticle({ ...back, content: articleContent('闻禾再写') }));
  await signIn(office, 'shenjun');
  const rows = value(await client.listAudit({ chain: 'content' }));
  expect(
    rows.filter(({ action }) => action.includes('akeOver')).map(({ action, person }) => `${person} ${action}`),
  ).toEqual(['wenhe takeOverArticle', 'wenhe acknowledgeTakeOver', 'lingyi takeOverArticle']);
});

test('whoever takes back what was taken from him is not told of it any more', async () => {
  const { office, client, id } = await writingOffice();
  const begun = value(
    await client.saveArticle({ id, baseVersion: 1, baseSaves: 1, content: articleContent('闻禾写的') }),
  );
  await colleagueSignsIn(office);
  value(await client.takeOverArticle({ id, baseVersion: begun.version }));
  const saved = value(
    await client.saveArticle({ id, baseVersion: begun.version, content: articleContent('凌一写的') }),
  );
  await signIn(office, 'wenhe');
  expect(value(await client.takeOverArticle({ id, baseVersion: saved.version }))).not.toHaveProperty('takenOver');
});

test('a take-over stays on record, and saves are counted one by one, by no statement otherwise', async () => {
  const { office, client, id, directory } = await writingOffice();
  const begun = value(
    await client.saveArticle({ id, baseVersion: 1, baseSaves: 1, content: articleContent('闻禾写的') }),
  );
  await colleagueSignsIn(office);
  value(await client.takeOverArticle({ id, baseVersion: begun.version }));
  value(await client.saveArticle({ id, baseVersion: begun.version, content: articleContent('凌一写的') }));
  const { content } = await openBases(directory, 'wenhe');
  const before = rowsOf(content);
  const takeOver = 'INSERT INTO article_take_overs (article_id, version, from_person, to_person, at)';
  for (const statement of [
    'DELETE FROM article_take_overs',
    "UPDATE article_take_overs SET from_person = 'qiaoyi', seen_at = 'now'",
    'UPDATE article_take_overs SET version = 1',
    `${takeOver} VALUES ('${id}', 3, 'lingyi', 'wenhe', 'now')`,
    `${takeOver} VALUES ('${id}', 1, 'lingyi', 'wenhe', 'now')`,
    `${takeOver} VALUES ('${id}', 1, 'wenhe', 'wenhe', 'now')`,
    'UPDATE articles SET saves = 0',
    'UPDATE articles SET saves = saves + 2',
  ]) {
    expect(() => content.exec(statement), statement).toThrow(
      /only be seen|on record|kept first|counted one by one|CHECK/,
    );
  }
  expect(rowsOf(content)).toEqual(before);
});

test('a clock that is set back begins a new version and loses nothing', async () => {
  const { office, client, id, setMinutes } = await writingOffice();
  setMinutes(60);
  value(await client.saveArticle({ id, baseVersion: 1, content: articleContent('钟拨回之前') }));
  setMinutes(-24 * 60);
  expect(value(await client.saveArticle({ id, baseVersion: 2, content: articleContent('钟拨回之后') })).version).toBe(
    3,
  );
  expect(await versionsOf(office, id)).toHaveLength(3);
  expect(value(await client.readArticle({ id })).content.title).toEqual(['钟拨回之后']);
  expect(value(await client.readArticleVersion({ id, version: 2 })).content.title).toEqual(['钟拨回之前']);
  expect(value(await client.finalizeArticle({ id, baseVersion: 3 })).state).toBe('final');
});

test('going back to an earlier version keeps what is left behind', async () => {
  const { office, client, id } = await writingOffice();
  value(await client.saveArticle({ id, baseVersion: 1, content: articleContent('第二稿') }));
  expect(code(await client.restoreArticleVersion({ id, version: 1, baseVersion: 1 }))).toBe('conflict');
  expect(code(await client.restoreArticleVersion({ id, version: 9, baseVersion: 2 }))).toBe('notFound');
  const restored = value(await client.restoreArticleVersion({ id, version: 1, baseVersion: 2 }));
  expect(restored).toMatchObject({ version: 3, title: '第一稿' });
  expect(await versionsOf(office, id)).toEqual([
    '3 named 恢复自第1版 wenhe sealed',
    '2 named 恢复第1版之前 wenhe sealed',
    '1 named 初稿 wenhe sealed',
  ]);
  expect(value(await client.readArticleVersion({ id, version: 2 })).content.title).toEqual(['第二稿']);
});

test('a sealed version is never changed, by no statement either', async () => {
  const { client, id, directory } = await writingOffice();
  const before = value(await client.readArticleVersion({ id, version: 1 }));
  value(await client.saveArticle({ id, baseVersion: 1, content: articleContent('第二稿') }));
  const { content } = await openBases(directory, 'wenhe');
  for (const statement of [
    "UPDATE article_versions SET content = '{}' WHERE version = 1",
    'UPDATE article_versions SET sealed = 0 WHERE version = 1',
    "UPDATE article_versions SET name = '改名' WHERE version = 1",
    "UPDATE article_versions SET author = 'qiaoyi' WHERE version = 2",
    'UPDATE article_versions SET version = 9 WHERE version = 2',
    'DELETE FROM article_versions WHERE version = 1',
    `INSERT OR REPLACE INTO article_versions SELECT article_id, version, '{}', kind, name, author, started_at, saved_at, 0
      FROM article_versions WHERE version = 1`,
    'DELETE FROM articles',
  ]) {
    expect(() => content.exec(statement), statement).toThrow(
      /sealed version|stays its author|article is kept|FOREIGN KEY/,
    );
  }
  expect(value(await client.readArticleVersion({ id, version: 1 }))).toEqual(before);
});

test('a picture is kept once under the hash of its bytes and need not be sent again', async () => {
  const { client, id, directory } = await writingOffice();
  const { content } = await openBases(directory, 'wenhe');
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
    'base64',
  );
  const image = createHash('sha256').update(bytes).digest('hex');
  const picture = { mime: 'image/png' as const, bytes: bytes.toString('base64') };
  const shown = { ...articleContent('配图的稿件'), body: [{ role: 'figure' as const, image }] };
  const before = rowsOf(content);
  expect(code(await client.saveArticle({ id, baseVersion: 1, content: shown }))).toBe('incomplete');
  const wrong = 'a'.repeat(64);
  const misnamed = { ...shown, body: [{ role: 'figure' as const, image: wrong }] };
  const misnamedImages = { [wrong]: picture };
  expect(code(await client.saveArticle({ id, baseVersion: 1, content: misnamed, images: misnamedImages }))).toBe(
    'malformed',
  );
  expect(code(await client.createArticle({ content: misnamed, images: misnamedImages }))).toBe('malformed');
  expect(rowsOf(content)).toEqual(before);

  const images = { [image]: picture };
  value(await client.saveArticle({ id, baseVersion: 1, content: shown, images }));
  const captioned = { ...shown, body: [{ role: 'figure' as const, image, caption: [{ text: '新修的便桥' }] }] };
  value(await client.saveArticle({ id, baseVersion: 2, content: captioned }));
  expect(value(await client.readArticle({ id }))).toMatchObject({ content: captioned, images });
  value(await client.createArticle({ content: shown, images }));
  expect(content.prepare('SELECT count(*) FROM images').pluck().get()).toBe(1);
});

test('an article of 500,000 characters is saved and read back character for character', async () => {
  const { client, id } = await writingOffice();
  const paragraph = '今年以来，澜溪县把便民服务做到村口，全县设服务点46处。';
  const characters = 500_000;
  const perBlock = 500;
  const text = paragraph.repeat(Math.ceil(characters / paragraph.length)).slice(0, characters);
  const body = Array.from({ length: characters / perBlock }, (_value, index) => ({
    role: 'paragraph' as const,
    inlines: [{ text: text.slice(index * perBlock, (index + 1) * perBlock) }],
  }));
  const content = { ...articleContent('长稿'), body };
  const started = performance.now();
  value(await client.saveArticle({ id, baseVersion: 1, content }));
  const saved = performance.now();
  const read = value(await client.readArticle({ id }));
  const milliseconds = [saved - started, performance.now() - saved].map(Math.round);
  expect(read.content).toEqual(content);
  console.info(`500,000 characters: saved in ${milliseconds[0]} ms, read in ${milliseconds[1]} ms`);
});
