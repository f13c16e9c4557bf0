import { expect, test } from 'vitest';
import { signDuty } from '#shared/handover/dutyStatement.ts';
import { readCard } from '#shared/handover/machineCard.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import {
  openOffice,
  publicationOf,
  settings,
  signIn,
  signInFirst,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { forgedRegister, lastWritten, toldRegister } from './forgedRegister.ts';
import { firstMachine, joinedTo } from './joining.ts';

const newcomer = {
  id: 'fuguan',
  name: '傅管',
  roles: ['editor' as const, 'systemAdministrator' as const],
  password: '新来的人自己定口令',
};
const long = '2020-01-01T00:00:00.000Z';

test('nothing is signed at a moment when the signer had no role, and what was signed so counts while he has it', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  value(await first.office.client.admitPerson(newcomer));
  const password = await signInFirst(first.office, newcomer);

  // Signed on a machine whose clock was wrong.
  const told = await toldRegister(first, second.card);
  const { publicKey, privateKey } = await openKeyring(dataFiles(first.directory).keyring, newcomer.id, password);
  const said = { publication: publicationId, card: second.card, steps: ['review' as const], turn: 1, previous: '' };
  const signed = signDuty({ ...said, person: newcomer.id, publicKey, at: long }, privateKey);
  const duties = [{ publication: publicationId, card: second.card, statements: [signed] }];
  const card = readCard(new TextDecoder().decode(second.request.file.bytes));
  const files = await forgedRegister(first, card, { ...told, duties }, await lastWritten(first, second.card));
  await signIn(second.office, 'wenhe');
  const { entry } = value(await second.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
  expect(await second.office.client.takeRegister({ hash: entry.hash ?? '' })).toMatchObject({
    value: { duties: ['澜溪信息'] },
  });

  await signIn(first.office, 'wenhe');
  value(await first.office.client.savePublication({ name: '澜溪简报', settings }));
  first.office.close();
  const office = openOffice(first.directory, { now: () => new Date(long) });
  value(await office.client.signIn({ personId: newcomer.id, password }));
  const { client } = office;
  const answers = [
    await client.decideMachineDuty({ publicationId, card: second.card, steps: ['edit'] }),
    await client.giveNumbering({ publicationId, card: second.card }),
    // Says of the new publication that its numbers are granted here.
    await client.writeJoinPackage({ card: second.card, folder: temporaryDirectory(), medium: '入网盘01' }),
  ];
  for (const answer of answers) {
    expect(answer).toMatchObject({ ok: false, code: 'illegalState' });
    expect(answer.ok ? '' : answer.message).toContain('电脑的时间不对：按现在的时间（2020-01-01）');
  }
  const { register } = await openBases(first.directory, 'wenhe');
  expect(register.prepare("SELECT count(*) FROM numbering WHERE how <> 'here'").pluck().get()).toBe(0);
  expect(register.prepare('SELECT count(*) FROM machine_duties').pluck().get()).toBe(0);
});
