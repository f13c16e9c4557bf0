import { expect, test } from 'vitest';
import {
  code,
  draftIssue,
  foundedDirectory,
  openOffice,
  passwordOf,
  publicationOf,
  signIn,
  strictStaff,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { asking, joining } from './joining.ts';

test('where the 三员 are apart none of them carries the register or reads a manuscript, and each does the own part', async () => {
  const { directory } = await foundedDirectory('strict');
  const office = openOffice(directory);
  const { client } = office;
  await signIn(office, 'lubian');
  const publication = await publicationOf(office);
  value(await client.makeMachineCard({ name: '编辑机' }));
  const second = await asking();
  await signIn(office, 'baomi');
  const { card } = value(await client.takeMachineCard({ bytes: second.request.file.bytes }));
  value(await client.confirmMachine({ card, words: second.request.words }));
  value(await client.approveJoin({ card }));
  const target = { card, folder: temporaryDirectory(), medium: '入网盘01' };
  expect(code(await client.writeJoinPackage(target))).toBe('forbidden');
  await signIn(office, 'lubian');
  expect(code(await client.approveJoin({ card }))).toBe('forbidden');
  const written = value(await client.writeJoinPackage(target));
  const who = { personId: 'baomi', personPassword: passwordOf('baomi') };
  value(await second.office.client.joinOffice(await joining(office, written, who)));
  for (const { id, roles } of strictStaff) {
    const { alerts, person } = await signIn(second.office, id);
    const isAdministrator = roles.every((role) => /Administrator|auditor/.test(role));
    expect({ id, alerts, reads: person.readsContent }).toEqual({ id, alerts: [], reads: !isAdministrator });
  }
  // The security administrator decides without the base of manuscripts; the next who opens it brings it there.
  await signIn(office, 'xiting');
  const duty = { publicationId: publication.id, card, steps: ['review' as const] };
  expect(code(await client.decideMachineDuty(duty))).toBe('forbidden');
  await signIn(office, 'baomi');
  value(await client.decideMachineDuty(duty));
  const [own] = value(await client.listMachines({}));
  value(await client.decideMachineDuty({ ...duty, card: own?.card ?? '', steps: ['review', 'archive'] }));
  value(await client.giveNumbering({ publicationId: publication.id, card }));
  const { content } = await openBases(directory, 'lubian');
  expect(content.prepare('SELECT count(*) FROM duties_here').pluck().get()).toBe(0);
  await signIn(office, 'lubian');
  expect(content.prepare('SELECT refused FROM duties_here').pluck().all()).toEqual(['["edit","sign"]']);
});

test('a machine whose card is made anew keeps what was decided about it, and the numbering', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  const { client } = office;
  const { publication, issue } = await draftIssue(office);
  const { machine } = value(await client.makeMachineCard({ name: '编辑机' }));
  const duty = { publicationId: publication.id, card: machine.card, steps: ['review' as const] };
  value(await client.decideMachineDuty(duty));
  value(await client.withdrawMachineCard({ reason: 'replaced' }));
  const submit = { id: issue.summary.id, contentHash: issue.contentHash };
  expect(code(await client.submitIssue(submit))).toBe('forbidden');
  const { machine: next } = value(await client.makeMachineCard({ name: '新编辑机' }));
  expect(code(await client.submitIssue(submit))).toBe('forbidden');
  expect(value(await client.listMachineDuties({}))).toMatchObject([
    { machines: [{ card: next.card, steps: ['review', 'sign'] }], numbering: { isHere: true, name: '新编辑机' } },
  ]);
});
