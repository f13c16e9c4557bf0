import { expect, test } from 'vitest';
import {
  code,
  copyOf,
  draftIssue,
  finalArticle,
  issueOf,
  openOffice,
  passwordOf,
  signIn,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { joinedOffices } from './joinedOffices.ts';
import { cancel, lend, medium, receiptFor, rewrite, take, textsOf } from './lending.ts';

const first = '今年以来，澜溪县把便民服务做到村口。';
/** Where an issue is that is only read here. */
const elsewhere = expect.stringContaining('在那边办理；本机只能查阅');

test('what is lent out is read here and changed by no command and by no statement of the base', async () => {
  const [editor, reviewer] = await joinedOffices(1);
  const { client } = editor.office;
  const { issue, article } = await draftIssue(editor.office);
  const { id } = issue.summary;
  value(await client.addComment({ id, text: '一处' }));
  const [comment] = value(await client.readIssue({ id })).comments;
  await lend(editor, reviewer, id, { dueOn: '2001-01-01' });

  const { marking, reportTo, copyTo, sendTo } = issue.document;
  const fields = { id, baseContentHash: issue.contentHash, marking, reportTo, copyTo, sendTo, articleIds: [] };
  for (const [what, answer] of [
    ['save', await client.saveIssue(fields)],
    ['submit', await client.submitIssue({ id, contentHash: issue.contentHash })],
    ['comment', await client.addComment({ id, text: '又一处' })],
    ['resolve', await client.resolveComment({ id, commentId: comment?.id ?? '', isResolved: true })],
    ['reopen', await client.reopenArticle({ id: article.id })],
    [
      'send',
      await client.writePackage({
        issueId: id,
        kind: 'submit',
        machines: [reviewer.own.card],
        folder: temporaryFolder(),
        medium,
      }),
    ],
    ['discard', await client.discardIssue({ id })],
  ] as const) {
    expect(answer, what).toMatchObject({ ok: false, code: 'illegalState', message: elsewhere });
  }
  const read = value(await client.openIssue({ id }));
  expect(read.summary.turn?.isMine).toBe(false);
  expect(read.summary.lending).toMatchObject({
    machineName: '审核机',
    isOverdue: true,
    isCopy: false,
    dueOn: '2001-01-01',
  });
  expect(code(await client.reclaimIssue({ id, reason: '介质丢失', password: '不对的口令不对的口令' }))).toBe(
    'wrongPassword',
  );
  expect(value(await client.readIssue({ id })).summary.lending).toBeDefined();
  expect(value(await client.listPackages({ isOverdue: true }))).toHaveLength(1);
  expect(value(await client.listPackages({ issueId: id, before: 1 }))).toEqual([]);

  const { content } = await openBases(editor.directory, 'wenhe');
  const notHere = 'lent out is not changed here';
  const digest = 'lower(hex(randomblob(32)))';
  for (const [sql, words] of [
    ["UPDATE issues SET document = '{}'", notHere],
    ['UPDATE issues SET opened_at = created_at', notHere],
    ['DELETE FROM issue_articles', notHere],
    ['UPDATE issue_articles SET version = 9', notHere],
    ["UPDATE articles SET state = 'editing'", notHere],
    ["UPDATE article_versions SET name = 'x'", notHere],
    [
      'INSERT INTO article_versions SELECT article_id, 99, content, kind, name, author, started_at, saved_at, 0 FROM article_versions LIMIT 1',
      notHere,
    ],
    ["INSERT INTO issue_comments (id, issue_id, text, author, at) SELECT 'x', id, 'x', 'x', 'x' FROM issues", notHere],
    ['UPDATE issue_comments SET resolved_at = at, resolved_by = author', notHere],
    ['DELETE FROM issue_legs', 'stays on record'],
    ['UPDATE issue_legs SET number = 2', 'stays on record'],
    [
      `INSERT INTO issue_legs SELECT issue_id, 3, kind, ${digest}, from_machine, to_machine, at,
        json_set(statement, '$.number', 3), package FROM issue_legs`,
      'one way after the other',
    ],
    ["UPDATE lent_issues SET back_at = 'x', back_how = 'lost', back_by = 'x'", 'comes back once'],
    ['UPDATE lent_issues SET is_copy = 1', 'a lending stays as it was'],
    ['DELETE FROM lent_issues', 'a lending stays on record'],
    ['DELETE FROM issues', 'on another machine is kept'],
  ] as const) {
    expect(() => content.exec(sql), sql).toThrow(words);
  }
});

test('取回 in time: the other side gives the issue back to be read there only, and with its receipt it is here again', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  value(await editor.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  const sent = await lend(editor, reviewer, id);
  const taken = await take(reviewer, sent);
  await receiptFor(reviewer, taken);

  const demand = await take(reviewer, await cancel(editor, id));
  expect(demand.outcome).toEqual({ kind: 'cancelled', issueId: id, unresolved: [] });
  expect(value(await reviewer.office.client.readIssue({ id })).summary.lending).toMatchObject({
    machineName: '编辑机',
    isCopy: true,
  });
  await signIn(reviewer.office, 'qiaoyi');
  expect(code(await reviewer.office.client.passIssue({ id, contentHash: issue.contentHash }))).toBe('illegalState');
  expect(code(await reviewer.office.client.reclaimIssue({ id, reason: '试', password: passwordOf('qiaoyi') }))).toBe(
    'illegalState',
  );
  // Until the receipt comes it is lent out here.
  expect(code(await editor.office.client.recallIssue({ id }))).toBe('illegalState');
  expect(value(await editor.office.client.readIssue({ id })).summary.lending?.cancel).toEqual({
    at: expect.any(String),
  });
  // A receipt of an earlier package of this chain was never brought: it is given up.
  const answer = await receiptFor(reviewer, demand);
  expect(await editor.office.client.takePackage({ files: answer, medium })).toMatchObject({
    details: { reason: 'gap' },
  });
  const back = value(await editor.office.client.takePackage({ files: answer, medium, missingReason: '回执丢失' }));
  expect(back.outcome).toEqual({ kind: 'cancelHonoured', issueId: id, unresolved: [] });
  expect(value(await editor.office.client.readIssue({ id })).summary.lending).toBeUndefined();
  value(await editor.office.client.recallIssue({ id }));
  // And it goes out again.
  expect((await take(reviewer, await lend(editor, reviewer, id))).outcome.kind).toBe('here');
});

test('取回 of what has not arrived is honoured before it, and the package is not taken any more', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  const sent = await lend(editor, reviewer, id);
  const demand = await take(reviewer, await cancel(editor, id));
  expect(demand.outcome.kind).toBe('cancelled');
  expect(await reviewer.office.client.takePackage({ files: sent, medium })).toMatchObject({
    details: { reason: 'cancelled' },
  });
  expect(value(await reviewer.office.client.listIssues({}))).toEqual([]);
  expect((await take(editor, await receiptFor(reviewer, demand))).outcome.kind).toBe('cancelHonoured');
  value(await editor.office.client.submitIssue({ id, contentHash: issue.contentHash }));
});

test('取回 too late is refused with its reason, which the receipt tells; a second demand is answered as the first', async () => {
  const [editor, reviewer, signer] = await joinedOffices(2);
  const { issue } = await draftIssue(editor.office);
  const { id } = issue.summary;
  await take(reviewer, await lend(editor, reviewer, id));
  value(await reviewer.office.client.openIssue({ id }));
  const late = await take(reviewer, await cancel(editor, id));
  expect(late.outcome).toEqual({ kind: 'tooLate', issueId: id, why: 'opened', unresolved: [] });
  expect((await take(editor, await receiptFor(reviewer, late))).outcome).toMatchObject({
    kind: 'cancelRefused',
    why: 'opened',
  });
  expect(value(await editor.office.client.readIssue({ id })).summary.lending?.cancel).toMatchObject({
    refused: 'opened',
  });
  const again = await take(reviewer, await cancel(editor, id));
  expect(again.outcome).toMatchObject({ kind: 'tooLate', why: 'opened' });
  const passedOn = await lend(reviewer, signer, id);
  const later = await take(reviewer, await cancel(editor, id));
  expect(later.outcome).toMatchObject({ kind: 'tooLate', why: 'passedOn' });
  // Whoever has it brings it back, from wherever it is.
  await signIn(signer.office, 'wenhe');
  await take(signer, passedOn);
  expect((await take(editor, await lend(signer, editor, id, { kind: 'return' }))).outcome.kind).toBe('here');
  value(await editor.office.client.submitIssue({ id, contentHash: issue.contentHash }));
});

test('taken back as lost it is changed here, and what comes back later is put together by article', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { client } = editor.office;
  await signIn(editor.office, 'wenhe');
  const one = await finalArticle(editor.office, '甲篇');
  const two = await finalArticle(editor.office, '乙篇');
  const three = await finalArticle(editor.office, '丙篇');
  const { summary } = await issueOf(editor.office, [one.id, two.id, three.id]);
  const { id } = summary;
  await take(reviewer, await lend(editor, reviewer, id));
  await rewrite(reviewer, two.id, '乙篇在审核机改过。');
  await rewrite(reviewer, three.id, '丙篇在审核机改过。');

  expect(code(await client.reclaimIssue({ id, reason: '介质丢失', password: passwordOf('wenhe') }))).toBe('ok');
  await rewrite(editor, one.id, '甲篇在编辑机改过。');
  await rewrite(editor, three.id, '丙篇在编辑机改过。');

  const back = await take(editor, await lend(reviewer, editor, id, { kind: 'return' }));
  expect(back.outcome).toEqual({ kind: 'merged', issueId: id, unresolved: [three.id] });
  const issue = value(await client.readIssue({ id }));
  const printed = issue.document.articles.map(({ body }) => JSON.stringify(body));
  expect(printed[0]).toContain('甲篇在编辑机改过');
  expect(printed[1]).toContain('乙篇在审核机改过');
  expect(printed[2]).toContain('丙篇在编辑机改过');
  expect(await textsOf(editor, three.id)).toEqual(
    expect.arrayContaining([first, '丙篇在审核机改过。', '丙篇在编辑机改过。']),
  );
  expect(issue.summary.unresolved).toEqual([three.id]);

  // Nothing is signed or handed over before a person has decided.
  expect(code(await client.submitIssue({ id, contentHash: issue.contentHash }))).toBe('illegalState');
  const to = { machines: [reviewer.own.card], folder: temporaryFolder(), medium };
  expect(code(await client.writePackage({ issueId: id, kind: 'submit', ...to }))).toBe('illegalState');
  const { content } = await openBases(editor.directory, 'wenhe');
  expect(() =>
    content.exec(`INSERT INTO sign_offs (issue_id, sign_off, person, content_hash, document, statement, at, station)
      SELECT id, 'responsibleEditor', 'wenhe', content_hash, document, '{}', created_at, 0 FROM issues`),
  ).toThrow('two texts');
  expect(() => content.exec('DELETE FROM unresolved_articles')).toThrow('decided once');

  const [waiting] = value(await client.listUnresolvedArticles({}));
  expect(waiting).toMatchObject({ articleId: three.id, issueId: id, title: '丙篇', machineName: '审核机' });
  expect(code(await client.resolveArticle({ articleId: three.id, version: 1 }))).toBe('notFound');
  expect(value(await client.resolveArticle({ articleId: three.id, version: waiting?.other ?? 0 }))).toEqual([]);
  const settled = value(await client.readIssue({ id }));
  expect(JSON.stringify(settled.document.articles[2])).toContain('丙篇在审核机改过');
  expect(await textsOf(editor, three.id)).toContain('丙篇在编辑机改过。');
  value(await client.submitIssue({ id, contentHash: settled.contentHash }));

  // The other side takes what counts now, and both have the same.
  const again = await take(reviewer, await lend(editor, reviewer, id));
  expect(again.outcome).toMatchObject({ kind: 'merged', unresolved: [] });
  expect(value(await reviewer.office.client.readIssue({ id })).contentHash).toBe(settled.contentHash);
  expect(await textsOf(reviewer, three.id)).toEqual(
    expect.arrayContaining(['丙篇在审核机改过。', '丙篇在编辑机改过。']),
  );
});

test('an issue that a machine which was set back has sent twice is worked on at one machine in the end, with what was written', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  const { issue, article } = await draftIssue(editor.office);
  const { id } = issue.summary;
  const directory = copyOf(editor.directory);
  await take(reviewer, await lend(editor, reviewer, id));
  const setBack = { ...editor, directory, office: openOffice(directory) };
  await signIn(setBack.office, 'wenhe');
  await take(signer, await lend(setBack, signer, id));
  await rewrite(signer, article.id, '在签发机改过。');

  expect((await take(signer, await lend(reviewer, signer, id))).outcome).toMatchObject({
    kind: 'merged',
    unresolved: [],
  });
  await take(reviewer, await lend(signer, reviewer, id));
  expect(value(await reviewer.office.client.readIssue({ id })).summary.lending).toBeUndefined();
  expect(value(await signer.office.client.readIssue({ id })).summary.lending).toMatchObject({ machineName: '审核机' });
  expect((await textsOf(reviewer, article.id)).at(-1)).toBe('在签发机改过。');
  const read = value(await reviewer.office.client.readIssue({ id }));
  value(await reviewer.office.client.submitIssue({ id, contentHash: read.contentHash }));
});

test('a copy is read and nothing else, an older state is not taken, and an issue is refused whose records were tampered with', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { issue, article } = await draftIssue(editor.office);
  const { id } = issue.summary;
  const early = await lend(editor, reviewer, id, { isCopy: true });
  expect((await take(reviewer, early)).outcome.kind).toBe('toRead');
  expect(code(await reviewer.office.client.reopenArticle({ id: article.id }))).toBe('illegalState');
  await rewrite(editor, article.id, '改过一次。');
  expect((await take(reviewer, await lend(editor, reviewer, id, { isCopy: true }))).outcome.kind).toBe('toRead');
  expect(await textsOf(reviewer, article.id)).toEqual(await textsOf(editor, article.id));

  const changed = value(await editor.office.client.readIssue({ id }));
  value(await editor.office.client.submitIssue({ id, contentHash: changed.contentHash }));
  // Somebody with the keys of the base writes another's signature over it.
  const { content } = await openBases(editor.directory, 'wenhe');
  content.exec('DROP TRIGGER sign_offs_fixed');
  content.exec(`UPDATE sign_offs SET person = 'qiaoyi'`);
  const forged = await lend(editor, reviewer, id);
  const { content: there } = await openBases(reviewer.directory, 'wenhe');
  const before = there.prepare('SELECT * FROM issues').all();
  expect(await reviewer.office.client.takePackage({ files: forged, medium })).toMatchObject({
    code: 'unreadableFile',
    details: { reason: 'recordsUnproved' },
  });
  expect(there.prepare('SELECT * FROM issues').all()).toEqual(before);
  expect(there.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").pluck().get()).toBe(
    content.prepare("SELECT count(*) + 1 FROM sqlite_schema WHERE type = 'trigger'").pluck().get(),
  );
});
