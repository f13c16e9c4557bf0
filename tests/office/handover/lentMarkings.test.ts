import { expect, test } from 'vitest';
import { approveMarkings } from '../office/approveMarkings.ts';
import { draftIssue, signIn, value } from '../office/foundedOffice.ts';
import { joinedOffices } from './joinedOffices.ts';
import { lend, take } from './lending.ts';
import { decision } from './lendingArticles.ts';

test('who has proposed, approved and let go the marks of an issue is proved on the machine that takes it too', async () => {
  const [editor, reviewer] = await joinedOffices(2);
  const { office } = editor;
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  // Another subject first, so that the numbers there are others than here.
  value(await client.recordMarking({ subject: { kind: 'article', id: article.id }, decision }));
  const subject = { kind: 'issue' as const, id };
  value(await client.recordMarking({ subject, decision }));
  await signIn(office, 'shenjun');
  expect(await approveMarkings(office, 'shenjun')).toBe(2);
  await signIn(office, 'wenhe');
  value(await client.withdrawMarking({ subject, approverId: 'qiaoyi', reason: '涉密段落已删' }));
  await signIn(office, 'qiaoyi');
  expect(await approveMarkings(office, 'qiaoyi')).toBe(1);
  await signIn(office, 'wenhe');
  const here = value(await client.listMarkings(subject));
  const notes = value(await client.listMarkingNotes({ id }));
  expect(notes.map(({ text }) => text)).toContainEqual(expect.stringMatching(/经乔一批准，理由：涉密段落已删/));
  const sent = await lend(editor, reviewer, id);
  await take(reviewer, sent);
  const there = value(await reviewer.office.client.listMarkings(subject));
  const told = (records: typeof here) => records.map(({ number: _number, ...record }) => record);
  expect(told(there)).toEqual(told(here));
  expect(value(await reviewer.office.client.listMarkingNotes({ id }))).toEqual(notes);
});
