import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import {
  code,
  copyOf,
  draftIssue,
  finalArticle,
  issueOf,
  openOffice,
  passwordOf,
  publicationOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { bringRegister, firstMachine, joinedTo } from './joining.ts';

/** Has a whole issue made up, passed and signed on one machine; the text of its number. */
async function released(office: Office, title: string): Promise<string | undefined> {
  await signIn(office, 'wenhe');
  const article = await finalArticle(office, title);
  const { summary, contentHash } = await issueOf(office, [article.id]);
  const { id } = summary;
  value(await office.client.submitIssue({ id, contentHash }));
  await signIn(office, 'qiaoyi');
  value(await office.client.passIssue({ id, contentHash }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await office.client.prepareRelease({ id, contentHash }));
  const { summary: signed } = value(
    await office.client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }),
  );
  return signed.numberText;
}

test('an office with one machine does everything as ever', async () => {
  const { office } = await firstMachine();
  const [duty] = value(await office.client.listMachineDuties({}));
  expect(duty).toMatchObject({
    publicationName: '澜溪信息',
    numbering: { isHere: true, isLost: false, isToBeSent: false },
    machines: [{ name: '编辑机', isOwn: true, steps: ['edit', 'review', 'sign', 'archive'] }],
  });
  expect(await released(office, '第一篇')).toContain('第5期');
});

test('numbers are granted at one machine alone, and go on there when they are given to another', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  expect(await released(first.office, '先发的一期')).toContain('第5期');
  // The machine that joined may edit and review; it grants no number.
  await signIn(second.office, 'wenhe');
  const publication = await publicationOf(second.office);
  const [before] = value(await second.office.client.listMachineDuties({}));
  expect(before?.numbering).toMatchObject({ isHere: false, name: '编辑机', isLost: false });
  const refused = await released(second.office, '不该有号的一期').catch((error: Error) => error.message);
  expect(refused).toContain('由“编辑机”签发编号，本机不能签发');
  // 交出: from that moment on nobody grants any.
  await signIn(first.office, 'wenhe');
  const given = value(await first.office.client.giveNumbering({ publicationId: publication.id, card: second.card }));
  expect(given.numbering).toMatchObject({ isHere: false, name: '签发机', isToBeSent: true });
  expect(await released(first.office, '交出以后').catch((error: Error) => error.message)).toContain(
    '由“签发机”签发编号',
  );
  expect(await released(second.office, '还没有收到').catch((error: Error) => error.message)).toContain(
    '由“编辑机”签发编号',
  );
  const taken = value(await bringRegister(first.office, second.office, second.card));
  expect(taken.numbering).toEqual(['澜溪信息']);
  expect(await released(second.office, '接着发的一期')).toContain('第6期');
  expect(value(await second.office.client.listMachineDuties({}))[0]?.numbering).toMatchObject({ isHere: true });
});

test('what a machine may not do neither the office nor the base lets it do', async () => {
  const { office, card, directory } = await firstMachine();
  const { issue, publication } = await draftIssue(office);
  const { id } = issue.summary;
  const decided = value(
    await office.client.decideMachineDuty({ publicationId: publication.id, card, steps: ['review', 'archive'] }),
  );
  expect(decided.machines[0]?.steps).toEqual(['review', 'sign', 'archive']);
  const answer = await office.client.submitIssue({ id, contentHash: issue.contentHash });
  expect(answer).toMatchObject({ ok: false, code: 'forbidden' });
  const { content, register } = await openBases(directory, 'wenhe');
  const step = content.prepare(
    `INSERT INTO issue_steps (issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion,
       content_hash) VALUES (?, 1, 'drafting', 0, 'submit', 'inReview', 1, 'wenhe', 'editor', ?, '', ?)`,
  );
  expect(() => step.run(id, new Date().toISOString(), issue.contentHash)).toThrow(
    'this machine does not take this step',
  );
  expect(() => content.prepare('DELETE FROM duties_here').run()).toThrow('stays on record');
  // Nobody without the role decides, not even past the office.
  const duty = register.prepare(
    `INSERT INTO machine_duties (number, publication_id, card, steps, turn, person, at, statement)
     VALUES (2, @publication, @card, '[]', 2, @person, 'now', @statement)`,
  );
  const said = { publication: publication.id, card, turn: 2, person: 'shenjun', at: 'now', steps: [], previous: 'f' };
  const statement = JSON.stringify({ ...said, publicKey: '04', signature: 'ff' });
  expect(() => duty.run({ ...said, statement })).toThrow('decided by whoever has the role');
  expect(() => duty.run({ ...said, person: 'wenhe', statement })).toThrow('signed and goes on');
  await signIn(office, 'qiaoyi');
  expect(code(await office.client.decideMachineDuty({ publicationId: publication.id, card, steps: [] }))).toBe(
    'forbidden',
  );
  await signIn(office, 'wenhe');
  value(
    await office.client.decideMachineDuty({
      publicationId: publication.id,
      card,
      steps: ['edit', 'review', 'archive'],
    }),
  );
  value(await office.client.submitIssue({ id, contentHash: issue.contentHash }));
});

test('numbers that were granted elsewhere are never granted again, whatever the clock or the hand', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  await released(first.office, '先发的一期');
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  value(await first.office.client.giveNumbering({ publicationId, card: second.card }));
  value(await bringRegister(first.office, second.office, second.card));
  const { issue } = await draftIssue(second.office);
  const { content, register } = await openBases(second.directory, 'wenhe');
  const grant = content.prepare(
    `INSERT INTO issue_numbers (publication_id, series, year, serial, running, issue_id, granted_at)
     VALUES (?, 'regular', ?, ?, ?, ?, 'now')`,
  );
  const year = new Date().getFullYear();
  expect(() => grant.run(publicationId, year, 5, 999, issue.summary.id)).toThrow('granted');
  expect(() => grant.run(publicationId, year + 1, 1, 128, issue.summary.id)).toThrow('granted');
  // And nobody says of himself that numbering has come here.
  const [row] = register.prepare('SELECT * FROM numbering ORDER BY number DESC LIMIT 1').all() as [
    Record<string, unknown>,
  ];
  const back = register.prepare(
    `INSERT INTO numbering (number, publication_id, turn, card, given_by, how, person, at, source)
     VALUES (@number, @publication_id, @turn, @card, @given_by, @how, @person, @at, @source)`,
  );
  const next = { ...row, number: Number(row.number) + 1, turn: Number(row.turn) + 1 };
  expect(() => back.run({ ...next, how: 'taken' })).toThrow('numbering is taken from a package');
  expect(() => back.run({ ...next, how: 'told', card: first.card })).toThrow('nobody is told');
});

test('after a machine is lost its numbers are taken over, and what is missing is listed', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  value(await first.office.client.giveNumbering({ publicationId, card: second.card }));
  value(await bringRegister(first.office, second.office, second.card));
  // An issue is at that machine.
  const { issue } = await draftIssue(first.office);
  const { id } = issue.summary;
  value(await first.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  value(
    await first.office.client.writePackage({
      issueId: id,
      kind: 'submit',
      machines: [second.card],
      folder: temporaryDirectory(),
      medium: '介质0001',
    }),
  );
  const over = {
    publicationId,
    reason: '硬盘损坏',
    last: [{ series: 'regular' as const, year: new Date().getFullYear(), serial: 7, running: 130 }],
  };
  expect(code(await first.office.client.takeOverNumbering(over))).toBe('illegalState');
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.revokeMachine({ card: second.card, reason: 'lost' }));
  await signIn(first.office, 'wenhe');
  const taken = value(await first.office.client.takeOverNumbering(over));
  expect(taken.numbering).toMatchObject({ isHere: true, isLost: false });
  const missing = value(await first.office.client.listMissing({ card: second.card }));
  expect(missing.issues).toMatchObject([{ issueId: id, kind: 'submit', publicationName: '澜溪信息' }]);
  expect(missing.numbers.map(({ serial }) => serial)).toEqual([5, 6, 7]);
  expect(missing.chains).toMatchObject([
    { direction: 'written', kind: 'join', sequence: 2 },
    { direction: 'written', issueId: id, kind: 'submit', sequence: 1 },
  ]);
  expect(await released(first.office, '接管以后')).toContain('第8期');
});

test('an issue that was numbered at the other machine comes home with its number, and none is granted here', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  value(await first.office.client.giveNumbering({ publicationId, card: second.card }));
  value(await bringRegister(first.office, second.office, second.card));
  const { issue } = await draftIssue(first.office);
  const { id } = issue.summary;
  value(await first.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  const send = async (from: Office, to: Office, card: string, kind: 'submit' | 'signed') => {
    await signIn(from, 'wenhe');
    const folder = temporaryDirectory();
    const { files } = value(
      await from.client.writePackage({ issueId: id, kind, machines: [card], folder, medium: '介质0001' }),
    );
    await signIn(to, 'wenhe');
    value(await to.client.takePackage({ files: files.map(({ path }) => path), medium: '介质0001' }));
  };
  await send(first.office, second.office, second.card, 'submit');
  const { client } = second.office;
  await signIn(second.office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash: issue.contentHash }));
  await signIn(second.office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease({ id, contentHash: issue.contentHash }));
  value(await client.releaseIssue({ id, issueHash, password: passwordOf('shenjun') }));
  await send(second.office, first.office, first.card, 'signed');
  const home = value(await first.office.client.readIssue({ id }));
  expect(home.summary).toMatchObject({ state: 'released' });
  expect(home.summary.numberText).toContain('第5期');
  expect(value(await first.office.client.listMissing({ card: second.card })).issues).toEqual([]);
});

test('a machine that was restored from before it gave up its numbering learns of it by the register of the other', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  first.office.close();
  const before = copyOf(first.directory);
  const now = openOffice(first.directory);
  await signIn(now, 'wenhe');
  value(await now.client.giveNumbering({ publicationId, card: second.card }));
  value(await bringRegister(now, second.office, second.card));
  now.close();
  const restored = openOffice(before);
  await signIn(restored, 'wenhe');
  expect(value(await restored.client.listMachineDuties({}))[0]?.numbering.isHere).toBe(true);
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.approveJoin({ card: first.card }));
  value(await bringRegister(second.office, restored, first.card));
  expect(value(await restored.client.listMachineDuties({}))[0]?.numbering).toMatchObject({
    isHere: false,
    name: '签发机',
  });
});
