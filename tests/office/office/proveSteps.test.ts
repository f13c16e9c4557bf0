import { expect, test } from 'vitest';
import { draftIssue, foundedOffice, passwordOf, signIn, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

/** An issue in the archive that its reviewer returned once, and its base without the rules that keep the rows. */
async function released() {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  value(await client.submitIssue({ ...step, opinion: '请审' }));
  await signIn(office, 'qiaoyi');
  value(await client.returnIssue({ id: step.id, reason: '标题再看一下' }));
  await signIn(office, 'wenhe');
  value(await client.submitIssue(step));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue(step));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease(step));
  value(await client.releaseIssue({ id: step.id, issueHash, password: passwordOf('shenjun') }));
  const { content } = await openBases(directory, 'wenhe');
  content.exec('DROP TRIGGER issue_steps_no_update');
  const faults = async () => {
    const [verdict] = value(await client.verifyArchive({ id: step.id }));
    return verdict?.faults.map(({ file, message }) => `${file} ${message}`);
  };
  /** What is found while the rows are otherwise, which they are not afterwards. */
  const faultsAfter = async (change: string) => {
    const rows = content.prepare('SELECT step, person, opinion, role, statement FROM issue_steps').all();
    content.exec(change);
    const found = await faults();
    const back = content.prepare(
      'UPDATE issue_steps SET person = @person, opinion = @opinion, role = @role, statement = @statement WHERE step = @step',
    );
    for (const row of rows) back.run(row as Record<string, unknown>);
    return found;
  };
  return { faults, faultsAfter };
}

test('the archive is proved with the steps of its issues, each as whoever took it signed it', async () => {
  const { faults, faultsAfter } = await released();
  expect(await faults()).toEqual([]);
  expect(await faultsAfter("UPDATE issue_steps SET opinion = '不用了' WHERE step = 2")).toEqual([
    '办理记录 乔一办理的第2步“退回修改”与签名的不符',
  ]);
  expect(await faultsAfter("UPDATE issue_steps SET person = 'shenjun' WHERE step = 2")).toEqual([
    '办理记录 沈钧办理的第2步“退回修改”与签名的不符',
  ]);
  expect(
    await faultsAfter(`UPDATE issue_steps SET statement = json_set(statement, '$.publicKey', (
      SELECT json_extract(statement, '$.publicKey') FROM issue_steps WHERE step = 1)) WHERE step = 2`),
  ).toEqual(expect.arrayContaining(['办理记录 乔一办理的第2步“退回修改”与签名的不符']));
  expect(await faults()).toEqual([]);
});

test('a statement that is gone breaks the line, and steps that nobody signed before are told by nobody', async () => {
  const { faultsAfter } = await released();
  expect(await faultsAfter('UPDATE issue_steps SET statement = NULL WHERE step = 3')).toEqual([
    '办理记录 闻禾办理的第3步“送审”没有签名',
    '办理记录 乔一办理的第4步“审核通过”与签名的不符',
  ]);
  expect(await faultsAfter('UPDATE issue_steps SET statement = NULL')).toEqual([]);
});
