import { expect, test } from 'vitest';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring, recoveryPublicKey } from '#store/keyring.ts';
import { firstMachine, joinedTo, writeJoin } from '../office/handover/joining.ts';
import {
  copyOf,
  openOffice,
  passwordOf,
  publicationOf,
  signIn,
  signInFirst,
  value,
} from '../office/office/foundedOffice.ts';
import { openBases } from '../office/office/openBases.ts';
import { killedTelling } from './killedTelling.ts';
import { seededRandom } from './seededRandom.ts';

const runs = Number(process.env.NEIKAN_RUNS ?? 4);
const seed = Number(process.env.NEIKAN_SEED ?? Date.now() % 1_000_000);

const killed = (directory: string, hash: string, afterMs?: number) =>
  killedTelling(['tests/faults/takingRegisterDriver.ts', directory, 'wenhe', passwordOf('wenhe'), hash], afterMs);

test(`killed ${runs} times while taking over a register (seed ${seed}): people, keys, terms and numbering all come, or can be taken again`, async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  const newcomer = { id: 'xinren', name: '辛仁', roles: ['editor' as const], password: '新来的人自己定口令' };
  value(await first.office.client.admitPerson(newcomer));
  value(await first.office.client.giveNumbering({ publicationId, card: second.card }));
  value(await first.office.client.saveTerm({ entry: { kind: 'form', right: '县委办公室', wrong: ['县委办公厅'] } }));
  const next = '秋风萧瑟洪波再起';
  value(await first.office.client.recoverPassword({ recoveryCode: first.recoveryCode, personId: 'shenjun', next }));
  const { files } = await writeJoin(first.office, second.card, { hasTerms: true });
  await signIn(second.office, 'wenhe');
  const { entry } = value(
    await second.office.client.takePackage({ files: files.map(({ path }) => path), medium: '入网盘01' }),
  );
  const hash = entry.hash ?? '';
  second.office.close();
  const random = seededRandom(seed);
  const whole = copyOf(second.directory);
  const begun = performance.now();
  expect(await killed(whole, hash)).toEqual(['ready', 'taken']);
  const wholeMs = performance.now() - begun;
  const tally = { taken: 0, not: 0, keyringWaited: 0 };
  for (let run = 0; run < runs; run += 1) {
    const directory = copyOf(second.directory);
    const kinds = await killed(directory, hash, wholeMs * 0.5 * random());
    const bases = await openBases(directory, 'wenhe');
    const isTaken = bases.register.prepare('SELECT 1 FROM taken_registers WHERE hash = ?').get(hash) !== undefined;
    if (bases.register.prepare('SELECT 1 FROM carried_keys').get() !== undefined) tally.keyringWaited += 1;
    bases.close();
    if (kinds.includes('taken')) expect(isTaken).toBe(true);
    tally[isTaken ? 'taken' : 'not'] += 1;
    const office = openOffice(directory);
    expect((await signIn(office, 'wenhe')).alerts).toEqual([]);
    if (!isTaken) value(await office.client.takeRegister({ hash }));
    const [duty] = value(await office.client.listMachineDuties({}));
    expect(duty?.numbering).toMatchObject({ isHere: true });
    expect(value(await office.client.listTerms({})).terms).toHaveLength(1);
    await signInFirst(office, newcomer);
    await signInFirst(office, { id: 'shenjun', password: next });
    expect((await signIn(office, 'qiaoyi')).alerts).toEqual([]);
    office.close();
    const { keyring } = dataFiles(directory);
    expect((await openKeyring(keyring, 'qiaoyi', passwordOf('qiaoyi'))).contentKey).toBeDefined();
    expect(recoveryPublicKey(keyring)).toBe(recoveryPublicKey(dataFiles(first.directory).keyring));
  }
  console.info(`data directories after ${runs} kills of a taking over:`, JSON.stringify(tally));
});
