import { expect, test } from 'vitest';
import { defaultFlow, type Flow } from '#shared/workflow/flow.ts';
import {
  findIssueTransition,
  type IssuePlace,
  issueActions,
  issueStates,
  issueTransitions,
  isTurnOf,
  type Role,
  roles,
  stateName,
  stepLabel,
  substitutesOf,
  waitsFor,
} from '#shared/workflow/issueWorkflow.ts';

const everyone: readonly Role[] = roles;
const two: Flow = [
  { kind: 'responsibleEditor', label: '编辑' },
  { kind: 'signer', label: '签批' },
];
const four: Flow = [
  { kind: 'responsibleEditor', label: '责任编辑' },
  { kind: 'reviewer', label: '初审' },
  { kind: 'countersigner', label: '会签', signers: { kind: 'people', people: ['jia', 'yi'] } },
  { kind: 'signer', label: '签发' },
];
const place = (part: Partial<IssuePlace>): IssuePlace => ({
  flow: defaultFlow,
  state: 'drafting',
  station: 0,
  signed: [],
  opened: false,
  ...part,
});
const actor = (id: string, ...held: Role[]) => ({ id, roles: held });

test('every state, station and action has at most one transition', () => {
  const keys = issueTransitions.map(({ from, at, action }) => `${from} ${at} ${action}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('what is archived or void never moves again', () => {
  for (const state of ['archived', 'void'] as const) {
    for (const action of issueActions) {
      const request = { action, actor: actor('x', ...everyone), reason: '有误' };
      expect(findIssueTransition(place({ state, station: 2 }), request)).toBe('illegalState');
      expect(isTurnOf(place({ state, station: 2 }), request.actor)).toBe(false);
    }
  }
});

test('every state × station × action × role of the usual flow is allowed exactly where the table has it', () => {
  const roleAt = ['editor', 'reviewer', 'signer'] as const;
  const stationsOf = (state: string) => (state === 'drafting' ? [0] : /^(inReview|awaitingC)/.test(state) ? [1] : [2]);
  for (const state of issueStates) {
    for (const station of stationsOf(state)) {
      for (const action of issueActions) {
        for (const role of roles) {
          const found = findIssueTransition(place({ state, station }), {
            action,
            actor: actor('x', role),
            reason: '有误',
          });
          const kind = defaultFlow[station]?.kind;
          const row = issueTransitions.find((one) => one.from === state && one.at === kind && one.action === action);
          const wanted = row && { station: roleAt[station], previous: roleAt[station - 1] }[row.by as 'station'];
          if (row && (wanted ?? row.by) === role) expect(found).toMatchObject({ role });
          else expect(found).toBe(row ? 'forbidden' : 'illegalState');
        }
      }
    }
  }
});

test('the three administrators move no issue', () => {
  const administrators: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditor'];
  for (const { from } of issueTransitions) {
    for (const station of [0, 1, 2, 3]) {
      for (const action of issueActions) {
        const found = findIssueTransition(place({ flow: four, state: from, station }), {
          action,
          actor: actor('jia', ...administrators),
          reason: '有误',
        });
        expect(['illegalState', 'forbidden']).toContain(found);
      }
    }
  }
});

test('a return needs a reason, blanks are no reason, and leads to the editor or to any earlier station', () => {
  const signed = [{ station: 0, personId: 'bian' }];
  const here = place({ flow: four, state: 'awaitingRelease', station: 3, signed });
  const request = { action: 'return', actor: actor('x', 'signer') } as const;
  expect(findIssueTransition(here, request)).toBe('reasonMissing');
  expect(findIssueTransition(here, { ...request, reason: '　 ' })).toBe('reasonMissing');
  const reason = '数字与来稿不符';
  expect(findIssueTransition(here, { ...request, reason })).toMatchObject({ to: 'drafting', toStation: 0 });
  expect(findIssueTransition(here, { ...request, reason, to: 1 })).toMatchObject({ to: 'inReview', label: '退回初审' });
  expect(findIssueTransition(here, { ...request, reason, to: 2 })).toMatchObject({ to: 'inReview', toStation: 2 });
  for (const to of [3, 4, -1, 0.5]) expect(findIssueTransition(here, { ...request, reason, to })).toBe('illegalState');
});

test('what the editor has not signed goes back to the editor and to no station between', () => {
  const here = place({ flow: four, state: 'inReview', station: 2 });
  const request = { action: 'return', actor: actor('jia', 'reviewer'), reason: '有误' } as const;
  expect(findIssueTransition(here, { ...request, to: 1 })).toBe('notConfirmed');
  expect(findIssueTransition(here, request)).toMatchObject({ toStation: 0 });
});

test('whoever passed the issue on does not return it, a co-signer of the station does', () => {
  const signed = [
    { station: 0, personId: 'bian' },
    { station: 1, personId: 'shen' },
    { station: 2, personId: 'jia' },
  ];
  const at = (station: number, id: string, role: Role) =>
    findIssueTransition(place({ flow: four, state: station === 3 ? 'awaitingRelease' : 'inReview', station, signed }), {
      action: 'return',
      actor: actor(id, role),
      reason: '有误',
    });
  expect(at(2, 'jia', 'reviewer')).toMatchObject({ toStation: 0 });
  expect(at(3, 'jia', 'signer')).toBe('passedOn');
  expect(at(3, 'bian', 'signer')).toBe('passedOn');
  expect(at(3, 'qian', 'signer')).toMatchObject({ toStation: 0 });
});

test('a correction is confirmed by another person than the one who sent it', () => {
  const here = place({ state: 'awaitingConfirmation', station: 1, correctedBy: 'fu' });
  const confirm = (id: string) => findIssueTransition(here, { action: 'confirm', actor: actor(id, 'editor') });
  expect(confirm('fu')).toBe('ownCorrection');
  expect(isTurnOf(here, actor('fu', 'editor', 'reviewer'))).toBe(false);
  expect(confirm('bian')).toMatchObject({ toStation: 1 });
  expect(isTurnOf(here, actor('bian', 'editor'))).toBe(true);
});

test('取回 works until the next person has opened the issue', () => {
  const request = { action: 'recall', actor: actor('x', 'editor') } as const;
  const here = place({ state: 'inReview', station: 1 });
  expect(findIssueTransition(here, request)).toMatchObject({ to: 'drafting' });
  expect(findIssueTransition({ ...here, opened: true }, request)).toBe('alreadyOpened');
});

test('a flow of two goes from the editor straight to the signer', () => {
  expect(findIssueTransition(place({ flow: two }), { action: 'submit', actor: actor('x', 'editor') })).toMatchObject({
    to: 'awaitingRelease',
    toStation: 1,
  });
  const here = place({ flow: two, state: 'awaitingRelease', station: 1 });
  expect(findIssueTransition(here, { action: 'release', actor: actor('y', 'signer') })).toMatchObject({
    label: '签批',
  });
});

test('会签 goes on with the last of its signatures, given by the people named and by nobody twice', () => {
  const signed = [
    { station: 0, personId: 'bian' },
    { station: 1, personId: 'shen' },
  ];
  const first = place({ flow: four, state: 'inReview', station: 2, signed });
  const sign = (here: IssuePlace, id: string) =>
    findIssueTransition(here, { action: 'countersign', actor: actor(id, 'editor', 'reviewer') });
  expect(sign(first, 'jia')).toMatchObject({ to: 'inReview', toStation: 2 });
  expect(sign(first, 'bing')).toBe('forbidden');
  const second = { ...first, signed: [...signed, { station: 2, personId: 'jia' }] };
  expect(sign(second, 'jia')).toBe('alreadySigned');
  expect(sign(second, 'yi')).toMatchObject({ to: 'awaitingRelease', toStation: 3 });
  expect(isTurnOf(second, actor('jia', 'reviewer'))).toBe(false);
  expect(isTurnOf(second, actor('yi', 'reviewer'))).toBe(true);
});

test('each of those who signed together takes back the own signature, and who did not takes back nothing', () => {
  const signed = ['jia', 'yi'].map((personId) => ({ station: 2, personId }));
  const here = place({ flow: four, state: 'awaitingRelease', station: 3, signed });
  const recall = (id: string) => findIssueTransition(here, { action: 'recall', actor: actor(id, 'reviewer') });
  expect(recall('jia')).toMatchObject({ to: 'inReview', toStation: 2 });
  expect(recall('bing')).toBe('forbidden');
});

test('whoever is named for 会签 has no substitute, and a role has one only while its holders suffice', () => {
  const others = [actor('yi', 'reviewer'), actor('bing', 'reviewer'), actor('ding', 'editor')];
  const ids = (here: IssuePlace, id: string) =>
    substitutesOf(here, actor(id, 'reviewer'), others).map((other) => other.id);
  expect(ids(place({ flow: four, state: 'inReview', station: 1 }), 'ding')).toEqual(['bing']);
  expect(ids(place({ flow: four, state: 'inReview', station: 2 }), 'jia')).toEqual([]);
  const byRole = (count: number): IssuePlace => {
    const signers = { kind: 'role', role: 'reviewer', count } as const;
    const flow = four.with(2, { kind: 'countersigner', label: '会签', signers });
    return place({ flow, state: 'inReview', station: 2 });
  };
  expect(ids(byRole(2), 'jia')).toEqual(['yi', 'bing']);
  expect(ids(byRole(3), 'jia')).toEqual([]);
});

test('whoever is named for 会签 signs at no other station', () => {
  const here = place({ flow: four, state: 'inReview', station: 1, signed: [{ station: 0, personId: 'bian' }] });
  const pass = (id: string) => findIssueTransition(here, { action: 'pass', actor: actor(id, 'reviewer') });
  expect(pass('yi')).toBe('namedElsewhere');
  expect(isTurnOf(here, actor('yi', 'reviewer'))).toBe(false);
  expect(pass('bing')).toMatchObject({ toStation: 2 });
  const submit = { action: 'submit', actor: actor('jia', 'editor') } as const;
  expect(findIssueTransition(place({ flow: four }), submit)).toBe('namedElsewhere');
});

test('one person never signs at two stations', () => {
  const here = place({ state: 'inReview', station: 1, signed: [{ station: 0, personId: 'jia' }] });
  expect(findIssueTransition(here, { action: 'pass', actor: actor('jia', 'editor', 'reviewer') })).toBe('samePerson');
  expect(isTurnOf(here, actor('jia', 'editor', 'reviewer'))).toBe(false);
});

test('states and steps are told in the words of the flow', () => {
  expect(stateName('inReview', four[1])).toBe('待初审');
  expect(stateName('released', four[3])).toBe('已签发');
  expect(waitsFor({ flow: two, state: 'awaitingRelease', station: 1 })).toBe('签批');
  expect(waitsFor({ flow: two, state: 'void', station: 1 })).toBeUndefined();
  expect(stepLabel(four, { from: 'inReview', fromStation: 1, action: 'pass', toStation: 2 })).toBe('初审通过');
  expect(stepLabel(four, { from: 'awaitingRelease', fromStation: 3, action: 'return', toStation: 0 })).toBe('退回修改');
});
