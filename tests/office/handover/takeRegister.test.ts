import { mkdirSync, rmdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { carriedKeyring } from '#store/carriedKeyring.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import {
  code,
  passwordOf,
  publicationOf,
  settings,
  signIn,
  signInFirst,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { carryRegister, firstMachine, joinedTo } from './joining.ts';

const newcomer = { id: 'xinren', name: '辛仁', roles: ['editor' as const], password: '新来的人自己定口令' };

test('a person more, a leaver and a new publication come to a machine that joined before', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(newcomer));
  value(await first.office.client.savePublication({ name: '澜溪简报', settings }));
  value(await first.office.client.saveUnit({ name: '澜溪县白水镇', signature: '白水镇', aliases: [] }));
  const hash = await carryRegister(first.office, second.office, second.card);
  const { client } = second.office;
  expect(value(await client.takeRegister({ hash }))).toMatchObject({
    admitted: ['辛仁'],
    left: [],
    units: 1,
    publications: ['澜溪简报'],
    numbering: [],
  });
  expect(code(await client.takeRegister({ hash }))).toBe('illegalState');
  const own = await signInFirst(second.office, newcomer);
  expect(value(await client.listMachineDuties({})).every(({ numbering }) => !numbering.isHere)).toBe(true);
  for (const id of ['wenhe', 'qiaoyi', 'shenjun']) expect((await signIn(second.office, id)).alerts, id).toEqual([]);
  // A leaver leaves here too, and with him his entry of the keyring.
  await signIn(first.office, 'wenhe');
  value(await first.office.client.dismissPerson({ personId: 'xinren' }));
  const left = await carryRegister(first.office, second.office, second.card);
  expect(value(await client.takeRegister({ hash: left }))).toMatchObject({ admitted: [], left: ['辛仁'] });
  expect(code(await client.signIn({ personId: 'xinren', password: own }))).toBe('wrongPassword');
  expect((await signIn(second.office, 'shenjun')).alerts).toEqual([]);
  expect(JSON.stringify(value(await client.verifyAudit({})))).not.toContain('broken');
});

test('a keyring that could not be written when the register was taken over is caught up with at the next sign-in', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(newcomer));
  const hash = await carryRegister(first.office, second.office, second.card);
  const { client } = second.office;
  const inTheWay = `${dataFiles(second.directory).keyring}.writing`;
  mkdirSync(inTheWay);
  expect(value(await client.takeRegister({ hash }))).toMatchObject({ admitted: ['辛仁'] });
  expect(code(await client.signIn({ personId: newcomer.id, password: newcomer.password }))).toBe('wrongPassword');
  // While it cannot be written everybody else works on.
  expect((await signIn(second.office, 'wenhe')).person.name).toBe('闻禾');
  rmdirSync(inTheWay);
  expect((await signIn(second.office, 'qiaoyi')).alerts).toEqual([]);
  await signInFirst(second.office, newcomer);
  const { register } = await openBases(second.directory, 'wenhe');
  expect(register.prepare('SELECT count(*) FROM carried_keys').pluck().get()).toBe(0);
});

test('entries of the keyring that wait are written after the sign-in that brings them is on record, never before', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(newcomer));
  const hash = await carryRegister(first.office, second.office, second.card);
  const { keyring } = dataFiles(second.directory);
  mkdirSync(`${keyring}.writing`);
  value(await second.office.client.takeRegister({ hash }));
  rmdirSync(`${keyring}.writing`);
  const { register } = await openBases(second.directory, 'wenhe');
  register.exec(
    `CREATE TRIGGER no_sign_in BEFORE INSERT ON audit WHEN NEW.action = 'signIn' BEGIN SELECT RAISE(ABORT, 'full'); END`,
  );
  const { client } = second.office;
  expect(await client.signIn({ personId: 'qiaoyi', password: passwordOf('qiaoyi') })).toMatchObject({ ok: false });
  expect(carriedKeyring(keyring).people.some(({ id }) => id === newcomer.id)).toBe(false);
  register.exec('DROP TRIGGER no_sign_in');
  expect((await signIn(second.office, 'qiaoyi')).alerts).toEqual([]);
  await signInFirst(second.office, newcomer);
});

test('what somebody decided before leaving is taken over from whoever was told of both at once', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(newcomer));
  await signInFirst(first.office, newcomer);
  value(await first.office.client.savePublication({ name: '澜溪简报', settings }));
  await signIn(first.office, 'wenhe');
  value(await first.office.client.dismissPerson({ personId: newcomer.id }));
  const hash = await carryRegister(first.office, second.office, second.card);
  expect(value(await second.office.client.takeRegister({ hash }))).toMatchObject({ publications: ['澜溪简报'] });
  const people = value(await second.office.client.listPeople({}));
  expect(people.find(({ id }) => id === newcomer.id)?.leftAt).toBeDefined();
  expect(people.find(({ id }) => id === newcomer.id)?.roles).toEqual([]);
  // The publication is worked on there as on any machine.
  expect(value(await second.office.client.listRuleFaults({}))).toEqual([]);
});

test('nobody regains by an older register what was withdrawn, and what both sides have changed is refused by name', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(newcomer));
  const admitted = await carryRegister(first.office, second.office, second.card);
  await signIn(first.office, 'wenhe');
  value(await first.office.client.dismissPerson({ personId: 'xinren' }));
  const dismissed = await carryRegister(first.office, second.office, second.card);
  const { client } = second.office;
  value(await client.takeRegister({ hash: dismissed }));
  // The older of the two comes last.
  expect(code(await client.takeRegister({ hash: admitted }))).toBe('illegalState');
  expect(value(await client.listPeople({})).find(({ id }) => id === 'xinren')?.leftAt).toBeDefined();
  // Both change the same publication.
  const publication = await publicationOf(second.office);
  const change = async (office: Office, organ: string) =>
    value(
      await office.client.savePublication({
        id: publication.id,
        name: publication.name,
        settings: { ...publication.settings, organ },
      }),
    );
  await change(second.office, '这边改的');
  await signIn(first.office, 'wenhe');
  await change(first.office, '那边改的');
  const hash = await carryRegister(first.office, second.office, second.card);
  const before = value(await client.listPublications({}));
  const answer = await client.takeRegister({ hash });
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain('澜溪信息');
  expect(value(await client.listPublications({}))).toEqual(before);
  // What the refusal says to do helps.
  expect(answer.ok ? '' : answer.message).toContain('在本机改成与对方的一样，再采用一次');
  await change(second.office, '那边改的');
  expect(await client.takeRegister({ hash })).toMatchObject({ ok: true });
});

test('a register that another machine has kept from before brings back neither a person nor papers nor a password', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(newcomer));
  // The third machine has the newcomer, and hears no more of the first.
  const third = await joinedTo(first.office, '签发机');
  await signIn(first.office, 'wenhe');
  value(await first.office.client.dismissPerson({ personId: 'xinren' }));
  value(
    await second.office.client.takeRegister({ hash: await carryRegister(first.office, second.office, second.card) }),
  );
  // Second and third get to know each other.
  await signIn(second.office, 'qiaoyi');
  const cards = value(await second.office.client.listMachines({}));
  const known = cards.find(({ name }) => name === '签发机');
  expect(known).toMatchObject({ state: 'unconfirmed' });
  value(await second.office.client.confirmMachine({ card: third.card, words: known?.words ?? [] }));
  await signIn(third.office, 'qiaoyi');
  const { words } = second.request;
  value(await third.office.client.confirmMachine({ card: second.card, words }));
  value(await third.office.client.approveJoin({ card: second.card }));
  const { keyring } = dataFiles(second.directory);
  const before = carriedKeyring(keyring);
  const hash = await carryRegister(third.office, second.office, second.card);
  expect(value(await second.office.client.takeRegister({ hash }))).toMatchObject({
    admitted: [],
    changed: [],
    left: [],
    recoveryChanged: false,
  });
  expect(carriedKeyring(keyring)).toEqual(before);
  const people = value(await second.office.client.listPeople({}));
  expect(people.find(({ id }) => id === 'xinren')?.leftAt).toBeDefined();
});

test('the papers of the office open the machine that joined, and a password that was renewed there is brought back', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const next = '秋风萧瑟洪波再起';
  const { client } = second.office;
  value(await client.recoverPassword({ recoveryCode: first.recoveryCode, personId: 'shenjun', next }));
  const own = await signInFirst(second.office, { id: 'shenjun', password: next });
  await signIn(second.office, 'qiaoyi');
  value(await client.approveJoin({ card: first.card }));
  const hash = await carryRegister(second.office, first.office, first.card);
  expect(value(await first.office.client.takeRegister({ hash }))).toMatchObject({ changed: ['沈钧'], left: [] });
  const signedIn = value(await first.office.client.signIn({ personId: 'shenjun', password: own }));
  expect(signedIn.alerts).toEqual([]);
  expect(code(await first.office.client.signIn({ personId: 'shenjun', password: passwordOf('shenjun') }))).toBe(
    'wrongPassword',
  );
});

test('a card that its own machine has declared void is void wherever a security administrator takes the register', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const third = await joinedTo(first.office, '签发机');
  await signIn(third.office, 'wenhe');
  const { file } = value(await third.office.client.withdrawMachineCard({ reason: 'replaced' }));
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.takeRevocation({ bytes: file.bytes }));
  const hash = await carryRegister(first.office, second.office, second.card);
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.takeRegister({ hash }));
  const known = value(await second.office.client.listMachines({})).find(({ card }) => card === third.card);
  expect(known).toMatchObject({ name: '签发机', state: 'revoked', reason: 'replaced' });
});

test('roles that were given on both sides are refused plainly and change nothing', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  value(await first.office.client.admitPerson(newcomer));
  await signIn(second.office, 'wenhe');
  value(await second.office.client.admitPerson({ ...newcomer, id: 'lingyi', name: '凌忆' }));
  const hash = await carryRegister(first.office, second.office, second.card);
  const { register } = await openBases(second.directory, 'wenhe');
  const rows = () => register.prepare('SELECT count(*) AS rows FROM role_statements').get();
  const before = rows();
  const answer = await second.office.client.takeRegister({ hash });
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(rows()).toEqual(before);
  expect(value(await second.office.client.listPeople({})).some(({ id }) => id === 'xinren')).toBe(false);
});

test('a package of another kind, of another office or of a machine that is void is not taken over', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const hash = await carryRegister(first.office, second.office, second.card);
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.revokeMachine({ card: first.card, reason: 'lost' }));
  expect(code(await second.office.client.takeRegister({ hash }))).toBe('illegalState');
  expect(code(await second.office.client.takeRegister({ hash: 'a'.repeat(64) }))).toBe('notFound');
  await signIn(second.office, 'wenhe');
  const folder = temporaryDirectory();
  expect(code(await second.office.client.writeJoinPackage({ card: first.card, folder, medium: '盘' }))).toBe(
    'illegalState',
  );
});
