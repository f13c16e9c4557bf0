import { expect, test } from 'vitest';
import { type CommandName, contract } from '#shared/contract/contract.ts';
import { createOfficeClient } from '#shared/contract/officeClient.ts';

test('a client may be waited for and is itself', async () => {
  const client = createOfficeClient(async () => ({ ok: true, value: null }));
  expect(await client).toBe(client);
});

test('each function calls its own command with what it was given and hands back the answer', async () => {
  const calls: (readonly [string, unknown])[] = [];
  const client = createOfficeClient(async (name, input) => {
    calls.push([name, input]);
    return { ok: true, value: name };
  });
  for (const name of Object.keys(contract) as CommandName[]) {
    const call = client[name];
    const input = { name };
    const answer = await (call as (input: unknown) => Promise<unknown>)(input);
    expect(answer).toEqual({ ok: true, value: name });
    expect(calls.at(-1)).toEqual([name, input]);
  }
  expect(calls).toHaveLength(Object.keys(contract).length);
});

test('nobody can put another function in its place', () => {
  const client = createOfficeClient(async () => ({ ok: true, value: null }));
  expect(() => Object.assign(client, { signIn: () => 'mine' })).toThrow(TypeError);
});
