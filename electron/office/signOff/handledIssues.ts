import type { HandledIssue } from '#shared/contract/signOffCommands.ts';
import type { IssueAction, IssueState } from '#shared/workflow/issueWorkflow.ts';
import { issueTransitions } from '#shared/workflow/issueWorkflow.ts';
import { selectSummary } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';

/** What a person did lately: the number the contract promises. */
const most = 50;

interface LastStep {
  readonly issue_id: string;
  readonly from_state: IssueState;
  readonly action: IssueAction;
  readonly at: string;
}

/** The issues the person has taken a step of, each with the last of them, latest first. */
export function selectHandled(context: OfficeContext): HandledIssue[] {
  const rows = contentOf(context)
    .prepare(
      `SELECT issue_id, from_state, action, at FROM issue_steps AS mine
       WHERE person = @person
         AND step = (SELECT max(step) FROM issue_steps WHERE issue_id = mine.issue_id AND person = @person)
       ORDER BY at DESC, rowid DESC LIMIT @most`,
    )
    .all({ person: sessionOf(context).personId, most }) as readonly LastStep[];
  return rows.map(({ issue_id, from_state, action, at }) => ({
    issue: selectSummary(context, issue_id),
    label: issueTransitions.find((row) => row.from === from_state && row.action === action)?.label ?? action,
    at,
  }));
}
