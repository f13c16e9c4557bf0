import { sm3 } from 'sm-crypto-v2';
import { expect, test } from 'vitest';
import type { CommandInput } from '#shared/contract/contract.ts';
import {
  draftIssue,
  foundedDirectory,
  openOffice,
  passwordOf,
  publicationOf,
  signIn,
  staff,
  strictStaff,
  value,
} from '../office/foundedOffice.ts';
import { greyPng } from '../printing/madePictures.ts';
import { forgedPackage, type ToldIssue, toldOf } from './forgedPackage.ts';
import { joinedTo } from './joining.ts';
import { lend, medium } from './lending.ts';

const people: CommandInput<'foundOffice'>['people'] = [
  ...staff,
  ...strictStaff.filter(({ id }) => id === 'lubian' || id === 'dangan'),
];
const scan = new Uint8Array(greyPng(300, 100));
const localDay = (from: number) => new Date(Date.now() + from * 86_400_000).toLocaleDateString('sv');

/** Two machines, and on the first an issue that one passed for another and that its signer signed on paper. */
async function signedForOthers() {
  const { directory } = await foundedDirectory('standard', people);
  const office = openOffice(directory);
  const { client } = office;
  await signIn(office, 'wenhe');
  const { id: publicationId, name, settings } = await publicationOf(office);
  value(await client.savePublication({ id: publicationId, name, settings: { ...settings, allowsPaperSignOff: true } }));
  const { machine } = value(await client.makeMachineCard({ name: '编辑机' }));
  const joined = await joinedTo(office, '档案机');
  const first = { office, directory, own: machine };
  const second = { office: joined.office, directory: joined.directory, own: { ...machine, card: joined.card } };

  await signIn(office, 'qiaoyi');
  const days = { from: localDay(0), until: localDay(2) };
  const leave = { delegateId: 'lubian', publicationIds: [publicationId], ...days, includesRelease: false };
  value(await client.giveDelegation(leave));
  const { issue } = await draftIssue(office);
  const step = { id: issue.summary.id, contentHash: issue.contentHash };
  value(await client.submitIssue(step));
  await signIn(office, 'lubian');
  value(await client.passIssue({ ...step, opinion: '同意' }));
  value(await client.recallIssue({ id: step.id }));
  value(await client.passIssue({ ...step, opinion: '同意送签' }));
  await signIn(office, 'wenhe');
  const paper = { ...step, signerId: 'shenjun', confirmerId: 'dangan', signedOn: localDay(0), opinion: '印发', scan };
  const [awaited] = value(await client.recordPaperSignOff(paper)).papers ?? [];
  await signIn(office, 'dangan');
  const password = passwordOf('dangan');
  value(await client.confirmPaperSignOff({ paperId: awaited?.id ?? '', scan: sm3(scan), password }));
  await signIn(office, 'wenhe');
  await signIn(second.office, 'wenhe');
  return { first, second, id: step.id };
}

test('what was done in another place and on paper is proved on the machine that takes the issue', async () => {
  const { first, second, id } = await signedForOthers();
  const { client } = second.office;
  const bring = async (change: (told: ToldIssue) => void) => {
    const told = await toldOf(first, id);
    change(told);
    const answer = await client.takePackage({ files: [...(await forgedPackage(first, second, id, told, id))], medium });
    return answer.ok ? answer.value.outcome.kind : answer.message;
  };
  const change = (table: string, row: number, other: Record<string, string | null>) => (told: ToldIssue) => {
    Object.assign(told.tables[table]?.[row] ?? {}, other);
  };
  // Not in the own right, not for a third, and not confirmed by another.
  expect(await bring(change('issue_steps', 1, { on_behalf_of: null, delegation_id: null }))).toContain(
    '陆编办理的第2步“审核通过”与签名的不符',
  );
  expect(await bring(change('issue_steps', 2, { on_behalf_of: 'shenjun' }))).toContain(
    '陆编办理的第3步“取回”与签名的不符',
  );
  const ended = { ended_at: '2026-01-01T00:00:00.000Z', ended_by: 'qiaoyi' };
  expect(await bring(change('delegations', 0, ended))).toContain('第2步是委托撤销以后办的');
  expect(await bring(change('paper_confirmations', 0, { confirmer: 'lubian' }))).toContain('沈钧');
  const files = await lend(first, second, id, { kind: 'signed' });
  expect(value(await client.takePackage({ files, medium })).outcome.kind).toBe('here');
  const { steps } = value(await client.readIssue({ id }));
  expect(steps.map(({ label, personName, paper }) => [label, personName, paper?.confirmer])).toEqual([
    ['送审', '闻禾', undefined],
    ['审核通过', '陆编（受乔一委托）', undefined],
    ['取回', '陆编（受乔一委托）', undefined],
    ['审核通过', '陆编（受乔一委托）', undefined],
    ['签发', '沈钧', '党安'],
  ]);
  const [verdict] = value(await client.verifyArchive({ id }));
  expect(verdict?.faults).toEqual([]);
});
