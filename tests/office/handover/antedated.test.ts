import { expect, test } from 'vitest';
import { digestOf, SignedRoles, signRoles } from '#office/accounts/roleStatement.ts';
import { linkDigest } from '#office/handover/decisionChain.ts';
import type { RegisterPart } from '#office/handover/registerPart.ts';
import { SignedRules, signRules } from '#office/publications/ruleStatement.ts';
import { statementDigest } from '#office/publications/storedDecisions.ts';
import { type SignedDuty, signDuty } from '#shared/handover/dutyStatement.ts';
import { readCard } from '#shared/handover/machineCard.ts';
import { signNumbering } from '#shared/handover/numberingStatement.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { openOffice, publicationOf, settings, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { forgedRegister, keysOf, lastWritten, toldRegister } from './forgedRegister.ts';
import { asking, firstMachine, joinedTo, joining, letIn, writeJoin } from './joining.ts';

const hour = 3_600_000;
const shifted = (at: string, ms: number) => new Date(Date.parse(at) + ms).toISOString();

const readRow = ({ statement }: RegisterPart['statements'][number]) => SignedRoles.parse(JSON.parse(statement));
const lastOf = ({ statements }: RegisterPart) => statements.map(readRow).at(-1) as SignedRoles;
const rowOf = (signed: SignedRoles) => ({ number: signed.number, statement: canonicalJson(signed) });

/** 编辑机 and 审核机, which takes whatever is told in the name of the other. */
async function two() {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const card = readCard(new TextDecoder().decode(second.request.file.bytes));
  let after: { sequence: number; hash: string } = await lastWritten(first, second.card);
  const answerTo = async (told: RegisterPart) => {
    const files = await forgedRegister(first, card, told, after);
    await signIn(second.office, 'wenhe');
    const { entry } = value(await second.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
    after = { sequence: after.sequence + 1, hash: entry.hash ?? '' };
    return second.office.client.takeRegister({ hash: entry.hash ?? '' });
  };
  const refusal = async (told: RegisterPart) => {
    const answer = await answerTo(told);
    expect(answer).toMatchObject({ ok: false, code: 'conflict' });
    return answer.ok ? '' : answer.message;
  };
  return { first, second, answerTo, refusal };
}

/** A statement about somebody's roles after those that are told, by the security administrator. */
async function roleTold(
  from: Parameters<typeof keysOf>[0],
  told: RegisterPart,
  more: Partial<Parameters<typeof signRoles>[0]>,
): Promise<RegisterPart> {
  const last = lastOf(told);
  const { publicKey, privateKey } = await keysOf(from, 'qiaoyi');
  const people = told.statements.flatMap((row) => readRow(row).people).filter(({ id }) => id === 'shenjun');
  const said = {
    number: last.number + 1,
    previous: digestOf(last),
    kind: 'setRoles' as const,
    people: people.slice(-1),
  };
  const signed = signRoles({ ...said, by: 'qiaoyi', publicKey, at: last.at, ...more }, privateKey);
  return { ...told, statements: [...told.statements, rowOf(signed)] };
}

test('a statement about roles that is earlier than the one before is refused by name, and one of the same moment is taken', async () => {
  const { first, second, answerTo, refusal } = await two();
  const told = await toldRegister(first, second.card);
  const { at } = lastOf(told);
  for (const more of [{}, { inOrder: true as const }]) {
    const antedated = await roleTold(first, told, { at: shifted(at, -1), ...more });
    expect(await refusal(antedated)).toContain('人员和岗位的第2次改动写的时间比它接着的那一次还早');
  }
  const { register, close } = await openBases(second.directory, 'wenhe');
  expect(register.prepare('SELECT count(*) FROM role_statements').pluck().get()).toBe(1);
  // The same moment, and the same written with another offset.
  const once = await roleTold(first, told, {});
  const twice = await roleTold(first, once, { at: at.replace('Z', '+00:00') });
  expect(await answerTo(twice)).toMatchObject({ ok: true });
  expect(register.prepare('SELECT count(*) FROM role_statements').pluck().get()).toBe(3);
  close();
  for (const id of ['qiaoyi', 'shenjun', 'wenhe']) expect((await signIn(second.office, id)).alerts, id).toEqual([]);
});

test('a row of earlier programs in which the clock went back holds, joins and goes on, and none after it is antedated', async () => {
  const first = await firstMachine();
  const waiting = await asking();
  const card = await letIn(first.office, waiting);
  const written = await writeJoin(first.office, card);
  const told = await toldRegister(first, card);
  const { publicKey, privateKey } = await keysOf(first, 'qiaoyi');
  const { signature: _, inOrder: __, ...begun } = lastOf(told);
  const old = { ...told, statements: [rowOf(signRoles({ ...begun, by: 'qiaoyi', publicKey }, privateKey))] };
  const wentBack = await roleTold(first, old, { at: shifted(begun.at, -hour) });
  const own = readCard(new TextDecoder().decode(waiting.request.file.bytes));
  const files = await forgedRegister(first, own, wentBack, await lastWritten(first, card));
  const input = { ...(await joining(first.office, written)), files: [...files] };
  value(await waiting.office.client.joinOffice(input));
  for (const id of ['wenhe', 'qiaoyi']) expect((await signIn(waiting.office, id)).alerts, id).toEqual([]);
  value(await waiting.office.client.setRoles({ personId: 'shenjun', roles: ['signer', 'auditor', 'archivist'] }));
  for (const id of ['wenhe', 'qiaoyi']) expect((await signIn(waiting.office, id)).alerts, id).toEqual([]);

  // A machine joins by none in which that is so after a program that holds to it.
  const third = await asking('签发机');
  const cardOfThird = await letIn(first.office, third);
  const next = await writeJoin(first.office, cardOfThird);
  const lie = await roleTold(first, told, { at: shifted(lastOf(told).at, -1) });
  const thirdCard = readCard(new TextDecoder().decode(third.request.file.bytes));
  const forged = await forgedRegister(first, thirdCard, lie, await lastWritten(first, cardOfThird));
  const answer = await third.office.client.joinOffice({ ...(await joining(first.office, next)), files: [...forged] });
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain('第2次改动写的时间比它接着的那一次还早');
  expect(value(await third.office.client.officeStatus({})).state).toBe('empty');
});

test('both ways are brought together by no statement that is earlier than the end of either', async () => {
  const { first, second } = await two();
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.approveJoin({ card: first.card }));
  value(await second.office.client.setRoles({ personId: 'shenjun', roles: ['signer', 'auditor', 'archivist'] }));
  await signIn(first.office, 'qiaoyi');
  value(await first.office.client.setRoles({ personId: 'wenhe', roles: ['editor', 'systemAdministrator'] }));
  const here = await toldRegister(first, second.card);
  const there = await toldRegister(second, first.card);
  const [one, other] = [lastOf(there), lastOf(here)];
  const begun = readRow(here.statements[0] as RegisterPart['statements'][number]);
  const { publicKey, privateKey } = await keysOf(second, 'qiaoyi');
  const changed = [...one.people, ...other.people];
  const joined = (at: string) => ({
    number: 3,
    previous: digestOf(one),
    settles: digestOf(other),
    kind: 'joined' as const,
    people: begun.people.map((person) => ({ ...person, ...changed.find(({ id }) => id === person.id) })),
    recovery: begun.recovery,
    by: 'qiaoyi',
    publicKey,
    at,
  });
  const card = readCard(new TextDecoder().decode(value(await first.office.client.readMachineCard({})).bytes));
  let after: { sequence: number; hash: string } | undefined;
  const answerTo = async (at: string) => {
    const row = rowOf(signRoles(joined(at), privateKey));
    const told = { ...there, statements: [...there.statements, row], ways: [rowOf(other)] };
    const files = await forgedRegister(second, card, told, after);
    await signIn(first.office, 'wenhe');
    const { entry } = value(await first.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
    after = { sequence: (after?.sequence ?? 0) + 1, hash: entry.hash ?? '' };
    return first.office.client.takeRegister({ hash: entry.hash ?? '' });
  };
  // After the end of the own way, and before that of the other.
  expect(Date.parse(one.at)).toBeLessThan(Date.parse(other.at));
  const answer = await answerTo(one.at);
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain('合成一份的那次改动（第3次）不能用：写的时间比它接着的那一次还早');
  expect(await answerTo(other.at)).toMatchObject({ ok: true, value: { changed: ['沈钧'] } });
});

/** 编辑机, on which the role to decide has gone from 闻禾 to 沈钧, who has decided since. */
async function withExDecider() {
  const machines = await two();
  const { first, second } = machines;
  await signIn(first.office, 'wenhe');
  const { id: publication } = await publicationOf(first.office);
  await signIn(first.office, 'qiaoyi');
  const { client } = first.office;
  value(await client.setRoles({ personId: 'shenjun', roles: ['editor', 'signer', 'systemAdministrator'] }));
  value(await client.setRoles({ personId: 'wenhe', roles: ['editor', 'archivist'] }));
  await signIn(first.office, 'shenjun');
  value(await client.decideMachineDuty({ publicationId: publication, card: second.card, steps: ['review'] }));
  value(
    await client.savePublication({
      id: publication,
      name: '澜溪信息',
      settings: { ...settings, allowsPaperSignOff: true },
    }),
  );
  value(await client.giveNumbering({ publicationId: publication, card: second.card }));
  const told = await toldRegister(first, second.card);
  const founded = readRow(told.statements[0] as RegisterPart['statements'][number]).at;
  return {
    ...machines,
    told,
    publication,
    founded,
    ex: await keysOf(first, 'wenhe'),
    now: await keysOf(first, 'shenjun'),
  };
}

const antedated = '写的时间比它接着的那一次还早';

test('who decided once goes on from no decision that was made after the own role had ended, at whatever moment', async () => {
  const { told, publication, founded, ex, now, first, second, answerTo, refusal } = await withExDecider();
  const [duties] = told.duties;
  const duty = duties?.statements.at(-1);
  const [numbering] = told.numbering;
  const given = numbering?.statements.at(-1);
  const rules = told.decisions.filter((one) => one.publication_id === publication).at(-1);
  if (!duties || !duty || !numbering || !given || !rules) throw new Error('all of it was decided and signed');
  const by = { person: 'wenhe', publicKey: ex.publicKey, at: founded };
  const dutyOf = (before: SignedDuty, more: object = {}) => {
    const { signature: _, inOrder: __, ...said } = before;
    const place = { turn: before.turn + 1, previous: linkDigest(before) };
    return signDuty({ ...said, ...place, steps: ['edit'], ...by, ...more }, ex.privateKey);
  };
  const withDuty = (...statements: SignedDuty[]) => ({ ...told, duties: [{ ...duties, statements }] });
  expect(await refusal(withDuty(duty, dutyOf(duty)))).toContain(`第2次改动${antedated}`);
  expect(await refusal(withDuty(duty, dutyOf(duty, { inOrder: true })))).toContain(`第2次改动${antedated}`);
  const { signature: _, ...said } = given;
  const place = { turn: given.turn + 1, previous: linkDigest(given) };
  const back = signNumbering({ ...said, ...place, card: first.card, givenBy: second.card, ...by }, ex.privateKey);
  const withNumbering = { ...told, numbering: [{ ...numbering, statements: [...numbering.statements, back] }] };
  expect(await refusal(withNumbering)).toContain(`由哪台机器签发编号：第${back.turn}次改动${antedated}`);
  const read = SignedRules.parse(JSON.parse(rules.statement ?? ''));
  const { signature: __, ...decided } = read;
  const ruled = { ...decided, number: read.number + 1, previous: statementDigest(rules), ...by };
  const statement = canonicalJson(signRules(ruled, ex.privateKey));
  const lie = { ...rules, number: ruled.number, person: by.person, at: by.at, statement };
  const withRules = { ...told, decisions: [...told.decisions, lie] };
  expect(await refusal(withRules)).toContain(`第${ruled.number}号确认${antedated}`);

  // In a row of earlier programs, where a clock may have been set back, the role that had ended decides.
  const { inOrder: _old, signature: _signature, ...before } = duty;
  const old = signDuty({ ...before, person: 'shenjun', publicKey: now.publicKey }, now.privateKey);
  const ended = '由闻禾签名，在它接着的那一次以前已经没有“系统管理员”岗位，现在也没有';
  expect(await refusal(withDuty(old, dutyOf(old)))).toContain(ended);
  const { inOrder: _oldRules, ...first1 } = decided;
  const oldRules = signRules({ ...first1, previous: '' }, now.privateKey);
  const hidden = signRules(
    { ...first1, number: ruled.number, previous: statementDigest({ statement: canonicalJson(oldRules) }), ...by },
    ex.privateKey,
  );
  const last = signRules(
    { ...first1, number: ruled.number + 1, previous: statementDigest({ statement: canonicalJson(hidden) }), ...by },
    ex.privateKey,
  );
  const rowsOf = (...signed: SignedRules[]) =>
    signed.map((one) => ({
      ...rules,
      number: one.number,
      person: one.person,
      at: one.at,
      statement: canonicalJson(one),
    }));
  expect(await refusal({ ...told, decisions: rowsOf(oldRules, hidden, last) })).toContain(
    `第${last.number}号确认由闻禾签名，在它接着的决定以前已经没有“系统管理员”岗位`,
  );
  expect(await answerTo(told)).toMatchObject({ ok: true, value: { duties: ['澜溪信息'] } });
});

test('where the clock of this computer is behind, what is signed has the moment of what it goes on from', async () => {
  const { first, second } = await two();
  await signIn(first.office, 'wenhe');
  const { id: publicationId } = await publicationOf(first.office);
  first.office.close();
  const ahead = Date.now() + hour;
  const decide = async (now: number, serial: number) => {
    const office = openOffice(first.directory, { now: () => new Date(now) });
    const { client } = office;
    await signIn(office, 'wenhe');
    const steps = serial === 1 ? (['edit'] as const) : (['review'] as const);
    value(await client.decideMachineDuty({ publicationId, card: second.card, steps: [...steps] }));
    const changed = { ...settings, allowsPaperSignOff: serial === 1 };
    value(await client.savePublication({ id: publicationId, name: '澜溪信息', settings: changed }));
    await signIn(office, 'qiaoyi');
    const roles = serial === 1 ? (['signer', 'auditor', 'archivist'] as const) : (['signer', 'auditor'] as const);
    value(await client.setRoles({ personId: 'shenjun', roles: [...roles] }));
    office.close();
  };
  await decide(ahead, 1);
  await decide(Date.now(), 2);
  const told = await toldRegister(first, second.card);
  const expected = new Date(ahead).toISOString();
  expect(told.statements.slice(-2).map((row) => readRow(row).at)).toEqual([expected, expected]);
  expect(told.duties[0]?.statements.map(({ at }) => at)).toEqual([expected, expected]);
  expect(told.decisions.slice(-2).map(({ at }) => at)).toEqual([expected, expected]);
  const office = openOffice(first.directory);
  for (const id of ['wenhe', 'qiaoyi', 'shenjun']) expect((await signIn(office, id)).alerts, id).toEqual([]);
});
