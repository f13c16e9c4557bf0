import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { articleContent, code, foundedOffice, issueOf, signIn, value } from './foundedOffice.ts';
import { openBases, rowsOf } from './openBases.ts';

const first: ArticleContent = {
  ...articleContent('村口服务点'),
  body: [
    { role: 'paragraph', inlines: [{ text: '村' }, { text: '口有灯', bold: true }, { text: '，村口有人。' }] },
    { role: 'list', ordered: true, items: [[{ text: '村口一处' }]] },
    { role: 'table', headerRows: 1, rows: [[{ inlines: [{ text: '村口' }] }], [{ inlines: [{ text: '二' }] }]] },
  ],
};
const second = articleContent('沟渠整治', '从村口到田头，三百余人清理沟渠。');
const third = articleContent('春灌', '全部通水。');

/** Signed in as the editor: an issue of three articles at 定稿. */
async function draftOfThree(office: Office) {
  await signIn(office, 'wenhe');
  const { client } = office;
  const ids: string[] = [];
  for (const content of [first, second, third]) {
    const { id, version } = value(await client.createArticle({ content, images: {} }));
    value(await client.finalizeArticle({ id, baseVersion: version }));
    ids.push(id);
  }
  return { issue: await issueOf(office, ids), ids: ids as [string, string, string] };
}

/** 村口 becomes 村头 in the first two articles. */
async function villageGate(office: Office, issueId: string, ids: readonly string[]) {
  const { contentHash } = value(await office.client.readIssue({ id: issueId }));
  const baseVersion = async (id: string) => value(await office.client.readArticle({ id })).summary.version;
  const edit = (line: number, start: number) => ({ line, start, end: start + 2, text: '村头' });
  return {
    id: issueId,
    contentHash,
    sought: '村口',
    replacement: '村头',
    articles: [
      {
        articleId: ids[0] as string,
        baseVersion: await baseVersion(ids[0] as string),
        edits: [edit(0, 0), edit(1, 0), edit(1, 5), edit(2, 0), edit(3, 0)],
      },
      { articleId: ids[1] as string, baseVersion: await baseVersion(ids[1] as string), edits: [edit(1, 1)] },
    ],
  } satisfies CommandInput<'replaceInIssue'>;
}

test('a replacement changes every ticked place of an issue at once: sealed versions, 定稿 kept, the draft made up anew, on record', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue, ids } = await draftOfThree(office);
  const { id } = issue.summary;
  const { articles } = value(await client.replaceInIssue(await villageGate(office, id, ids)));
  expect(articles.map(({ articleId }) => articleId)).toEqual(ids.slice(0, 2));

  const after = value(await client.readIssue({ id }));
  expect(after.document.articles[0]).toMatchObject({
    title: ['村头服务点'],
    body: [
      // The marks around stay, and what is put in has those with which the place begins.
      { inlines: [{ text: '村头' }, { text: '有灯', bold: true }, { text: '，村头有人。' }] },
      { items: [[{ text: '村头一处' }]] },
      { rows: [[{ inlines: [{ text: '村头' }] }], [{ inlines: [{ text: '二' }] }]] },
    ],
  });
  expect(after.document.articles[1]).toMatchObject({
    body: [{ inlines: [{ text: '从村头到田头，三百余人清理沟渠。' }] }],
  });
  expect(after.document.articles[2]).toEqual(issue.document.articles[2]);
  for (const { articleId, version } of articles) {
    const { summary } = value(await client.readArticle({ id: articleId }));
    expect(summary).toMatchObject({ state: 'final', version });
    const [newest] = value(await client.listArticleVersions({ id: articleId }));
    expect(newest).toMatchObject({ version, sealed: true, kind: 'named', name: '全刊替换：“村口”改为“村头”' });
    // 改动 tells it as any other change since the 底稿.
    const { base, steps } = value(await client.readRevisions({ id: articleId }));
    expect(base).toEqual(articleId === ids[0] ? first : second);
    expect(steps.at(-1)).toMatchObject({ personId: 'wenhe' });
  }
  const { content } = await openBases(directory, 'wenhe');
  const rows = content.prepare("SELECT action, details FROM audit WHERE action = 'replaceInIssue'").all();
  expect(rows).toEqual([{ action: 'replaceInIssue', details: expect.not.stringContaining('村') }]);
});

test('a replacement is taken back as a whole, and another one made after it too', async () => {
  // However long a step takes, what it writes belongs together.
  let moment = Date.parse('2024-06-03T08:00:00Z');
  const now = () => {
    moment += 1000;
    return new Date(moment);
  };
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { issue, ids } = await draftOfThree(office);
  const { id } = issue.summary;
  const last = async () => value(await client.readReplacement({ id })).articles;
  expect(await last()).toEqual([]);
  const { articles } = value(await client.replaceInIssue(await villageGate(office, id, ids)));
  const inOrder = articles.toSorted((left, right) => (left.articleId < right.articleId ? -1 : 1));
  expect(await last()).toEqual(inOrder);
  value(await client.undoReplacement({ id, articles }));
  expect(await last()).toEqual([]);
  const restored = value(await client.readIssue({ id }));
  expect(restored.document).toEqual(issue.document);
  expect(restored.contentHash).toBe(issue.contentHash);
  // Once is enough, and what was never a replacement is left alone.
  expect(code(await client.undoReplacement({ id, articles }))).toBe('conflict');
  const { summary } = value(await client.readArticle({ id: ids[2] }));
  expect(code(await client.undoReplacement({ id, articles: [{ articleId: ids[2], version: summary.version }] }))).toBe(
    'illegalState',
  );
  const again = value(await client.replaceInIssue(await villageGate(office, id, ids)));
  value(await client.undoReplacement({ id, articles: again.articles }));
  expect(value(await client.readIssue({ id })).document).toEqual(issue.document);
});

test('nothing at all is replaced where one article has changed, is being written, stands elsewhere, or has no such place', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue, ids } = await draftOfThree(office);
  const { id } = issue.summary;
  const { content } = await openBases(directory, 'wenhe');
  const given = await villageGate(office, id, ids);
  const [one, other] = given.articles as [(typeof given.articles)[0], (typeof given.articles)[0]];
  const refused = async (input: CommandInput<'replaceInIssue'>, expected: string) => {
    const rows = rowsOf(content);
    expect(code(await client.replaceInIssue(input))).toBe(expected);
    expect(rowsOf(content)).toEqual(rows);
  };
  await refused({ ...given, contentHash: 'b'.repeat(64) }, 'conflict');
  await refused({ ...given, articles: [one, { ...other, baseVersion: other.baseVersion + 1 }] }, 'conflict');
  await refused(
    { ...given, articles: [one, { ...other, edits: [{ line: 1, start: 90, end: 92, text: '' }] }] },
    'malformed',
  );
  const stranger = value(await client.createArticle({ content: second, images: {} }));
  await refused({ ...given, articles: [one, { ...other, articleId: stranger.id, baseVersion: 1 }] }, 'notFound');

  value(await client.reopenArticle({ id: ids[1] }));
  await refused(given, 'illegalState');
  const saved = value(await client.saveArticle({ id: ids[1], baseVersion: other.baseVersion, content: third }));
  value(await client.finalizeArticle({ id: ids[1], baseVersion: saved.version }));
  await refused(given, 'conflict');
});

test('a replacement stays where somebody has written since, and once the issue is handed over', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue, ids } = await draftOfThree(office);
  const { id } = issue.summary;
  const { articles } = value(await client.replaceInIssue(await villageGate(office, id, ids)));
  const { content } = await openBases(directory, 'wenhe');
  const stays = async (expected: string) => {
    const rows = rowsOf(content);
    expect(code(await client.undoReplacement({ id, articles }))).toBe(expected);
    expect(rowsOf(content)).toEqual(rows);
  };
  const { contentHash } = value(await client.readIssue({ id }));
  value(await client.submitIssue({ id, contentHash, opinion: '' }));
  await stays('illegalState');
  expect(code(await client.replaceInIssue(await villageGate(office, id, ids)))).toBe('illegalState');
  value(await client.recallIssue({ id }));

  value(await client.reopenArticle({ id: ids[1] }));
  await stays('illegalState');
  expect(value(await client.readReplacement({ id })).articles).toHaveLength(2);
  const { version } = articles[1] ?? { version: 0 };
  const saved = value(await client.saveArticle({ id: ids[1], baseVersion: version, content: third }));
  value(await client.finalizeArticle({ id: ids[1], baseVersion: saved.version }));
  await stays('conflict');
  expect(value(await client.readReplacement({ id })).articles).toEqual([]);
});

test('a replacement is not taken back in half: an article that has left the issue since keeps the others as they are', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue, ids } = await draftOfThree(office);
  const { id } = issue.summary;
  const { articles } = value(await client.replaceInIssue(await villageGate(office, id, ids)));
  const { contentHash, document } = value(await client.readIssue({ id }));
  const { marking, reportTo, copyTo, sendTo } = document;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds: [ids[0], ids[2]] };
  const left = value(await client.saveIssue({ id, baseContentHash: contentHash, ...fields }));
  expect(value(await client.readReplacement({ id })).articles).toHaveLength(2);
  expect(code(await client.undoReplacement({ id, articles }))).toBe('notFound');
  expect(value(await client.readIssue({ id })).document).toEqual(left.document);
});

test('a version that only has the name of a replacement is none, and an earlier replacement or a part of one is not taken back', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue, ids } = await draftOfThree(office);
  const { id } = issue.summary;
  value(await client.reopenArticle({ id: ids[2] }));
  const { version: baseVersion } = value(await client.readArticle({ id: ids[2] })).summary;
  const content = articleContent('春灌改');
  const named = value(await client.saveArticle({ id: ids[2], baseVersion, content, name: '全刊替换：我自己改的' }));
  const { version } = value(await client.finalizeArticle({ id: ids[2], baseVersion: named.version }));
  expect(value(await client.readReplacement({ id })).articles).toEqual([]);
  expect(code(await client.undoReplacement({ id, articles: [{ articleId: ids[2], version }] }))).toBe('illegalState');

  const whole = await villageGate(office, id, ids);
  const [one, other] = whole.articles as [(typeof whole.articles)[0], (typeof whole.articles)[0]];
  const { articles: earlier } = value(await client.replaceInIssue({ ...whole, articles: [one] }));
  const { contentHash } = value(await client.readIssue({ id }));
  const { articles: last } = value(await client.replaceInIssue({ ...whole, contentHash, articles: [other] }));
  expect(value(await client.readReplacement({ id })).articles).toEqual(last);
  const bases = await openBases(directory, 'wenhe');
  const rows = rowsOf(bases.content);
  expect(code(await client.undoReplacement({ id, articles: earlier }))).toBe('illegalState');
  expect(rowsOf(bases.content)).toEqual(rows);
  value(await client.undoReplacement({ id, articles: last }));

  // The first article keeps what the earlier one made of it; the second and third are replaced in together.
  const again = await villageGate(office, id, ids);
  const changed = again.articles.slice(1);
  const edits = [{ line: 1, start: 0, end: 2, text: '多处' }];
  const { articles: both } = value(
    await client.replaceInIssue({
      ...again,
      articles: [...changed, { articleId: ids[2], baseVersion: version, edits }],
    }),
  );
  const before = rowsOf(bases.content);
  expect(code(await client.undoReplacement({ id, articles: both.slice(0, 1) }))).toBe('illegalState');
  expect(rowsOf(bases.content)).toEqual(before);
  value(await client.undoReplacement({ id, articles: both }));
});
