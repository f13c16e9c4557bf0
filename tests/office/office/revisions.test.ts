import { expect, test } from 'vitest';
import type { ArticleContent } from '#shared/issue/article.ts';
import { changeAuthors } from '#shared/revision/changeAuthors.ts';
import { compareArticles } from '#shared/revision/compareArticles.ts';
import { describeChange } from '#shared/revision/describeChange.ts';
import { code, foundedOffice, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

function text(...paragraphs: readonly string[]): ArticleContent {
  const body = paragraphs.map((words) => ({ role: 'paragraph' as const, inlines: [{ text: words }] }));
  return { title: ['南坪镇整治沟渠'], source: null, body };
}

async function writingOffice() {
  const founded = await foundedOffice();
  const { client } = founded.office;
  await signIn(founded.office, 'wenhe');
  const { id } = value(
    await client.createArticle({ content: text('组织三百余人清理沟渠。', '春灌前全部通水。'), images: {} }),
  );
  const save = async (baseVersion: number, ...paragraphs: readonly string[]) =>
    value(await client.saveArticle({ id, baseVersion, content: text(...paragraphs) })).version;
  /** Each change as it is told: kind, what went, what came, who. */
  const told = async () => {
    const { base, steps } = value(await client.readRevisions({ id }));
    const comparison = compareArticles(base, steps.at(-1)?.content ?? base);
    const authors = changeAuthors(comparison, base, steps);
    return comparison.changes.map((_change, index) => {
      const { kind, removed, added } = describeChange(comparison, index);
      return [kind, removed, added, authors[index]?.map(({ personId }) => personId).join('、')];
    });
  };
  return { ...founded, client, id, save, told };
}

test('changes are told from what the article began with, one is accepted, and 清稿 accepts the rest', async () => {
  const { office, client, id, save, told, directory } = await writingOffice();
  expect(await told()).toEqual([]);
  const version = await save(1, '组织四百余人清理沟渠。', '春灌前全部通水。', '惠及农田一万亩。');
  expect(await told()).toEqual([
    ['replace', '三', '四', 'wenhe'],
    ['insert', '', '惠及农田一万亩。 ', 'wenhe'],
  ]);
  const seen = text('组织四百余人清理沟渠。', '春灌前全部通水。', '惠及农田一万亩。');
  value(await client.acceptChanges({ id, baseVersion: version, changes: [1], of: 2, text: seen }));
  expect(await told()).toEqual([['replace', '三', '四', 'wenhe']]);
  // The text itself is as it was.
  expect(value(await client.readArticle({ id })).content.body).toHaveLength(3);

  expect(code(await client.acceptChanges({ id, baseVersion: version, changes: [0], of: 2, text: seen }))).toBe(
    'conflict',
  );
  // As many changes, but of another text than the one that was looked at.
  const other = text('组织五百余人清理沟渠。', '春灌前全部通水。', '惠及农田一万亩。');
  const stale = { id, baseVersion: version, changes: [0], of: 1, text: other };
  expect(code(await client.acceptChanges(stale))).toBe('conflict');
  value(await client.acceptChanges({ ...stale, text: seen }));
  expect(await told()).toEqual([]);
  const versions = value(await client.listArticleVersions({ id }));
  expect(versions.map(({ name, sealed }) => [name, sealed])).toEqual([
    ['清稿', true],
    ['初稿', true],
  ]);
  await save(version, '组织四百余人清理沟渠。', '春灌前全部通水。', '惠及农田一万二千亩。');
  expect(await told()).toEqual([['insert', '', '二千', 'wenhe']]);

  office.close();
  const { content } = await openBases(directory, 'wenhe');
  expect(() => content.exec("UPDATE article_bases SET content = '{}'")).toThrow('never rewritten');
  expect(() => content.exec('DELETE FROM article_bases')).toThrow('is kept');
});

test('whoever has read the changes once is sent only what was saved since, and nothing where nothing was', async () => {
  const { client, id, save } = await writingOffice();
  await save(1, '组织四百余人清理沟渠。');
  await save(2, '组织四百余人清理沟渠两处。');
  const { baseNumber, saves, steps } = value(await client.readRevisions({ id }));
  expect(steps.map(({ version }) => version)).toEqual([2, 3]);
  const since = { id, baseNumber, saves, fromVersion: 3 };
  expect(value(await client.readNewRevisions(since))).toEqual({ saves, steps: [] });
  // Written on in the same version, then in another.
  const extended = text('组织四百余人清理沟渠三处。');
  const on = value(await client.saveArticle({ id, baseVersion: 3, baseSaves: saves, content: extended }));
  await save(3, '组织四百余人清理沟渠四处。');
  const whole = value(await client.readRevisions({ id }));
  const news = value(await client.readNewRevisions(since));
  expect(news).toEqual({ saves: on.saves + 1, steps: whole.steps.slice(1) });
  expect(news?.steps.map(({ version, content }) => [version, content.body.length])).toEqual([
    [3, 1],
    [4, 1],
  ]);
  // A new 底稿 changes what all of it is told from.
  const seen = text('组织四百余人清理沟渠四处。');
  const all = compareArticles(whole.base, seen).changes.map((_change, index) => index);
  value(await client.acceptChanges({ id, baseVersion: 4, changes: all, of: all.length, text: seen }));
  expect(value(await client.readNewRevisions(since))).toBeNull();
});

test('an article that is final, or saved anew meanwhile, takes no acceptance', async () => {
  const { client, id, save, told } = await writingOffice();
  const version = await save(1, '组织四百余人清理沟渠。', '春灌前全部通水。');
  const seen = text('组织四百余人清理沟渠。', '春灌前全部通水。');
  const accept = (baseVersion: number) => client.acceptChanges({ id, baseVersion, changes: [0], of: 1, text: seen });
  expect(code(await accept(1))).toBe('conflict');
  value(await client.finalizeArticle({ id, baseVersion: version }));
  expect(code(await accept(version))).toBe('illegalState');
  expect(await told()).toHaveLength(1);
});

test('花脸稿 leaves as a file named after the article, and it is on record who took it out', async () => {
  const { office, client, id, save, directory } = await writingOffice();
  const version = await save(1, '组织四百余人清理沟渠。', '春灌前全部通水。');
  expect(value(await client.exportMarkedCopy({ id })).name).toBe('南坪镇整治沟渠花脸稿.pdf');
  office.close();
  const { content } = await openBases(directory, 'wenhe');
  const row = content.prepare("SELECT person, subject, details FROM audit WHERE action = 'exportMarkedCopy'").get();
  expect(row).toEqual({ person: 'wenhe', subject: id, details: JSON.stringify({ version }) });
});
