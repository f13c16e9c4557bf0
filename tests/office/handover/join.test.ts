import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dataFiles } from '#store/dataDirectory.ts';
import { code, openOffice, passwordOf, signIn, staff, temporaryDirectory, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { asking, firstMachine, joinedTo, joining, joiningPassword, letIn, writeJoin } from './joining.ts';

test('a new machine joins: everybody signs in with the own password, with the same roles, and the manuscripts begin empty', async () => {
  const first = await firstMachine();
  await signIn(first.office, 'wenhe');
  value(await first.office.client.saveTerm({ entry: { kind: 'form', right: '县委办公室', wrong: ['县委办公厅'] } }));
  const second = await asking();
  expect(value(await second.office.client.readJoinRequest({}))).toEqual(second.request);
  const card = await letIn(first.office, second);
  const written = await writeJoin(first.office, card, { hasTerms: true });
  expect(written.entry).toMatchObject({
    kind: 'join',
    direction: 'written',
    machines: [{ name: '审核机', sequence: 1 }],
  });
  const joined = value(await second.office.client.joinOffice(await joining(first.office, written)));
  expect(joined).toMatchObject({
    office: '澜溪县办公室',
    machine: '审核机',
    sender: '编辑机',
    people: 3,
    units: 1,
    publications: 1,
    terms: 1,
    daysApart: 0,
  });
  expect(existsSync(dataFiles(second.directory).joining)).toBe(false);
  expect(readdirSync(second.directory).filter((name) => name.startsWith('恢复'))).toEqual([]);
  for (const { id, roles } of staff) {
    const { alerts, person } = await signIn(second.office, id);
    expect({ id, alerts, roles: [...person.roles].sort(), reads: person.readsContent }).toEqual({
      id,
      alerts: [],
      roles: [...roles].sort(),
      reads: true,
    });
  }
  const { client } = second.office;
  expect(value(await client.listIssues({}))).toEqual([]);
  await signIn(first.office, 'shenjun');
  expect(value(await client.listPublications({}))).toEqual(value(await first.office.client.listPublications({})));
  expect(value(await client.listUnits({}))).toEqual(value(await first.office.client.listUnits({})));
  expect(value(await client.listTerms({})).terms).toHaveLength(1);
  const [own, sender] = value(await client.listMachines({}));
  expect(own).toMatchObject({ name: '审核机', isOwn: true, state: 'confirmed', card: second.request.card });
  expect(sender).toMatchObject({
    name: '编辑机',
    isOwn: false,
    state: 'confirmed',
    card: first.card,
    confirmedByName: '乔一',
  });
  // The bases have keys of their own, and the same people prove it on both.
  const before = await openBases(first.directory, 'wenhe');
  const after = await openBases(second.directory, 'wenhe');
  const statements = 'SELECT number, statement FROM role_statements ORDER BY number';
  expect(after.register.prepare(statements).all()).toEqual(before.register.prepare(statements).all());
  const actions = after.register.prepare('SELECT action, person FROM audit ORDER BY sequence LIMIT 4').all();
  expect(actions[0]).toEqual({ action: 'joinOffice', person: 'qiaoyi' });
  const auditor = value(await client.verifyAudit({}));
  expect(JSON.stringify(auditor)).not.toContain('broken');
});

test('a receipt goes back, and packages go both ways from then on', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(second.office, 'wenhe');
  const folder = temporaryDirectory();
  const receipt = value(
    await second.office.client.writeReceipt({ hash: second.joined.package, folder, medium: '入网盘01' }),
  );
  value(await first.office.client.takePackage({ files: receipt.files.map(({ path }) => path), medium: '入网盘01' }));
  const written = value(await first.office.client.listPackages({}));
  expect(JSON.stringify(written)).toContain('receiptAt');
});

test('a machine joins by a package that was written anew, and takes the register of the next one', async () => {
  const first = await firstMachine();
  const second = await asking();
  const card = await letIn(first.office, second);
  await writeJoin(first.office, card);
  const written = await writeJoin(first.office, card);
  value(await second.office.client.joinOffice(await joining(first.office, written)));
  await signIn(second.office, 'wenhe');
  const third = await writeJoin(first.office, card);
  const taken = value(
    await second.office.client.takePackage({ files: third.files.map(({ path }) => path), medium: '入网盘01' }),
  );
  expect(taken.outcome.kind).toBe('register');
});

test('nothing is made without the words, the passwords and somebody who may', async () => {
  const first = await firstMachine();
  const second = await asking();
  const card = await letIn(first.office, second);
  const written = await writeJoin(first.office, card);
  const lawful = await joining(first.office, written);
  const [one = '', ...rest] = lawful.words;
  const attempts = [
    ['conflict', { words: [...rest, one] }],
    ['unreadableFile', { senderCard: new Uint8Array(20) }],
    ['unreadableFile', { senderCard: second.request.file.bytes, words: second.request.words }],
    ['wrongPassword', { password: '烈士暮年壮心不已' }],
    ['tooManyTries', {}],
  ] as const;
  for (const [expected, more] of attempts) {
    const answer = await second.office.client.joinOffice({
      ...lawful,
      ...more,
      words: [...('words' in more ? more.words : lawful.words)],
    });
    expect(code(answer), JSON.stringify(more)).toBe(expected);
    expect(value(await second.office.client.officeStatus({})).state).toBe('empty');
  }
});

test('whoever is no security administrator lets no machine in, and a wrong password of his is told beside its field', async () => {
  const first = await firstMachine();
  const second = await asking();
  const card = await letIn(first.office, second);
  const lawful = await joining(first.office, await writeJoin(first.office, card));
  const { client } = second.office;
  const asEditor = await client.joinOffice({ ...lawful, personId: 'wenhe', personPassword: passwordOf('wenhe') });
  expect(code(asEditor)).toBe('forbidden');
  const wrong = await client.joinOffice({ ...lawful, personPassword: '烈士暮年壮心不已' });
  expect(wrong).toMatchObject({ ok: false, code: 'wrongPassword', details: { asked: 'person' } });
  expect(readdirSync(second.directory).filter((name) => /register|content|keyring|restore/.test(name))).toEqual([]);
});

test('the register goes to no machine that was not let in, and to none that names another office', async () => {
  const first = await firstMachine();
  const second = await asking();
  const { client } = first.office;
  await signIn(first.office, 'qiaoyi');
  const { card } = value(await client.takeMachineCard({ bytes: second.request.file.bytes }));
  expect(code(await client.approveJoin({ card }))).toBe('illegalState');
  value(await client.confirmMachine({ card, words: second.request.words }));
  const folder = temporaryDirectory();
  expect(code(await client.writeJoinPackage({ card, folder, medium: '盘' }))).toBe('forbidden');
  value(await client.approveJoin({ card }));
  value(await client.revokeMachine({ card, reason: 'lost' }));
  expect(code(await client.writeJoinPackage({ card, folder, medium: '盘' }))).toBe('illegalState');
  const directory = temporaryDirectory();
  const stranger = openOffice(directory);
  const request = value(
    await stranger.client.requestJoin({ name: '别处', office: '别的办公室', password: joiningPassword }),
  );
  const other = await letIn(first.office, { request });
  expect(code(await client.writeJoinPackage({ card: other, folder, medium: '盘' }))).toBe('illegalState');
  expect(readdirSync(folder)).toEqual([]);
});

test('a request is replaced only where that is meant, and its old package opens no more', async () => {
  const first = await firstMachine();
  const second = await asking();
  const card = await letIn(first.office, second);
  const lawful = await joining(first.office, await writeJoin(first.office, card));
  const again = { name: '审核机', office: '澜溪县办公室', password: joiningPassword };
  expect(code(await second.office.client.requestJoin(again))).toBe('illegalState');
  value(await second.office.client.requestJoin({ ...again, replaces: true }));
  expect(await second.office.client.joinOffice(lawful)).toMatchObject({ details: { reason: 'foreignReceiver' } });
  // A file that was damaged is told, and is no hindrance to a new one.
  writeFileSync(dataFiles(second.directory).joining, '{');
  expect(code(await second.office.client.readJoinRequest({}))).toBe('dataDamaged');
  expect(code(await second.office.client.joinOffice(lawful))).toBe('dataDamaged');
  value(await second.office.client.requestJoin({ ...again, replaces: true }));
  expect(value(await second.office.client.readJoinRequest({}))?.name).toBe('审核机');
});

test('any changed byte of the package, the request or the card founds nothing', async () => {
  const first = await firstMachine();
  const second = await asking();
  const card = await letIn(first.office, second);
  const lawful = await joining(first.office, await writeJoin(first.office, card));
  const [file = ''] = lawful.files;
  const bytes = readFileSync(file);
  for (let place = 0; place < bytes.length; place += Math.ceil(bytes.length / 12)) {
    const damaged = Buffer.from(bytes);
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    writeFileSync(file, damaged);
    expect(code(await second.office.client.joinOffice(lawful)), `byte ${place}`).toBe('unreadableFile');
  }
  writeFileSync(file, bytes);
  value(await second.office.client.joinOffice(lawful));
  expect(code(await second.office.client.joinOffice(lawful))).toBe('illegalState');
});
