import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { insertSteps } from '../store/content/stepWords.ts';
import { code, draftIssue, foundedOffice, signIn, staff, testClock, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const second: CommandInput<'foundOffice'>['people'][number] = {
  id: 'shishen',
  name: '石深',
  roles: ['reviewer'],
  password: '星汉灿烂若出其里',
};
const people = [...staff, second];

/** An issue that 闻禾 handed over; 乔一 has it open, and is signed in. */
async function openedIssue(office: Office) {
  const { client } = office;
  const { issue } = await draftIssue(office);
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  value(await client.submitIssue(step));
  await signIn(office, 'qiaoyi');
  value(await client.openIssue({ id: step.id }));
  return step;
}

/** 闻禾 asks for it back, and the other is signed in again. */
async function asked(office: Office, id: string): Promise<string> {
  await signIn(office, 'wenhe');
  const { requests } = value(await office.client.requestRecall({ id, reason: '漏了一篇' }));
  const requestId = requests.at(-1)?.id ?? '';
  await signIn(office, 'qiaoyi');
  return requestId;
}

test('an issue that was opened is asked back with a reason, and goes back by the one who has it, with both names', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  const { id, contentHash } = await openedIssue(office);
  expect(value(await client.readIssue({ id })).mayRequestRecall).toBe(false);
  await signIn(office, 'wenhe');
  expect(code(await client.recallIssue({ id }))).toBe('alreadyOpened');
  expect(value(await client.readIssue({ id })).mayRequestRecall).toBe(true);
  expect(code(await client.requestRecall({ id, reason: ' ' }))).toBe('malformed');
  const own = value(await client.requestRecall({ id, reason: '漏了一篇' }));
  expect(own).toMatchObject({
    mayRequestRecall: false,
    summary: { request: { personName: '闻禾', reason: '漏了一篇', state: 'open', isOwn: true, mayAnswer: false } },
  });
  expect(code(await client.requestRecall({ id, reason: '再催' }))).toBe('illegalState');
  const requestId = own.requests[0]?.id ?? '';
  expect(code(await client.answerRecallRequest({ id, requestId, isGranted: true }))).toBe('forbidden');
  await signIn(office, 'shenjun');
  expect(code(await client.answerRecallRequest({ id, requestId, isGranted: true }))).toBe('forbidden');
  expect(code(await client.requestRecall({ id, reason: '我也要' }))).toBe('forbidden');

  await signIn(office, 'qiaoyi');
  const [listed] = value(await client.listIssues({}));
  expect(listed).toMatchObject({ turn: { isMine: true }, request: { id: requestId, mayAnswer: true } });
  expect(code(await client.withdrawRecallRequest({ id, requestId }))).toBe('forbidden');
  const back = value(await client.answerRecallRequest({ id, requestId, isGranted: true }));
  expect(back.summary).toMatchObject({ state: 'drafting', station: 0 });
  expect(back.summary.request).toBeUndefined();
  expect(back.steps.at(-1)).toMatchObject({
    action: 'return',
    label: '同意取回',
    personName: '乔一',
    requestedBy: '闻禾',
    opinion: '漏了一篇',
  });
  expect(back.signOffs.map(({ voidReason }) => voidReason)).toEqual(['return']);
  expect(back.requests).toMatchObject([{ state: 'granted', answeredBy: '乔一' }]);
  await signIn(office, 'wenhe');
  // A return of the usual kind that follows is nobody's request.
  value(await client.submitIssue({ id, contentHash }));
  await signIn(office, 'qiaoyi');
  const returned = value(await client.returnIssue({ id, reason: '数字有误' }));
  expect(returned.steps.at(-1)).toMatchObject({ label: '退回修改' });
  expect(returned.steps.at(-1)?.requestedBy).toBeUndefined();
});

test('a request is declined with a reason, withdrawn, or closed by the next step, and may then be made again', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  const { id, contentHash } = await openedIssue(office);
  const first = await asked(office, id);
  expect(code(await client.answerRecallRequest({ id, requestId: first, isGranted: false }))).toBe('reasonMissing');
  value(await client.answerRecallRequest({ id, requestId: first, isGranted: false, reason: '已看完一半' }));
  expect(code(await client.answerRecallRequest({ id, requestId: first, isGranted: true }))).toBe('illegalState');
  await signIn(office, 'wenhe');
  expect(value(await client.readIssue({ id })).requests).toMatchObject([
    { state: 'declined', answeredBy: '乔一', answer: '已看完一半', isOwn: true },
  ]);
  const { requests } = value(await client.requestRecall({ id, reason: '有一处数字错了' }));
  value(await client.withdrawRecallRequest({ id, requestId: requests[1]?.id ?? '' }));
  const third = await asked(office, id);
  const passed = value(await client.passIssue({ id, contentHash }));
  expect(passed.requests.map(({ state }) => state)).toEqual(['declined', 'withdrawn', 'moot']);
  expect(passed.summary.request).toBeUndefined();
  await signIn(office, 'shenjun');
  expect(code(await client.answerRecallRequest({ id, requestId: third, isGranted: true }))).toBe('illegalState');
  expect(code(await client.answerRecallRequest({ id, requestId: 'none', isGranted: true }))).toBe('notFound');
  // Not opened yet: taken back without asking.
  await signIn(office, 'shishen');
  expect(code(await client.requestRecall({ id, reason: '再看' }))).toBe('illegalState');
});

test('past the office the base keeps one open request an issue, answered once by the station that has it', async () => {
  const { office, directory } = await foundedOffice({ people });
  const { id, contentHash } = await openedIssue(office);
  await asked(office, id);
  const { content } = await openBases(directory, 'qiaoyi');
  const ask = content.prepare(
    `INSERT INTO recall_requests SELECT ?, id, step, station - 1, ?, ?, created_at, ? FROM issues`,
  );
  const answer = content.prepare(
    `INSERT INTO recall_answers (request_id, outcome, person, role, at, reason) SELECT id, ?, ?, ?, at, ? FROM recall_requests WHERE step = 1 ORDER BY rowid DESC LIMIT 1`,
  );
  const refused = 'answered by whoever has the turn';
  expect(() => ask.run('r2', 'wenhe', 'editor', '再取')).toThrow('one open request');
  expect(() => answer.run('granted', 'shenjun', 'signer', '')).toThrow(refused);
  expect(() => answer.run('declined', 'shenjun', 'signer', '忙')).toThrow(refused);
  expect(() => answer.run('granted', 'wenhe', 'reviewer', '')).toThrow(refused);
  expect(() => answer.run('withdrawn', 'qiaoyi', null, '')).toThrow(refused);
  expect(() => answer.run('moot', 'qiaoyi', null, '')).toThrow(refused);
  expect(() => answer.run('declined', 'qiaoyi', 'reviewer', ' ')).toThrow('CHECK');
  answer.run('declined', 'qiaoyi', 'reviewer', '已看完一半');
  expect(() => answer.run('granted', 'qiaoyi', 'reviewer', '')).toThrow('answered once');
  for (const sql of [
    'DELETE FROM recall_requests',
    'DELETE FROM recall_answers',
    "UPDATE recall_requests SET reason = '别的'",
    "UPDATE recall_answers SET outcome = 'granted'",
    "INSERT OR REPLACE INTO recall_answers SELECT request_id, 'granted', person, role, at, '', NULL, NULL FROM recall_answers",
    'INSERT OR REPLACE INTO recall_requests SELECT * FROM recall_requests',
  ]) {
    expect(() => content.exec(sql), sql).toThrow(/never changed|on record|answered once|asked back/);
  }
  expect(() => ask.run('r2', 'shenjun', 'signer', '再取')).toThrow('asked back');
  expect(() => ask.run('r2', 'wenhe', 'editor', '')).toThrow('CHECK');
  ask.run('r2', 'wenhe', 'editor', '再取');
  answer.run('granted', 'qiaoyi', 'reviewer', '');
  const step = content.prepare(
    insertSteps(
      'issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion, content_hash',
      `SELECT id, 2, state, station, ?, ?, ?, ?, 'reviewer', created_at, '再取', content_hash FROM issues`,
    ),
  );
  const sign = content.prepare(
    `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at)
     SELECT id, 'reviewer', 1, 'qiaoyi', ?, '{}', '{}', created_at FROM issues`,
  );
  content.exec('BEGIN');
  sign.run(contentHash);
  expect(() => step.run('pass', 'awaitingRelease', 2, 'qiaoyi')).toThrow('was granted');
  content.exec('ROLLBACK');
  expect(() => step.run('return', 'drafting', 0, 'shishen')).toThrow('was granted');
  step.run('return', 'drafting', 0, 'qiaoyi');
  expect(content.prepare('SELECT state FROM issues').pluck().get()).toBe('drafting');
});

test('whoever handed an issue on reminds of it once in four hours, seen by those whose turn it is', async () => {
  const clock = testClock('2024-06-03T01:00:00.000Z');
  const { office, directory } = await foundedOffice({ people, now: clock.now, upSeconds: clock.upSeconds });
  const { client } = office;
  const { id, contentHash } = await openedIssue(office);
  expect(code(await client.remindIssue({ id }))).toBe('forbidden');
  await signIn(office, 'shenjun');
  expect(code(await client.remindIssue({ id }))).toBe('forbidden');
  await signIn(office, 'wenhe');
  expect(value(await client.readIssue({ id })).reminding).toEqual({});
  const reminded = value(await client.remindIssue({ id }));
  const againAt = '2024-06-03T05:00:00.000Z';
  expect(reminded.reminding).toEqual({ againAt });
  expect(reminded.summary.reminder).toEqual({ personName: '闻禾', at: '2024-06-03T01:00:00.000Z', count: 1 });
  const early = await client.remindIssue({ id });
  expect(early).toMatchObject({ code: 'illegalState', details: { againAt } });
  expect(early.ok ? '' : early.message).toContain('以后可以再催');
  clock.set('2024-06-01T00:00:00.000Z');
  expect(code(await client.remindIssue({ id }))).toBe('illegalState');
  clock.set('2024-06-03T05:00:00.000Z');
  expect(value(await client.remindIssue({ id })).summary.reminder).toMatchObject({ count: 2 });
  await signIn(office, 'qiaoyi');
  expect(value(await client.listIssues({}))[0]).toMatchObject({ turn: { isMine: true }, reminder: { count: 2 } });

  const { content } = await openBases(directory, 'qiaoyi');
  const remind = content.prepare(
    'INSERT INTO reminders (issue_id, step, person, at) SELECT id, step, ?, ? FROM issues',
  );
  expect(() => remind.run('wenhe', '2024-06-03T08:59:59.000Z')).toThrow('once in four hours');
  expect(() => remind.run('wenhe', 'gestern')).toThrow('handed an issue on');
  expect(() => remind.run('shenjun', '2024-06-03T09:00:00.000Z')).toThrow('handed an issue on');
  expect(() => content.exec('DELETE FROM reminders')).toThrow('on record');
  expect(() => content.exec("UPDATE reminders SET at = '2024'")).toThrow('never changed');
  remind.run('wenhe', '2024-06-03T09:00:00.000Z');

  // It concerns where the issue stood: from the next station on nobody was reminded yet.
  const passed = value(await client.passIssue({ id, contentHash }));
  expect(passed.summary.reminder).toBeUndefined();
  expect(passed.reminding).toEqual({});
  const actions = content.prepare("SELECT person, subject FROM audit WHERE action = 'remindIssue'").all();
  expect(actions).toEqual([
    { person: 'wenhe', subject: id },
    { person: 'wenhe', subject: id },
  ]);
});
