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

test('what was done in that right is taken back by leave, and nothing that the editor handed over', () => {
  const passed: IssuePlace = { ...awaitingRelease, opened: false };
  const takesBack = (signed: IssuePlace['signed'], leave = forReviewer) =>
    step({ ...passed, signed: [...inReview.signed, ...signed] }, 'recall', [leave]);
  const byPrincipal = [{ station: 1, personId: 'r' }];
  const byDelegate = [{ station: 1, personId: 'o', onBehalfOf: 'r' }];
  for (const signed of [byPrincipal, byDelegate]) {
    expect(takesBack(signed)).toMatchObject({ role: 'reviewer', toStation: 1, delegation: { id: 'd1' } });
    expect(takesBack(signed, forSigner)).toBe('forbidden');
  }
  expect(step({ ...passed, opened: true }, 'recall', [forReviewer])).toBe('alreadyOpened');
  const asEditor: Delegation = { id: 'd3', principal: { id: 'e', roles: ['editor'] }, includesRelease: false };
  expect(step({ ...inReview, opened: false }, 'recall', [asEditor])).toBe('forbidden');
  const ownElsewhere = { ...passed, signed: [{ station: 0, personId: 'o' }, ...byPrincipal] };
  expect(step(ownElsewhere, 'recall', [forReviewer])).toBe('samePerson');
  // The principal takes back what was signed in the own name.
  const signed = [...inReview.signed, ...byDelegate];
  expect(findStep({ ...passed, signed }, { action: 'recall', actor: reviewer }, [])).toMatchObject({ toStation: 1 });
});

test('of several who sign together the delegate takes back the one signature and no other', () => {
  const [first, , last] = defaultFlow as unknown as [Flow[number], Flow[number], Flow[number]];
  const flow: Flow = [
    first,
    { kind: 'countersigner', label: '会签', signers: { kind: 'people', people: ['r', 'q'] } },
    last,
  ];
  const place: IssuePlace = {
    ...awaitingRelease,
    flow,
    opened: false,
    signed: [
      { station: 0, personId: 'e' },
      { station: 1, personId: 'o', onBehalfOf: 'r' },
      { station: 1, personId: 'q' },
    ],
  };
  expect(step(place, 'recall', [forReviewer])).toMatchObject({ toStation: 1, delegation: { id: 'd1' } });
  expect(findStep(place, { action: 'recall', actor: reviewer }, [])).toMatchObject({ toStation: 1 });
  const notSigned = { ...place, signed: place.signed.filter(({ onBehalfOf }) => onBehalfOf === undefined) };
  expect(step(notSigned, 'recall', [forReviewer])).toBe('forbidden');
});

test('leave to take back is no turn', () => {
  const twice: Flow = [
    ...defaultFlow.slice(0, 2),
    { kind: 'reviewer', label: '复审' },
    ...defaultFlow.slice(2),
  ] as unknown as Flow;
  const chief = { id: 'r', roles: ['reviewer', 'signer'] } as const;
  const place: IssuePlace = {
    ...awaitingRelease,
    flow: twice,
    station: 3,
    opened: false,
    signed: [
      { station: 0, personId: 'e' },
      { station: 1, personId: 'a' },
      { station: 2, personId: 'b' },
    ],
  };
  const leave: Delegation = { id: 'd1', principal: chief, includesRelease: false };
  expect(step(place, 'recall', [leave])).toMatchObject({ toStation: 2 });
  expect(turnFor(place, other, [leave])).toBeUndefined();
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
