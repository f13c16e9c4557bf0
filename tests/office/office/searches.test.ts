import { expect, test } from 'vitest';
import { articleContent, code, foundedOffice, signIn, strictStaff, testClock, value } from './foundedOffice.ts';

const text = '松岭镇把食堂办到村口，老人每天中午来吃一顿热饭。';

test('what is received and saved is found at once by its newest words, and by nobody who may not read it', async () => {
  const { office } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  const { editor, outsiders } = {
    editor: strictStaff.find(({ roles }) => roles.some((role) => role === 'editor')),
    outsiders: strictStaff.filter(({ roles }) => roles.every((role) => /dministrator|auditor/.test(role))),
  };
  await signIn(office, editor?.id ?? '');
  const bytes = new TextEncoder().encode(`松岭镇村口食堂\n　　${text}\n（松岭镇党委）\n`);
  const { manuscript } = value(await client.receiveManuscript({ fileName: '食堂.txt', bytes, author: '赵某' }));
  const article = value(await client.createArticle({ content: articleContent('河长制', '河道清淤。'), images: {} }));
  const hits = async (query: string) =>
    value(await client.searchDrafts({ text: query })).hits.map(({ kind, id }) => `${kind} ${id}`);
  expect(await hits('每天中午 热饭')).toEqual([`manuscript ${manuscript.id}`]);
  expect(await hits('人：赵某 单位：松岭镇')).toEqual([`manuscript ${manuscript.id}`]);
  expect(await hits('清淤')).toEqual([`article ${article.id}`]);
  const next = articleContent('河长制', '河道巡查每周两次。');
  value(await client.saveArticle({ id: article.id, baseVersion: article.version, content: next }));
  expect(await hits('清淤')).toEqual([]);
  expect(await hits('巡查')).toEqual([`article ${article.id}`]);
  const { id, arrivedOn } = manuscript;
  value(await client.describeManuscript({ id, author: '钱某', phone: '', arrivedOn }));
  expect(await hits('人：赵某')).toEqual([]);
  expect(await hits('人：钱某')).toEqual([`manuscript ${manuscript.id}`]);
  expect(value(await client.findDrafts({ text: '的 或 河道', kind: 'article' })).ids).toEqual([article.id]);
  expect(value(await client.findDrafts({ text: '河道', kind: 'manuscript' })).ids).toEqual([]);
  value(await client.noteSearch({ text: '村口食堂' }));

  expect(outsiders.length).toBeGreaterThan(0);
  for (const person of outsiders) {
    await signIn(office, person.id);
    const answers = [
      await client.searchDrafts({ text: '食堂' }),
      await client.findDrafts({ text: '食堂', kind: 'manuscript' }),
      await client.countFacets({ text: '食堂' }),
      await client.searchIssues({ text: '食堂' }),
      await client.listSearches({}),
      await client.checkReuse({ subject: { kind: 'manuscript', id } }),
      await client.compareReuse({
        subject: { kind: 'manuscript', id },
        source: { kind: 'manuscript', id },
      }),
    ];
    for (const answer of answers) expect(code(answer)).toBe('forbidden');
    expect(JSON.stringify(answers)).not.toContain('食堂');
  }
});

test('each keeps the searches that are theirs: the last twenty, and some by name', async () => {
  const clock = testClock();
  const { office } = await foundedOffice(clock);
  const { client } = office;
  await signIn(office, 'wenhe');
  for (let count = 1; count <= 22; count += 1) {
    clock.pass(1);
    value(await client.noteSearch({ text: `词${count}` }));
  }
  clock.pass(1);
  const { recent } = value(await client.noteSearch({ text: '词9' }));
  expect(recent.map((one) => one.text).slice(0, 3)).toEqual(['词9', '词22', '词21']);
  expect(recent).toHaveLength(20);
  expect(recent.map((one) => one.text)).not.toContain('词2');
  const filters = { year: '2024', unit: '' };
  const { saved } = value(await client.saveSearch({ text: '食堂', filters, name: '村口的食堂' }));
  expect(saved).toMatchObject([{ name: '村口的食堂', text: '食堂', filters }]);
  expect(code(await client.saveSearch({ text: '别的', name: '村口的食堂' }))).toBe('illegalState');
  const own = saved[0]?.id ?? '';

  await signIn(office, 'qiaoyi');
  expect(value(await client.listSearches({}))).toEqual({ recent: [], saved: [] });
  expect(code(await client.removeSearch({ id: own }))).toBe('notFound');
  value(await client.saveSearch({ text: '另一个人的', name: '村口的食堂' }));

  await signIn(office, 'wenhe');
  expect(value(await client.removeSearch({ id: own })).saved).toEqual([]);
  expect(value(await client.removeSearch({ id: recent[0]?.id ?? '' })).recent).toHaveLength(19);
  await signIn(office, 'shenjun');
  const rows = value(await client.listAudit({ chain: 'content', actions: ['saveSearch', 'removeSearch'], limit: 10 }));
  expect(rows.map(({ action, person }) => `${person} ${action}`)).toEqual([
    'wenhe removeSearch',
    'qiaoyi saveSearch',
    'wenhe saveSearch',
  ]);
  expect(JSON.stringify(rows)).not.toContain('食堂');
});
