import type { BackIssueBatch } from '#shared/contract/backIssueCommands.ts';
import { backIssues as strings } from '../../strings/backIssues.ts';
import { ProgressLine } from '../../ui/ProgressLine.tsx';

export function fileCount({ counts }: BackIssueBatch): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** How far a batch is read or kept; as words alone once it is. */
export function BatchProgress({ batch }: { readonly batch: BackIssueBatch }) {
  const { state, counts, kept } = batch;
  const whole = fileCount(batch);
  const read = whole - counts.waiting;
  const issues = counts.parsed + counts.accepted;
  if (state === 'confirming') return <ProgressLine label={strings.keeping(kept, issues)} part={kept} whole={issues} />;
  if (state === 'reading' || state === 'paused') {
    return <ProgressLine label={strings.progress(read, whole)} part={read} whole={whole} />;
  }
  return (
    <p className="small" role="status">
      {state === 'confirmed' ? strings.keeping(kept, issues) : strings.progress(read, whole)}
    </p>
  );
}
