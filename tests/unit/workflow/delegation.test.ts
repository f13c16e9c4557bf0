import { describe, expect, test } from 'vitest';
import { type Delegation, findStep, mayBeDelegate, turnFor } from '#shared/workflow/delegation.ts';
import { defaultFlow, type Flow } from '#shared/workflow/flow.ts';
import { type IssuePlace, issueActions } from '#shared/workflow/issueWorkflow.ts';

const reviewer = { id: 'r', roles: ['reviewer'] } as const;
const signer = { id: 's', roles: ['signer'] } as const;
const other = { id: 'o', roles: ['archivist'] } as const;
const forReviewer: Delegation = { id: 'd1', principal: reviewer, includesRelease: false };
const forSigner: Delegation = { id: 'd2', principal: signer, includesRelease: true };
const inReview: IssuePlace = {
  flow: defaultFlow,
  state: 'inReview',
  station: 1,
  signed: [{ station: 0, personId: 'e' }],
  opened: true,
};
const awaitingRelease: IssuePlace = {
  ...inReview,
  state: 'awaitingRelease',
  station: 2,
  signed: [...inReview.signed, { station: 1, personId: 'r' }],
};
const step = (place: IssuePlace, action: (typeof issueActions)[number], leave: readonly Delegation[]) =>
  findStep(place, { action, actor: other, reason: '-' }, leave);

test('leave gives what is done at the station, and nothing else', () => {
  const given = issueActions.filter((action) => typeof step(inReview, action, [forReviewer]) === 'object');
  expect(given).toEqual(['pass', 'correct', 'return']);
  expect(step(inReview, 'pass', [forReviewer])).toMatchObject({ role: 'reviewer', delegation: { id: 'd1' } });
  expect(step(inReview, 'pass', [forSigner])).toBe('forbidden');
  expect(step(awaitingRelease, 'release', [forReviewer])).toBe('forbidden');
  expect(step(awaitingRelease, 'release', [{ ...forSigner, includesRelease: false }])).toBe('forbidden');
  expect(step(awaitingRelease, 'return', [{ ...forSigner, includesRelease: false }])).toBe('forbidden');
  expect(step(awaitingRelease, 'release', [forReviewer, forSigner])).toMatchObject({ delegation: { id: 'd2' } });
  expect(step({ ...awaitingRelease, state: 'released' }, 'void', [forSigner])).toBe('forbidden');
});

test('nobody signs two stations of an issue, in person or by another', () => {
  const signedBy = (personId: string, onBehalfOf?: string): IssuePlace => ({
    ...inReview,
    signed: [{ station: 0, personId, onBehalfOf }],
  });
  expect(step(signedBy('o'), 'pass', [forReviewer])).toBe('samePerson');
  expect(step(signedBy('x', 'o'), 'pass', [forReviewer])).toBe('samePerson');
  expect(step(signedBy('x', 'r'), 'pass', [forReviewer])).toBe('samePerson');
  expect(findStep(signedBy('x', 'r'), { action: 'pass', actor: reviewer }, [])).toBe('samePerson');
  const flow: Flow = [
    defaultFlow[0] as Flow[number],
    defaultFlow[1] as Flow[number],
    { kind: 'countersigner', label: '会签', signers: { kind: 'people', people: ['o'] } },
    defaultFlow[2] as Flow[number],
  ];
  expect(step({ ...inReview, flow }, 'pass', [forReviewer])).toBe('namedElsewhere');
});

test('the turn is the own where it can be, else by leave', () => {
  expect(turnFor(inReview, reviewer, [])).toBe('own');
  expect(turnFor(inReview, other, [])).toBeUndefined();
  expect(turnFor(inReview, other, [forReviewer])).toEqual(forReviewer);
  expect(turnFor({ ...inReview, signed: [{ station: 0, personId: 'o' }] }, other, [forReviewer])).toBeUndefined();
});

describe('who may stand in', () => {
  test('is somebody else who reads issues and holds nothing that has to be held apart', () => {
    expect(mayBeDelegate(other, reviewer, 'strict')).toBe(true);
    expect(mayBeDelegate(reviewer, reviewer, 'standard')).toBe(false);
    expect(mayBeDelegate({ id: 'a', roles: ['auditor'] }, reviewer, 'standard')).toBe(false);
    expect(mayBeDelegate({ id: 'a', roles: ['editor', 'auditor'] }, reviewer, 'strict')).toBe(false);
    expect(mayBeDelegate({ id: 'a', roles: ['editor', 'auditor'] }, reviewer, 'standard')).toBe(true);
  });
});
