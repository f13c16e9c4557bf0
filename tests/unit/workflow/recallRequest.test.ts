import { expect, test } from 'vitest';
import type { Delegation } from '#shared/workflow/delegation.ts';
import { defaultFlow } from '#shared/workflow/flow.ts';
import type { IssuePlace } from '#shared/workflow/issueWorkflow.ts';
import { answersRecall, mayAnswerRecall, mayRequestRecall } from '#shared/workflow/recallRequest.ts';
import { mayRemind, remindsAgainAt } from '#shared/workflow/reminder.ts';

const editor = { id: 'e', roles: ['editor'] } as const;
const reviewer = { id: 'r', roles: ['reviewer'] } as const;
const signer = { id: 's', roles: ['signer'] } as const;
const inReview: IssuePlace = {
  flow: defaultFlow,
  state: 'inReview',
  station: 1,
  signed: [{ station: 0, personId: 'e' }],
  opened: true,
};
const drafting: IssuePlace = { ...inReview, state: 'drafting', station: 0, signed: [], opened: false };

test('what was opened is asked back by the station before and answered by the one that has it', () => {
  expect(mayRequestRecall(inReview, editor)).toBe(true);
  expect(mayRequestRecall({ ...inReview, opened: false }, editor)).toBe(false);
  expect(mayRequestRecall(inReview, reviewer)).toBe(false);
  expect(mayRequestRecall({ ...inReview, state: 'awaitingConfirmation' }, editor)).toBe(false);
  expect(mayAnswerRecall(inReview, reviewer)).toBe(true);
  expect(mayAnswerRecall(inReview, editor)).toBe(false);
  expect(mayAnswerRecall(inReview, signer)).toBe(false);
});

test('a request is answered in the own right, else by leave of whoever has the turn, within what that gives', () => {
  const other = { id: 'o', roles: ['archivist'] } as const;
  const forReviewer: Delegation = { id: 'd1', principal: reviewer, includesRelease: false };
  const forSigner: Delegation = { id: 'd2', principal: signer, includesRelease: false };
  expect(answersRecall(inReview, reviewer, [])).toBe('own');
  expect(answersRecall(inReview, other, [])).toBeUndefined();
  expect(answersRecall(inReview, other, [forSigner, forReviewer])).toEqual(forReviewer);
  // Whoever asked signed before, and answers for nobody.
  expect(answersRecall(inReview, editor, [forReviewer])).toBeUndefined();
  const awaitingRelease: IssuePlace = {
    ...inReview,
    state: 'awaitingRelease',
    station: 2,
    signed: [...inReview.signed, { station: 1, personId: 'r' }],
  };
  expect(answersRecall(awaitingRelease, other, [forSigner])).toBeUndefined();
  expect(answersRecall(awaitingRelease, other, [{ ...forSigner, includesRelease: true }])).toMatchObject({ id: 'd2' });
});

test('whoever signed or took the last step reminds, never of a draft and never oneself', () => {
  expect(mayRemind(inReview, editor, 'e')).toBe(true);
  expect(mayRemind(inReview, reviewer, 'e')).toBe(false);
  expect(mayRemind(inReview, signer, 'e')).toBe(false);
  expect(mayRemind(drafting, reviewer, 'r')).toBe(false);
  expect(mayRemind({ ...inReview, state: 'awaitingConfirmation', signed: [] }, reviewer, 'r')).toBe(true);
});

test('four hours lie between two reminders of one person, also when the clock goes back', () => {
  const last = '2024-06-03T01:00:00.000Z';
  expect(remindsAgainAt(undefined, last)).toBeUndefined();
  expect(remindsAgainAt(last, '2024-06-03T04:59:59.999Z')).toBe('2024-06-03T05:00:00.000Z');
  expect(remindsAgainAt(last, '2024-06-03T05:00:00.000Z')).toBeUndefined();
  expect(remindsAgainAt(last, '2024-06-01T05:00:00.000Z')).toBe('2024-06-03T05:00:00.000Z');
});
