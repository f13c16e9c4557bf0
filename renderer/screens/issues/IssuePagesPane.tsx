import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { PagePreview } from '../../preview/PagePreview.tsx';
import { issues } from '../../strings/issues.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useIssuePages } from './useIssuePages.ts';

/** The pages beside the make-up, exactly as they print. */
export function IssuePagesPane({ issue }: { readonly issue: WholeIssue }) {
  const { pdf, isSetting, refusal } = useIssuePages(issue);
  return (
    <>
      {refusal && (
        <Notice kind="warn">
          {refusal.message}
          {pdf && `\n${issues.stale}`}
        </Notice>
      )}
      <PagePreview
        pdf={pdf}
        label={issues.pages}
        note={<span role="status">{isSetting ? issues.setting : ''}</span>}
        empty={isSetting ? issues.setting : undefined}
      />
    </>
  );
}
