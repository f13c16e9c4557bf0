import type { IssueStep, WholeIssue } from '#shared/contract/issueCommands.ts';
import type { IssueAction, IssueState } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import { momentText } from '../strings/words.ts';
import type { StepMark } from '../ui/StepLine.tsx';

/** What is being done in a state, in the order of the flow; 待确认 is a detour and stands only where it is taken. */
const stages: readonly { readonly state: IssueState; readonly label: string }[] = [
  { state: 'drafting', label: '组稿' },
  { state: 'inReview', label: '审核' },
  { state: 'awaitingRelease', label: '签发' },
  { state: 'released', label: '印发' },
  { state: 'printed', label: '归档' },
];

/** Steps that lead back or out; their reason stands on the line. */
const backward: readonly IssueAction[] = ['return', 'recall', 'void'];

/** 流程线 of an issue: every step taken with who and when, then where it stands, then what is still to come. */
export function stepMarks({ summary, steps }: Pick<WholeIssue, 'summary' | 'steps'>, now = new Date()): StepMark[] {
  return [...steps.map((step) => doneMark(step, now)), ...marksAhead(summary.state, summary.turn)];
}

function doneMark({ step, action, label, personName, at, opinion }: IssueStep, now: Date): StepMark {
  return {
    key: `step-${step}`,
    label,
    person: personName,
    at: momentText(at, now),
    ...(opinion === '' ? {} : { opinion }),
    state: backward.includes(action) ? 'returned' : 'done',
  };
}

function marksAhead(state: IssueState, turn: WholeIssue['summary']['turn']): StepMark[] {
  const waiting = turn === undefined ? {} : { person: `等${roleNames[turn]}` };
  if (state === 'awaitingConfirmation') {
    const review = stages.findIndex((stage) => stage.state === 'inReview');
    return [{ key: 'now', label: '确认修改', ...waiting, state: 'current' }, ...coming(review)];
  }
  const index = stages.findIndex((stage) => stage.state === state);
  const current = stages[index];
  if (!current) return [];
  return [
    { key: 'now', label: current.label, ...(state === 'drafting' ? {} : waiting), state: 'current' },
    ...coming(index + 1),
  ];
}

function coming(from: number): StepMark[] {
  return stages.slice(from).map(({ state, label }) => ({ key: `coming-${state}`, label, state: 'coming' }));
}
