import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { SignedStatement, signStatement } from '#shared/issue/signOffStatement.ts';
import { usualFlow } from '#shared/workflow/flowSchema.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import {
  articleContent,
  code,
  finalArticle,
  foundedDirectory,
  foundedOffice,
  openOffice,
  settings,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

type Flow = NonNullable<CommandInput<'savePublication'>['settings']['flow']>;

const password = '每个人都记得住的口令';
const held = {
  bian: ['editor', 'archivist', 'systemAdministrator'],
  shen: ['reviewer', 'securityAdministrator'],
  fu: ['reviewer', 'editor'],
  chu: ['reviewer'],
  qian: ['signer', 'auditor'],
  ling: ['signer'],
} satisfies Record<string, Role[]>;
const people: CommandInput<'foundOffice'>['people'] = Object.entries(held).map(([id, roles]) => ({
  id: `${id}-1`,
  name: `某${id}`,
  roles,
  password,
}));

const signIn = async ({ client }: Office, id: keyof typeof held) =>
  value(await client.signIn({ personId: `${id}-1`, password }));

const edit = { kind: 'responsibleEditor', label: '编辑' } as const;
const first = { kind: 'reviewer', label: '初审' } as const;
const second = { kind: 'reviewer', label: '复审' } as const;
const sign = { kind: 'signer', label: '签批' } as const;
const together = (...people: string[]): Flow[number] => ({
  kind: 'countersigner',
  label: '会签',
  signers: { kind: 'people', people },
});

/** Signed in as the editor: a publication with a flow, and an issue of it that is ready to be handed over. */
async function issueIn(office: Office, flow: Flow, name = '澜溪信息') {
  const { client } = office;
  const publication = value(await client.savePublication({ name, settings: { ...settings, flow } }));
  const article = await finalArticle(office);
  const { summary, contentHash, document } = value(await client.createIssue({ publicationId: publication.id }));
  const { marking, reportTo, copyTo, sendTo } = document;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds: [article.id] };
  const saved = value(await client.saveIssue({ id: summary.id, baseContentHash: contentHash, ...fields }));
  return { publication, id: summary.id, step: { id: summary.id, contentHash: saved.contentHash } };
}

async function release({ client }: Office, step: { readonly id: string; readonly contentHash: string }) {
  const prepared = value(await client.prepareRelease(step));
  const released = value(await client.releaseIssue({ id: step.id, issueHash: prepared.issueHash, password }));
  return { prepared, released };
}

test('an issue of four stations is signed by five people, prints their words, and is proved by its files', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step, id } = await issueIn(office, [edit, first, together('fu-1', 'chu-1'), sign]);
  const submitted = value(await client.submitIssue(step));
  expect(submitted.summary).toMatchObject({
    stateName: '待初审',
    station: 1,
    turn: { waitsFor: '初审', isMine: false },
  });
  await signIn(office, 'shen');
  value(await client.passIssue(step));
  await signIn(office, 'chu');
  const [listed] = value(await client.listIssues({}));
  expect(listed?.turn).toEqual({ waitsFor: '会签（某fu、某chu）', isMine: true });
  const signed = value(await client.countersignIssue({ ...step, opinion: '同意' }));
  expect(signed.summary).toMatchObject({ station: 2, turn: { waitsFor: '会签（某fu）', isMine: false } });
  expect(code(await client.countersignIssue(step))).toBe('illegalState');
  await signIn(office, 'fu');
  expect(value(await client.countersignIssue(step)).summary).toMatchObject({ stateName: '待签批', station: 3 });
  await signIn(office, 'qian');
  const { prepared, released } = await release(office, step);
  expect(prepared.document.signOff.map(({ label, person, station }) => [label, person, station])).toEqual([
    ['编辑', '某bian', 0],
    ['初审', '某shen', 1],
    ['会签', '某chu', 2],
    ['会签', '某fu', 2],
    ['签批', '某qian', 3],
  ]);
  expect(released.steps.map(({ label }) => label)).toEqual(['送审', '初审通过', '会签', '会签', '签批']);
  const [verdict] = value(await client.verifyArchive({ id }));
  expect(verdict).toMatchObject({ faults: [] });
  expect(verdict?.signatures.map(({ label }) => label)).toEqual(['编辑', '初审', '会签', '会签', '签批']);
  const text = value(await client.readFrozenFile({ id, name: 'issue.txt' }));
  expect(new TextDecoder().decode(text.bytes)).toContain('会签：某chu、某fu');
});

test('a changed setting touches nothing that is under way, and is taken by the next 送审', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step, id, publication } = await issueIn(office, [edit, first, second, sign]);
  value(await client.submitIssue(step));
  const { name } = publication;
  value(await client.savePublication({ id: publication.id, name, settings: { ...settings, flow: [edit, sign] } }));
  expect(value(await client.readIssue({ id })).flow.map(({ label }) => label)).toEqual([
    '编辑',
    '初审',
    '复审',
    '签批',
  ]);
  await signIn(office, 'shen');
  expect(value(await client.passIssue(step)).summary).toMatchObject({ stateName: '待复审', station: 2 });
  await signIn(office, 'chu');
  value(await client.returnIssue({ id, reason: '换一篇' }));
  await signIn(office, 'bian');
  const again = value(await client.submitIssue(step));
  expect(again.summary).toMatchObject({ stateName: '待签批', station: 1 });
  expect(again.steps.map(({ label }) => label)).toEqual(['送审', '初审通过', '退回修改', '送审']);
});

test('a return to a station between voids what was signed from there on and nothing before it', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step, id } = await issueIn(office, [edit, first, second, sign]);
  value(await client.submitIssue(step));
  await signIn(office, 'shen');
  value(await client.passIssue({ ...step, opinion: '数字已核' }));
  value(await client.addComment({ id, text: '标题再短一些。' }));
  await signIn(office, 'chu');
  value(await client.passIssue(step));
  await signIn(office, 'qian');
  expect(code(await client.returnIssue({ id, reason: ' ', station: 1 }))).toBe('reasonMissing');
  const returned = value(await client.returnIssue({ id, reason: '请初审再看第一篇', station: 1 }));
  expect(returned.summary).toMatchObject({ state: 'inReview', stateName: '待初审', station: 1 });
  expect(returned.steps.at(-1)).toMatchObject({ label: '退回初审', opinion: '请初审再看第一篇', toStation: 1 });
  expect(returned.signOffs.map(({ label, voidReason }) => [label, voidReason === undefined])).toEqual([
    ['编辑', true],
    ['初审', false],
    ['复审', false],
  ]);
  expect(returned.signOffs[1]?.opinion).toBe('数字已核');
  expect(returned.comments).toHaveLength(1);
  // Who is free again may sign elsewhere: not who must, only that no two stations are one person's.
  await signIn(office, 'chu');
  value(await client.passIssue(step));
  expect(code(await client.passIssue(step))).toBe('samePerson');
  await signIn(office, 'shen');
  value(await client.passIssue(step));
  await signIn(office, 'ling');
  await release(office, step);
});

test('of two who signed together each takes back the own signature until the next person has opened the issue', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step, id } = await issueIn(office, [edit, together('shen-1', 'chu-1'), sign]);
  value(await client.submitIssue(step));
  for (const person of ['shen', 'chu'] as const) {
    await signIn(office, person);
    value(await client.countersignIssue(step));
  }
  const recalled = value(await client.recallIssue({ id }));
  expect(recalled.summary).toMatchObject({ station: 1, turn: { waitsFor: '会签（某chu）' } });
  value(await client.countersignIssue(step));
  await signIn(office, 'fu');
  expect(code(await client.recallIssue({ id }))).toBe('forbidden');
  await signIn(office, 'qian');
  value(await client.openIssue({ id }));
  await signIn(office, 'shen');
  expect(code(await client.recallIssue({ id }))).toBe('alreadyOpened');
});

test('a recall past a 会签 voids whatever was signed there, by whomever', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step, id } = await issueIn(office, [edit, first, together('fu-1', 'chu-1'), sign]);
  value(await client.submitIssue(step));
  await signIn(office, 'shen');
  value(await client.passIssue(step));
  for (const person of ['fu', 'chu'] as const) {
    await signIn(office, person);
    value(await client.countersignIssue(step));
  }
  const own = value(await client.recallIssue({ id }));
  const standing = (issue: typeof own) =>
    issue.signOffs.filter(({ voidReason }) => voidReason === undefined).map(({ personId }) => personId);
  expect(standing(own)).toEqual(['bian-1', 'shen-1', 'fu-1']);
  await signIn(office, 'shen');
  const recalled = value(await client.recallIssue({ id }));
  expect(recalled.summary).toMatchObject({ station: 1 });
  expect(standing(recalled)).toEqual(['bian-1']);
  // Both sign anew.
  value(await client.passIssue(step));
  await signIn(office, 'fu');
  expect(value(await client.countersignIssue(step)).summary.turn).toMatchObject({ waitsFor: '会签（某chu）' });
});

/** Signed in as the editor: handed over, passed or signed up to the second review, and an article corrected there by 某fu. */
async function correctedAtSecond(office: Office, between: Flow[number]) {
  const { client } = office;
  await signIn(office, 'bian');
  const issue = await issueIn(office, [edit, between, second, sign]);
  const { step, id } = issue;
  value(await client.submitIssue(step));
  await signIn(office, 'chu');
  value(await (between.kind === 'reviewer' ? client.passIssue(step) : client.countersignIssue(step)));
  await signIn(office, 'fu');
  const articleId = value(await client.readIssue({ id })).document.articles[0]?.id ?? '';
  const corrected = await client.correctArticle({ ...step, articleId, content: articleContent('复审改过的一篇') });
  return { id, step: { id, contentHash: value(corrected).contentHash } };
}

test.each([
  ['会签', together('chu-1')],
  ['初审', first],
])('a corrected content goes back to the editor, not to the %s before', async (_name, between) => {
  const { office, directory } = await foundedOffice({ people });
  const { client } = office;
  const { id, step } = await correctedAtSecond(office, between);
  await signIn(office, 'shen');
  for (const answer of [await client.returnIssue({ id, reason: '再看', station: 1 }), await client.passIssue(step)]) {
    expect(answer).toMatchObject({
      code: 'illegalState',
      message: expect.stringMatching(/^内容改动过，责任编辑还没有/),
    });
  }
  // The base says the same with the office bypassed.
  const { content } = await openBases(directory, 'bian-1', password);
  expect(() =>
    content
      .prepare(
        `INSERT INTO issue_steps (issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at,
           opinion, content_hash)
         SELECT id, step + 1, state, station, 'return', 'inReview', 1, 'shen-1', 'reviewer', created_at, '有误', content_hash
         FROM issues WHERE id = ?`,
      )
      .run(id),
  ).toThrow('goes back to the editor');
  expect(value(await client.returnIssue({ id, reason: '再看' })).summary.state).toBe('drafting');
});

test('whoever sent a correction does not confirm it, another editor does', async () => {
  const { office, directory } = await foundedOffice({ people });
  const { client } = office;
  const { id, step } = await correctedAtSecond(office, first);
  const sent = value(await client.requestConfirmation(step));
  expect(sent.summary.turn).toEqual({ waitsFor: '编辑', isMine: false });
  expect(await client.confirmCorrection(step)).toMatchObject({
    code: 'samePerson',
    message: expect.stringContaining('另一位责任编辑'),
  });
  const { content } = await openBases(directory, 'bian-1', password);
  content.exec('BEGIN');
  content
    .prepare(
      `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at)
       SELECT id, 'responsibleEditor', 0, 'fu-1', content_hash, '{}', '{}', created_at FROM issues WHERE id = ?`,
    )
    .run(id);
  expect(() =>
    content
      .prepare(
        `INSERT INTO issue_steps (issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at,
           opinion, content_hash)
         SELECT id, step + 1, state, station, 'confirm', 'inReview', 1, 'fu-1', 'editor', created_at, '', content_hash
         FROM issues WHERE id = ?`,
      )
      .run(id),
  ).toThrow('confirmed by another person');
  content.exec('ROLLBACK');
  await signIn(office, 'bian');
  expect(value(await client.confirmCorrection(step)).summary).toMatchObject({ station: 1, stateName: '待初审' });
});

test('whoever passed an issue on cannot return it once it was opened, and who is not named for 会签 is told so', async () => {
  const { office, directory } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step, id } = await issueIn(office, [edit, first, second, together('shen-1', 'qian-1'), sign]);
  value(await client.submitIssue(step));
  await signIn(office, 'chu');
  value(await client.passIssue(step));
  await signIn(office, 'fu');
  value(await client.openIssue({ id }));
  await signIn(office, 'chu');
  expect(code(await client.recallIssue({ id }))).toBe('alreadyOpened');
  expect(code(await client.returnIssue({ id, reason: '漏看一处' }))).toBe('samePerson');
  const { content } = await openBases(directory, 'bian-1', password);
  expect(() =>
    content
      .prepare(
        `INSERT INTO issue_steps (issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at,
           opinion, content_hash)
         SELECT id, step + 1, state, station, 'return', 'drafting', 0, 'chu-1', 'reviewer', created_at, '有误', content_hash
         FROM issues WHERE id = ?`,
      )
      .run(id),
  ).toThrow('whoever signed before');
  await signIn(office, 'fu');
  value(await client.passIssue(step));
  await signIn(office, 'chu');
  expect(await client.countersignIssue(step)).toMatchObject({
    code: 'forbidden',
    message: '流程没有指定您会签，“会签”由指定的人办理。',
  });
  // Who has signed together with others may still return it.
  await signIn(office, 'shen');
  value(await client.countersignIssue(step));
  value(await client.returnIssue({ id, reason: '数字有误' }));
});

test('a flow nobody can hold is refused with its station, and one that was saved stops no other setting', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const save = (flow: Flow, id?: string) =>
    client.savePublication({ ...(id ? { id } : {}), name: '澜溪信息', settings: { ...settings, flow } });
  const messageOf = async (flow: Flow) => {
    const answer = await save(flow);
    return answer.ok ? 'ok' : `${answer.code} ${answer.message}`;
  };
  for (const flow of [[edit], [edit, first], [sign, edit], [edit, { ...first, label: '编辑' }, sign]] as Flow[]) {
    expect(code(await save(flow))).toBe('malformed');
  }
  const many = (count: number): Flow => [
    edit,
    { kind: 'countersigner', label: '会签', signers: { kind: 'role', role: 'signer', count } },
    sign,
  ];
  expect(await messageOf(many(2))).toContain('“签批”分不出人来办');
  expect(await messageOf([edit, together('nobody'), sign])).toContain('指定的nobody已离任');
  const { id } = value(await save(many(1)));
  value(await client.dismissPerson({ personId: 'ling-1' }));
  expect((await save(many(1), id)).ok).toBe(true);
});

test('the audit says which rules of a publication were changed, from what to what, and nothing of other settings', async () => {
  const { office, directory } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const saved = value(
    await client.savePublication({ name: '澜溪信息', settings: { ...settings, flow: [edit, sign] } }),
  );
  const rules = {
    flow: [edit, together('shen-1', 'chu-1'), sign],
    outputApproval: { approver: 'signer' as const, isStamped: true },
    markingRule: 'all' as const,
  };
  value(await client.savePublication({ ...saved, settings: { ...saved.settings, copies: 80 } }));
  value(await client.savePublication({ ...saved, settings: { ...saved.settings, ...rules } }));
  const { register } = await openBases(directory, 'bian-1', password);
  const details = register
    .prepare("SELECT details FROM audit WHERE action = 'savePublication' ORDER BY sequence")
    .pluck()
    .all() as readonly string[];
  expect(details.map((one) => JSON.parse(one))).toEqual([
    { flow: { from: ['责任编辑', '审核', '签发'], to: ['编辑', '签批'] } },
    {},
    {
      flow: { from: ['编辑', '签批'], to: ['编辑', '会签（某shen、某chu）', '签批'] },
      outputApproval: { from: ['noTicket'], to: ['ticketNeeded', 'signer', 'stamped'] },
      markingRule: { from: ['classifiedOnly'], to: ['everyMark'] },
    },
  ]);
});

test('an editor whom the flow names for 会签 does not hand the issue over, a colleague does', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step } = await issueIn(office, [edit, first, together('fu-1', 'chu-1'), sign]);
  await signIn(office, 'fu');
  expect(code(await client.submitIssue(step))).toBe('samePerson');
  await signIn(office, 'bian');
  value(await client.submitIssue(step));
  await signIn(office, 'chu');
  expect(code(await client.passIssue(step))).toBe('samePerson');
  expect(value(await client.listIssues({}))[0]?.turn).toEqual({ waitsFor: '初审', isMine: false });
});

test('somebody named who has left stops 送审, with the way out', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step } = await issueIn(office, [edit, together('shen-1', 'chu-1'), sign]);
  value(await client.dismissPerson({ personId: 'chu-1' }));
  const answer = await client.submitIssue(step);
  expect(answer).toMatchObject({ ok: false, code: 'incomplete', message: expect.stringContaining('某chu已离任') });
});

test('whoever an issue under way needs by name for 会签, now or later, does not leave and does not lose the roles', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const { step, id } = await issueIn(office, [edit, first, together('fu-1', 'chu-1'), sign]);
  value(await client.submitIssue(step));
  const { items } = value(await client.standingWork({ personId: 'chu-1' }));
  expect(items).toMatchObject([{ kind: 'issue', id, waitsFor: '会签', heldBy: [] }]);
  expect(await client.dismissPerson({ personId: 'chu-1', successorId: 'fu-1' })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('“会签”除了某chu没有人能办'),
  });
  await signIn(office, 'shen');
  expect(await client.setRoles({ personId: 'chu-1', roles: ['auditor'] })).toMatchObject({
    code: 'illegalState',
    message: expect.stringContaining('“会签”指定由某chu办理'),
  });
  // Any role that reads will do for whoever is named.
  value(await client.setRoles({ personId: 'chu-1', roles: ['archivist'] }));
  value(await client.returnIssue({ id, reason: '换人会签' }));
  value(await client.setRoles({ personId: 'chu-1', roles: ['auditor'] }));
});

test('断号簿: a void number is listed with who, when and why, and no later issue gets it', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'bian');
  const one = await issueIn(office, [edit, sign]);
  const two = await issueIn(office, [edit, sign], '澜溪简报');
  for (const { step } of [one, two]) value(await client.submitIssue(step));
  await signIn(office, 'qian');
  expect(value(await client.listVoidNumbers({}))).toEqual([]);
  const { prepared } = await release(office, one.step);
  await release(office, two.step);
  value(await client.voidIssue({ id: one.id, reason: '印错刊名' }));
  const [entry, ...more] = value(await client.listVoidNumbers({}));
  expect(more).toEqual([]);
  expect(entry).toMatchObject({
    issueId: one.id,
    publicationName: '澜溪信息',
    number: prepared.number,
    personName: '某qian',
    reason: '印错刊名',
  });
  await signIn(office, 'bian');
  const article = await finalArticle(office, '再编的一篇');
  const { summary, contentHash, document } = value(await client.createIssue({ publicationId: one.publication.id }));
  const { marking, reportTo, copyTo, sendTo } = document;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds: [article.id] };
  const saved = value(await client.saveIssue({ id: summary.id, baseContentHash: contentHash, ...fields }));
  const step = { id: summary.id, contentHash: saved.contentHash };
  value(await client.submitIssue(step));
  await signIn(office, 'qian');
  const next = await release(office, step);
  expect(next.prepared.number).toMatchObject({
    serial: (prepared.number.serial ?? 0) + 1,
    running: (prepared.number.running ?? 0) + 1,
  });
});

test('two handles on one base never grant one number: by trigger whatever is written, and however it is written', async () => {
  const { directory } = await foundedDirectory('standard', people);
  const office = openOffice(directory);
  await signIn(office, 'bian');
  const waiting = await issueIn(office, [edit, sign]);
  const { client } = office;
  const { publication } = waiting;
  const article = await finalArticle(office, '另一篇');
  const made = value(await client.createIssue({ publicationId: publication.id }));
  const { marking, reportTo, copyTo, sendTo } = made.document;
  const fields = { marking, reportTo, copyTo, sendTo, articleIds: [article.id] };
  const saved = value(await client.saveIssue({ id: made.summary.id, baseContentHash: made.contentHash, ...fields }));
  const steps = [waiting.step, { id: saved.summary.id, contentHash: saved.contentHash }] as const;
  for (const step of steps) value(await client.submitIssue(step));

  const [one, other] = [
    await openBases(directory, 'bian-1', password),
    await openBases(directory, 'bian-1', password),
  ].map(({ content }) => content);
  if (!one || !other) throw new Error('no handles');
  other.pragma('busy_timeout = 0');
  await signIn(office, 'qian');
  const later = steps[1];
  const prepared = value(await client.prepareRelease(later));
  const { year, serial, running } = prepared.number;
  const sql = (verb: string) =>
    `${verb} INTO issue_numbers VALUES ('${publication.id}', 'regular', ${year}, ${serial}, ${running}, ?, '2026-03-02')`;
  one.exec('BEGIN IMMEDIATE');
  one.prepare(sql('INSERT')).run(steps[0]?.id);
  expect(() => other.exec('BEGIN IMMEDIATE')).toThrow('locked');
  one.exec('COMMIT');
  for (const verb of ['INSERT', 'INSERT OR REPLACE', 'INSERT OR IGNORE']) {
    expect(() => other.prepare(sql(verb)).run(steps[1]?.id), verb).toThrow('given once');
  }
  expect(other.prepare('SELECT issue_id FROM issue_numbers').pluck().all()).toEqual([steps[0]?.id]);
  // The office had shown that number to be signed: it signs nothing, and shows the next one.
  const { id } = later;
  expect(code(await client.releaseIssue({ id, issueHash: prepared.issueHash, password }))).toBe('conflict');
  expect(value(await client.prepareRelease(later)).number).toMatchObject({ year, serial: serial + 1 });
});

test('an issue whose editor signed before there were flows goes on, and is proved by its three signatures', async () => {
  const { directory } = await foundedDirectory('standard', people);
  const office = openOffice(directory);
  const { client } = office;
  await signIn(office, 'bian');
  const { step, id } = await issueIn(office, [...usualFlow]);
  value(await client.submitIssue(step));
  // As the program before this one signed: neither the station nor the flow is in the statement.
  const { content } = await openBases(directory, 'bian-1', password);
  const { privateKey } = await openKeyring(dataFiles(directory).keyring, 'bian-1', password);
  const stored = content.prepare('SELECT statement FROM sign_offs WHERE issue_id = ?').pluck().get(id);
  const {
    signature: _signature,
    station: _station,
    flow: _flow,
    ...earlier
  } = SignedStatement.parse(JSON.parse(String(stored)));
  content.exec('DROP TRIGGER sign_offs_fixed');
  content
    .prepare('UPDATE sign_offs SET statement = ? WHERE issue_id = ?')
    .run(canonicalJson(signStatement(earlier, privateKey)), id);
  await signIn(office, 'shen');
  value(await client.passIssue({ ...step, opinion: '同意' }));
  await signIn(office, 'qian');
  const { released } = await release(office, step);
  expect(released.document.signOff.map(({ label, station }) => [label, station])).toEqual([
    ['责任编辑', undefined],
    ['审核', undefined],
    ['签发', undefined],
  ]);
  expect(released.signOffs.map(({ label }) => label)).toEqual(['责任编辑', '审核', '签发']);
  const [verdict] = value(await client.verifyArchive({ id }));
  expect(verdict).toMatchObject({ faults: [] });
  expect(verdict?.signatures.map(({ label }) => label)).toEqual(['责任编辑', '审核', '签发']);
});
