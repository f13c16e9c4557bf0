import { expect, test } from 'vitest';
import { revocationText, signRevocation } from '#shared/handover/cardRevocation.ts';
import { cardText } from '#shared/handover/machineCard.ts';
import { code, foundedDirectory, foundedOffice, openOffice, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { machine } from './machines.ts';

const encoder = new TextEncoder();

test('two machines make cards, exchange them and trust each other after the eight words were compared', async () => {
  const offices = [];
  for (const name of ['编辑机', '审核机']) {
    const { directory } = await foundedDirectory();
    const office = openOffice(directory);
    await signIn(office, 'wenhe');
    const { machine: own, file } = value(await office.client.makeMachineCard({ name }));
    expect(own).toMatchObject({ name, office: '澜溪县办公室', isOwn: true, state: 'confirmed', takenByName: '闻禾' });
    expect(file.name).toBe(`名片-${name}.nkcard`);
    expect(value(await office.client.readMachineCard({}))).toEqual(file);
    expect(code(await office.client.makeMachineCard({ name: '又一台' }))).toBe('illegalState');
    offices.push({ office, directory, file, own });
  }
  const [here, there] = offices as [(typeof offices)[0], (typeof offices)[0]];
  await signIn(here.office, 'qiaoyi');
  const { client } = here.office;
  const taken = value(await client.takeMachineCard({ bytes: there.file.bytes }));
  expect(taken).toMatchObject({ card: there.own.card, name: '审核机', isOwn: false, state: 'unconfirmed' });
  // The same eight words stand on both screens.
  expect(taken.words).toEqual(there.own.words);
  expect(taken.words).toHaveLength(8);
  expect(value(await client.takeMachineCard({ bytes: there.file.bytes }))).toEqual(taken);

  const { card, words } = taken;
  expect(code(await client.confirmMachine({ card, words: [...here.own.words] }))).toBe('conflict');
  expect(code(await client.confirmMachine({ card, words: words.toReversed() }))).toBe('conflict');
  expect(code(await client.confirmMachine({ card: 'f'.repeat(64), words }))).toBe('notFound');
  expect(value(await client.listMachines({})).map(({ state }) => state)).toEqual(['confirmed', 'unconfirmed']);
  expect(value(await client.confirmMachine({ card, words }))).toMatchObject({
    state: 'confirmed',
    confirmedByName: '乔一',
  });
  expect(code(await client.confirmMachine({ card, words }))).toBe('illegalState');

  expect(value(await client.revokeMachine({ card, reason: 'lost' }))).toMatchObject({
    state: 'revoked',
    reason: 'lost',
  });
  expect(code(await client.revokeMachine({ card, reason: 'lost' }))).toBe('illegalState');
  expect(code(await client.confirmMachine({ card, words }))).toBe('illegalState');
  expect(value(await client.takeMachineCard({ bytes: there.file.bytes })).state).toBe('revoked');

  await signIn(here.office, 'shenjun');
  const rows = value(await client.listAudit({ chain: 'register', subject: card, limit: 20 }));
  expect(rows.map(({ action, person }) => [action, person])).toEqual([
    ['revokeMachine', 'qiaoyi'],
    ['confirmMachine', 'qiaoyi'],
    ['takeMachineCard', 'qiaoyi'],
  ]);
  const { register, content } = await openBases(here.directory, 'wenhe');
  expect(register.prepare('SELECT count(*) FROM machines').pluck().get()).toBe(2);
  // The key of the card lies with the manuscripts, not with what everybody opens.
  const key = content
    .prepare('SELECT private_key FROM machine_keys WHERE card = ?')
    .pluck()
    .get(here.own.card) as string;
  expect(JSON.stringify(register.prepare('SELECT * FROM machines').all())).not.toContain(key);
});

test('a second machine of the same name is not confirmed beside the first, nor made', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'qiaoyi');
  const twins = [await machine('审核机'), await machine('审核机')];

  const entries = [];
  for (const { card } of twins) {
    entries.push(value(await client.takeMachineCard({ bytes: encoder.encode(cardText(card)) })));
  }
  const [first, second] = entries;
  value(await client.confirmMachine({ card: first?.card ?? '', words: first?.words ?? [] }));
  expect(code(await client.confirmMachine({ card: second?.card ?? '', words: second?.words ?? [] }))).toBe('nameTaken');
  expect(code(await client.makeMachineCard({ name: '审核机' }))).toBe('nameTaken');
  value(await client.revokeMachine({ card: first?.card ?? '', reason: 'replaced' }));
  value(await client.confirmMachine({ card: second?.card ?? '', words: second?.words ?? [] }));
});

test('a machine that makes its own card void tells the others by a file, and may make a new one', async () => {
  const { directory } = await foundedDirectory();
  const there = openOffice(directory);
  await signIn(there, 'wenhe');
  expect(code(await there.client.withdrawMachineCard({ reason: 'replaced' }))).toBe('notFound');
  const { file, machine: own } = value(await there.client.makeMachineCard({ name: '审核机' }));
  const { file: statement } = value(await there.client.withdrawMachineCard({ reason: 'replaced' }));
  expect(statement.name).toBe('作废-审核机.nkvoid');
  // Where it was not saved it is given again.
  expect(value(await there.client.readCardRevocation({ card: own.card }))).toEqual(statement);
  expect(code(await there.client.readMachineCard({}))).toBe('notFound');
  value(await there.client.makeMachineCard({ name: '审核机' }));
  const [, next] = value(await there.client.listMachines({}));
  expect(value(await there.client.listMachines({})).map(({ state }) => state)).toEqual(['revoked', 'confirmed']);
  expect(code(await there.client.readCardRevocation({ card: next?.card ?? '' }))).toBe('notFound');

  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'qiaoyi');
  expect(code(await client.takeRevocation({ bytes: statement.bytes }))).toBe('notFound');
  value(await client.takeMachineCard({ bytes: file.bytes }));
  value(await client.confirmMachine({ card: own.card, words: own.words }));
  expect(value(await client.takeRevocation({ bytes: statement.bytes }))).toMatchObject({
    card: own.card,
    state: 'revoked',
    reason: 'replaced',
  });
  expect(value(await client.takeRevocation({ bytes: statement.bytes })).state).toBe('revoked');
});

test('another machine may declare a lost one void, if it is trusted itself', async () => {
  const [lost, author, stranger] = [await machine('丢失机'), await machine('审核机'), await machine('外来机')];
  const { office } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'qiaoyi');
  for (const { card } of [lost, author]) value(await client.takeMachineCard({ bytes: encoder.encode(cardText(card)) }));
  const by = ({ hash, key }: typeof lost) =>
    encoder.encode(
      revocationText(
        signRevocation({ card: lost.hash, by: hash, reason: 'lost', at: '2026-03-02T01:00:00.000Z' }, key),
      ),
    );
  expect(code(await client.takeRevocation({ bytes: by(author) }))).toBe('forbidden');
  expect(code(await client.takeRevocation({ bytes: by(stranger) }))).toBe('notFound');
  const forged = by({ ...author, key: stranger.key });
  const words = value(await client.listMachines({})).find(({ card }) => card === author.hash)?.words ?? [];
  value(await client.confirmMachine({ card: author.hash, words }));
  expect(await client.takeRevocation({ bytes: forged })).toMatchObject({
    ok: false,
    code: 'unreadableFile',
    details: { reason: 'revocationSignatureWrong' },
  });
  expect(value(await client.takeRevocation({ bytes: by(author) }))).toMatchObject({ name: '丢失机', state: 'revoked' });
});

test('what is no card is refused with its reason, and nothing is kept of it', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  await signIn(office, 'qiaoyi');

  const text = cardText((await machine('审核机')).card);
  for (const [bytes, reason] of [
    [new Uint8Array(), 'notACard'],
    [new Uint8Array([0xff, 0xfe, 0xfd]), 'notACard'],
    [new Uint8Array(10_000_000), 'notACard'],
    [encoder.encode(text.slice(0, 300)), 'cardMalformed'],
    [encoder.encode(text.replace('审核机', '签发机')), 'cardSignatureWrong'],
  ] as const) {
    expect(await client.takeMachineCard({ bytes })).toMatchObject({
      ok: false,
      code: 'unreadableFile',
      details: { reason },
    });
  }
  const { register } = await openBases(directory, 'qiaoyi');
  expect(register.prepare('SELECT count(*) FROM machines').pluck().get()).toBe(0);
});
