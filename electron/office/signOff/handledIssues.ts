import type { HandledIssue } from '#shared/contract/signOffCommands.ts';
import { selectSummary, stepsOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';

/** What a person did lately: the number the contract promises. */
const most = 50;

interface LastStep {
  readonly issue_id: string;
  readonly step: number;
  readonly at: string;
}

/** The issues the person has taken a step of, each with the last of them, latest first. */
export function selectHandled(context: OfficeContext): HandledIssue[] {
  const rows = contentOf(context)
    .prepare(
      `SELECT issue_id, step, at FROM issue_steps AS mine
       WHERE person = @person
         AND step = (SELECT max(step) FROM issue_steps WHERE issue_id = mine.issue_id AND person = @person)
       ORDER BY at DESC, rowid DESC LIMIT @most`,
    )
    .all({ person: sessionOf(context).personId, most }) as readonly LastStep[];
  return rows.map(({ issue_id, step, at }) => ({
    issue: selectSummary(context, issue_id),
    label: stepsOf(context, issue_id).find((one) => one.step === step)?.label ?? '',
    at,
  }));
}
