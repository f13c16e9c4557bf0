import { expect, test } from 'vitest';
import { markConfirmed } from '#office/handover/machineQueries.ts';
import type { Office } from '#office/office.ts';
import { revocationText, signRevocation } from '#shared/handover/cardRevocation.ts';
import { signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { machineKeyOf } from './forgedRegister.ts';
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

test('of a card that another machine says is void without a declaration the administrator is told, and confirms it on record or not', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '审核机');
  const lost = await asking('丢了的机器');
  const { card, words } = lost.request;
  await letIn(first.office, lost);
  value(await first.office.client.revokeMachine({ card, reason: 'lost' }));
  // A machine that joins has the office as the one it joins from has it.
  const third = await joinedTo(first.office, '签发机');
  await signIn(third.office, 'qiaoyi');
  expect(await stateAt(third.office, card)).toBe('revoked');
  value(await bringRegister(first.office, second.office, second.card));
  const { client } = second.office;
  await signIn(second.office, 'qiaoyi');
  const entry = value(await client.listMachines({})).find((one) => one.card === card);
  expect(entry).toMatchObject({
    state: 'unconfirmed',
    toldVoid: { card: first.card, name: '编辑机', isDeclared: false },
  });
  for (const despite of [undefined, third.card]) {
    const answer = await client.confirmMachine({ card, words, ...(despite && { despite }) });
    expect(answer).toMatchObject({ ok: false, code: 'illegalState' });
    expect(answer.ok ? '' : answer.message).toContain('“编辑机”的登记说“丢了的机器”的这张名片已经作废');
  }
  const confirmed = value(await client.confirmMachine({ card, words, despite: first.card }));
  expect(confirmed.state).toBe('confirmed');
  expect(confirmed.toldVoid).toBeUndefined();
  const { register, close } = await openBases(second.directory, 'wenhe');
  const details = register.prepare("SELECT details FROM audit WHERE action = 'confirmMachine' AND subject = ?").pluck();
  expect(JSON.parse(String(details.get(card)))).toEqual({ toldVoidBy: first.card });
  close();
});

test('a card of which a confirmed machine has signed that it is void is not confirmed', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const lost = await asking('丢了的机器');
  const { card, words } = lost.request;
  await letIn(first.office, lost);
  const statement = { card, by: first.card, reason: 'lost', at: '2026-03-02T01:00:00.000Z' } as const;
  const text = revocationText(signRevocation(statement, await machineKeyOf(first)));
  value(await first.office.client.takeRevocation({ bytes: new TextEncoder().encode(text) }));
  value(await bringRegister(first.office, second.office, second.card));
  await signIn(second.office, 'qiaoyi');
  const { client } = second.office;
  expect(value(await client.listMachines({})).find((one) => one.card === card)).toMatchObject({
    state: 'unconfirmed',
    toldVoid: { card: first.card, isDeclared: true },
  });
  const answer = await client.confirmMachine({ card, words, despite: first.card });
  expect(answer).toMatchObject({ ok: false, code: 'illegalState' });
  expect(answer.ok ? '' : answer.message).toContain('“编辑机”已经签名声明“丢了的机器”的这张名片作废');
  const { register, close } = await openBases(second.directory, 'wenhe');
  expect(() => markConfirmed(register, card, statement.at, 'qiaoyi', first.card)).toThrow('confirmed once');
  close();
});
