import { describe, expect, it } from 'vitest';
import type { IssueStep, IssueSummary } from '#shared/contract/issueCommands.ts';
import { type IssueAction, type IssueState, issueTransitions, turnOf } from '#shared/workflow/issueWorkflow.ts';
import { stepMarks } from '../../../renderer/app/issueSteps.ts';

const now = new Date(2024, 5, 1);

type Taken = readonly [IssueAction, string?];

/** An issue after these actions, one an hour, each taken from the state the last one led to. */
function issueAfter(...actions: Taken[]) {
  let state: IssueState = 'drafting';
  const steps = actions.map(([action, opinion = ''], index): IssueStep => {
    const transition = issueTransitions.find((row) => row.from === state && row.action === action);
    if (!transition) throw new Error(`${state} allows no ${action}`);
    state = transition.to;
    const at = new Date(2024, 4, 6, 9 + index).toISOString();
    const { from, to, label } = transition;
    return {
      step: index + 1,
      action,
      label,
      from,
      to,
      personId: 'a',
      personName: '苏禾',
      at,
      opinion,
      contentHash: '0'.repeat(64),
    };
  });
  const turn = turnOf(state);
  const summary: IssueSummary = {
    id: 'i',
    publicationId: 'p',
    publicationName: '青禾工作信息',
    state,
    series: 'regular',
    titles: [],
    createdAt: now.toISOString(),
    createdBy: 'a',
    since: now.toISOString(),
    ...(turn ? { turn } : {}),
  };
  return { summary, steps };
}

const shown = (...actions: Taken[]) =>
  stepMarks(issueAfter(...actions), now).map(({ label, state }) => `${label} ${state}`);

describe('stepMarks', () => {
  it('begins at 组稿 with the whole way ahead', () => {
    expect(shown()).toEqual(['组稿 current', '审核 coming', '签发 coming', '印发 coming', '归档 coming']);
  });
  it('names who did a step and when, and whose turn it is', () => {
    const marks = stepMarks(issueAfter(['submit', '请审。']), now);
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
    const marks = stepMarks(issueAfter(['submit'], ['return', '第二篇的数字要核对。']), now);
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
  it('gives every mark a key of its own', () => {
    const keys = stepMarks(issueAfter(['submit'], ['return', '一'], ['submit'], ['recall'])).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
