import type { IssueStep, WholeIssue } from '#shared/contract/issueCommands.ts';
import { paperText } from '#shared/issue/paperSignOff.ts';
import type { IssueAction } from '#shared/workflow/issueWorkflow.ts';
import { momentText } from '../strings/words.ts';
import type { StepMark } from '../ui/StepLine.tsx';

/** Steps that lead back or out; their reason stands on the line. */
const backward: readonly IssueAction[] = ['return', 'recall', 'void'];

/** 流程线 of an issue: every step taken with who and when, then where it stands, then what is still to come. */
export function stepMarks(
  { summary, steps, flow }: Pick<WholeIssue, 'summary' | 'steps' | 'flow'>,
  now = new Date(),
): StepMark[] {
  return [...steps.map((step) => doneMark(step, now)), ...marksAhead(summary, flow)];
}

function doneMark(
  { step, action, label, personName, requestedBy, at, opinion, paper }: IssueStep,
  now: Date,
): StepMark {
  return {
    key: `step-${step}`,
    label,
    person: requestedBy === undefined ? personName : `${personName}（应${requestedBy}请求）`,
    at: momentText(at, now),
    ...(paper ? { note: paperText(paper) } : {}),
    ...(opinion === '' ? {} : { opinion }),
    state: backward.includes(action) ? 'returned' : 'done',
  };
}

/** Where it stands now, and what is still to come; 待确认 is a detour and stands only where it is taken. */
function marksAhead({ state, station, turn }: WholeIssue['summary'], flow: WholeIssue['flow']): StepMark[] {
  const ahead = [...flow.slice(1).map(({ label }) => label), '印发', '归档'];
  const now = (label: string, place: number): StepMark[] => [
    {
      key: 'now',
      label,
      ...(turn === undefined || state === 'drafting' ? {} : { person: `等${turn.waitsFor}` }),
      state: 'current',
    },
    ...ahead.slice(place).map((coming, index) => ({
      key: `coming-${place + index}`,
      label: coming,
      state: 'coming' as const,
    })),
  ];
  switch (state) {
    case 'drafting':
      return now('组稿', 0);
    case 'awaitingConfirmation':
      return now('确认修改', 0);
    case 'inReview':
    case 'awaitingRelease':
      return now(flow[station]?.label ?? '', station);
    case 'released':
      return now('印发', flow.length);
    case 'printed':
      return now('归档', flow.length + 1);
    case 'archived':
    case 'void':
      return [];
    default:
      return state satisfies never;
  }
}
