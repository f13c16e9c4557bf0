import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { code, draftIssue, publicationOf, signIn, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { forgedPackage, toldOf } from './forgedPackage.ts';
import { type JoinedOffice, joinedOffices } from './joinedOffices.ts';
import { lend, medium, take } from './lending.ts';

/** 乔一 lets 沈钧 review for a month, who does so with an issue there; the editor is signed in again. */
async function reviewedForAnother({ office }: JoinedOffice): Promise<string> {
  const { client } = office;
  const publication = await publicationOf(office);
  await signIn(office, 'qiaoyi');
  const day = (later: number) => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);
  const leave = { delegateId: 'shenjun', publicationIds: [publication.id], from: day(-1), until: day(30) };
  value(await client.giveDelegation(leave));
  await signIn(office, 'wenhe');
  return passedByLeave(office);
}

/** By 沈钧 in the place of 乔一. */
async function passedByLeave(office: Office, title?: string): Promise<string> {
  const { client } = office;
  const { issue } = await draftIssue(office, title);
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  value(await client.submitIssue({ ...step, opinion: '' }));
  await signIn(office, 'shenjun');
  value(await client.passIssue(step));
  await signIn(office, 'wenhe');
  return step.id;
}

test('a leave that comes with an issue proves what was signed by it, gives no right here, and of its ends the earlier counts', async () => {
  const [here, there] = await joinedOffices(2);
  const { client } = here.office;
  const id = await reviewedForAnother(there);
  await take(here, await lend(there, here, id));
  expect(value(await client.readIssue({ id })).signOffs.map(({ personName }) => personName)).toEqual([
    '闻禾',
    '沈钧（受乔一委托）',
  ]);
  await signIn(here.office, 'shenjun');
  expect(value(await client.listDelegations({}))).toMatchObject([{ principalName: '乔一', state: 'elsewhere' }]);
  const other = (await draftIssue(here.office, '另一期')).issue;
  const step = { id: other.summary.id, contentHash: other.contentHash };
  value(await client.submitIssue(step));
  await signIn(here.office, 'shenjun');
  expect(code(await client.passIssue(step))).toBe('forbidden');
  // The base gives it none either: as if it were over.
  const { content } = await openBases(here.directory, 'wenhe');
  expect(content.prepare('SELECT count(*) FROM delegations WHERE seen_at < ends_at').pluck().get()).toBe(0);

  await signIn(here.office, 'qiaoyi');
  const [leave] = value(await client.listDelegations({}));
  const ended = value(await client.endDelegation({ id: leave?.id ?? '' }));
  expect(ended.state).toBe('ended');
  await signIn(here.office, 'wenhe');
  await take(there, await lend(here, there, id));
  await signIn(there.office, 'qiaoyi');
  expect(value(await there.office.client.listDelegations({}))).toMatchObject([
    { state: 'ended', endedAt: ended.endedAt },
  ]);
});

test('a leave that nobody signed, or in other words than were signed, or by which nothing was signed, does not come in', async () => {
  const [here, there] = await joinedOffices(2);
  const id = await reviewedForAnother(there);
  const refusal = async (change: (row: Record<string, unknown>) => void) => {
    const told = await toldOf(there, id);
    for (const row of told.tables.delegations ?? []) change(row);
    const files = await forgedPackage(there, here, id, told);
    const answer = await here.office.client.takePackage({ files: [...files], medium });
    return answer.ok ? 'taken' : [answer.details?.reason, answer.message];
  };
  const unproved = ['recordsUnproved', expect.stringContaining('乔一的委托不成立')];
  const unsigned = (row: Record<string, unknown>) => {
    const statement = JSON.parse(String(row.statement)) as Record<string, unknown>;
    row.statement = JSON.stringify({ ...statement, signature: '0'.repeat(128) });
  };
  expect(await refusal(unsigned)).toEqual(unproved);
  expect(
    await refusal((row) => {
      row.includes_release = 1;
    }),
  ).toEqual(unproved);
  expect(
    await refusal((row) => {
      row.until_day = '2099-12-31';
    }),
  ).toEqual(unproved);
  expect(
    await refusal((row) => {
      row.ended_at = '2026-01-01T00:00:00.000Z';
      row.ended_by = 'shenjun';
    }),
  ).toEqual(unproved);

  const unnamed = await toldOf(there, id);
  unnamed.tables.delegations?.push({ ...unnamed.tables.delegations[0], id: 'another' });
  const files = await forgedPackage(there, here, id, unnamed);
  const answer = await here.office.client.takePackage({ files: [...files], medium });
  expect(answer).toMatchObject({ ok: false, details: { reason: 'contentIncomplete' } });
  const { content } = await openBases(here.directory, 'wenhe');
  expect(content.prepare('SELECT count(*) FROM delegations').pluck().get()).toBe(0);
});

test('only a step brings a leave: no answer to a request does, and no signature beside those of the steps', async () => {
  const [here, there] = await joinedOffices(2);
  const withLeave = await toldOf(there, await reviewedForAnother(there));
  const { issue } = await draftIssue(there.office, '另一期');
  const { id } = issue.summary;
  value(await there.office.client.submitIssue({ id, contentHash: issue.contentHash }));
  const [leave] = withLeave.tables.delegations ?? [];
  const ended = { ...leave, ended_at: '2020-01-01T00:00:00.000Z', ended_by: 'qiaoyi' };
  const refusal = async (change: (tables: typeof withLeave.tables) => void) => {
    const told = await toldOf(there, id);
    told.tables.delegations = [ended];
    change(told.tables);
    const files = await forgedPackage(there, here, id, told);
    const answer = await here.office.client.takePackage({ files: [...files], medium });
    return answer.ok ? 'taken' : answer.details?.reason;
  };
  const at = new Date().toISOString();
  const asked = { id: 'asked', issue_id: id, step: 1, station: 0, person: 'wenhe', role: 'editor', at, reason: '再改' };
  const answer = { request_id: 'asked', outcome: 'declined', person: 'shenjun', role: 'reviewer', at, reason: '不用' };
  const answered = (tables: typeof withLeave.tables) => {
    tables.recall_requests = [asked];
    tables.recall_answers = [{ ...answer, on_behalf_of: 'qiaoyi', delegation_id: leave?.id ?? null }];
  };
  expect(await refusal(answered)).toBe('contentIncomplete');
  const signed = (tables: typeof withLeave.tables) => {
    Object.assign(tables.sign_offs?.[0] ?? {}, { delegation_id: leave?.id ?? null });
  };
  expect(await refusal(signed)).toBe('contentIncomplete');
});

test('an answer that was given in another place comes without its leave', async () => {
  const [here, there] = await joinedOffices(2);
  await reviewedForAnother(there);
  const { client } = there.office;
  const { issue } = await draftIssue(there.office, '另一期');
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  value(await client.submitIssue(step));
  await signIn(there.office, 'shenjun');
  value(await client.openIssue({ id: step.id }));
  await signIn(there.office, 'wenhe');
  const [request] = value(await client.requestRecall({ id: step.id, reason: '再改' })).requests ?? [];
  await signIn(there.office, 'shenjun');
  const answer = { requestId: request?.id ?? '', isGranted: false, reason: '不用改' };
  value(await client.answerRecallRequest({ id: step.id, ...answer }));
  await signIn(there.office, 'wenhe');
  await take(here, await lend(there, here, step.id));
  const { content } = await openBases(here.directory, 'wenhe');
  expect(content.prepare('SELECT person, on_behalf_of, delegation_id FROM recall_answers').all()).toEqual([
    { person: 'shenjun', on_behalf_of: 'qiaoyi', delegation_id: null },
  ]);
  expect(content.prepare('SELECT count(*) FROM delegations').pluck().get()).toBe(0);
});

test('an end that comes in is not before the last step that stands here by the leave', async () => {
  const [here, there] = await joinedOffices(2);
  const first = await reviewedForAnother(there);
  const later = await passedByLeave(there.office, '后一期');
  await take(here, await lend(there, here, later));
  const lastStep = value(await here.office.client.readIssue({ id: later })).steps.at(-1)?.at;
  const told = await toldOf(there, first);
  const at = String(told.tables.issue_steps?.at(-1)?.at);
  for (const row of told.tables.delegations ?? []) Object.assign(row, { ended_at: at, ended_by: 'qiaoyi' });
  await take(here, await forgedPackage(there, here, first, told));
  const { content } = await openBases(here.directory, 'wenhe');
  expect(content.prepare('SELECT ended_at FROM delegations').pluck().all()).toEqual([lastStep]);
  expect((await take(there, await lend(here, there, later))).outcome.kind).toBe('here');
});
