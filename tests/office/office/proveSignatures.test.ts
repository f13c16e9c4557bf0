import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { signConsent } from '#shared/marking/markingConsent.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { insertSteps } from '../store/content/stepWords.ts';
import { code, draftIssue, foundedOffice, passwordOf, signIn, testClock, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

/** As the editor writes it past the office: the own signature once more as another's, and the step that goes on from it. */
function passAs(content: WritableDatabase, issueId: string, personId: string, statement: object): void {
  const own = content.prepare('SELECT * FROM sign_offs WHERE issue_id = ?').get(issueId) as Record<string, string>;
  const given = JSON.stringify({ ...JSON.parse(own.statement ?? ''), ...statement });
  content
    .prepare(
      `INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at)
       VALUES (?, 'reviewer', 1, ?, ?, ?, ?, ?)`,
    )
    .run(issueId, personId, own.content_hash, own.document, given, own.at);
  content
    .prepare(
      insertSteps(
        `issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion, content_hash`,
        `SELECT ?, 2, 'inReview', 1, 'pass', 'awaitingRelease', 2, ?, 'reviewer', ?, '', ?`,
      ),
    )
    .run(issueId, personId, own.at, own.content_hash);
}

async function submitted() {
  const { office, directory } = await foundedOffice();
  const { id } = (await draftIssue(office)).issue.summary;
  const { contentHash } = value(await office.client.readIssue({ id }));
  value(await office.client.submitIssue({ id, contentHash }));
  return { office, id, contentHash, bases: await openBases(directory, 'wenhe') };
}

test('no issue is prepared for 签发 over a signature that its person did not give', async () => {
  const { office, id, contentHash, bases } = await submitted();
  value(await office.client.signOut({}));
  passAs(bases.content, id, 'qiaoyi', { step: 'reviewer', person: '乔一', station: 1 });
  await signIn(office, 'shenjun');
  const answer = await office.client.prepareRelease({ id, contentHash, opinion: '' });
  expect(code(answer)).toBe('dataDamaged');
  expect(answer).toMatchObject({ message: expect.stringContaining('乔一在“审核”的签名不成立') });
});

test('what was exchanged after the issue was prepared is refused with the password too', async () => {
  const { office, id, contentHash, bases } = await submitted();
  await signIn(office, 'qiaoyi');
  value(await office.client.passIssue({ id, contentHash }));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await office.client.prepareRelease({ id, contentHash, opinion: '' }));
  const { content } = bases;
  const triggers = content.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'sign_offs'");
  for (const name of triggers.pluck().all() as string[]) content.exec(`DROP TRIGGER ${name}`);
  content.exec("UPDATE sign_offs SET statement = json_set(statement, '$.opinion', '同意') WHERE sign_off = 'reviewer'");
  const password = passwordOf('shenjun');
  const answer = await office.client.releaseIssue({ id, issueHash, password });
  expect(answer).toMatchObject({ code: 'dataDamaged', message: expect.stringContaining('乔一在“审核”的签名不成立') });
  expect(content.prepare('SELECT count(*) FROM frozen_files').pluck().get()).toBe(0);
});

test('an editor who makes himself the approver of his own marking approves nothing', async () => {
  const { office, directory } = await foundedOffice(testClock('2024-06-10T02:00:00Z'));
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  const given = {
    kind: '秘密',
    term: '10年',
    ground: '依据',
    approverId: 'shenjun',
    scope: '各科',
    decidedOn: '2024-06-03',
  };
  value(await client.recordMarking({ subject: { kind: 'issue', id }, decision: given }));
  const { document, contentHash: baseContentHash } = value(await client.readIssue({ id }));
  const { reportTo, copyTo, sendTo } = document;
  const make = { id, baseContentHash, reportTo, copyTo, sendTo, articleIds: [article.id], marking: ['秘密★10年'] };
  value(await client.saveIssue(make));
  value(await client.signOut({}));
  const { content } = await openBases(directory, 'wenhe');
  const keys = await openKeyring(dataFiles(directory).keyring, 'wenhe', passwordOf('wenhe'));
  const proposer = await openKeyring(dataFiles(directory).keyring, 'shenjun', passwordOf('shenjun'));
  const text = content.prepare('SELECT content_hash FROM issues').pluck().get() as string;
  const exchanged = content
    .prepare("SELECT json_set(decision, '$.proposer', '沈钧', '$.approver', '闻禾') FROM marking_records")
    .pluck()
    .get() as string;
  const said = {
    at: '2024-06-10T02:00:00Z',
    subject: 'issue' as const,
    subjectId: id,
    decision: JSON.parse(exchanged),
    text,
  };
  const proposal = canonicalJson(
    signConsent(
      { ...said, as: 'proposer', outcome: 'proposed', person: '沈钧', publicKey: proposer.publicKey },
      proposer.privateKey,
    ),
  );
  // The names say what the rows say, and both have signed: only the role is wanting.
  content
    .prepare(
      `INSERT INTO marking_records (subject_kind, subject_id, decision, rank, ends_on, proposer, approver, lower_reason,
         lift_on, review_on, recorded_at, scan, statement)
       SELECT subject_kind, subject_id, ?, rank, ends_on, 'shenjun', 'wenhe', lower_reason, lift_on, review_on,
         recorded_at, scan, ? FROM marking_records`,
    )
    .run(exchanged, proposal);
  const row = content.prepare('SELECT number FROM marking_records ORDER BY number DESC').get() as { number: number };
  const consent = signConsent(
    {
      ...said,
      as: 'approver',
      outcome: 'approved',
      person: '闻禾',
      publicKey: keys.publicKey,
      proposal: sm3(new TextEncoder().encode(proposal)),
    },
    keys.privateKey,
  );
  content
    .prepare(
      `INSERT INTO marking_consents (record, outcome, person, reason, text, statement, at)
       VALUES (?, 'approved', 'wenhe', '', ?, ?, ?)`,
    )
    .run(row.number, text, canonicalJson(consent), consent.at);
  await signIn(office, 'wenhe');
  expect(value(await client.preflightIssue({ id })).filter(({ rule }) => rule === 'markingApproval')).toMatchObject([
    { level: 'stop', message: expect.stringContaining('审批与签名不符') },
  ]);
});
