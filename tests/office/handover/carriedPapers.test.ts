import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import { draftIssue, passwordOf, publicationOf, signIn, value } from '../office/foundedOffice.ts';
import { greyPng } from '../printing/madePictures.ts';
import { type JoinedOffice, joinedOffices } from './joinedOffices.ts';
import { lend, medium } from './lending.ts';

const scan = new Uint8Array(greyPng(300, 100));

async function allowPaper({ office }: JoinedOffice): Promise<void> {
  const { id, name, settings } = await publicationOf(office);
  value(await office.client.savePublication({ id, name, settings: { ...settings, allowsPaperSignOff: true } }));
}

/** An issue that its reviewer has passed on paper, put down by the editor and confirmed by the signer. */
async function passedOnPaper({ office }: JoinedOffice): Promise<string> {
  const { client } = office;
  const { issue } = await draftIssue(office);
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  value(await client.submitIssue(step));
  const signedOn = new Date().toLocaleDateString('sv');
  const paper = { ...step, signerId: 'qiaoyi', confirmerId: 'shenjun', signedOn, opinion: '同意', scan };
  const [awaited] = value(await client.recordPaperSignOff(paper)).papers ?? [];
  await signIn(office, 'shenjun');
  const password = passwordOf('shenjun');
  value(await client.confirmPaperSignOff({ paperId: awaited?.id ?? '', scan: sm3(scan), password }));
  await signIn(office, 'wenhe');
  return step.id;
}

test('a signature on paper is taken once it was decided here that its publication allows it', async () => {
  const [first, second] = await joinedOffices(2);
  await allowPaper(first);
  const files = await lend(first, second, await passedOnPaper(first));
  const early = await second.office.client.takePackage({ files, medium });
  expect(early).toMatchObject({ ok: false, details: { reason: 'paperUnknown' } });
  expect(early).toMatchObject({ message: expect.stringContaining('请先用入网包更新本机的登记') });
  await allowPaper(second);
  expect(value(await second.office.client.takePackage({ files, medium })).outcome.kind).toBe('here');
});

test('nobody answers for a paper who had no role then that reads manuscripts, and has none now', async () => {
  const [first, second] = await joinedOffices(2);
  for (const one of [first, second]) await allowPaper(one);
  await signIn(second.office, 'qiaoyi');
  value(await second.office.client.setRoles({ personId: 'shenjun', roles: ['auditor'] }));
  const files = await lend(first, second, await passedOnPaper(first));
  await signIn(second.office, 'wenhe');
  expect(await second.office.client.takePackage({ files, medium })).toMatchObject({
    message: expect.stringContaining('乔一在“审核”的签名写在纸上，而沈钧没有办刊的岗位，不能代录、核对'),
    details: { reason: 'recordsUnproved' },
  });
});
