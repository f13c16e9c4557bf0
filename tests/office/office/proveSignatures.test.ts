import { expect, test } from 'vitest';
import type { WritableDatabase } from '#store/database.ts';
import { code, draftIssue, foundedOffice, passwordOf, signIn, value } from './foundedOffice.ts';
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
      `INSERT INTO issue_steps (issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at,
         opinion, content_hash)
       VALUES (?, 2, 'inReview', 1, 'pass', 'awaitingRelease', 2, ?, 'reviewer', ?, '', ?)`,
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
