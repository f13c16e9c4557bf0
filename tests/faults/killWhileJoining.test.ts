import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataFiles } from '#store/dataDirectory.ts';
import { asking, firstMachine, joining, letIn, writeJoin } from '../office/handover/joining.ts';
import { copyOf, openOffice, signIn, staff, value } from '../office/office/foundedOffice.ts';
import { killedTelling } from './killedTelling.ts';
import { seededRandom } from './seededRandom.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 4);
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);

const killed = (directory: string, input: string, afterMs?: number) =>
  killedTelling(['tests/faults/joiningDriver.ts', directory, input], afterMs);

test(`killed ${runs} times while a machine joins (seed ${seed}): it has an office whole or none, and joins then`, async () => {
  const first = await firstMachine();
  const second = await asking();
  const written = await writeJoin(first.office, await letIn(first.office, second));
  const lawful = await joining(first.office, written);
  second.office.close();
  const input = JSON.stringify({ ...lawful, senderCard: written.senderCard.path });
  const random = seededRandom(seed);
  const begun = performance.now();
  expect(await killed(copyOf(second.directory), input)).toEqual(['ready', 'joined']);
  const wholeMs = performance.now() - begun;
  const tally = { joined: 0, not: 0, cutOff: 0 };
  for (let run = 0; run < runs; run += 1) {
    const directory = copyOf(second.directory);
    // The bases are made and placed towards the end.
    const kinds = await killed(directory, input, wholeMs * (0.4 + 0.6 * random()));
    if (readdirSync(directory).some((name) => name.startsWith('restore.'))) tally.cutOff += 1;
    const office = openOffice(directory);
    const { state } = value(await office.client.officeStatus({}));
    if (kinds.includes('joined')) expect(state).toBe('founded');
    tally[state === 'founded' ? 'joined' : 'not'] += 1;
    if (state === 'empty') {
      expect(value(await office.client.readJoinRequest({}))).toEqual(second.request);
      value(await office.client.joinOffice(lawful));
    }
    for (const { id } of staff) expect((await signIn(office, id)).alerts, id).toEqual([]);
    expect(value(await office.client.listPublications({}))).toHaveLength(1);
    expect(readdirSync(directory).filter((name) => /^(restore|恢复)/.test(name))).toEqual([]);
    expect(existsSync(dataFiles(directory).founding)).toBe(false);
    office.close();
  }
  console.info(`data directories after ${runs} kills of a joining:`, JSON.stringify(tally));
});
