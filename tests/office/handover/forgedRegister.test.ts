import { expect, test } from 'vitest';
import { linkDigest } from '#office/handover/decisionChain.ts';
import type { Office } from '#office/office.ts';
import { signDuty } from '#shared/handover/dutyStatement.ts';
import { signGranted } from '#shared/handover/grantedNumbers.ts';
import { readCard } from '#shared/handover/machineCard.ts';
import { signNumbering } from '#shared/handover/numberingStatement.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { draftIssue, publicationOf, signIn, signInFirst, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { forgedRegister, keysOf, lastWritten, machineKeyOf, toldRegister } from './forgedRegister.ts';
import { releasedBy } from './joinedOffices.ts';
import { asking, firstMachine, joinedTo, joining, letIn, writeJoin } from './joining.ts';

/** After whatever it goes on from. */
const at = new Date(Date.now() + 86_400_000).toISOString();
const medium = '入网盘01';

/** 编辑机, and 审核机 and 签发机 that joined it and trust each other. */
async function three() {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '审核机');
  const third = await joinedTo(first.office, '签发机');
  await signIn(third.office, 'qiaoyi');
  const known = value(await third.office.client.listMachines({})).find(({ card }) => card === second.card);
  value(await third.office.client.confirmMachine({ card: second.card, words: known?.words ?? [] }));
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.takeMachineCard({ bytes: third.request.file.bytes }));
  const publication = await publicationOf(first.office);
  const thirdCard = readCard(new TextDecoder().decode(third.request.file.bytes));
  return { first, second, third, thirdCard, publication: publication.id };
}

async function answerTo(to: Office, files: readonly string[]) {
  await signIn(to, 'wenhe');
  const { entry } = value(await to.client.takePackage({ files: [...files], medium }));
  return { hash: entry.hash ?? '', answer: await to.client.takeRegister({ hash: entry.hash ?? '' }) };
}

/** What the base of a machine holds of decisions about machines. */
async function decisionsIn(directory: string) {
  const { register, close } = await openBases(directory, 'wenhe');
  const rows = (table: string) => register.prepare(`SELECT * FROM ${table} ORDER BY number`).all();
  const held = { duties: rows('machine_duties'), numbering: rows('numbering'), taken: rows('taken_registers') };
  close();
  return held;
}

test('numbers come to no machine by the word of one that has nothing to say, whoever there has signed it', async () => {
  const { first, second, third, thirdCard, publication } = await three();
  const told = await toldRegister(second, third.card);
  const editor = await keysOf(second, 'wenhe');
  const reviewer = await keysOf(second, 'qiaoyi');
  const [carried] = told.numbering;
  const [begun] = carried?.statements ?? [];
  if (!carried || !begun) throw new Error('the numbering of the publication is signed');
  const given = {
    publication,
    how: 'given' as const,
    card: third.card,
    givenBy: first.card,
    last: [],
    reason: '',
    turn: 2,
    previous: linkDigest(begun),
    person: 'wenhe',
    publicKey: editor.publicKey,
    at,
  };
  const whole = signNumbering(given, editor.privateKey);
  const forms = [
    // Changed after it was signed, signed by whoever does not decide, given by one that does not have it, out of its place.
    { statement: { ...whole, last: [{ series: 'regular' as const, year: 2026, serial: 9 }] }, why: '签名不成立' },
    {
      statement: signNumbering({ ...given, person: 'qiaoyi', publicKey: reviewer.publicKey }, reviewer.privateKey),
      why: '没有“系统管理员”岗位',
    },
    {
      statement: signNumbering({ ...given, person: 'shenjun' }, editor.privateKey),
      why: '沈钧）的签名不成立',
    },
    { statement: signNumbering({ ...given, givenBy: second.card }, editor.privateKey), why: '而当时编号在“编辑机”' },
    { statement: signNumbering({ ...given, turn: 99 }, editor.privateKey), why: '第99次改动接不上前一次' },
    { statement: signNumbering({ ...given, previous: 'a'.repeat(64) }, editor.privateKey), why: '接不上前一次' },
    {
      statement: signNumbering({ ...given, how: 'here', givenBy: third.card }, editor.privateKey),
      why: '没有“签发机”自己的签名',
    },
  ];
  const before = await decisionsIn(third.directory);
  let after: { sequence: number; hash: string } | undefined;
  for (const [index, { statement, why }] of forms.entries()) {
    const numbering = [{ ...carried, statements: [begun, statement] }];
    const { hash, answer } = await answerTo(
      third.office,
      await forgedRegister(second, thirdCard, { ...told, numbering }, after),
    );
    after = { sequence: index + 1, hash };
    expect(answer).toMatchObject({ ok: false, code: 'conflict' });
    expect(answer.ok ? '' : answer.message).toContain(why);
    expect(answer.ok ? '' : answer.message).toContain('《澜溪信息》由哪台机器签发编号');
  }
  expect(await decisionsIn(third.directory)).toEqual(before);
  // Even what whoever decides has signed brings the numbers only with the last ones, which the giver itself has signed.
  const byOther = signGranted(
    {
      publication,
      given: linkDigest(whole),
      card: second.card,
      last: [],
      person: 'wenhe',
      publicKey: editor.publicKey,
      at,
    },
    editor.privateKey,
    { publicKey: editor.publicKey, privateKey: editor.privateKey },
  );
  const lie = { ...told, numbering: [{ ...carried, statements: [begun, whole], granted: byOther }] };
  const refused = await answerTo(third.office, await forgedRegister(second, thirdCard, lie, after));
  expect(refused.answer.ok ? '' : refused.answer.message).toContain('已用到的期号（闻禾）的签名不成立');
  const without = { ...told, numbering: [{ ...carried, statements: [begun, whole] }] };
  const last = { sequence: forms.length + 1, hash: refused.hash };
  const told2 = await answerTo(third.office, await forgedRegister(second, thirdCard, without, last));
  expect(told2.answer).toMatchObject({ ok: true, value: { numbering: [] } });
  const [duty] = value(await third.office.client.listMachineDuties({}));
  expect(duty?.numbering).toMatchObject({ isHere: false, name: '编辑机' });
});

test('a machine says with its own key alone that it grants numbers, and no other numbers by it', async () => {
  const { first, second, third, thirdCard, publication } = await three();
  const told = await toldRegister(second, third.card);
  const reviewer = await keysOf(second, 'qiaoyi');
  const [carried] = told.numbering;
  const [begun] = carried?.statements ?? [];
  if (!carried || !begun) throw new Error('the numbering of the publication is signed');
  const keyOfFirst = await machineKeyOf(first);
  const keyOfThird = await machineKeyOf(third);
  const here = (card: string, more: object, machine?: Parameters<typeof signNumbering>[2]) =>
    signNumbering(
      {
        publication,
        how: 'here',
        card,
        givenBy: card,
        last: begun.last,
        reason: '',
        turn: 2,
        previous: linkDigest(begun),
        person: 'qiaoyi',
        publicKey: reviewer.publicKey,
        at,
        ...more,
      },
      reviewer.privateKey,
      machine,
    );
  const last = [{ series: 'regular' as const, year: 2026, serial: 999 }];
  const nothing = { turn: 1, previous: '' };
  const forms = [
    // Numbers burnt for another machine, in its name or with its key.
    { statements: [begun, here(first.card, { last })], why: '没有“编辑机”自己的签名' },
    { statements: [begun, here(first.card, { last }, { key: keyOfFirst })], why: '另写了已用到的期号' },
    // Numbers for a machine that never had any: by its own word, and as the first that is said of the publication.
    { statements: [begun, here(third.card, {}, { key: keyOfThird })], why: '而前一次在“编辑机”' },
    { statements: [here(third.card, nothing)], why: '没有“签发机”自己的签名' },
    { statements: [here(first.card, { ...nothing, last })], why: '没有“编辑机”自己的签名' },
    // Both machines' keys make no decision of it.
    {
      statements: [begun, here(third.card, {}, { key: keyOfThird, before: keyOfFirst })],
      why: '两边说的不一样',
    },
  ];
  const before = await decisionsIn(third.directory);
  let after: { sequence: number; hash: string } | undefined;
  for (const [index, { statements, why }] of forms.entries()) {
    const numbering = [{ ...carried, statements }];
    const { hash, answer } = await answerTo(
      third.office,
      await forgedRegister(second, thirdCard, { ...told, numbering }, after),
    );
    after = { sequence: index + 1, hash };
    expect(answer).toMatchObject({ ok: false, code: 'conflict' });
    expect(answer.ok ? '' : answer.message).toContain(why);
  }
  expect(await decisionsIn(third.directory)).toEqual(before);
});

test('another way of the numbering that nobody has decided is told, stops no numbers and is settled by whoever decides', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const third = await joinedTo(first.office, '签发机');
  const told = await toldRegister(second, first.card);
  const [carried] = told.numbering;
  const [begun] = carried?.statements ?? [];
  if (!carried || !begun) throw new Error('the numbering of the publication is signed');
  const { publicKey, privateKey } = await keysOf(second, 'qiaoyi');
  const { last, publication } = begun;
  const place = { turn: 2, previous: linkDigest(begun), card: third.card, givenBy: third.card };
  const said = { publication, how: 'here' as const, last, reason: '', person: 'qiaoyi', publicKey, at, ...place };
  const machine = { key: await machineKeyOf(third), before: await machineKeyOf(first) };
  const numbering = [{ ...carried, statements: [begun, signNumbering(said, privateKey, machine)] }];
  await signIn(first.office, 'wenhe');
  const own = readCard(new TextDecoder().decode(value(await first.office.client.readMachineCard({})).bytes));
  const { answer } = await answerTo(first.office, await forgedRegister(second, own, { ...told, numbering }));
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  const [duty] = value(await first.office.client.listMachineDuties({}));
  expect(duty?.numbering).toMatchObject({ isHere: true, otherwiseBy: '审核机' });
  expect(duty?.numbering.disputedBy).toBeUndefined();
  expect(duty?.machines.find(({ isOwn }) => isOwn)?.steps).toContain('sign');
  const settled = value(
    await first.office.client.takeOverNumbering({ publicationId: publication, reason: '核对过，留在编辑机', last: [] }),
  );
  expect(settled.numbering).toMatchObject({ isHere: true });
  expect(settled.numbering.otherwiseBy).toBeUndefined();
});

test('what a machine may do counts only as whoever decides has signed it, within bounds', async () => {
  const { second, third, thirdCard, publication } = await three();
  const told = await toldRegister(second, third.card);
  const reviewer = await keysOf(second, 'qiaoyi');
  const editor = await keysOf(second, 'wenhe');
  const said = { publication, card: third.card, steps: ['archive' as const], previous: '', at };
  const byReviewer = signDuty(
    { ...said, turn: 1, person: 'qiaoyi', publicKey: reviewer.publicKey },
    reviewer.privateKey,
  );
  const strange = { ...said, publication: 'nowhere', turn: 1, person: 'wenhe', publicKey: editor.publicKey };
  const forms = [
    { duty: { publication, card: third.card, statements: [byReviewer] }, why: '没有“系统管理员”岗位' },
    {
      duty: { publication, card: third.card, statements: [{ ...byReviewer, person: 'wenhe' }] },
      why: '闻禾）的签名不成立',
    },
    {
      duty: { publication: 'nowhere', card: third.card, statements: [signDuty(strange, editor.privateKey)] },
      why: '两边都没有的刊物',
    },
  ];
  const before = await decisionsIn(third.directory);
  let after: { sequence: number; hash: string } | undefined;
  for (const [index, { duty, why }] of forms.entries()) {
    const { hash, answer } = await answerTo(
      third.office,
      await forgedRegister(second, thirdCard, { ...told, duties: [duty] }, after),
    );
    after = { sequence: index + 1, hash };
    expect(answer).toMatchObject({ ok: false, code: 'conflict' });
    expect(answer.ok ? '' : answer.message).toContain(why);
  }
  // A turn beyond all bounds is no decision at all.
  const far = signDuty(
    { ...said, turn: Number.MAX_SAFE_INTEGER, person: 'wenhe', publicKey: editor.publicKey },
    editor.privateKey,
  );
  const duties = [{ publication, card: third.card, statements: [far] }];
  const { answer } = await answerTo(third.office, await forgedRegister(second, thirdCard, { ...told, duties }, after));
  expect(answer).toMatchObject({ ok: false, code: 'unreadableFile' });
  expect(await decisionsIn(third.directory)).toEqual(before);
  value(await third.office.client.decideMachineDuty({ publicationId: publication, card: third.card, steps: ['edit'] }));
});

test('nobody arrives under another name than the administrator has signed, nor under one that somebody here has', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  const newcomer = { id: 'xinren', name: '辛仁', roles: ['editor' as const], password: '新来的人自己定口令' };
  expect(await first.office.client.admitPerson({ ...newcomer, name: '沈钧' })).toMatchObject({ code: 'nameTaken' });
  value(await first.office.client.admitPerson(newcomer));
  const told = await toldRegister(first, second.card);
  const people = told.people.map((one) => (one.id === newcomer.id ? { ...one, name: '沈钧' } : one));
  const card = readCard(new TextDecoder().decode(second.request.file.bytes));
  const after = await lastWritten(first, second.card);
  const { answer } = await answerTo(
    second.office,
    await forgedRegister({ directory: first.directory, card: first.card }, card, { ...told, people }, after),
  );
  expect(answer).toMatchObject({ ok: false, code: 'unreadableFile' });
  expect(value(await second.office.client.listPeople({})).some(({ id }) => id === newcomer.id)).toBe(false);
});

test('a row that is none, of the statements or of the units, is refused plainly', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const told = await toldRegister(first, second.card);
  const statements = told.statements.map((row, index) => (index === 0 ? { ...row, statement: 'x' } : row));
  const card = readCard(new TextDecoder().decode(second.request.file.bytes));
  const after = await lastWritten(first, second.card);
  const files = await forgedRegister(first, card, { ...told, statements }, after);
  const { hash, answer } = await answerTo(second.office, files);
  expect(answer).toMatchObject({ ok: false, code: 'unreadableFile' });
  const [unit] = told.units;
  const units = unit
    ? [...told.units, { ...unit, id: 'new', name: '新单位', signature: '新单位', aliases: 'no list' }]
    : [];
  const next = { sequence: after.sequence + 1, hash };
  const again = await answerTo(second.office, await forgedRegister(first, card, { ...told, units }, next));
  expect(again.answer).toMatchObject({ ok: false, code: 'unreadableFile' });
});

test('a machine joins by no register in which somebody without the role has decided', async () => {
  const first = await firstMachine();
  const waiting = await asking();
  const card = await letIn(first.office, waiting);
  const written = await writeJoin(first.office, card);
  const told = await toldRegister(first, card);
  const publication = told.publications[0]?.id ?? '';
  const reviewer = await keysOf(first, 'qiaoyi');
  const said = { publication, card, steps: [], turn: 1, previous: '', person: 'qiaoyi', at };
  const signed = signDuty({ ...said, publicKey: reviewer.publicKey }, reviewer.privateKey);
  const duties = [{ publication, card, statements: [signed] }];
  const own = readCard(new TextDecoder().decode(waiting.request.file.bytes));
  const files = await forgedRegister(first, own, { ...told, duties }, await lastWritten(first, card));
  const input = { ...(await joining(first.office, written)), files: [...files] };
  const answer = await waiting.office.client.joinOffice(input);
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(value(await waiting.office.client.officeStatus({})).state).toBe('empty');
});

test('what whoever decides has signed as granted is never granted again, though the package of the giver says fewer', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  await signIn(first.office, 'wenhe');
  const { issue } = await draftIssue(first.office, '先发的一期');
  value(await first.office.client.submitIssue({ id: issue.summary.id, contentHash: issue.contentHash }));
  await releasedBy(first.office, issue.summary.id);
  const { id: publication } = await publicationOf(first.office);
  value(await first.office.client.giveNumbering({ publicationId: publication, card: second.card }));
  const told = await toldRegister(first, second.card);
  const [carried] = told.numbering;
  const given = carried?.statements.at(-1);
  if (!carried || !given) throw new Error('the numbering of the publication is signed');
  const editor = await keysOf(first, 'wenhe');
  const granted = signGranted(
    {
      publication,
      given: linkDigest(given),
      card: first.card,
      last: [],
      person: 'wenhe',
      publicKey: editor.publicKey,
      at,
    },
    editor.privateKey,
    await machineKeyOf(first),
  );
  const card = readCard(new TextDecoder().decode(second.request.file.bytes));
  const after = await lastWritten(first, second.card);
  const files = await forgedRegister(first, card, { ...told, numbering: [{ ...carried, granted }] }, after);
  const { answer } = await answerTo(second.office, files);
  expect(answer).toMatchObject({ ok: true, value: { numbering: ['澜溪信息'] } });
  const bases = await openBases(second.directory, 'wenhe');
  const last = bases.content.prepare('SELECT last FROM duties_here ORDER BY number DESC LIMIT 1').pluck().get();
  bases.close();
  expect(JSON.parse(String(last))).toMatchObject([{ series: 'regular', serial: 5 }]);
});

test('a decision of somebody who had no role is taken when the role is given where it was made', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const newcomer = { id: 'xinren', name: '辛仁', roles: ['editor' as const], password: '新来的人自己定口令' };
  await signIn(second.office, 'wenhe');
  value(await second.office.client.admitPerson(newcomer));
  const password = await signInFirst(second.office, newcomer);
  const told = await toldRegister(second, first.card);
  const publication = told.publications[0]?.id ?? '';
  const { publicKey, privateKey } = await openKeyring(dataFiles(second.directory).keyring, newcomer.id, password);
  const said = { publication, card: second.card, steps: ['edit' as const], turn: 1, previous: '', person: newcomer.id };
  const signed = signDuty({ ...said, publicKey, at: new Date().toISOString() }, privateKey);
  const duties = [{ publication, card: second.card, statements: [signed] }];
  await signIn(first.office, 'qiaoyi');
  const own = readCard(new TextDecoder().decode(value(await first.office.client.readMachineCard({})).bytes));
  const early = await answerTo(first.office, await forgedRegister(second, own, { ...told, duties }));
  expect(early.answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(early.answer.ok ? '' : early.answer.message).toContain('给辛仁加上“系统管理员”岗位，再写一个入网包');
  await signIn(second.office, 'qiaoyi');
  const roles = ['editor' as const, 'systemAdministrator' as const];
  value(await second.office.client.setRoles({ personId: newcomer.id, roles }));
  const given = await toldRegister(second, first.card);
  const files = await forgedRegister(second, own, { ...given, duties }, { sequence: 1, hash: early.hash });
  expect((await answerTo(first.office, files)).answer).toMatchObject({ ok: true, value: { duties: ['澜溪信息'] } });
});
