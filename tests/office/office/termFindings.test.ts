import { expect, test } from 'vitest';
import { code, foundedOffice, issueOf, publicationOf, settings, signIn, value } from './foundedOffice.ts';

const paragraph = (text: string) => ({ role: 'paragraph' as const, inlines: [{ text }] });

test('the check of an issue tells what proofreading finds in each article and where, and nothing of it stops the issue', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  await publicationOf(office);
  const other = value(await client.savePublication({ name: '龙门刊', settings }));
  value(await client.saveTerm({ entry: { kind: 'form', right: '印发', wrong: ['下发'] } }));
  value(await client.saveTerm({ publicationId: other.id, entry: { kind: 'avoid', words: '通知', reason: '不用' } }));
  value(
    await client.saveTerm({ entry: { kind: 'name', right: '王晓明', sounds: true, oneCharacter: false, wrong: [] } }),
  );
  const source = { unit: '澜溪县办公室', line: '（澜溪县办公室）' };
  const content = {
    title: ['印发《灯', '的通知》'],
    source,
    body: [paragraph('以此为准。'), paragraph('王小明下发通知，再下发一次，截止目前三次。')],
  };
  const made = value(await client.createArticle({ content, images: {} }));
  value(await client.finalizeArticle({ id: made.id, baseVersion: made.version }));
  const many = value(
    await client.createArticle({
      content: {
        title: ['码头'],
        source,
        body: [paragraph(Array.from({ length: 25 }, (_, at) => `（${at}`).join('，'))],
      },
      images: {},
    }),
  );
  value(await client.finalizeArticle({ id: many.id, baseVersion: many.version }));
  const issue = await issueOf(office, [made.id, many.id]);
  const { id } = issue.summary;
  const told = async () =>
    value(await client.preflightIssue({ id }))
      .filter(({ rule }) => rule === 'proofreading')
      .map(({ level, message, place }) => [level, message, place]);
  const place = { part: 'article', articleId: made.id, block: 1 };
  const expected = [
    ['tell', '“印发《灯的通知》”中“王小明”可能是“王晓明”之误。', place],
    ['tell', '“印发《灯的通知》”中“下发”应写作“印发”（2处）。', place],
    ['tell', '“印发《灯的通知》”中“截止”后面有时间，应写“截至”。', place],
    ['tell', '“码头”中“（”没有配对（25处）。', { part: 'article', articleId: many.id, block: 0 }],
  ];
  expect(await told()).toEqual(expected);
  // Nothing was changed: what is remembered is told.
  expect(await told()).toEqual(expected);
  const added = value(await client.saveTerm({ entry: { kind: 'avoid', words: '为准', reason: '套话' } }));
  expect((await told()).map(([, message]) => message)).toContain('“印发《灯的通知》”中“为准”不宜使用：套话。');
  value(await client.removeTerm({ id: added.id }));
  expect(await told()).toEqual(expected);
  value(await client.ignoreFinding({ id: made.id, source: 'rule:lonePair', quote: 'nothing of this' }));
  value(await client.switchRule({ rule: 'lonePair', isOn: false }));
  const [, , until] = expected;
  expect(await told()).toEqual(expected.slice(0, 3));
  value(await client.ignoreFinding({ id: made.id, source: 'rule:until', quote: '再下发一次，截止目前三次。' }));
  expect(await told()).not.toContainEqual(until);
  expect(code(await client.submitIssue({ id, contentHash: issue.contentHash }))).toBe('ok');
});

test('an article that was changed is checked anew', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  await publicationOf(office);
  value(await client.saveTerm({ entry: { kind: 'form', right: '印发', wrong: ['下发'] } }));
  const content = (text: string) => ({
    title: ['灯'],
    source: { unit: '澜溪县办公室', line: '（澜溪县办公室）' },
    body: [paragraph(text)],
  });
  const made = value(await client.createArticle({ content: content('下发。'), images: {} }));
  value(await client.finalizeArticle({ id: made.id, baseVersion: made.version }));
  const { summary } = await issueOf(office, [made.id]);
  const told = async () =>
    value(await client.preflightIssue({ id: summary.id }))
      .filter(({ rule }) => rule === 'proofreading')
      .map(({ message }) => message);
  expect(await told()).toEqual(['“灯”中“下发”应写作“印发”。']);
  const again = value(await client.reopenArticle({ id: made.id }));
  const saved = value(
    await client.saveArticle({
      id: made.id,
      baseVersion: again.version,
      content: content('印发，再下发、下发。'),
      images: {},
    }),
  );
  value(await client.finalizeArticle({ id: made.id, baseVersion: saved.version }));
  expect(await told()).toEqual(['“灯”中“下发”应写作“印发”（2处）。']);
});
