import { expect, test } from 'vitest';
import { draftIssue, signIn, signInFirst, temporaryDirectory, value } from '../office/foundedOffice.ts';
import { firstMachine, joinedTo, writeJoin } from './joining.ts';
import { medium } from './lending.ts';

const newcomer = { id: 'xinren', name: '辛仁', roles: ['reviewer' as const], password: '东临碣石以观沧海' };

test('what people did who are new on a machine, or have a new role there, is taken once its register was', async () => {
  const first = await firstMachine();
  const second = await joinedTo(first.office);
  const { client } = first.office;
  await signIn(first.office, 'wenhe');
  value(await client.admitPerson(newcomer));
  await signIn(first.office, 'qiaoyi');
  value(await client.setRoles({ personId: 'shenjun', roles: ['reviewer', 'auditor'] }));

  const passedBy = async (title: string, enter: () => Promise<unknown>) => {
    await signIn(first.office, 'wenhe');
    const { issue } = await draftIssue(first.office, title);
    const step = { id: issue.summary.id, contentHash: issue.contentHash };
    value(await client.submitIssue(step));
    await enter();
    value(await client.passIssue(step));
    await signIn(first.office, 'wenhe');
    const to = { machines: [second.card], folder: temporaryDirectory(), medium };
    const { files } = value(await client.writePackage({ issueId: step.id, kind: 'submit', ...to }));
    return files.map(({ path }) => path);
  };
  const byNewcomer = await passedBy('新人审的一期', () => signInFirst(first.office, newcomer));
  const byNewRole = await passedBy('新岗位审的一期', () => signIn(first.office, 'shenjun'));

  await signIn(second.office, 'wenhe');
  const taken = (files: string[]) => second.office.client.takePackage({ files, medium });
  const early = { ok: false, details: { reason: 'personUnknown' } };
  const words = (what: string) =>
    expect.stringMatching(new RegExp(`^本机的登记里没有${what}.*请先用入网包更新本机的登记`));
  expect(await taken(byNewcomer)).toMatchObject({ ...early, message: words('第2步的办理人') });
  expect(await taken(byNewRole)).toMatchObject({ ...early, message: words('沈钧办第2步的岗位') });
  const register = await writeJoin(first.office, second.card);
  const { entry } = value(await taken(register.files.map(({ path }) => path)));
  value(await second.office.client.takeRegister({ hash: entry.hash ?? '' }));
  expect(value(await taken(byNewcomer)).outcome.kind).toBe('here');
  expect(value(await taken(byNewRole)).outcome.kind).toBe('here');
});
