import { expect, test } from 'vitest';
import { draftIssue, foundedOffice, signIn, value } from './foundedOffice.ts';

test('each person finds the issues they have handled, with the last they did and where it stands now', async () => {
  const { office } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const { contentHash } = issue;
  expect(value(await client.listHandled({}))).toEqual([]);
  value(await client.submitIssue({ id, contentHash }));
  value(await client.recallIssue({ id }));
  value(await client.submitIssue({ id, contentHash }));
  expect(value(await client.listHandled({}))).toMatchObject([
    { issue: { id, state: 'inReview' }, label: '送审', at: expect.any(String) },
  ]);

  await signIn(office, 'qiaoyi');
  expect(value(await client.listHandled({}))).toEqual([]);
  value(await client.passIssue({ id, contentHash }));
  const [handled] = value(await client.listHandled({}));
  expect(handled).toMatchObject({ issue: { id, state: 'awaitingRelease' }, label: '审核通过' });
});
