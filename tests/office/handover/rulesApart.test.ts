import { expect, test } from 'vitest';
import { digestOfText } from '#office/digestOfText.ts';
import type { Office } from '#office/office.ts';
import { signRules } from '#office/publications/ruleStatement.ts';
import { readCard } from '#shared/handover/machineCard.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import type { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { withoutTriggers } from '#store/salvageBase.ts';
import { draftIssue, settings, signIn, temporaryDirectory, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { forgedRegister, keysOf, lastWritten, toldRegister } from './forgedRegister.ts';
import { bringRegister, carryRegister, firstMachine, joinedTo } from './joining.ts';
import { filesIn } from './lending.ts';

type Rules = Partial<Pick<PublicationSettings, 'flow' | 'allowsPaperSignOff' | 'markingRule'>>;

/** Lets the machine in where it is not yet, and brings it the register. */
async function admitAndBring(from: Office, to: Office, card: string) {
  await signIn(from, 'qiaoyi');
  value(await from.client.approveJoin({ card }));
  return bringRegister(from, to, card);
}

/** By the system administrator, who decides at once. */
async function decide(office: Office, name: string, rules: Rules) {
  await signIn(office, 'wenhe');
  const known = value(await office.client.listPublications({})).find((one) => one.name === name);
  const saved = { ...(known ?? { name, settings }), settings: { ...(known?.settings ?? settings), ...rules } };
  return value(await office.client.savePublication(saved));
}

async function rulesOn(office: Office, name = '澜溪信息') {
  await signIn(office, 'wenhe');
  const found = value(await office.client.listPublications({})).find((one) => one.name === name);
  return { paper: found?.settings.allowsPaperSignOff, marks: found?.settings.markingRule };
}

async function faultsOn(office: Office) {
  await signIn(office, 'wenhe');
  return value(await office.client.listRuleFaults({}));
}

/** Settles what was decided apart by the rules here, or by those of the other machine. */
async function settle(office: Office, restores: boolean) {
  const [told] = await faultsOn(office);
  if (told?.kind !== 'apart') throw new Error('nothing was decided apart');
  return value(await office.client.settleRules({ publicationId: told.publicationId, restores, seen: told.seen }));
}

/** As whoever holds the register's key writes, past the office. */
async function bypass(directory: string, ...statements: readonly string[]): Promise<void> {
  const { register, close } = await openBases(directory, 'wenhe');
  register.transaction(() =>
    withoutTriggers(register, () => {
      for (const statement of statements) register.exec(statement);
    }),
  )();
  close();
}

/** Two machines that have both decided about 澜溪信息; the second was told by the first. */
async function apart() {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await decide(first.office, '澜溪信息', { allowsPaperSignOff: true });
  await decide(second.office, '澜溪信息', { markingRule: 'all' });
  const told = await bringRegister(first.office, second.office, second.card);
  return { first, second, told };
}

test('decisions about different publications go both ways, by whatever numbers they were signed on their machines', async () => {
  const first = await firstMachine();
  await decide(first.office, '澜溪简报', {});
  const second = await joinedTo(first.office);
  await decide(first.office, '澜溪信息', { allowsPaperSignOff: true });
  await decide(second.office, '澜溪简报', { markingRule: 'all' });
  await decide(second.office, '第二台的刊物', { allowsPaperSignOff: true });
  await decide(first.office, '第一台的刊物', { markingRule: 'all' });
  const taken = await admitAndBring(second.office, first.office, first.card);
  expect(value(taken).publications.sort()).toEqual(['澜溪简报', '第二台的刊物'].sort());
  value(await bringRegister(first.office, second.office, second.card));
  for (const { office } of [first, second]) {
    expect(await rulesOn(office)).toEqual({ paper: true, marks: 'classified' });
    expect(await rulesOn(office, '澜溪简报')).toEqual({ paper: false, marks: 'all' });
    expect(await rulesOn(office, '第二台的刊物')).toEqual({ paper: true, marks: 'classified' });
    expect(await rulesOn(office, '第一台的刊物')).toEqual({ paper: false, marks: 'all' });
    expect(await faultsOn(office)).toEqual([]);
    for (const id of ['wenhe', 'qiaoyi']) expect((await signIn(office, id)).alerts).toEqual([]);
  }
  // Each goes on from what came.
  await decide(first.office, '第二台的刊物', { allowsPaperSignOff: false });
  await decide(second.office, '第一台的刊物', { allowsPaperSignOff: true });
  value(await admitAndBring(second.office, first.office, first.card));
  value(await admitAndBring(first.office, second.office, second.card));
  for (const { office } of [first, second]) {
    expect(await rulesOn(office, '第二台的刊物')).toEqual({ paper: false, marks: 'classified' });
    expect(await rulesOn(office, '第一台的刊物')).toEqual({ paper: true, marks: 'all' });
    expect(await faultsOn(office)).toEqual([]);
  }
  // One that came is missed by the number it was signed with, whatever its row has here, and without the audit by whoever saw it.
  const { register } = await openBases(first.directory, 'wenhe');
  const [row, signed] = register
    .prepare("SELECT number, json_extract(statement, '$.number') FROM rule_decisions ORDER BY number DESC LIMIT 1")
    .raw()
    .get() as [number, number];
  expect(row).not.toBe(signed);
  await bypass(first.directory, `DELETE FROM rule_decisions WHERE number = ${row}`);
  const lost = expect.objectContaining({ kind: 'lost', text: expect.stringContaining(`规则第${signed}号确认`) });
  expect(await faultsOn(first.office)).toEqual([lost]);
  await bypass(
    first.directory,
    "DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit WHERE action = 'signRules')",
  );
  expect(await faultsOn(first.office)).toEqual([lost]);
});

test('what two machines have decided about one publication is told, each goes by its own, and the next decision settles it on both', async () => {
  const { first, second, told } = await apart();
  expect(told).toMatchObject({ ok: false, code: 'conflict' });
  expect(told.ok ? '' : told.message).toBe(
    '刊物《澜溪信息》的规则，本机“审核机”和“编辑机”各定各的：标识登记、纸质签批不一样。没有采用这个入网包，两边先各按各的办。' +
      '请系统管理员在本机“系统—刊物”中定下照哪边办，再写一个入网包，拿到“编辑机”上采用。',
  );
  expect(await rulesOn(second.office)).toEqual({ paper: false, marks: 'all' });
  const [open] = await faultsOn(second.office);
  expect(open).toMatchObject({ kind: 'apart', machine: '编辑机', maySettle: true, mayRestore: true });
  expect(open?.changes).toEqual([
    { rule: 'markingRule', from: ['classifiedOnly'], to: ['everyMark'] },
    { rule: 'paperSignOff', from: ['allowed'], to: ['notAllowed'] },
  ]);
  expect((await signIn(second.office, 'wenhe')).alerts).toEqual([
    expect.stringContaining('请系统管理员到“系统—刊物”定下照哪边办'),
  ]);
  // Told again it is no other matter.
  expect(await admitAndBring(first.office, second.office, second.card)).toMatchObject({ code: 'conflict' });
  expect(await faultsOn(second.office)).toHaveLength(1);
  // Whoever has not the role settles nothing, nor anybody what was not shown.
  const id = open?.publicationId ?? '';
  const seen = open?.seen ?? '';
  expect(
    await second.office.client.settleRules({ publicationId: id, restores: false, seen: 'a'.repeat(64) }),
  ).toMatchObject({ code: 'conflict' });
  await signIn(second.office, 'qiaoyi');
  expect(await second.office.client.settleRules({ publicationId: id, restores: false, seen })).toMatchObject({
    code: 'forbidden',
  });
  await settle(second.office, false);
  expect(await faultsOn(second.office)).toEqual([]);
  // The other way has nothing new any more.
  value(await admitAndBring(first.office, second.office, second.card));
  expect(value(await admitAndBring(second.office, first.office, first.card)).publications).toEqual(['澜溪信息']);
  for (const { office } of [first, second]) {
    expect(await rulesOn(office)).toEqual({ paper: false, marks: 'all' });
    expect(await faultsOn(office)).toEqual([]);
    for (const person of ['wenhe', 'qiaoyi']) expect((await signIn(office, person)).alerts).toEqual([]);
  }
  // From there they go on as one.
  await decide(first.office, '澜溪信息', { allowsPaperSignOff: true });
  value(await admitAndBring(first.office, second.office, second.card));
  expect(await rulesOn(second.office)).toEqual({ paper: true, marks: 'all' });
  // And so does whoever joins now.
  const third = await joinedTo(first.office, '签发机');
  expect(await rulesOn(third.office)).toEqual({ paper: true, marks: 'all' });
  expect(await faultsOn(third.office)).toEqual([]);
});

test('an issue that was handed over by the rules of the other machine is taken when they are settled otherwise', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const flow = [
    { kind: 'responsibleEditor' as const, label: '责任编辑' },
    { kind: 'signer' as const, label: '签发' },
  ];
  await decide(first.office, '澜溪信息', { flow });
  await decide(second.office, '澜溪信息', { markingRule: 'all' });
  const { issue } = await draftIssue(first.office);
  const { id } = issue.summary;
  value(await first.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  const folder = temporaryDirectory();
  const input = { issueId: id, kind: 'submit' as const, machines: [second.card], folder, medium: '交接盘01' };
  value(await first.office.client.writePackage(input));
  const taken = () => second.office.client.takePackage({ files: filesIn(folder), medium: '交接盘01' });
  expect(await signIn(second.office, 'wenhe').then(taken)).toMatchObject({ details: { reason: 'flowUnknown' } });
  expect(await bringRegister(first.office, second.office, second.card)).toMatchObject({ code: 'conflict' });
  await settle(second.office, false);
  expect(value(await taken()).entry).toMatchObject({ issueId: id });
});

test('settled on both machines at once it is told again, and settled by the rules of the other machine', async () => {
  const { first, second } = await apart();
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({ code: 'conflict' });
  // Any decision about the publication settles it.
  await decide(first.office, '澜溪信息', { markingRule: 'all' });
  expect(await faultsOn(first.office)).toEqual([]);
  await settle(second.office, false);
  expect(await admitAndBring(second.office, first.office, first.card)).toMatchObject({ code: 'conflict' });
  await settle(first.office, true);
  expect(await rulesOn(first.office)).toEqual({ paper: false, marks: 'all' });
  value(await admitAndBring(first.office, second.office, second.card));
  value(await admitAndBring(second.office, first.office, first.card));
  for (const { office } of [first, second]) {
    expect(await rulesOn(office)).toEqual({ paper: false, marks: 'all' });
    expect(await faultsOn(office)).toEqual([]);
  }
});

test('three machines that have each decided come together one after the other', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const third = await joinedTo(first.office, '签发机');
  for (const [one, other] of [
    [second, third],
    [third, second],
  ] as const) {
    await signIn(one.office, 'qiaoyi');
    value(await one.office.client.takeMachineCard({ bytes: other.request.file.bytes }));
    value(await one.office.client.confirmMachine({ card: other.card, words: other.request.words }));
  }
  await decide(first.office, '澜溪信息', { allowsPaperSignOff: true });
  await decide(second.office, '澜溪信息', { markingRule: 'all' });
  await decide(third.office, '澜溪信息', { allowsPaperSignOff: true, markingRule: 'all' });
  expect(await bringRegister(first.office, second.office, second.card)).toMatchObject({ code: 'conflict' });
  await settle(second.office, true);
  expect(await admitAndBring(second.office, third.office, third.card)).toMatchObject({ code: 'conflict' });
  await settle(third.office, false);
  // Neither the first nor the second has ever heard of the other's way from the third but by this.
  value(await admitAndBring(third.office, first.office, first.card));
  value(await admitAndBring(first.office, second.office, second.card));
  // What the third had before is no news to the first, nor is what the second had.
  value(await admitAndBring(second.office, third.office, third.card));
  for (const { office } of [first, second, third]) {
    expect(await rulesOn(office)).toEqual({ paper: true, marks: 'all' });
    expect(await faultsOn(office)).toEqual([]);
  }
});

test('nothing is settled by somebody without the role, nor in the name of whoever decides with another key', async () => {
  const { first, second } = await apart();
  // Of a way that is open each machine tells its own.
  expect((await toldRegister(second, first.card)).apart).toBeUndefined();
  await settle(second.office, false);
  const told = await toldRegister(second, first.card);
  expect(told.apart).toHaveLength(1);
  const last = told.decisions.at(-1);
  const { signature: _signature, ...words } = JSON.parse(last?.statement ?? '');
  expect(words.settles).toMatch(/^[0-9a-f]{64}$/);
  const { register, close } = await openBases(first.directory, 'wenhe');
  const card = readCard(register.prepare('SELECT text FROM machines WHERE is_own = 1').pluck().get() as string);
  close();
  const reviewer = await keysOf(second, 'qiaoyi');
  const before = await rulesOn(first.office);
  const refusalOf = async (person: string, after?: Awaited<ReturnType<typeof lastWritten>>) => {
    const signed = signRules({ ...words, person, publicKey: reviewer.publicKey }, reviewer.privateKey);
    const decisions = told.decisions.map((one) =>
      one === last ? { ...one, person, statement: canonicalJson(signed) } : one,
    );
    const files = await forgedRegister(second, card, { ...told, decisions }, after);
    await signIn(first.office, 'wenhe');
    const { entry } = value(await first.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
    const answer = await first.office.client.takeRegister({ hash: entry.hash ?? '' });
    expect(answer).toMatchObject({ ok: false, code: 'conflict' });
    return { text: answer.ok ? '' : answer.message, hash: entry.hash ?? '' };
  };
  const inOwnName = await refusalOf('qiaoyi');
  expect(inOwnName.text).toContain('由乔一签名，当时没有“系统管理员”岗位');
  const inOtherName = await refusalOf('wenhe', { sequence: 1, hash: inOwnName.hash });
  expect(inOtherName.text).toContain('（闻禾）的签名不成立');
  expect(await rulesOn(first.office)).toEqual(before);
  expect(await faultsOn(first.office)).toEqual([]);
});

test('whoever sees to it signs in though the own card was made void while two machines had decided apart', async () => {
  const { second, told } = await apart();
  expect(told).toMatchObject({ code: 'conflict' });
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.revokeMachine({ card: second.card, reason: 'lost' }));
  const sentence = '刊物《澜溪信息》的规则，本机和“编辑机”各定各的：标识登记、纸质签批不一样。';
  // System administrator, security administrator, auditor.
  for (const person of ['wenhe', 'qiaoyi', 'shenjun']) {
    expect((await signIn(second.office, person)).alerts).toEqual([expect.stringContaining(sentence)]);
  }
  expect(await faultsOn(second.office)).toEqual([expect.objectContaining({ kind: 'apart', text: sentence })]);
  await settle(second.office, true);
  expect(await rulesOn(second.office)).toEqual({ paper: true, marks: 'classified' });
});

test('what differs is told once more though the own card was made void since', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await decide(first.office, '澜溪信息', { allowsPaperSignOff: true });
  await decide(second.office, '澜溪信息', { markingRule: 'all' });
  const hash = await carryRegister(first.office, second.office, second.card);
  expect(await second.office.client.takeRegister({ hash })).toMatchObject({ code: 'conflict' });
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.revokeMachine({ card: second.card, reason: 'lost' }));
  const again = await second.office.client.takeRegister({ hash });
  expect(again.ok ? '' : again.message).toContain('本机和“编辑机”各定各的：标识登记、纸质签批不一样');
});

test.each(['{}{', '{"flow":[]}', 'null', '{"flow":[{"kind":"oracle","label":"问卜"}]}'])(
  'rules that cannot be read are taken from no machine: %s',
  async (rules) => {
    const { first, second } = await apart();
    const told = await toldRegister(first, second.card);
    const last = told.decisions.at(-1);
    const { signature: _signature, ...words } = JSON.parse(last?.statement ?? '');
    const decider = await keysOf(first, 'wenhe');
    const signed = signRules({ ...words, rules: digestOfText(rules) }, decider.privateKey);
    const decisions = told.decisions.map((one) =>
      one === last ? { ...one, rules, statement: canonicalJson(signed) } : one,
    );
    const card = readCard(new TextDecoder().decode(second.request.file.bytes));
    const files = await forgedRegister(first, card, { ...told, decisions }, await lastWritten(first, second.card));
    const held = async () => {
      const { register, close } = await openBases(second.directory, 'wenhe');
      const rows = (table: string) => register.prepare(`SELECT * FROM ${table} ORDER BY number`).all();
      const all = { decisions: rows('rule_decisions'), apart: rows('rule_decisions_apart') };
      close();
      return all;
    };
    const before = await held();
    await signIn(second.office, 'wenhe');
    const { entry } = value(await second.office.client.takePackage({ files: [...files], medium: '入网盘01' }));
    const answer = await second.office.client.takeRegister({ hash: entry.hash ?? '' });
    expect(answer).toMatchObject({ ok: false, code: 'conflict' });
    expect(answer.ok ? '' : answer.message).toMatch(
      /^《澜溪信息》的规则：第\d+号确认的规则在本机读不出来，没有采用。/u,
    );
    expect(await held()).toEqual(before);
  },
);

test('what a way apart says that cannot be read keeps nobody from signing in, nor from settling it by the rules here', async () => {
  const { second } = await apart();
  await bypass(second.directory, `UPDATE rule_decisions_apart SET rules = '{"flow":"?"}'`);
  const told = '本机“审核机”和“编辑机”各定各的：那边定的在本机读不出来。';
  for (const person of ['wenhe', 'qiaoyi', 'shenjun']) {
    expect((await signIn(second.office, person)).alerts).toEqual([expect.stringContaining(told)]);
  }
  expect(await faultsOn(second.office)).toEqual([expect.objectContaining({ mayRestore: false })]);
  await settle(second.office, false);
  expect(await faultsOn(second.office)).toEqual([]);
});

test('what somebody decided whose role was withdrawn on the other machine is confirmed there as the refusal says, and taken', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const changeRoles = async (roles: Role[], personId = 'wenhe') => {
    await signIn(first.office, 'qiaoyi');
    value(await first.office.client.setRoles({ personId, roles }));
  };
  await changeRoles(['reviewer', 'securityAdministrator', 'systemAdministrator'], 'qiaoyi');
  await changeRoles(['editor', 'archivist']);
  await decide(second.office, '澜溪信息', { markingRule: 'all' });
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.approveJoin({ card: first.card }));
  const hash = await carryRegister(second.office, first.office, first.card);
  const take = async () => {
    const answer = await first.office.client.takeRegister({ hash });
    expect(answer).toMatchObject({ ok: false, code: 'conflict' });
    expect(answer.ok ? '' : answer.message).toContain('由闻禾签名，当时没有“系统管理员”岗位，没有采用。');
    expect(answer.ok ? '' : answer.message).toContain('先采用本机写的入网包，由系统管理员在那台机器的“系统—刊物”里');
  };
  await take();
  // A role that is given since does not make it hold.
  await changeRoles(['editor', 'archivist', 'systemAdministrator']);
  await signIn(first.office, 'wenhe');
  await take();
  expect(await rulesOn(first.office)).toMatchObject({ marks: 'classified' });
  value(await admitAndBring(first.office, second.office, second.card));
  const [told] = await faultsOn(second.office);
  expect(told).toMatchObject({ kind: 'unproved', maySettle: true });
  const { publicationId = '', seen = '' } = told ?? {};
  value(await second.office.client.settleRules({ publicationId, restores: false, seen }));
  value(await admitAndBring(second.office, first.office, first.card));
  for (const { office } of [first, second]) {
    expect(await rulesOn(office)).toMatchObject({ marks: 'all' });
    expect(await faultsOn(office)).toEqual([]);
  }
});

test('a decision that is gone here is missed though the other machine brings a later one', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await decide(first.office, '澜溪信息', { allowsPaperSignOff: true });
  await signIn(first.office, 'wenhe');
  await decide(second.office, '澜溪信息', { markingRule: 'all' });
  await bypass(
    first.directory,
    "DELETE FROM rule_decisions WHERE json_extract(rules, '$.allowsPaperSignOff') = 1",
    "UPDATE publications SET settings = json_set(settings, '$.allowsPaperSignOff', json('false'))",
  );
  const lost = async () => (await faultsOn(first.office)).map(({ kind }) => kind);
  expect(await lost()).toEqual(['lost']);
  const answer = await admitAndBring(second.office, first.office, first.card);
  expect(answer).toMatchObject({ ok: false, code: 'conflict' });
  expect(answer.ok ? '' : answer.message).toContain('确认过的一项不见了或者被换过，送来的登记里也没有它');
  expect(await lost()).toEqual(['lost']);
});

test('a decision that is gone here comes back from the machine that has taken it', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  await decide(first.office, '澜溪信息', { allowsPaperSignOff: true });
  value(await bringRegister(first.office, second.office, second.card));
  await bypass(first.directory, "DELETE FROM rule_decisions WHERE json_extract(rules, '$.allowsPaperSignOff') = 1");
  expect((await faultsOn(first.office)).map(({ kind }) => kind)).toEqual(['lost']);
  value(await admitAndBring(second.office, first.office, first.card));
  expect(await faultsOn(first.office)).toEqual([]);
});
