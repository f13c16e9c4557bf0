import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { SignedConsent, signConsent, verifyConsent } from '#shared/marking/markingConsent.ts';
import { SignedDrop, signDrop, verifyDrop } from '#shared/marking/markingDrop.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { withoutTriggers } from '#store/salvageBase.ts';
import { approveMarkings } from './approveMarkings.ts';
import { code, draftIssue, foundedOffice, passwordOf, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

const decision: CommandInput<'recordMarking'>['decision'] = {
  kind: '秘密',
  term: '10年',
  ground: '《保密事项范围》第三条',
  approverId: 'shenjun',
  scope: '县委领导',
  decidedOn: '2024-06-03',
};
const now = () => new Date('2024-06-10T02:00:00Z');
const ask = { approverId: 'qiaoyi', reason: '涉密段落已删' };

async function refusal(answer: Promise<{ readonly ok: boolean; readonly message?: string }>): Promise<string> {
  const given = await answer;
  return given.ok ? 'ok' : (given.message ?? '');
}

/** A draft with 秘密★10年, recorded; approved by the signer where asked for. The editor is signed in. */
async function marked(office: Office, isApproved = true) {
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  const subject = { kind: 'issue' as const, id };
  value(await client.recordMarking({ subject, decision }));
  if (isApproved) {
    await signIn(office, 'shenjun');
    await approveMarkings(office, 'shenjun');
    await signIn(office, 'wenhe');
  }
  const record = value(await client.listMarkings(subject)).at(-1)?.number ?? 0;
  return { id, subject, article, record };
}

/** Whoever is signed in answers the one drop that waits. */
async function answerDrop({ client }: Office, personId: string, isApproved: boolean, reason = '') {
  const [awaited] = value(await client.listMarkingsAwaited({}));
  const { record = 0, drop } = awaited ?? {};
  const number = drop?.number ?? 0;
  const { text } = value(await client.readMarkingAwaited({ record, drop: number }));
  const password = passwordOf(personId);
  return client.answerMarking({ record, drop: number, text, isApproved, reason, password });
}

/** Prints the mark where it stands on the pages. */
async function print({ client }: Office, id: string): Promise<void> {
  const { document, contentHash: baseContentHash } = value(await client.readIssue({ id }));
  const { reportTo, copyTo, sendTo, articles } = document;
  const articleIds = articles.map((article) => article.id);
  const make = { id, baseContentHash, reportTo, copyTo, sendTo, articleIds };
  value(await client.saveIssue({ ...make, marking: ['秘密★10年'] }));
}

async function signedOn(office: Office, id: string): Promise<string> {
  await signIn(office, 'wenhe');
  const { contentHash } = value(await office.client.readIssue({ id }));
  value(await office.client.submitIssue({ id, contentHash }));
  await signIn(office, 'qiaoyi');
  value(await office.client.passIssue({ id, contentHash }));
  await signIn(office, 'shenjun');
  return contentHash;
}

test('whoever proposes a marking signs it, and the approval is bound to that signature', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { subject } = await marked(office);
  const { content } = await openBases(directory, 'wenhe');
  const { statement, answer } = content
    .prepare(
      'SELECT marking_records.statement, marking_consents.statement AS answer FROM marking_records JOIN marking_consents ON record = number',
    )
    .get() as { statement: string; answer: string };
  const proposed = SignedConsent.parse(JSON.parse(statement));
  expect(proposed).toMatchObject({ as: 'proposer', outcome: 'proposed', person: '闻禾', subjectId: subject.id });
  expect(verifyConsent(proposed)).toBe(true);
  expect(verifyConsent({ ...proposed, decision: { ...proposed.decision, term: '5年' } })).toBe(false);
  expect(SignedConsent.parse(JSON.parse(answer)).proposal).toMatch(/^[0-9a-f]{64}$/);
});

test('a marking that was written in the name of its proposer is not approved, and one exchanged later lets nothing be signed', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { id, record } = await marked(office, false);
  await print(office, id);
  const { content } = await openBases(directory, 'wenhe');
  const keys = await openKeyring(dataFiles(directory).keyring, 'qiaoyi', passwordOf('qiaoyi'));
  const own = String(content.prepare('SELECT statement FROM marking_records').pluck().get());
  const { signature: _signature, ...words } = SignedConsent.parse(JSON.parse(own));
  const forged = canonicalJson(signConsent({ ...words, publicKey: keys.publicKey }, keys.privateKey));
  const exchange = (statement: string) =>
    content.transaction(() =>
      withoutTriggers(content, () => content.prepare('UPDATE marking_records SET statement = ?').run(statement)),
    )();
  exchange(forged);
  await signIn(office, 'shenjun');
  const { text } = value(await client.readMarkingAwaited({ record }));
  const answer = { record, text, isApproved: true, password: passwordOf('shenjun') };
  expect(await refusal(client.answerMarking(answer))).toContain('没有承办人有效的签名，不能批准');
  exchange(own);
  value(await client.answerMarking(answer));
  const contentHash = await signedOn(office, id);
  value(await client.prepareRelease({ id, contentHash }));
  // The proposer's own key signs another thing in its place, or nothing stands there.
  const wenhe = await openKeyring(dataFiles(directory).keyring, 'wenhe', passwordOf('wenhe'));
  exchange(canonicalJson(signConsent({ ...words, at: '2024-06-09T02:00:00.000Z' }, wenhe.privateKey)));
  expect(await refusal(client.prepareRelease({ id, contentHash }))).toContain('审批与签名不符');
  content.transaction(() =>
    withoutTriggers(content, () => content.exec('UPDATE marking_records SET statement = NULL')),
  )();
  expect(await refusal(client.prepareRelease({ id, contentHash }))).toContain('审批与签名不符');
});

test('a mark that was not approved is taken back at once; an approved one when an approver agrees, and stays until then', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { id, subject } = await marked(office, false);
  expect(value(await client.withdrawMarking({ subject })).at(-1)?.decision).toBeUndefined();
  value(await client.discardIssue({ id }));
  const second = await marked(office);
  const of = second.subject;
  expect(value(await client.listMarkings(of)).at(-1)?.withdrawalNeeds).toEqual({ approverId: 'shenjun' });
  expect(code(await client.withdrawMarking({ subject: of }))).toBe('reasonMissing');
  expect(code(await client.withdrawMarking({ subject: of, reason: ask.reason }))).toBe('incomplete');
  expect(code(await client.withdrawMarking({ subject: of, ...ask, approverId: 'wenhe' }))).toBe('samePerson');
  expect(code(await client.withdrawMarking({ subject: of, ...ask, approverId: 'nobody' }))).toBe('notFound');
  const asked = value(await client.withdrawMarking({ subject: of, ...ask }));
  expect(asked.at(-1)).toMatchObject({
    decision: { kind: '秘密' },
    drop: { how: 'withdrawn', proposerName: '闻禾', approverName: '乔一', reason: '涉密段落已删' },
  });
  expect(value(await client.readIssue({ id: second.id })).document.markingDecision).toBeDefined();
  await signIn(office, 'shenjun');
  expect(value(await client.listMarkingsAwaited({}))).toEqual([]);
  await signIn(office, 'qiaoyi');
  expect(value(await client.listMarkingsAwaited({}))).toMatchObject([
    { subject: of, drop: { how: 'withdrawn', reason: '涉密段落已删', proposerName: '闻禾' } },
  ]);
  expect(code(await answerDrop(office, 'qiaoyi', false))).toBe('reasonMissing');
  value(await answerDrop(office, 'qiaoyi', false, '还有一处没有删'));
  await signIn(office, 'wenhe');
  expect(value(await client.listMarkings(of)).at(-1)?.drop?.answer).toMatchObject({
    outcome: 'refused',
    reason: '还有一处没有删',
  });
  value(await client.withdrawMarking({ subject: of, ...ask }));
  await signIn(office, 'qiaoyi');
  value(await answerDrop(office, 'qiaoyi', true));
  const records = value(await client.listMarkings(of));
  expect(records.at(-1)).toMatchObject({ personName: '闻禾' });
  expect(records.at(-1)?.decision).toBeUndefined();
  expect(value(await client.readIssue({ id: second.id })).document.markingDecision).toBeUndefined();
  expect(value(await client.listMarkingNotes({ id: second.id }))).toMatchObject([
    { text: expect.stringMatching(/由闻禾于.*撤销，经乔一批准，理由：涉密段落已删/), isWarning: true },
  ]);
  const { content } = await openBases(directory, 'wenhe');
  const actions = content.prepare("SELECT action FROM audit WHERE action LIKE '%Drop' ORDER BY sequence").pluck().all();
  expect(actions).toEqual(['proposeMarkingDrop', 'refuseMarkingDrop', 'proposeMarkingDrop', 'approveMarkingDrop']);
  const contentHash = await signedOn(office, second.id);
  value(await client.prepareRelease({ id: second.id, contentHash }));
});

test('a new record in between is no way round, and what was asked of the old one is void', async () => {
  const { office } = await foundedOffice({ now });
  const { client } = office;
  const { subject } = await marked(office);
  value(await client.withdrawMarking({ subject, ...ask }));
  value(await client.recordMarking({ subject, decision: { ...decision, term: '1年' } }));
  expect(code(await client.withdrawMarking({ subject }))).toBe('reasonMissing');
  await signIn(office, 'qiaoyi');
  expect(value(await client.listMarkingsAwaited({}))).toEqual([]);
});

test('an approved mark is lifted before its day when an approver agrees, and on its day at once', async () => {
  let day = '2024-06-10T02:00:00Z';
  const { office } = await foundedOffice({ now: () => new Date(day) });
  const { client } = office;
  const { subject, record } = await marked(office);
  const lift = { record, outcome: 'lifted' as const, note: '已经公开' };
  expect(code(await client.reviewMarking(lift))).toBe('incomplete');
  value(await client.reviewMarking({ ...lift, approverId: 'shenjun' }));
  expect(value(await client.listMarkings(subject)).at(-1)).toMatchObject({ reviews: [], drop: { how: 'lifted' } });
  await signIn(office, 'shenjun');
  value(await answerDrop(office, 'shenjun', true));
  expect(value(await client.listMarkings(subject)).at(-1)?.reviews).toMatchObject([
    { outcome: 'lifted', personName: '闻禾', note: '已经公开' },
  ]);
  const second = await marked(office);
  day = '2034-06-03T02:00:00Z';
  await signIn(office, 'wenhe');
  const due = value(await client.listMarkingsDue({})).filter((one) => one.record === second.record);
  expect(due.map(({ about, liftNeeds }) => [about, liftNeeds])).toEqual([['lift', undefined]]);
  value(await client.reviewMarking({ ...lift, record: second.record }));
  expect(value(await client.listMarkings(second.subject)).at(-1)?.reviews).toMatchObject([{ outcome: 'lifted' }]);
});

test('with the office bypassed the base lets no approved mark go, takes no answer of another, and keeps what was said', async () => {
  const { office, directory } = await foundedOffice({ now });
  const { client } = office;
  const { subject, record } = await marked(office);
  const { content } = await openBases(directory, 'wenhe');
  const takeBack = () =>
    content
      .prepare(
        `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, recorded_at)
         VALUES ('issue', ?, NULL, 0, '', 'wenhe', '2024-06-10')`,
      )
      .run(subject.id);
  const lift = () =>
    content
      .prepare(
        "INSERT INTO marking_reviews (record, outcome, note, person, at) VALUES (?, 'lifted', '公开', 'wenhe', '2024-06-10')",
      )
      .run(record);
  expect(takeBack).toThrow('goes as it came');
  expect(lift).toThrow('goes as it came');
  value(await client.withdrawMarking({ subject, ...ask }));
  expect(takeBack).toThrow('goes as it came');
  const stored = String(content.prepare('SELECT statement FROM marking_drops').pluck().get());
  const { signature: _signature, ...words } = SignedDrop.parse(JSON.parse(stored));
  expect(verifyDrop(SignedDrop.parse(JSON.parse(stored)))).toBe(true);
  const text = 'a'.repeat(64);
  const answer = (person: string, part: Record<string, unknown> = {}) =>
    content
      .prepare(
        "INSERT INTO marking_drop_answers (drop_number, outcome, person, reason, text, statement, at) VALUES (1, 'approved', ?, '', ?, ?, '2024-06-10')",
      )
      .run(
        person,
        text,
        canonicalJson({
          ...words,
          as: 'approver',
          outcome: 'approved',
          text,
          publicKey: 'other',
          proposal: text,
          signature: 'f',
          ...part,
        } as Json),
      );
  const by = 'answered once, by whom it was put before';
  for (const person of ['wenhe', 'shenjun']) expect(() => answer(person), person).toThrow(by);
  for (const part of [{ outcome: 'refused' }, { how: 'lifted' }, { publicKey: words.publicKey }, { proposal: null }]) {
    expect(() => answer('qiaoyi', part), JSON.stringify(part)).toThrow(by);
  }
  expect(() => content.exec('DELETE FROM marking_drops')).toThrow('stays on record');
  const unsigned = content.prepare(
    `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, approver, lift_on, recorded_at)
     SELECT subject_kind, subject_id, decision, rank, ends_on, proposer, approver, lift_on, recorded_at FROM marking_records`,
  );
  expect(() => unsigned.run()).toThrow('signed by whoever proposes it');

  // What the base takes with a signature that nobody gave lets nothing be signed.
  const keys = await openKeyring(dataFiles(directory).keyring, 'wenhe', passwordOf('wenhe'));
  const other = await openKeyring(dataFiles(directory).keyring, 'shenjun', passwordOf('shenjun'));
  expect(keys.publicKey).toBe(words.publicKey);
  const forged = signDrop(
    { ...words, as: 'approver', outcome: 'approved', person: '乔一', text, publicKey: other.publicKey, proposal: text },
    other.privateKey,
  );
  answer('qiaoyi', { ...forged });
  takeBack();
  const { contentHash: baseContentHash, document } = value(await client.readIssue({ id: subject.id }));
  const { reportTo, copyTo, sendTo, articles } = document;
  const articleIds = articles.map(({ id }) => id);
  value(await client.saveIssue({ id: subject.id, baseContentHash, marking: [], reportTo, copyTo, sendTo, articleIds }));
  const contentHash = await signedOn(office, subject.id);
  expect(await refusal(client.prepareRelease({ id: subject.id, contentHash }))).toContain(
    '批准过，撤销时没有审批人有效的签名',
  );
});
