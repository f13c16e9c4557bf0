import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { SignedStatement } from '#shared/issue/signOffStatement.ts';
import { insertSteps } from '../store/content/stepWords.ts';
import {
  code,
  draftIssue,
  finalArticle,
  foundedOffice,
  publicationOf,
  settings,
  signIn,
  staff,
  testClock,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

/** Two more who read issues, and hold no station by themselves. */
const more = [
  { id: 'lubian', name: '陆编', roles: ['editor'], password: '日月之行若出其中' },
  { id: 'dangan', name: '党安', roles: ['archivist'], password: '孟冬十月北风徘徊' },
] satisfies CommandInput<'foundOffice'>['people'];
const people: CommandInput<'foundOffice'>['people'] = [...staff, ...more];
const passwordOf = (id: string) => people.find((person) => person.id === id)?.password ?? '';

const delegatedStep = `issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion,
  content_hash, on_behalf_of, delegation_id`;

/** Noon of a summer day where the office is. */
const noon = (day: number) => new Date(2024, 5, day, 12).toISOString();

async function clockedOffice() {
  const clock = testClock(noon(3));
  const { office, directory } = await foundedOffice({ people, now: clock.now, upSeconds: clock.upSeconds });
  return { clock, office, directory };
}

/** Signed in as whoever gives it. */
async function give(office: Office, delegateId: string, more: Partial<CommandInput<'giveDelegation'>> = {}) {
  const publication = await publicationOf(office);
  return office.client.giveDelegation({
    delegateId,
    publicationIds: [publication.id],
    from: '2024-06-03',
    until: '2024-06-05',
    ...more,
  });
}

/** An issue that 闻禾 handed over to the reviewer. */
async function submitted(office: Office) {
  const { issue } = await draftIssue(office);
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  value(await office.client.submitIssue(step));
  return step;
}

test('a reviewer and a signer let others act, and every place says in whose stead, down to the exported files', async () => {
  const { office, directory } = await clockedOffice();
  const { client } = office;
  const step = await submitted(office);
  const { id } = step;
  await signIn(office, 'dangan');
  expect(code(await client.passIssue(step))).toBe('forbidden');
  await signIn(office, 'qiaoyi');
  expect(value(await give(office, 'lubian'))).toMatchObject({
    principalName: '乔一',
    delegateName: '陆编',
    publicationNames: ['澜溪信息'],
    state: 'holds',
    steps: 0,
    isOwn: true,
  });
  await signIn(office, 'shenjun');
  value(await give(office, 'dangan', { includesRelease: true }));

  await signIn(office, 'lubian');
  expect(value(await client.listIssues({}))[0]?.turn).toEqual({ waitsFor: '审核', isMine: true, onBehalfOf: '乔一' });
  const opened = value(await client.openIssue({ id }));
  expect(opened.openedAt).toBeDefined();
  const passed = value(await client.passIssue({ ...step, opinion: '同意' }));
  expect(passed.steps.at(-1)).toMatchObject({ personId: 'lubian', personName: '陆编（受乔一委托）' });
  expect(passed.signOffs.at(-1)).toMatchObject({ label: '审核', personName: '陆编（受乔一委托）' });

  await signIn(office, 'dangan');
  expect(code(await client.voidIssue({ id, reason: '错了' }))).toBe('forbidden');
  const prepared = value(await client.prepareRelease(step));
  expect(prepared.document.signOff.map(({ person, onBehalfOf }) => [person, onBehalfOf])).toEqual([
    ['闻禾', undefined],
    ['陆编', '乔一'],
    ['党安', '沈钧'],
  ]);
  value(await client.releaseIssue({ id, issueHash: prepared.issueHash, password: passwordOf('dangan') }));
  const text = new TextDecoder().decode(value(await client.readFrozenFile({ id, name: 'issue.txt' })).bytes);
  expect(text).toContain('审核：陆编（受乔一委托）');
  expect(text).toContain('签发：党安（受沈钧委托）');
  const [verdict] = value(await client.verifyArchive({ id }));
  expect(verdict?.faults).toEqual([]);
  expect(verdict?.signatures.map(({ person }) => person)).toEqual(['闻禾', '陆编（受乔一委托）', '党安（受沈钧委托）']);
  // A leave that the principal never signed is named.
  const { content } = await openBases(directory, 'qiaoyi');
  const statements = content.prepare('SELECT statement FROM sign_offs ORDER BY station').pluck().all() as string[];
  const second = SignedStatement.parse(JSON.parse(statements[1] ?? ''));
  expect(second.onBehalfOf).toMatchObject({ principal: '乔一', delegate: '陆编', includesRelease: false });
  await signIn(office, 'qiaoyi');
  expect(value(await client.listDelegations({}))).toMatchObject([{ steps: 1, isOwn: true }]);
  // 乔一 is 安全保密管理员 as well, and sees what others gave.
  expect(value(await client.listAllDelegations({})).map(({ principalName }) => principalName)).toEqual([
    '沈钧',
    '乔一',
  ]);
});

test('it holds for its publications, days and stations only, and never for whoever signed another station', async () => {
  const { office, clock } = await clockedOffice();
  const { client } = office;
  const step = await submitted(office);
  await signIn(office, 'wenhe');
  const other = value(await client.savePublication({ name: '澜溪简报', settings }));
  await signIn(office, 'qiaoyi');
  expect(code(await give(office, 'qiaoyi'))).toBe('samePerson');
  expect(code(await give(office, 'nobody'))).toBe('notFound');
  expect(code(await give(office, 'lubian', { until: '2024-06-02' }))).toBe('illegalState');
  expect(code(await give(office, 'lubian', { from: '2024-06-01', until: '2024-06-02' }))).toBe('illegalState');
  value(await give(office, 'wenhe'));
  value(await give(office, 'lubian', { from: '2024-06-04' }));
  value(await give(office, 'dangan', { publicationIds: [other.id] }));
  await signIn(office, 'wenhe');
  expect(code(await client.passIssue(step))).toBe('samePerson');
  expect(value(await client.listIssues({}))[0]?.turn?.isMine).toBe(false);
  expect(
    code(
      await client.giveDelegation({
        delegateId: 'lubian',
        publicationIds: [other.id],
        from: '2024-06-03',
        until: '2024-06-05',
      }),
    ),
  ).toBe('illegalState');
  await signIn(office, 'dangan');
  expect(code(await client.passIssue(step))).toBe('forbidden');
  await signIn(office, 'shenjun');
  // Only 签发 is this person's: without it there is nothing to give.
  expect(code(await give(office, 'lubian'))).toBe('illegalState');
  await signIn(office, 'lubian');
  expect(code(await client.passIssue(step))).toBe('forbidden');
  clock.set(noon(4));
  expect(value(await client.listIssues({}))[0]?.turn?.isMine).toBe(true);
  clock.set(noon(6));
  expect(code(await client.passIssue(step))).toBe('forbidden');
  // Somebody works on that day, and the clock is set back: it was seen to be over.
  await signIn(office, 'wenhe');
  await finalArticle(office, '次日的一篇');
  clock.set(noon(5));
  await signIn(office, 'lubian');
  expect(code(await client.passIssue(step))).toBe('forbidden');
  expect(value(await client.listDelegations({}))).toMatchObject([{ state: 'over', isOwn: false }]);
});

test('it ends at once when it is revoked, and by its giver only', async () => {
  const { office } = await clockedOffice();
  const { client } = office;
  const step = await submitted(office);
  await signIn(office, 'qiaoyi');
  const { id } = value(await give(office, 'lubian'));
  await signIn(office, 'dangan');
  expect(code(await client.endDelegation({ id }))).toBe('notFound');
  await signIn(office, 'lubian');
  expect(code(await client.endDelegation({ id }))).toBe('forbidden');
  value(await client.returnIssue({ id: step.id, reason: '数字有误' }));
  await signIn(office, 'wenhe');
  value(await client.submitIssue(step));
  await signIn(office, 'qiaoyi');
  expect(value(await client.endDelegation({ id }))).toMatchObject({ state: 'ended', steps: 1 });
  expect(code(await client.endDelegation({ id }))).toBe('illegalState');
  expect(value(await client.listAllDelegations({}))).toMatchObject([{ state: 'ended' }]);
  await signIn(office, 'lubian');
  expect(code(await client.passIssue(step))).toBe('forbidden');
  await signIn(office, 'qiaoyi');
  const passed = value(await client.passIssue(step));
  expect(passed.steps.map(({ personName }) => personName)).toEqual(['闻禾', '陆编（受乔一委托）', '闻禾', '乔一']);
});

test('somebody named for 会签 is stood in for, and counts as having signed', async () => {
  const { office } = await clockedOffice();
  const { client } = office;
  await signIn(office, 'wenhe');
  const { id: publicationId, name } = await publicationOf(office);
  const flow: NonNullable<CommandInput<'savePublication'>['settings']['flow']> = [
    { kind: 'responsibleEditor', label: '责任编辑' },
    { kind: 'countersigner', label: '会签', signers: { kind: 'people', people: ['qiaoyi', 'dangan'] } },
    { kind: 'signer', label: '签发' },
  ];
  value(await client.savePublication({ id: publicationId, name, settings: { ...settings, flow } }));
  const step = await submitted(office);
  await signIn(office, 'dangan');
  value(await give(office, 'lubian'));
  await signIn(office, 'lubian');
  const signed = value(await client.countersignIssue(step));
  expect(signed.summary).toMatchObject({ station: 1, turn: { waitsFor: '会签（乔一）', isMine: false } });
  await signIn(office, 'dangan');
  expect(code(await client.countersignIssue(step))).toBe('illegalState');
  await signIn(office, 'qiaoyi');
  // 陆编 has signed for another here and cannot sign for a second.
  value(await give(office, 'lubian'));
  await signIn(office, 'lubian');
  expect(code(await client.countersignIssue(step))).toBe('samePerson');
  await signIn(office, 'qiaoyi');
  expect(value(await client.countersignIssue(step)).summary).toMatchObject({ state: 'awaitingRelease' });
});

test('a delegate takes back what was passed and answers requests for the one who is away, always shown and audited so', async () => {
  const { office, directory, clock } = await clockedOffice();
  const { client } = office;
  const step = await submitted(office);
  const { id } = step;
  await signIn(office, 'qiaoyi');
  const reviewing = value(await give(office, 'dangan'));
  value(await client.openIssue({ id }));
  await signIn(office, 'wenhe');
  const asked = value(await client.requestRecall({ id, reason: '漏了一篇' }));
  const requestId = asked.requests[0]?.id ?? '';
  await signIn(office, 'lubian');
  expect(code(await client.answerRecallRequest({ id, requestId, isGranted: false, reason: '不急' }))).toBe('forbidden');
  await signIn(office, 'dangan');
  expect(value(await client.readIssue({ id })).summary.request).toMatchObject({ mayAnswer: true, onBehalfOf: '乔一' });
  const declined = value(await client.answerRecallRequest({ id, requestId, isGranted: false, reason: '已看完一半' }));
  expect(declined.requests).toMatchObject([{ state: 'declined', answeredBy: '党安（受乔一委托）' }]);

  await signIn(office, 'qiaoyi');
  value(await client.passIssue(step));
  await signIn(office, 'dangan');
  const seen = value(await client.readIssue({ id }));
  expect(seen).toMatchObject({ recallsFor: '乔一', summary: { turn: { isMine: false } } });
  const back = value(await client.recallIssue({ id }));
  expect(back.summary).toMatchObject({ state: 'inReview', turn: { isMine: true, onBehalfOf: '乔一' } });
  expect(back.steps.at(-1)).toMatchObject({ action: 'recall', personName: '党安（受乔一委托）' });
  // What the delegate signed in that right is taken back by either of them.
  value(await client.passIssue(step));
  await signIn(office, 'qiaoyi');
  value(await client.recallIssue({ id }));
  await signIn(office, 'dangan');
  value(await client.passIssue(step));
  value(await client.recallIssue({ id }));

  // Granted: the issue goes back at once, with both names.
  await signIn(office, 'qiaoyi');
  value(await client.openIssue({ id }));
  await signIn(office, 'wenhe');
  const again = value(await client.requestRecall({ id, reason: '数字错了' }));
  await signIn(office, 'dangan');
  const granted = value(
    await client.answerRecallRequest({ id, requestId: again.requests.at(-1)?.id ?? '', isGranted: true }),
  );
  expect(granted.summary.state).toBe('drafting');
  expect(granted.steps.at(-1)).toMatchObject({ personName: '党安（受乔一委托）', requestedBy: '闻禾' });
  const { content } = await openBases(directory, 'qiaoyi');
  const details = content
    .prepare(
      `SELECT action, details FROM audit WHERE person = 'dangan' AND action IN ('recallIssue', 'grantRecall', 'declineRecall')
       ORDER BY sequence`,
    )
    .all() as readonly { readonly action: string; readonly details: string }[];
  expect(details.map(({ action }) => action)).toEqual(['declineRecall', 'recallIssue', 'recallIssue', 'grantRecall']);
  for (const row of details) {
    expect(JSON.parse(row.details)).toMatchObject({ onBehalfOf: 'qiaoyi', delegation: reviewing.id });
  }

  // Over: nothing is taken back any more.
  await signIn(office, 'wenhe');
  const draft = value(await client.readIssue({ id }));
  value(await client.submitIssue({ id, contentHash: draft.contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue({ id, contentHash: draft.contentHash }));
  clock.set(noon(9));
  await signIn(office, 'dangan');
  expect(value(await client.readIssue({ id })).recallsFor).toBeUndefined();
  expect(code(await client.recallIssue({ id }))).toBe('forbidden');
});

test('past the office the base refuses to take back and to answer for another without leave that holds', async () => {
  const { office, directory } = await clockedOffice();
  const step = await submitted(office);
  const { client } = office;
  await signIn(office, 'qiaoyi');
  const { id: leave } = value(await give(office, 'dangan', { from: '2024-06-03', until: '2024-06-03' }));
  value(await client.openIssue({ id: step.id }));
  await signIn(office, 'wenhe');
  const { requests } = value(await client.requestRecall({ id: step.id, reason: '漏了一篇' }));
  const { content } = await openBases(directory, 'qiaoyi');
  const answer = content.prepare(
    `INSERT INTO recall_answers (request_id, outcome, person, role, at, reason, on_behalf_of, delegation_id)
     VALUES (?, 'declined', ?, 'reviewer', ?, '不急', ?, ?)`,
  );
  const answers = (person: string, at: string, principal: string | null, id: string | null) =>
    answer.run(requests[0]?.id, person, at, principal, id);
  const refused = /leave that holds|has the turn/;
  expect(() => answers('lubian', noon(3), 'qiaoyi', leave)).toThrow(refused);
  expect(() => answers('dangan', noon(4), 'qiaoyi', leave)).toThrow(refused);
  expect(() => answers('dangan', noon(3), 'qiaoyi', null)).toThrow(refused);
  expect(() => answers('dangan', noon(3), 'shenjun', leave)).toThrow(refused);
  expect(() => answers('wenhe', noon(3), 'qiaoyi', leave)).toThrow(refused);
  content.exec('BEGIN');
  answers('dangan', noon(3), 'qiaoyi', leave);
  content.exec('ROLLBACK');

  await signIn(office, 'qiaoyi');
  value(await client.passIssue(step));
  const recall = content.prepare(
    insertSteps(
      delegatedStep,
      `SELECT id, step + 1, state, station, 'recall', 'inReview', 1, ?, 'reviewer', ?, '', content_hash, ?, ? FROM issues`,
    ),
  );
  const takesBack = (person: string, at: string, principal: string | null, id: string | null) =>
    recall.run(person, at, principal, id);
  expect(() => takesBack('lubian', noon(3), 'qiaoyi', leave)).toThrow('leave that holds');
  expect(() => takesBack('dangan', noon(4), 'qiaoyi', leave)).toThrow('leave that holds');
  expect(() => takesBack('dangan', noon(3), 'shenjun', leave)).toThrow('leave that holds');
  expect(() => takesBack('dangan', noon(3), 'qiaoyi', null)).toThrow('leave that holds');
  expect(() => takesBack('wenhe', noon(3), 'qiaoyi', leave)).toThrow('leave that holds');
  content.exec('BEGIN');
  takesBack('dangan', noon(3), 'qiaoyi', leave);
  content.exec('ROLLBACK');
});

test('past the office the base refuses a delegated step and signature without leave that holds that day', async () => {
  const { office, directory } = await clockedOffice();
  const step = await submitted(office);
  await signIn(office, 'qiaoyi');
  const { id } = value(await give(office, 'lubian', { from: '2024-06-03', until: '2024-06-03' }));
  const { content } = await openBases(directory, 'qiaoyi');
  const sign = content.prepare(
    `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at, on_behalf_of,
       delegation_id) VALUES (?, 'reviewer', 1, ?, ?, '{}', ?, ?, ?, ?)`,
  );
  const pass = content.prepare(
    insertSteps(
      delegatedStep,
      `SELECT id, step + 1, state, station, ?, ?, ?, ?, 'reviewer', ?, '有误', content_hash, ?, ? FROM issues`,
    ),
  );
  const stated = '{"onBehalfOf":{}}';
  const refused = 'needs leave that holds';
  const signs = (person: string, at: string, principal: string | null, leave: string | null, statement = stated) =>
    sign.run(step.id, person, step.contentHash, statement, at, principal, leave);
  expect(() => signs('lubian', noon(3), 'qiaoyi', null)).toThrow(refused);
  expect(() => signs('lubian', noon(3), null, id)).toThrow(refused);
  expect(() => signs('lubian', noon(3), 'shenjun', id)).toThrow(refused);
  expect(() => signs('dangan', noon(3), 'qiaoyi', id)).toThrow(refused);
  expect(() => signs('lubian', noon(2), 'qiaoyi', id)).toThrow(refused);
  expect(() => signs('lubian', noon(4), 'qiaoyi', id)).toThrow(refused);
  expect(() => signs('lubian', noon(3), 'qiaoyi', id, '{}')).toThrow(refused);
  expect(() => signs('lubian', noon(3), null, null)).toThrow(refused);
  expect(() => pass.run('return', 'drafting', 0, 'dangan', noon(3), 'qiaoyi', id)).toThrow(refused);
  expect(() => pass.run('return', 'drafting', 0, 'lubian', noon(4), 'qiaoyi', id)).toThrow(refused);
  expect(() => pass.run('recall', 'drafting', 0, 'lubian', noon(3), 'qiaoyi', id)).toThrow();
  content.exec('BEGIN');
  signs('lubian', noon(3), 'qiaoyi', id);
  expect(() => pass.run('pass', 'awaitingRelease', 2, 'lubian', noon(3), null, null)).toThrow('right its signature');
  expect(() => content.exec('UPDATE sign_offs SET on_behalf_of = NULL')).toThrow('only be voided');
  pass.run('pass', 'awaitingRelease', 2, 'lubian', noon(3), 'qiaoyi', id);
  content.exec('ROLLBACK');
  for (const sql of [
    'DELETE FROM delegations',
    "UPDATE delegations SET until_day = '2099-01-01'",
    "UPDATE delegations SET ends_at = '2099-01-01T00:00:00.000Z'",
    'UPDATE delegations SET includes_release = 1',
    "UPDATE delegations SET seen_at = '2000-01-01T00:00:00.000Z'",
    "UPDATE delegations SET ended_at = given_at, ended_by = 'lubian'",
    'INSERT OR REPLACE INTO delegations SELECT * FROM delegations',
  ]) {
    expect(() => content.exec(sql), sql).toThrow(/on record|as it was given|not earlier|ended once|begins open/);
  }
  // Seen to be over: the same moment is refused afterwards.
  content.prepare('UPDATE delegations SET seen_at = ?').run(noon(4));
  expect(() => signs('lubian', noon(3), 'qiaoyi', id)).toThrow(refused);
});
