import type { VolumePlan } from '#shared/contract/volumeCommands.ts';
import { issueDateLine } from '#shared/layout/printedLines.ts';
import { volumes } from '../../../strings/volumes.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { Notice } from '../../../ui/Notice.tsx';

/** What a volume would hold, what it would not and why, and what it would be marked with. */
export function PlannedVolume({ plan }: { readonly plan: VolumePlan }) {
  const { name, issues, absent, marking } = plan;
  const marks = new Set(issues.map(({ mark }) => mark ?? ''));
  return (
    <>
      {issues.length === 0 ? (
        <EmptyState icon="archive" title={volumes.none}>
          {volumes.noneHint}
        </EmptyState>
      ) : (
        <>
          <p>{volumes.bound(name, issues.length)}</p>
          {/* A list that scrolls has to be reached by keys. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
          <ul className="volume-list" aria-label={volumes.boundList} tabIndex={0}>
            {issues.map(({ issueId, numberText, date, articles, mark }) => (
              <li key={issueId}>
                <span>{volumes.issueLine(numberText, issueDateLine(date), articles)}</span>
                <span className="second">{mark}</span>
              </li>
            ))}
          </ul>
          {marks.size > 1 ? (
            <Notice kind="warn">{volumes.differing(marking.join('、'))}</Notice>
          ) : (
            marking.length > 0 && <p className="second">{volumes.marking(marking.join('、'))}</p>
          )}
        </>
      )}
      {absent.length > 0 && (
        <Notice kind="warn">
          {volumes.absent}
          {absent.map(({ numberText, absence }) => `${numberText}（${volumes.absences[absence]}）`).join('、')}。
        </Notice>
      )}
    </>
  );
}
