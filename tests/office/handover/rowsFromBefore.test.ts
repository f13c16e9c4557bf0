import { expect, test } from 'vitest';
import { withoutTriggersOf } from '#store/content/liftedTriggers.ts';
import { draftIssue, signIn, temporaryDirectory, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { forgedPackage, toldOf } from './forgedPackage.ts';
import { type JoinedOffice, joinedOffices } from './joinedOffices.ts';
import { cancel, filesIn, lend, medium, take } from './lending.ts';

/** Takes away what rows have that were written since steps or legs are signed. */
async function asBefore({ directory }: JoinedOffice, table: 'issue_steps' | 'issue_legs'): Promise<void> {
  const { content, close } = await openBases(directory, 'wenhe');
  content.transaction(() => {
    withoutTriggersOf(content, [table], () => content.exec(`UPDATE ${table} SET statement = NULL`));
  })();
  close();
}

async function submittedAt({ office }: JoinedOffice): Promise<string> {
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  value(await office.client.submitIssue({ id, contentHash: issue.contentHash }));
  return id;
}

/** What is said to whoever wants to write an issue for a machine, and that nothing was written or lent. */
async function refusalOf(from: JoinedOffice, to: JoinedOffice, issueId: string, isCopy = false): Promise<string> {
  const { client } = from.office;
  const before = value(await client.listPackages({})).length;
  const folder = temporaryDirectory();
  const answer = await client.writePackage({
    issueId,
    kind: 'submit',
    machines: [to.own.card],
    folder,
    medium,
    isCopy,
  });
  expect(filesIn(folder)).toEqual([]);
  expect(value(await client.listPackages({}))).toHaveLength(before);
  expect(value(await client.readIssue({ id: issueId })).summary.lending).toBeUndefined();
  return answer.ok ? 'written' : `${answer.code} ${answer.message}`;
}

test('an issue with steps from before they were signed is neither lent nor sent to read, and goes on here', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const id = await submittedAt(editor);
  await asBefore(editor, 'issue_steps');
  const words = '这一期的第1步是升级以前办理的，没有签名，“审核机”不收，没有写。请在本机继续办理';
  expect(await refusalOf(editor, reviewer, id)).toContain(`illegalState ${words}`);
  expect(await refusalOf(editor, reviewer, id, true)).toContain(`illegalState ${words}`);
  await signIn(editor.office, 'qiaoyi');
  const { contentHash } = value(await editor.office.client.readIssue({ id }));
  value(await editor.office.client.passIssue({ id, contentHash }));
  // A machine that writes it all the same is told the same, as nothing that it could have forged.
  const files = await forgedPackage(editor, reviewer, id, await toldOf(editor, id));
  expect(await reviewer.office.client.takePackage({ files: [...files], medium })).toMatchObject({
    ok: false,
    message: expect.stringContaining('第1步是升级以前办理的，没有签名'),
    details: { reason: 'fromBefore' },
  });
});

test('what was lent before steps and legs were signed comes back to where the same rows stand, and to no other machine', async () => {
  const [editor, reviewer, signer] = await joinedOffices(3);
  const id = await submittedAt(editor);
  await take(reviewer, await lend(editor, reviewer, id));
  for (const one of [editor, reviewer]) await asBefore(one, 'issue_legs');
  const leg = '“编辑机”到“审核机”的交接是升级以前办理的，没有签名';
  expect(await refusalOf(reviewer, signer, id)).toContain(`${leg}，“签发机”不收`);
  const onward = await forgedPackage(reviewer, signer, id, await toldOf(reviewer, id));
  expect(await signer.office.client.takePackage({ files: [...onward], medium })).toMatchObject({
    message: expect.stringContaining(leg),
    details: { reason: 'fromBefore' },
  });
  for (const one of [editor, reviewer]) await asBefore(one, 'issue_steps');
  await signIn(reviewer.office, 'qiaoyi');
  value(await reviewer.office.client.returnIssue({ id, reason: '标题再改一下' }));
  await signIn(reviewer.office, 'wenhe');
  // Other words in a step that nobody has signed are not those that stand here.
  const told = await toldOf(reviewer, id);
  Object.assign(told.tables.issue_steps?.[0] ?? {}, { opinion: '县委领导已审定' });
  const forged = await forgedPackage(reviewer, editor, id, told);
  expect(await editor.office.client.takePackage({ files: [...forged], medium })).toMatchObject({
    details: { reason: 'fromBefore' },
  });
  expect((await take(editor, await lend(reviewer, editor, id))).outcome).toMatchObject({ kind: 'here' });
  expect(value(await editor.office.client.readIssue({ id })).steps.map(({ opinion }) => opinion)).toEqual([
    '',
    '标题再改一下',
  ]);
});

test('whoever took steps there before they were signed cannot give the issue back', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const id = await submittedAt(editor);
  await take(reviewer, await lend(editor, reviewer, id));
  await signIn(reviewer.office, 'qiaoyi');
  value(await reviewer.office.client.returnIssue({ id, reason: '标题再改一下' }));
  await signIn(reviewer.office, 'wenhe');
  await asBefore(reviewer, 'issue_steps');
  expect(await refusalOf(reviewer, editor, id)).toContain('第2步是升级以前办理的，没有签名');
});

test('what was lent before legs were signed is demanded back by nobody, and nothing is written for it', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const id = await submittedAt(editor);
  await lend(editor, reviewer, id);
  await asBefore(editor, 'issue_legs');
  const folder = temporaryDirectory();
  expect(await editor.office.client.cancelPackage({ issueId: id, folder, medium })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('“编辑机”到“审核机”的交接是升级以前办理的，没有签名，不能取回'),
  });
  expect(filesIn(folder)).toEqual([]);
});

test('a demand needs the leg alone, so that what was lent with older steps can be had back', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const id = await submittedAt(editor);
  await lend(editor, reviewer, id);
  await asBefore(editor, 'issue_steps');
  expect((await take(reviewer, await cancel(editor, id))).outcome).toMatchObject({ kind: 'cancelled' });
});
