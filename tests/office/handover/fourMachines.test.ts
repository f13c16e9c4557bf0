import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { articleContent, code, draftIssue, passwordOf, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { type JoinedOffice, joinedOffices } from './joinedOffices.ts';

const medium = '介质0007';

/** Carries an issue from one machine to another in a folder of its own, and the receipt back. */
async function carry(
  from: JoinedOffice,
  to: JoinedOffice,
  issueId: string,
  kind: 'submit' | 'return' | 'signed',
): Promise<string> {
  const folder = temporaryFolder();
  const { entry } = value(
    await from.office.client.writePackage({ issueId, kind, machines: [to.own.card], folder, medium }),
  );
  const files = readdirSync(folder).map((name) => join(folder, name));
  const taken = value(await to.office.client.takePackage({ files, medium }));
  expect(taken.outcome).toEqual({ kind: 'here', issueId, unresolved: [] });
  const receipt = value(await to.office.client.writeReceipt({ hash: entry.hash ?? '', folder, medium }));
  const back = value(await from.office.client.takePackage({ files: receipt.files.map(({ path }) => path), medium }));
  expect(back.outcome).toMatchObject({ kind: 'receipt', issueId });
  const { summary } = value(await from.office.client.readIssue({ id: issueId }));
  expect(summary.lending).toMatchObject({
    machine: to.own.card,
    machineName: to.own.name,
    package: entry.hash,
    isCopy: false,
    isOverdue: false,
    receivedAt: expect.any(String),
  });
  expect(value(await to.office.client.readIssue({ id: issueId })).summary.lending).toBeUndefined();
  return entry.hash ?? '';
}

test('over four data directories with a folder between them an issue goes to reviewer, back, to reviewer, signer and archive', async () => {
  const [editor, reviewer, signer, archive] = await joinedOffices(4);
  const { issue, article } = await draftIssue(editor.office);
  const { id } = issue.summary;
  const hashAt = async ({ office }: JoinedOffice) => value(await office.client.readIssue({ id })).contentHash;

  value(await editor.office.client.submitIssue({ id, contentHash: issue.contentHash, opinion: '请审阅' }));
  await carry(editor, reviewer, id, 'submit');
  expect(await hashAt(reviewer)).toBe(issue.contentHash);
  // Readable at the editor's, and nothing else.
  expect(code(await editor.office.client.openIssue({ id }))).toBe('ok');
  expect(code(await editor.office.client.recallIssue({ id }))).toBe('illegalState');
  expect(code(await editor.office.client.addComment({ id, text: '还有一处' }))).toBe('illegalState');

  await signIn(reviewer.office, 'qiaoyi');
  value(await reviewer.office.client.openIssue({ id }));
  value(
    await reviewer.office.client.addComment({
      id,
      articleId: article.id,
      block: 0,
      quote: '今年以来',
      text: '时间要写明',
    }),
  );
  value(await reviewer.office.client.returnIssue({ id, reason: '时间不明确', station: 0 }));
  await carry(reviewer, editor, id, 'return');
  const returned = value(await editor.office.client.readIssue({ id }));
  expect(returned.summary.state).toBe('drafting');
  expect(returned.steps.map(({ action, personName }) => [action, personName])).toEqual([
    ['submit', '闻禾'],
    ['return', '乔一'],
  ]);
  expect(returned.comments).toMatchObject([{ text: '时间要写明', personName: '乔一' }]);

  const { client } = editor.office;
  value(await client.resolveComment({ id, commentId: returned.comments[0]?.id ?? '', isResolved: true }));
  await rewrite(editor, article.id, '2024年上半年，澜溪县把便民服务做到村口。');
  const mended = value(await client.readIssue({ id }));
  expect(mended.contentHash).not.toBe(issue.contentHash);
  value(await client.submitIssue({ id, contentHash: mended.contentHash, opinion: '' }));
  await carry(editor, reviewer, id, 'submit');

  await signIn(reviewer.office, 'qiaoyi');
  value(await reviewer.office.client.openIssue({ id }));
  value(await reviewer.office.client.passIssue({ id, contentHash: mended.contentHash, opinion: '同意' }));
  await carry(reviewer, signer, id, 'submit');

  await signIn(signer.office, 'shenjun');
  const prepared = value(await signer.office.client.prepareRelease({ id, contentHash: mended.contentHash }));
  value(
    await signer.office.client.releaseIssue({ id, issueHash: prepared.issueHash, password: passwordOf('shenjun') }),
  );
  const folder = temporaryFolder();
  const copies = value(
    await signer.office.client.writePackage({
      issueId: id,
      kind: 'signed',
      machines: [archive.own.card, editor.own.card, reviewer.own.card],
      folder,
      medium,
    }),
  );
  const files = copies.files.map(({ path }) => path);
  for (const [machine, kind] of [
    [archive, 'here'],
    [editor, 'toRead'],
    [reviewer, 'toRead'],
  ] as const) {
    expect(value(await machine.office.client.takePackage({ files, medium })).outcome).toMatchObject({ kind });
  }
  expect(value(await editor.office.client.readIssue({ id })).summary.lending).toMatchObject({
    machineName: '档案机',
    isCopy: true,
  });

  await signIn(archive.office, 'wenhe');
  value(await archive.office.client.registerPrinting({ id, copies: 30 }));
  value(await archive.office.client.archiveIssue({ id }));
  for (const machine of [archive, editor, reviewer, signer]) {
    const archived = value(await machine.office.client.readArchivedIssue({ id }));
    expect(archived.issueHash, machine.own.name).toBe(prepared.issueHash);
    expect(value(await machine.office.client.verifyArchive({})).flatMap(({ faults }) => faults)).toEqual([]);
  }
  await signIn(signer.office, 'wenhe');
  expect(await signer.office.client.registerPrinting({ id, copies: 30 })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('在那边办理；本机只能查阅'),
  });

  const steps = async ({ directory }: JoinedOffice) => {
    const { content } = await openBases(directory, 'wenhe');
    return content
      .prepare(
        `SELECT action || coalesce(' ' || json_extract(details, '$.what'), '') FROM audit
         WHERE subject = ? AND action NOT LIKE 'read%'`,
      )
      .pluck()
      .all(id);
  };
  expect(await steps(editor)).toEqual(
    expect.arrayContaining([
      'submitIssue',
      'writePackage submit',
      'takePackage receipt',
      'takePackage return',
      'takePackage signed',
    ]),
  );
  expect(await steps(reviewer)).toEqual([
    'takePackage submit',
    'writePackage receipt',
    'openIssue',
    'addComment',
    'returnIssue',
    'writePackage return',
    'takePackage receipt',
    'takePackage submit',
    'writePackage receipt',
    'openIssue',
    'passIssue',
    'writePackage submit',
    'takePackage receipt',
    'takePackage signed',
  ]);
  expect(await steps(signer)).toEqual([
    'takePackage submit',
    'writePackage receipt',
    'releaseIssue',
    'writePackage signed',
  ]);
  expect(await steps(archive)).toEqual(expect.arrayContaining(['takePackage signed', 'printIssue', 'archiveIssue']));
});

/** Signed in as the editor there: an article gets another text and is final again. */
async function rewrite({ office }: JoinedOffice, articleId: string, text: string): Promise<void> {
  const { client } = office;
  value(await client.reopenArticle({ id: articleId }));
  const { summary: article } = value(await client.readArticle({ id: articleId }));
  const content = articleContent('澜溪县开设村口服务点', text);
  const { version } = value(
    await client.saveArticle({ id: articleId, baseVersion: article.version, baseSaves: article.saves, content }),
  );
  value(await client.finalizeArticle({ id: articleId, baseVersion: version }));
}
