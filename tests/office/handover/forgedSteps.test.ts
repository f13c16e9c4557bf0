import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { flowHash, signedFlow } from '#shared/issue/signedFlow.ts';
import { SignedStatement, signStatement } from '#shared/issue/signOffStatement.ts';
import { SignedStep, type StepStatement, signStep } from '#shared/issue/stepStatement.ts';
import { usualFlow } from '#shared/workflow/flowSchema.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { draftIssue, passwordOf, settings, signIn, temporaryDirectory, value } from '../office/foundedOffice.ts';
import { forgedPackage, type ToldIssue, toldOf } from './forgedPackage.ts';
import { type JoinedOffice, joinedOffices, releasedBy } from './joinedOffices.ts';
import { firstMachine, joinedTo, writeJoin } from './joining.ts';
import { lend, medium } from './lending.ts';

type Row = ToldIssue['tables'][string][number];
interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

const keysOf = ({ directory }: JoinedOffice, id: string): Promise<Keys> =>
  openKeyring(dataFiles(directory).keyring, id, passwordOf(id));
const read = <Read>(row: Row | undefined, schema: { parse: (value: unknown) => Read }): Read =>
  schema.parse(JSON.parse(String(row?.statement)));

/** A step with other words, signed by whoever has the keys. */
function signedAnew(row: Row | undefined, { publicKey, privateKey }: Keys, other: Partial<StepStatement>): string {
  const { signature: _signature, ...said } = read(row, SignedStep);
  return canonicalJson(signStep({ ...said, ...other, publicKey }, privateKey) as Json);
}

/** Has an issue with these changes written and taken: how it came out, or why it was refused, in words. */
async function brought(
  from: JoinedOffice,
  to: JoinedOffice,
  id: string,
  change: (told: ToldIssue) => void,
  frozenOf?: string,
): Promise<string> {
  const told = await toldOf(from, id);
  change(told);
  const files = await forgedPackage(from, to, id, told, frozenOf);
  const answer = await to.office.client.takePackage({ files: [...files], medium });
  return answer.ok ? answer.value.outcome.kind : `${answer.details?.reason} ${answer.message}`;
}

/** An issue on the second machine that its reviewer has returned. */
async function returned() {
  const [editor, reviewer] = await joinedOffices(2);
  const { office } = reviewer;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  value(await office.client.submitIssue({ id, contentHash: issue.contentHash, opinion: '请审' }));
  await signIn(office, 'qiaoyi');
  value(await office.client.returnIssue({ id, reason: '标题再改一下' }));
  await signIn(office, 'wenhe');
  return { editor, reviewer, id, bring: (change: (told: ToldIssue) => void) => brought(reviewer, editor, id, change) };
}

const steps = ({ tables }: ToldIssue) => tables.issue_steps ?? [];
const signOffs = ({ tables }: ToldIssue) => tables.sign_offs ?? [];

test('no step is taken from another machine that its person has not signed there, in these words and in this place', async () => {
  const { editor, reviewer, id, bring } = await returned();
  const wenhe = await keysOf(reviewer, 'wenhe');
  const unsigned = (row: Row | undefined, other: Row = {}) => Object.assign(row ?? {}, { statement: null, ...other });
  expect(await bring((told) => unsigned(steps(told)[1]))).toMatch(/^recordsUnproved 第2步没有办理人的签名/);
  expect(await bring((told) => Object.assign(steps(told)[1] ?? {}, { opinion: '按县委意见，全文不用' }))).toMatch(
    /^recordsUnproved 乔一办理的第2步“退回修改”与签名的不符/,
  );
  const underAnothersName = (told: ToldIssue) => {
    const [, row] = steps(told);
    Object.assign(row ?? {}, { statement: signedAnew(row, wenhe, {}) });
  };
  expect(await bring(underAnothersName)).toMatch(/^recordsUnproved 乔一办理的第2步“退回修改”不是用登记的钥匙签的/);
  const withoutRole = (told: ToldIssue) => {
    const [, row] = steps(told);
    Object.assign(row ?? {}, { person: 'wenhe', statement: signedAnew(row, wenhe, { person: 'wenhe' }) });
  };
  expect(await bring(withoutRole)).toMatch(/^personUnknown 本机的登记里没有闻禾办第2步的岗位/);
  // The own step in other words, after another has gone on from it.
  const ownAfterwards = (told: ToldIssue) => {
    const [row] = steps(told);
    Object.assign(row ?? {}, { at: '2026-03-01T00:00:00.000Z' });
    Object.assign(row ?? {}, { statement: signedAnew(row, wenhe, { at: '2026-03-01T00:00:00.000Z' }) });
  };
  expect(await bring(ownAfterwards)).toMatch(/^recordsUnproved 乔一办理的第2步“退回修改”与签名的不符/);
  expect(await bring(() => {})).toBe('here');
  expect(value(await editor.office.client.readIssue({ id })).steps.map(({ opinion }) => opinion)).toEqual([
    '请审',
    '标题再改一下',
  ]);
});

test('a signature that counts no more is taken as it was given, and none beside those of the steps', async () => {
  const { reviewer, bring } = await returned();
  const wenhe = await keysOf(reviewer, 'wenhe');
  const said = (told: ToldIssue) => read(signOffs(told)[0], SignedStatement);
  const zeros = (told: ToldIssue) => {
    const statement = canonicalJson({ ...said(told), signature: '0'.repeat(128) } as Json);
    Object.assign(signOffs(told)[0] ?? {}, { statement });
  };
  expect(await bring(zeros)).toMatch(/^recordsUnproved 闻禾在“责任编辑”的签名不成立/);
  // With the true key, over other words than stand in the step.
  const otherWords = (told: ToldIssue) => {
    const { signature: _signature, ...statement } = said(told);
    const signed = signStatement({ ...statement, opinion: '已经县委领导审定' }, wenhe.privateKey);
    Object.assign(signOffs(told)[0] ?? {}, { statement: canonicalJson(signed as Json) });
  };
  expect(await bring(otherWords)).toMatch(/^recordsUnproved 闻禾在“责任编辑”的签名不成立/);
  const beside = (told: ToldIssue) => {
    const [row] = signOffs(told);
    const statement = canonicalJson({ ...said(told), person: '沈钧', step: 'signer', opinion: '同意签发' } as Json);
    signOffs(told).push({ ...row, person: 'shenjun', sign_off: 'signer', station: 2, statement });
  };
  expect(await bring(beside)).toMatch(/^recordsUnproved 签名与办理的步骤不符/);
  const again = (told: ToldIssue) => Object.assign(signOffs(told)[0] ?? {}, { void_reason: null });
  expect(await bring(again)).toMatch(/^recordsUnproved 闻禾在“责任编辑”的签名是否有效与办理的步骤不符/);
  expect(await bring(() => {})).toBe('here');
});

test('nobody prints or makes void under the name of another what was signed', async () => {
  const [, , signer, archive] = await joinedOffices(4);
  const { issue } = await draftIssue(signer.office);
  const { id } = issue.summary;
  value(await signer.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  await releasedBy(signer.office, id);
  const moved = (other: Row, state: string) => (told: ToldIssue) => {
    const last = steps(told).at(-1) ?? {};
    const step = Number(last.step) + 1;
    steps(told).push({ ...last, from_state: 'released', from_station: 2, to_state: state, step, ...other });
    Object.assign(told.tables.issues?.[0] ?? {}, { state, step });
  };
  const print = { action: 'print', person: 'wenhe', role: 'editor', opinion: '实印900份。' };
  const bring = (change: (told: ToldIssue) => void) => brought(signer, archive, id, change, id);
  expect(await bring(moved(print, 'printed'))).toMatch(/^recordsUnproved 闻禾办理的第4步“登记印发”与签名的不符/);
  expect(await bring(moved({ ...print, statement: null }, 'printed'))).toMatch(
    /^recordsUnproved 第4步没有办理人的签名/,
  );
  const changed = (told: ToldIssue) => Object.assign(signOffs(told)[1] ?? {}, { void_reason: '内容已改动' });
  expect(await bring(changed)).toMatch(/^recordsUnproved .*乔一/);
  const made = { action: 'void', person: 'shenjun', role: 'signer', opinion: '作废' };
  expect(await bring(moved(made, 'void'))).toMatch(/^recordsUnproved/);
  expect(await bring(() => {})).toBe('here');
  expect(value(await archive.office.client.readIssue({ id })).summary.state).toBe('released');
});

test('an issue is taken in no flow that nobody has decided for its publication', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { office } = reviewer;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  value(await office.client.submitIssue({ id, contentHash: issue.contentHash }));
  const keys = await keysOf(reviewer, 'wenhe');
  const [first, , last] = usualFlow;
  // Everything the editor can sign alone is signed: only the flow is the editor's own.
  const withoutReview = (told: ToldIssue) => {
    const flow = [first, last].flatMap((station) => station ?? []);
    const to = { state: 'awaitingRelease' as const, station: 1 };
    Object.assign(told.tables.issue_flows?.[0] ?? {}, { flow: canonicalJson(flow as Json) });
    const [step] = steps(told);
    const statement = signedAnew(step, keys, { to });
    Object.assign(step ?? {}, { to_state: to.state, to_station: to.station, statement });
    Object.assign(told.tables.issues?.[0] ?? {}, to);
    const { signature: _signature, ...said } = read(signOffs(told)[0], SignedStatement);
    const signed = signStatement({ ...said, flow: flowHash(signedFlow(flow)) }, keys.privateKey);
    Object.assign(signOffs(told)[0] ?? {}, { statement: canonicalJson(signed as Json) });
  };
  expect(await brought(reviewer, editor, id, withoutReview)).toMatch(/^flowUnknown .*审签流程.*没有人定过/);
  const noFlow = (told: ToldIssue) => {
    told.tables.issue_flows = [];
  };
  expect(await brought(reviewer, editor, id, noFlow)).toMatch(/^recordsUnproved/);
  expect(await brought(reviewer, editor, id, () => {})).toBe('here');
});

test('a flow that was decided on another machine is known with its register, and the package is taken then', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const { client } = first.office;
  await signIn(first.office, 'wenhe');
  const [publication] = value(await client.listPublications({}));
  const { id: publicationId = '', name = '' } = publication ?? {};
  const [editor, , signer] = usualFlow;
  const flow = [editor, signer].flatMap((station) => station ?? []);
  value(await client.savePublication({ id: publicationId, name, settings: { ...settings, flow } }));
  const { issue } = await draftIssue(first.office);
  const { id } = issue.summary;
  value(await client.submitIssue({ id, contentHash: issue.contentHash }));
  const to = { machines: [second.card], folder: temporaryDirectory(), medium };
  const written = value(await client.writePackage({ issueId: id, kind: 'submit', ...to }));
  const files = written.files.map(({ path }) => path);
  await signIn(second.office, 'wenhe');
  const early = await second.office.client.takePackage({ files, medium });
  expect(early).toMatchObject({ ok: false, details: { reason: 'flowUnknown' } });
  expect(early).toMatchObject({ message: expect.stringContaining('请先用入网包更新本机的登记') });
  const register = await writeJoin(first.office, second.card);
  const { entry } = value(
    await second.office.client.takePackage({ files: register.files.map(({ path }) => path), medium }),
  );
  value(await second.office.client.takeRegister({ hash: entry.hash ?? '' }));
  expect(value(await second.office.client.takePackage({ files, medium })).outcome).toMatchObject({ kind: 'here' });
  expect(value(await second.office.client.readIssue({ id })).summary.stateName).toBe('待签发');
});

test('an issue that was signed after its signer had lost the role here is not taken', async () => {
  const [editor, , signer] = await joinedOffices(3);
  await signIn(editor.office, 'qiaoyi');
  value(await editor.office.client.setRoles({ personId: 'shenjun', roles: ['auditor'] }));
  await signIn(editor.office, 'wenhe');
  const { issue } = await draftIssue(signer.office);
  const { id } = issue.summary;
  value(await signer.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  await releasedBy(signer.office, id);
  const files = await lend(signer, editor, id, { kind: 'signed' });
  const answer = await editor.office.client.takePackage({ files, medium });
  expect(answer).toMatchObject({ ok: false, details: { reason: 'recordsUnproved' } });
  expect(answer).toMatchObject({ message: expect.stringContaining('沈钧办理的第3步“签发”没有相应的岗位') });
});
