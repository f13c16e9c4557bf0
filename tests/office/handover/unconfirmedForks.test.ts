import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { revocationText, signRevocation } from '#shared/handover/cardRevocation.ts';
import { copyOf, openOffice, publicationOf, signIn, value } from '../office/foundedOffice.ts';
import { machineKeyOf } from './forgedRegister.ts';
import { bringRegister, carryRegister, firstMachine, joinedTo } from './joining.ts';

/** 编辑机, 签发机 and 审核机, and 归档机, which trusts all of them but 签发机, and may have the register of 审核机. */
async function four() {
  const first = await firstMachine();
  const third = await joinedTo(first.office, '签发机');
  const second = await joinedTo(first.office);
  const fourth = await joinedTo(first.office, '归档机');
  const trust = async ({ client }: Office, { request, card }: typeof second) => {
    value(await client.takeMachineCard({ bytes: request.file.bytes }));
    value(await client.confirmMachine({ card, words: request.words }));
  };
  await signIn(second.office, 'qiaoyi');
  await trust(second.office, third);
  await trust(second.office, fourth);
  value(await second.office.client.approveJoin({ card: fourth.card }));
  await signIn(fourth.office, 'qiaoyi');
  await trust(fourth.office, second);
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  return { first, second, third, fourth, publicationId };
}

/** The first and the second decide apart about the third, and the fourth hears of both; the package of the second. */
async function apartAboutThird() {
  const machines = await four();
  const { first, second, third, fourth, publicationId } = machines;
  for (const [office, steps] of [
    [first.office, ['edit']],
    [second.office, ['archive']],
  ] as const) {
    await signIn(office, 'wenhe');
    value(await office.client.decideMachineDuty({ publicationId, card: third.card, steps: [...steps] }));
  }
  expect(value(await bringRegister(first.office, fourth.office, fourth.card))).toMatchObject({ duties: ['澜溪信息'] });
  return { ...machines, hash: await carryRegister(second.office, fourth.office, fourth.card) };
}

async function refusal(office: Office, hash: string): Promise<string> {
  await signIn(office, 'wenhe');
  const answer = await office.client.takeRegister({ hash });
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  return answer.ok ? '' : answer.message;
}

test('what was decided apart about a machine whose card is not confirmed here is settled once it is, as the refusal says', async () => {
  const { second, third, fourth, publicationId, hash } = await apartAboutThird();
  const message = await refusal(fourth.office, hash);
  expect(message).toContain('《澜溪信息》中“签发机”能办什么，“归档机”和“审核机”各定各的');
  expect(message).toContain('“签发机”的名片在本机还没有核对');
  expect(message).toContain('由安全保密管理员在“系统—机器”里听“签发机”念八个词，核对它的名片，然后在本机');
  const { client } = fourth.office;
  const decision = { publicationId, card: third.card, steps: ['edit' as const, 'archive' as const] };
  expect(await client.decideMachineDuty(decision)).toMatchObject({ ok: false, code: 'illegalState' });
  await signIn(fourth.office, 'qiaoyi');
  value(await client.confirmMachine({ card: third.card, words: third.request.words }));
  expect(await refusal(fourth.office, hash)).not.toContain('还没有核对');
  value(await client.decideMachineDuty(decision));
  value(await client.takeRegister({ hash }));
  await signIn(fourth.office, 'qiaoyi');
  value(await client.approveJoin({ card: second.card }));
  expect(value(await bringRegister(fourth.office, second.office, second.card))).toMatchObject({ duties: ['澜溪信息'] });
});

test('where such a card was declared void by another machine, it is made void here too and nothing is apart', async () => {
  const { first, third, fourth, hash } = await apartAboutThird();
  const at = new Date().toISOString();
  const said = { card: third.card, by: first.card, reason: 'lost' as const, at };
  const text = revocationText(signRevocation(said, await machineKeyOf(first)));
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.takeRevocation({ bytes: new TextEncoder().encode(text) }));
  value(await bringRegister(first.office, fourth.office, fourth.card));
  expect(await refusal(fourth.office, hash)).toContain(
    '“签发机”的名片已由别的机器签名声明作废，不能核对：请安全保密管理员在本机也作废它，再采用一次。',
  );
  await signIn(fourth.office, 'qiaoyi');
  value(await fourth.office.client.revokeMachine({ card: third.card, reason: 'lost' }));
  await signIn(fourth.office, 'wenhe');
  value(await fourth.office.client.takeRegister({ hash }));
});

test('the numbering is given to no machine whose card is not confirmed, which the refusal says where two differ about it', async () => {
  const { first, second, third, fourth, publicationId } = await four();
  first.office.close();
  const before = copyOf(first.directory);
  const now = openOffice(first.directory);
  await signIn(now, 'wenhe');
  value(await now.client.giveNumbering({ publicationId, card: second.card }));
  value(await bringRegister(now, fourth.office, fourth.card));
  now.close();
  const setBack = openOffice(before);
  await signIn(setBack, 'wenhe');
  value(await setBack.client.giveNumbering({ publicationId, card: third.card }));
  value(await bringRegister(setBack, second.office, second.card));
  const message = await refusal(fourth.office, await carryRegister(second.office, fourth.office, fourth.card));
  expect(message).toContain(
    '由哪台机器签发编号，两边说的不一样：按“归档机”的登记是“审核机”，按“审核机”送来的是“签发机”',
  );
  expect(message).toContain('“签发机”的名片在本机还没有核对，要交给它的，先由安全保密管理员');
  const { client } = fourth.office;
  value(await client.takeOverNumbering({ publicationId, reason: '商定由签发机签发', last: [] }));
  expect(await client.giveNumbering({ publicationId, card: third.card })).toMatchObject({ code: 'illegalState' });
  await signIn(fourth.office, 'qiaoyi');
  value(await client.confirmMachine({ card: third.card, words: third.request.words }));
  await signIn(fourth.office, 'wenhe');
  value(await client.giveNumbering({ publicationId, card: third.card }));
});
