import { describe, expect, it } from 'vitest';
import type { IssueStep, IssueSummary } from '#shared/contract/issueCommands.ts';
import { defaultFlow, type Flow } from '#shared/workflow/flow.ts';
import { Flow as FlowSchema } from '#shared/workflow/flowSchema.ts';
import {
  findIssueTransition,
  type IssueAction,
  type IssuePlace,
  roles,
  signedStation,
  waitsFor,
} from '#shared/workflow/issueWorkflow.ts';
import { stepMarks } from '../../../renderer/app/issueSteps.ts';

const now = new Date(2024, 5, 1);

type Taken = readonly [IssueAction, string?, number?];

/** An issue after these actions, one an hour, each taken from the place the last one led to, by whoever may. */
function issueAfter(flow: Flow, ...actions: Taken[]) {
  let place: IssuePlace = { flow, state: 'drafting', station: 0, signed: [], opened: false };
  const steps = actions.map(([action, opinion = '', to = 0], index): IssueStep => {
    const actor = { id: `person${index}`, roles: [...roles] };
    const step = findIssueTransition(place, { action, actor, reason: opinion, to });
    if (typeof step === 'string') throw new Error(`${place.state} answers ${action} with ${step}`);
    const { state: from, station: fromStation } = place;
    const station = signedStation(action, fromStation);
    const signed =
      station === undefined
        ? place.signed.filter((one) => one.station < step.toStation)
        : [...place.signed, { station, personId: actor.id }];
    place = { ...place, state: step.to, station: step.toStation, signed };
    const at = new Date(2024, 4, 6, 9 + index).toISOString();
    return {
      step: index + 1,
      action,
      label: step.label,
      from,
      to: step.to,
      fromStation,
      toStation: step.toStation,
      personId: 'a',
      personName: '苏禾',
      at,
      opinion,
      contentHash: '0'.repeat(64),
    };
  });
  const waiting = waitsFor(place);
  const summary: IssueSummary = {
    id: 'i',
    publicationId: 'p',
    publicationName: '青禾工作信息',
    state: place.state,
    stateName: place.state,
    station: place.station,
    series: 'regular',
    titles: [],
    createdAt: now.toISOString(),
    createdBy: 'a',
    since: now.toISOString(),
    ...(waiting === undefined ? {} : { turn: { waitsFor: waiting, isMine: false } }),
  };
  return { summary, steps, flow: FlowSchema.parse(flow) };
}

const shown = (...actions: Taken[]) =>
  stepMarks(issueAfter(defaultFlow, ...actions), now).map(({ label, state }) => `${label} ${state}`);

describe('stepMarks', () => {
  it('begins at 组稿 with the whole way ahead', () => {
    expect(shown()).toEqual(['组稿 current', '审核 coming', '签发 coming', '印发 coming', '归档 coming']);
  });
  it('names who did a step and when, and whose turn it is', () => {
    const marks = stepMarks(issueAfter(defaultFlow, ['submit', '请审。']), now);
    expect(marks[0]).toMatchObject({
      label: '送审',
      person: '苏禾',
      at: '5月6日 09:00',
      opinion: '请审。',
      state: 'done',
    });
    expect(marks[1]).toMatchObject({ label: '审核', person: '等审核', state: 'current' });
  });
  it('keeps a return with its reason on the line and begins again', () => {
    const marks = stepMarks(issueAfter(defaultFlow, ['submit'], ['return', '第二篇的数字要核对。']), now);
    expect(marks[1]).toMatchObject({ label: '退回修改', opinion: '第二篇的数字要核对。', state: 'returned' });
    expect(marks[2]).toMatchObject({ label: '组稿', state: 'current' });
  });
  it('shows the detour to the editor only where it is taken', () => {
    expect(shown(['submit'], ['correct']).slice(2)).toEqual([
      '确认修改 current',
      '审核 coming',
      '签发 coming',
      '印发 coming',
      '归档 coming',
    ]);
  });
  it('has nothing to come once it is archived or void', () => {
    const done: Taken[] = [['submit'], ['pass'], ['release']];
    expect(shown(...done, ['print'], ['archive']).at(-1)).toBe('归档 done');
    expect(shown(...done, ['void', '重复编号。']).at(-1)).toBe('作废 returned');
  });
  it('has a place for every station of the flow, in its words', () => {
    const flow: Flow = [
      { kind: 'responsibleEditor', label: '编辑' },
      { kind: 'reviewer', label: '初审' },
      { kind: 'countersigner', label: '会签', signers: { kind: 'role', role: 'reviewer', count: 2 } },
      { kind: 'signer', label: '签批' },
    ];
    const marks = (...actions: Taken[]) =>
      stepMarks(issueAfter(flow, ...actions), now).map(({ label, state }) => `${label} ${state}`);
    expect(marks(['submit'], ['pass'], ['countersign'])).toEqual([
      '送审 done',
      '初审通过 done',
      '会签 done',
      '会签 current',
      '签批 coming',
      '印发 coming',
      '归档 coming',
    ]);
    expect(marks(['submit'], ['pass'], ['return', '数字有误', 1]).slice(2)).toEqual([
      '退回初审 returned',
      '初审 current',
      '会签 coming',
      '签批 coming',
      '印发 coming',
      '归档 coming',
    ]);
  });
  it('gives every mark a key of its own', () => {
    const keys = stepMarks(issueAfter(defaultFlow, ['submit'], ['return', '一'], ['submit'], ['recall'])).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
