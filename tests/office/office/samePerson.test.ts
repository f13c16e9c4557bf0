import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import type { CommandInput } from '#shared/contract/contract.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { articleContent, code, finalArticle, foundedOffice, issueOf, value } from './foundedOffice.ts';

const everyStep: Role[] = ['editor', 'reviewer', 'signer'];
/** Three people of whom each might do everything. */
const people: CommandInput<'foundOffice'>['people'] = [
  {
    id: 'jia',
    name: '贾禾',
    roles: [...everyStep, 'archivist', 'systemAdministrator'],
    password: '一人不能办两道手续',
  },
  { id: 'yi', name: '易木', roles: [...everyStep, 'securityAdministrator'], password: '两人不能办三道手续' },
  { id: 'bing', name: '邴水', roles: [...everyStep, 'auditor'], password: '三人各办一道手续' },
];

function passwordOf(id: string): string {
  return people.find((person) => person.id === id)?.password ?? '';
}

async function signIn({ client }: Office, id: string): Promise<void> {
  value(await client.signIn({ personId: id, password: passwordOf(id) }));
}

test('whoever signed one step of an issue signs no other, whatever the roles are', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'jia');
  const article = await finalArticle(office);
  const issue = await issueOf(office, [article.id]);
  const { id } = issue.summary;
  const step = { id, contentHash: issue.contentHash };
  const content = articleContent('改过的标题');
  value(await client.submitIssue(step));
  value(await client.openIssue({ id }));
  expect(code(await client.passIssue(step))).toBe('samePerson');
  expect(code(await client.correctArticle({ ...step, articleId: article.id, content }))).toBe('samePerson');

  await signIn(office, 'yi');
  value(await client.passIssue(step));
  expect(code(await client.prepareRelease(step))).toBe('samePerson');
  await signIn(office, 'jia');
  expect(code(await client.prepareRelease(step))).toBe('samePerson');

  await signIn(office, 'bing');
  const { issueHash, signOffs } = value(await client.prepareRelease(step));
  expect(signOffs.map(({ personId }) => personId)).toEqual(['jia', 'yi']);
  const released = value(await client.releaseIssue({ id, issueHash, password: passwordOf('bing') }));
  expect(released.signOffs.map(({ step: signOff, personId }) => [signOff, personId])).toEqual([
    ['responsibleEditor', 'jia'],
    ['reviewer', 'yi'],
    ['signer', 'bing'],
  ]);
});

test('who hands an issue over does not open it in the place of the next person', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'jia');
  const { summary, contentHash } = await issueOf(office, [(await finalArticle(office)).id]);
  const { id } = summary;
  value(await client.submitIssue({ id, contentHash }));
  expect(value(await client.openIssue({ id })).openedAt).toBeUndefined();
  expect(value(await client.recallIssue({ id })).summary.state).toBe('drafting');
});

test('a return gives the steps free again, and a reviewer does not confirm the own correction', async () => {
  const { office } = await foundedOffice({ people });
  const { client } = office;
  await signIn(office, 'jia');
  const article = await finalArticle(office);
  const { summary, contentHash } = await issueOf(office, [article.id]);
  const { id } = summary;
  value(await client.submitIssue({ id, contentHash }));

  await signIn(office, 'yi');
  value(await client.returnIssue({ id, reason: '换人编辑' }));
  value(await client.submitIssue({ id, contentHash }));

  await signIn(office, 'jia');
  const content = articleContent('改过的标题');
  const corrected = value(await client.correctArticle({ id, contentHash, articleId: article.id, content }));
  const step = { id, contentHash: corrected.contentHash };
  value(await client.requestConfirmation(step));
  expect(code(await client.confirmCorrection(step))).toBe('samePerson');
  await signIn(office, 'yi');
  value(await client.confirmCorrection(step));
  expect(code(await client.passIssue(step))).toBe('samePerson');
  await signIn(office, 'jia');
  value(await client.passIssue(step));
  expect(code(await client.prepareRelease(step))).toBe('samePerson');
});
