import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { askedSend } from '../../app/askedSend.ts';
import { handover as strings } from '../../strings/handover.ts';
import { Button } from '../../ui/Button.tsx';
import { packageKindOf } from './packageKindOf.ts';

/** At an issue: the way to another machine. */
export function HandoverPart({ issue }: { readonly issue: WholeIssue }) {
  const kind = packageKindOf(issue);
  if (!kind) return null;
  return (
    <div>
      <Button icon="export" onClick={() => askedSend.set({ issueId: issue.summary.id, kind })}>
        {strings.send}
      </Button>
    </div>
  );
}
