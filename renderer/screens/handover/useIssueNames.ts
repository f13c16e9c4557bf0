import type { IssueSummary } from '#shared/contract/issueCommands.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';

/** How the issue of a package is called here; one that is not here says so, '' is for a package that is about none. */
export function useIssueNames(): (issueId: string | undefined) => string {
  const issues = useAnswer('handover-issues', () => office.listIssues({}), ['issues']);
  return (issueId) => (issues.value ? nameAmong(issues.value, issueId) : '');
}

/** The same for one issue, asked for anew. */
export async function issueNameOf(issueId: string | undefined): Promise<string> {
  const issues = await office.listIssues({});
  return issues.ok ? nameAmong(issues.value, issueId) : '';
}

function nameAmong(issues: readonly IssueSummary[], issueId: string | undefined): string {
  if (issueId === undefined) return '';
  const issue = issues.find(({ id }) => id === issueId);
  if (!issue) return strings.unknownIssue;
  const { publicationName, numberText, titles } = issue;
  return strings.issue(publicationName, numberText ?? titles[0]);
}
