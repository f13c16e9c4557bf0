import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { readCard } from '#shared/handover/machineCard.ts';
import { copyOf, draftIssue, openOffice, publicationOf, settings, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { forgedRegister, lastWritten, toldRegister } from './forgedRegister.ts';
import { asking, bringRegister, carryRegister, firstMachine, joinedTo, joining, letIn, writeJoin } from './joining.ts';

/** Lets the machine in where it is not yet, and brings it the register. */
async function admitAndBring(from: Office, to: Office, card: string) {
  await signIn(from, 'qiaoyi');
  value(await from.client.approveJoin({ card }));
  return bringRegister(from, to, card);
}

async function numberingAt(office: Office) {
  await signIn(office, 'wenhe');
  return value(await office.client.listMachineDuties({}))[0]?.numbering;
}

/** 编辑机 has given the numbering to 签发机, and after it was set back to 审核机; these two know each other. */
async function givenTwice() {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  const third = await joinedTo(first.office, '审核机');
  // The two get to know each other.
  for (const [one, other] of [
    [second, third],
    [third, second],
  ] as const) {
    await signIn(one.office, 'qiaoyi');
    value(await one.office.client.takeMachineCard({ bytes: other.request.file.bytes }));
    value(await one.office.client.confirmMachine({ card: other.card, words: other.request.words }));
  }
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  first.office.close();
  const before = copyOf(first.directory);
  const now = openOffice(first.directory);
  await signIn(now, 'wenhe');
  value(await now.client.giveNumbering({ publicationId, card: second.card }));
  expect(await admitAndBring(now, second.office, second.card)).toMatchObject({ value: { numbering: ['澜溪信息'] } });
  now.close();
  const setBack = openOffice(before);
  await signIn(setBack, 'wenhe');
  value(await setBack.client.giveNumbering({ publicationId, card: third.card }));
  expect(await admitAndBring(setBack, third.office, third.card)).toMatchObject({ value: { numbering: ['澜溪信息'] } });
  return { first, second, third, setBack, publicationId };
}

test('a machine that was set back and gives its numbering away again is found out; nobody grants numbers until that is settled', async () => {
  const { first, second, third, setBack, publicationId } = await givenTwice();
  // Both have it, each by a decision that was signed; the first that hears of the other stops.
  const answer = await admitAndBring(third.office, second.office, second.card);
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain(
    '《澜溪信息》由哪台机器签发编号，两边说的不一样：按“签发机”的登记是“签发机”，按“审核机”送来的是“审核机”',
  );
  expect(await numberingAt(second.office)).toMatchObject({ isHere: true, disputedBy: '审核机' });
  const { client } = second.office;
  const [duty] = value(await client.listMachineDuties({}));
  expect(duty?.machines.some(({ steps }) => steps.includes('sign'))).toBe(false);
  expect(await client.giveNumbering({ publicationId, card: third.card })).toMatchObject({ code: 'illegalState' });
  // Neither the office nor the base lets it sign.
  const { issue } = await draftIssue(second.office, '等着定下的一期');
  const { id } = issue.summary;
  value(await client.submitIssue({ id, contentHash: issue.contentHash }));
  await signIn(second.office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash: issue.contentHash }));
  await signIn(second.office, 'shenjun');
  const refused = await client.prepareRelease({ id, contentHash: issue.contentHash });
  expect(refused).toMatchObject({ ok: false, code: 'forbidden' });
  expect(refused.ok ? '' : refused.message).toContain(
    '本机的登记（“签发机”）和“审核机”的说的不一样，定下以前本机不签发',
  );

  // Somebody who decides settles it on one of the two, and every machine goes on from there.
  await signIn(second.office, 'wenhe');
  const year = new Date().getFullYear();
  const settled = value(
    await client.takeOverNumbering({
      publicationId,
      reason: '编辑机从旧备份恢复过，商定由签发机编号',
      last: [{ series: 'regular', year, serial: 8 }],
    }),
  );
  expect(settled.numbering).toMatchObject({ isHere: true, name: '签发机' });
  expect(settled.numbering.disputedBy).toBeUndefined();
  await signIn(second.office, 'shenjun');
  const prepared = value(await client.prepareRelease({ id, contentHash: issue.contentHash }));
  expect(prepared.number.serial).toBe(9);
  expect(await admitAndBring(second.office, third.office, third.card)).toMatchObject({ ok: true });
  expect(await numberingAt(third.office)).toMatchObject({ isHere: false, name: '签发机' });
  expect(await admitAndBring(second.office, setBack, first.card)).toMatchObject({ ok: true });
  expect(await numberingAt(setBack)).toMatchObject({ isHere: false, name: '签发机' });
  // What comes of the way that was given up changes nothing any more.
  expect(await admitAndBring(third.office, second.office, second.card)).toMatchObject({ ok: true });
  expect(await numberingAt(second.office)).toMatchObject({ isHere: true, name: '签发机' });
  // Where it was settled it is given to the other, as any numbering is.
  value(await client.giveNumbering({ publicationId, card: third.card }));
  expect(await admitAndBring(second.office, third.office, third.card)).toMatchObject({
    value: { numbering: ['澜溪信息'] },
  });
  expect(await numberingAt(third.office)).toMatchObject({ isHere: true });
});

test('a machine that does not know what was told elsewhere takes the register of the other first, and then settles it', async () => {
  const { second, third, publicationId } = await givenTwice();
  const told = await admitAndBring(third.office, second.office, second.card);
  expect(told.ok ? '' : told.message).toContain('在本机接管编号（商定由别的机器签发的，接管以后再交给它）');
  // The other knows nothing of it, and is told where it is settled.
  await signIn(third.office, 'wenhe');
  const over = { publicationId, reason: '商定由审核机编号', last: [] };
  const early = await third.office.client.takeOverNumbering(over);
  expect(early).toMatchObject({ ok: false, code: 'illegalState' });
  expect(early.ok ? '' : early.message).toContain('先在本机采用那台机器写的入网包');
  expect(await admitAndBring(second.office, third.office, third.card)).toMatchObject({ ok: false, code: 'conflict' });
  await signIn(third.office, 'wenhe');
  expect(value(await third.office.client.takeOverNumbering(over)).numbering).toMatchObject({ isHere: true });
  expect(await admitAndBring(third.office, second.office, second.card)).toMatchObject({ ok: true });
  const numbering = await numberingAt(second.office);
  expect(numbering).toMatchObject({ isHere: false, name: '审核机' });
  expect(numbering?.disputedBy).toBeUndefined();
});

/** 编辑机 holds the numbering, and 审核机 has it taken over as if that were lost. */
async function takenAsLost() {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.approveJoin({ card: first.card }));
  const written = await carryRegister(second.office, first.office, first.card);
  value(await first.office.client.takeRegister({ hash: written }));
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.revokeMachine({ card: first.card, reason: 'lost' }));
  await signIn(second.office, 'wenhe');
  const { id: publicationId } = await publicationOf(second.office);
  value(await second.office.client.takeOverNumbering({ publicationId, reason: '以为丢了', last: [] }));
  // What the other writes is for the new card; the one who knows of no loss makes none by itself.
  return { first, second, publicationId };
}

test('a numbering that another machine has taken over as lost stays where it is until somebody settles it', async () => {
  const { first, second, publicationId } = await takenAsLost();
  const told = await toldRegister(second, first.card);
  await signIn(first.office, 'wenhe');
  const own = readCard(new TextDecoder().decode(value(await first.office.client.readMachineCard({})).bytes));
  const files = await forgedRegister(second, own, told, await lastWritten(second, first.card));
  const { entry } = value(await first.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
  const hash = entry.hash ?? '';
  const answer = await first.office.client.takeRegister({ hash });
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain('把本机当作丢失，由“审核机”接管了编号，定下以前本机不签发');
  expect(await numberingAt(first.office)).toMatchObject({ isHere: true, disputedBy: '审核机' });
  const [duty] = value(await first.office.client.listMachineDuties({}));
  expect(duty?.machines.find(({ isOwn }) => isOwn)?.steps).not.toContain('sign');
  first.office.close();
  const copy = copyOf(first.directory);

  // It stays here: taken over here, and told under a new card, as the old one is void there.
  const kept = openOffice(first.directory);
  await signIn(kept, 'wenhe');
  value(await kept.client.takeOverNumbering({ publicationId, reason: '没有丢', last: [] }));
  value(await kept.client.withdrawMachineCard({ reason: 'replaced' }));
  const { machine, file } = value(await kept.client.makeMachineCard({ name: '编辑机二' }));
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.takeMachineCard({ bytes: new Uint8Array(file.bytes) }));
  value(await second.office.client.confirmMachine({ card: machine.card, words: machine.words }));
  second.office.close();
  const other = copyOf(second.directory);
  const there = openOffice(other);
  expect(await admitAndBring(kept, there, second.card)).toMatchObject({ ok: true });
  expect(await numberingAt(there)).toMatchObject({ isHere: false, name: '编辑机二' });
  expect(await numberingAt(kept)).toMatchObject({ isHere: true });

  // Or it goes to the other: the card here is void, and the same register is taken.
  const given = openOffice(copy);
  await signIn(given, 'wenhe');
  value(await given.client.withdrawMachineCard({ reason: 'replaced' }));
  expect(await given.client.takeRegister({ hash })).toMatchObject({ value: { numberingGone: ['澜溪信息'] } });
  const numbering = await numberingAt(given);
  expect(numbering).toMatchObject({ isHere: false, name: '审核机' });
  expect(numbering?.disputedBy).toBeUndefined();
});

test('three machines that have decided apart about one machine come together by the one that settles each way in turn', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  const third = await joinedTo(first.office, '审核机');
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.takeMachineCard({ bytes: third.request.file.bytes }));
  value(await second.office.client.confirmMachine({ card: third.card, words: third.request.words }));
  await signIn(third.office, 'qiaoyi');
  const known = value(await third.office.client.listMachines({})).find(({ card }) => card === second.card);
  value(await third.office.client.confirmMachine({ card: second.card, words: known?.words ?? [] }));
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  const decide = async (office: Office, steps: ('edit' | 'review' | 'archive')[]) => {
    await signIn(office, 'wenhe');
    const duty = value(await office.client.decideMachineDuty({ publicationId, card: second.card, steps }));
    return duty.machines.find(({ card }) => card === second.card);
  };
  await decide(first.office, ['edit']);
  await decide(second.office, ['review']);
  await decide(third.office, ['archive']);
  await decide(third.office, []);
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({ code: 'conflict' });
  expect(await admitAndBring(third.office, first.office, first.card)).toMatchObject({ code: 'conflict' });
  // The third has come furthest, and is settled first; the other way stays told until it is settled too.
  const once = await decide(first.office, ['edit', 'review']);
  expect(once).toMatchObject({ apartFrom: '签发机' });
  const early = await admitAndBring(first.office, second.office, second.card);
  expect(early.ok ? '' : early.message).toContain('重新定一次，再写一个入网包给“编辑机”');
  const twice = await decide(first.office, ['edit', 'review']);
  expect(twice?.apartFrom).toBeUndefined();
  // By whomever it comes.
  expect(await admitAndBring(first.office, third.office, third.card)).toMatchObject({ ok: true });
  expect(await admitAndBring(third.office, second.office, second.card)).toMatchObject({ ok: true });
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({ ok: true });
  for (const { office } of [first, second, third]) {
    await signIn(office, 'wenhe');
    const [duty] = value(await office.client.listMachineDuties({}));
    const machine = duty?.machines.find(({ card }) => card === second.card);
    expect(machine?.steps).toEqual(['edit', 'review']);
    expect(machine?.apartFrom).toBeUndefined();
  }
});

test('a machine that was set back after it gave the numbering up gives it on as it hears of that from another', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office, '签发机');
  const third = await joinedTo(first.office, '审核机');
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  first.office.close();
  const before = copyOf(first.directory);
  const now = openOffice(first.directory);
  await signIn(now, 'wenhe');
  value(await now.client.giveNumbering({ publicationId, card: second.card }));
  // The package for 签发机 never arrives; the other machine hears of it.
  expect(await admitAndBring(now, third.office, third.card)).toMatchObject({ ok: true });
  now.close();
  const setBack = openOffice(before);
  expect(await admitAndBring(third.office, setBack, first.card)).toMatchObject({ ok: true });
  expect(await numberingAt(setBack)).toMatchObject({ isHere: false, name: '签发机', isToBeSent: true });
  expect(await admitAndBring(setBack, second.office, second.card)).toMatchObject({
    value: { numbering: ['澜溪信息'] },
  });
  expect(await numberingAt(second.office)).toMatchObject({ isHere: true });
});

test('what two machines have decided apart about one machine is settled by the next decision', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  const decide = async (office: Office, steps: ('edit' | 'review' | 'archive')[]) => {
    await signIn(office, 'wenhe');
    value(await office.client.decideMachineDuty({ publicationId, card: second.card, steps }));
  };
  await decide(first.office, ['review']);
  await decide(second.office, ['archive']);
  const answer = await admitAndBring(first.office, second.office, second.card);
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain('《澜溪信息》中“审核机”能办什么，“审核机”和“编辑机”各定各的');
  await decide(second.office, ['edit', 'review']);
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({
    value: { duties: ['澜溪信息'] },
  });
  const [duty] = value(await first.office.client.listMachineDuties({}));
  expect(duty?.machines.find(({ card }) => card === second.card)?.steps).toEqual(['edit', 'review']);
});

/** Of 编辑机, 审核机 and 签发机 the first two know each other's and have decided apart about the third. */
async function apartAboutThird() {
  const first = await firstMachine();
  const third = await joinedTo(first.office, '签发机');
  const second = await joinedTo(first.office);
  for (const [one, other] of [
    [second, third],
    [third, second],
  ] as const) {
    await signIn(one.office, 'qiaoyi');
    value(await one.office.client.takeMachineCard({ bytes: other.request.file.bytes }));
    value(await one.office.client.confirmMachine({ card: other.card, words: other.request.words }));
  }
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  for (const [office, steps] of [
    [first.office, ['edit']],
    [second.office, ['archive']],
  ] as const) {
    await signIn(office, 'wenhe');
    value(await office.client.decideMachineDuty({ publicationId, card: third.card, steps: [...steps] }));
  }
  return { first, second, third };
}

/** What was decided about a card, as the base has it. */
async function decidedAbout(directory: string, card: string) {
  const { register, close } = await openBases(directory, 'wenhe');
  const steps = register.prepare('SELECT steps FROM machine_duties WHERE card = ? ORDER BY number').pluck().all(card);
  close();
  return steps;
}

test('what two machines have decided apart about one that is lost keeps no register back, and stays as it is on each', async () => {
  const { first, second, third } = await apartAboutThird();
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({ code: 'conflict' });
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.revokeMachine({ card: third.card, reason: 'lost' }));
  // Where it is void, and where it is only told to be so.
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({ value: { duties: [] } });
  expect(await admitAndBring(first.office, second.office, second.card)).toMatchObject({ value: { duties: [] } });
  await signIn(second.office, 'qiaoyi');
  const there = value(await second.office.client.listMachines({})).find(({ card }) => card === third.card);
  expect(there?.state).toBe('confirmed');
  expect(await decidedAbout(first.directory, third.card)).toEqual(['["edit"]']);
  expect(await decidedAbout(second.directory, third.card)).toEqual(['["archive"]']);
});

test('what two machines have decided apart about the former card of a third keeps no register from it, nor from them', async () => {
  const { first, second, third } = await apartAboutThird();
  expect(await admitAndBring(first.office, third.office, third.card)).toMatchObject({
    value: { duties: ['澜溪信息'] },
  });
  await signIn(third.office, 'wenhe');
  value(await third.office.client.withdrawMachineCard({ reason: 'replaced' }));
  const { machine, file } = value(await third.office.client.makeMachineCard({ name: '签发机二' }));
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.takeMachineCard({ bytes: new Uint8Array(file.bytes) }));
  value(await second.office.client.confirmMachine({ card: machine.card, words: machine.words }));
  // The other does not know yet that the former card is void.
  expect(await admitAndBring(second.office, third.office, machine.card)).toMatchObject({ value: { duties: [] } });
  expect(await admitAndBring(third.office, second.office, second.card)).toMatchObject({ value: { duties: [] } });
  await signIn(third.office, 'wenhe');
  const [duty] = value(await third.office.client.listMachineDuties({}));
  expect(duty?.machines.find(({ isOwn }) => isOwn)?.steps).toEqual(['edit']);
  expect(await decidedAbout(second.directory, third.card)).toEqual(['["archive"]']);
  expect(await decidedAbout(third.directory, third.card)).toEqual(['["edit"]']);
});

test('two machines that number a publication each exchange registers, though each knows of the other unsigned', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await signIn(second.office, 'wenhe');
  value(await second.office.client.savePublication({ name: '澜溪简报', settings }));
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({ ok: true });
  // As it was before who grants numbers was signed.
  for (const { directory } of [first, second]) {
    const { register, close } = await openBases(directory, 'wenhe');
    register.exec('DROP TRIGGER numbering_no_update; UPDATE numbering SET statement = NULL');
    close();
  }
  const isSigned = async (directory: string) => {
    const { register, close } = await openBases(directory, 'wenhe');
    const rows = register
      .prepare(
        `SELECT name, max(statement IS NOT NULL) AS isSigned FROM numbering JOIN publications ON id = publication_id
         GROUP BY name ORDER BY name`,
      )
      .all();
    close();
    return rows;
  };
  expect(await admitAndBring(first.office, second.office, second.card)).toMatchObject({ ok: true });
  expect(await isSigned(second.directory)).toMatchObject([
    { name: '澜溪信息', isSigned: 1 },
    { name: '澜溪简报', isSigned: 0 },
  ]);
  // A machine that knows nothing yet takes none whose numbers it would grant itself.
  const third = await asking('签发机');
  const card = await letIn(first.office, third);
  const early = await joining(first.office, await writeJoin(first.office, card));
  const answer = await third.office.client.joinOffice(early);
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain('《澜溪简报》是本机还没有的刊物');
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({ ok: true });
  expect(await isSigned(first.directory)).toMatchObject([{ isSigned: 1 }, { isSigned: 1 }]);
  value(await third.office.client.joinOffice(await joining(first.office, await writeJoin(first.office, card))));
  for (const [office, held] of [
    [first.office, [true, false]],
    [second.office, [false, true]],
    [third.office, [false, false]],
  ] as const) {
    await signIn(office, 'wenhe');
    const duties = value(await office.client.listMachineDuties({}));
    expect(duties.map(({ numbering }) => numbering.isHere)).toEqual(held);
  }
});
