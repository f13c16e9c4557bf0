import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { draftIssue, passwordOf, signIn, signInFirst, staff, value } from '../office/foundedOffice.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { releasedBy } from './joinedOffices.ts';
import { bringRegister, carryRegister, firstMachine, joinedTo } from './joining.ts';
import { filesIn } from './lending.ts';

const medium = '入网盘01';
const ofFirst = { id: 'xinren', name: '辛仁', roles: ['editor' as const], password: '新来的人自己定口令' };
const ofSecond = { id: 'xinren', name: '凌忆', roles: ['reviewer' as const], password: '东临碣石以观沧海' };

/** As the security administrator settles it, with nothing to be chosen. */
async function settle(office: Office, hash: string) {
  await signIn(office, 'qiaoyi');
  const seen = value(await office.client.readPartedRoles({ hash }))?.seen ?? '';
  return office.client.takeRegister({ hash, settlement: { seen, people: [] } });
}

async function requireRefused(office: Office, hash: string, here: string, there: string): Promise<void> {
  const answer = await settle(office, hash);
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  const message = answer.ok ? '' : answer.message;
  const told = new RegExp(`登录名“xinren”在两台机器上是两个人（本机是“${here}”，“[^”]+机”上是“${there}”）`);
  expect(message).toMatch(told);
  expect(message).toContain('请安全保密管理员定下留哪一边的登记，另一边的机器（采用过那边登记的也算）逐台重新入网');
}

/** Writes an issue for another machine, and has it taken there. */
async function handOver(from: Office, to: Office, issueId: string, card: string) {
  await signIn(from, 'wenhe');
  const folder = temporaryFolder();
  value(await from.client.writePackage({ issueId, kind: 'submit', machines: [card], folder, medium }));
  await signIn(to, 'wenhe');
  return to.client.takePackage({ files: filesIn(folder), medium });
}

test('where a sign-in name is two people’s, one side joins anew and brings what is under way over, as the refusal says', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const third = await joinedTo(first.office, '签发机');
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.approveJoin({ card: first.card }));
  const { card: cardOfThird } = value(await second.office.client.takeMachineCard({ bytes: third.request.file.bytes }));
  value(await second.office.client.confirmMachine({ card: cardOfThird, words: third.request.words }));
  value(await second.office.client.approveJoin({ card: cardOfThird }));
  await signIn(third.office, 'qiaoyi');
  value(await third.office.client.confirmMachine({ card: second.card, words: second.request.words }));

  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(ofFirst));
  await signIn(second.office, 'wenhe');
  value(await second.office.client.admitPerson(ofSecond));
  const own = await signInFirst(second.office, ofSecond);
  // One issue that people of both have signed alone, and one of whom only the one side knows.
  const submitted = async (title: string) => {
    const { issue } = await draftIssue(second.office, title);
    const { id } = issue.summary;
    value(await second.office.client.submitIssue({ id, contentHash: issue.contentHash }));
    return { id, contentHash: issue.contentHash };
  };
  const shared = await submitted('两边的人都认识的一期');
  const passed = await submitted('那边的人审过的一期');
  value(await second.office.client.signIn({ personId: 'xinren', password: own }));
  value(await second.office.client.passIssue(passed));
  // A third machine goes on by the way of the second, and is apart from the first like that.
  value(await bringRegister(second.office, third.office, third.card));
  await requireRefused(third.office, await carryRegister(first.office, third.office, third.card), '凌忆', '辛仁');
  await requireRefused(first.office, await carryRegister(second.office, first.office, first.card), '辛仁', '凌忆');

  // Leaving is no way out.
  await signIn(second.office, 'wenhe');
  value(await second.office.client.dismissPerson({ personId: 'xinren', successorId: 'qiaoyi' }));
  await requireRefused(first.office, await carryRegister(second.office, first.office, first.card), '辛仁', '凌忆');

  // What is under way goes over, but for what only that side can prove.
  expect(value(await handOver(second.office, first.office, shared.id, first.card)).outcome.kind).toBe('here');
  expect(await handOver(second.office, first.office, passed.id, first.card)).toMatchObject({
    ok: false,
    details: { reason: 'personUnknown' },
  });

  // Both machines of that side join anew, from empty data directories and under their old names.
  await signIn(first.office, 'qiaoyi');
  for (const card of [second.card, third.card]) {
    value(await first.office.client.revokeMachine({ card, reason: 'replaced' }));
  }
  const anew = await joinedTo(first.office);
  const thirdAnew = await joinedTo(first.office, '签发机');
  await signIn(first.office, 'wenhe');
  const again = { ...ofSecond, id: 'lingyi' };
  value(await first.office.client.admitPerson(again));
  for (const { office, card } of [anew, thirdAnew]) {
    expect(value(await bringRegister(first.office, office, card))).toMatchObject({ admitted: ['凌忆'] });
  }
  await releasedBy(first.office, shared.id);
  const redone = await draftIssue(anew.office, '在新入网的机器上重做的一期');
  value(
    await anew.office.client.submitIssue({
      id: redone.issue.summary.id,
      contentHash: redone.issue.contentHash,
    }),
  );
  await signInFirst(anew.office, again);
  const { id } = redone.issue.summary;
  value(await anew.office.client.passIssue({ id, contentHash: redone.issue.contentHash }));
  value(await bringRegister(first.office, anew.office, anew.card));
  expect(value(await handOver(anew.office, first.office, id, first.card)).outcome.kind).toBe('here');
  for (const { office } of [first, anew, thirdAnew]) {
    for (const { id: personId } of staff) {
      expect(value(await office.client.signIn({ personId, password: passwordOf(personId) })).alerts).toEqual([]);
    }
    const people = value(await office.client.listPeople({}));
    expect(people.filter(({ id: one }) => one === 'xinren' || one === 'lingyi').map(({ name }) => name)).toEqual([
      '辛仁',
      '凌忆',
    ]);
  }
});
