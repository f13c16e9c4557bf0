import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { signOff } from '../../strings/signOff.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Findings } from '../issues/Findings.tsx';

/** 检查 for those who pass and sign: the same list the editor had, of the text as it stands now; open where it asks something. */
export function CheckPart({ issue }: { readonly issue: WholeIssue }) {
  const { id } = issue.summary;
  const { value: findings, refusal } = useAnswer(
    `check-${id}-${issue.contentHash}`,
    () => office.preflightIssue({ id }),
    ['issues', 'publications', 'units'],
  );
  if (refusal) return <Notice kind="warn">{refusal.message}</Notice>;
  if (!findings) return null;
  const count = findings.filter(({ level }) => level !== 'tell').length;
  if (findings.length === 0) return <p className="second">{signOff.checkFine}</p>;
  return (
    <details className="check-part" open={count > 0}>
      <summary>{count > 0 ? signOff.checkAsks(count) : signOff.checkTells(findings.length)}</summary>
      <Findings findings={findings} />
    </details>
  );
}
