import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { signIn, value } from '../office/foundedOffice.ts';
import { asking, bringRegister, firstMachine, joinedTo, letIn } from './joining.ts';

async function stateAt(office: Office, card: string) {
  return value(await office.client.listMachines({})).find((one) => one.card === card)?.state;
}

test('a card that its own machine has declared void becomes void with the register, whoever takes it', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '审核机');
  const third = await joinedTo(first.office, '签发机');
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.takeMachineCard({ bytes: third.request.file.bytes }));
  value(await second.office.client.confirmMachine({ card: third.card, words: third.request.words }));
  await signIn(third.office, 'wenhe');
  const { file } = value(await third.office.client.withdrawMachineCard({ reason: 'lost' }));
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.takeRevocation({ bytes: new Uint8Array(file.bytes) }));
  expect(await stateAt(second.office, third.card)).toBe('confirmed');
  // The editor who takes the register is no security administrator.
  value(await bringRegister(first.office, second.office, second.card));
  expect(await stateAt(second.office, third.card)).toBe('revoked');
});

test('a card that an administrator elsewhere has made void is void at a machine that joins, and confirmed at no other', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '审核机');
  const lost = await asking('丢了的机器');
  await letIn(first.office, lost);
  value(await first.office.client.revokeMachine({ card: lost.request.card, reason: 'lost' }));
  const third = await joinedTo(first.office, '签发机');
  await signIn(third.office, 'qiaoyi');
  expect(await stateAt(third.office, lost.request.card)).toBe('revoked');
  value(await bringRegister(first.office, second.office, second.card));
  await signIn(second.office, 'qiaoyi');
  expect(await stateAt(second.office, lost.request.card)).toBe('unconfirmed');
  const answer = await second.office.client.confirmMachine({ card: lost.request.card, words: lost.request.words });
  expect(answer).toMatchObject({ ok: false, code: 'illegalState' });
  expect(answer.ok ? '' : answer.message).toContain('在“编辑机”已经作废');
});
