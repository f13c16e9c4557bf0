import { useState } from 'react';
import type { Finding } from '#shared/preflight/finding.ts';
import type { Refusal } from '../../app/office.ts';
import { issues } from '../../strings/issues.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReuseDialog } from '../reuse/ReuseDialog.tsx';
import { Findings } from './Findings.tsx';
import { goToPlace } from './goToPlace.ts';

/** 检查: what stops the draft, what will be asked at 送审, and what is good to know. */
export function PreflightPart({
  refusal,
  findings,
  publicationId,
  onSubstitutes,
}: {
  readonly findings: readonly Finding[] | undefined;
  /** Why the check could not be made. */
  readonly refusal: Refusal | undefined;
  readonly publicationId: string;
  /** Absent for who may not change the publication. */
  readonly onSubstitutes?: () => void;
}) {
  const [compared, setCompared] = useState<string>();
  if (refusal) return <Notice kind="warn">{refusal.message}</Notice>;
  if (!findings) return null;
  const stops = findings.filter(({ level }) => level === 'stop').length;
  const asks = findings.filter(({ level }) => level === 'ask').length;
  return (
    <section className="make-part" aria-label={issues.preflight}>
      <h3>
        {issues.preflight} <span className="second small">{issues.preflightSum(stops, asks)}</span>
      </h3>
      {onSubstitutes && findings.some(({ rule }) => rule === 'missingCharacter') && (
        <div>
          <Button onClick={onSubstitutes}>{issues.substitutes}</Button>
        </div>
      )}
      {findings.length > 0 && (
        <Findings findings={findings} onFind={(place) => goToPlace(place, publicationId)} onCompare={setCompared} />
      )}
      {compared !== undefined && <ReuseDialog articleId={compared} onClose={() => setCompared(undefined)} />}
    </section>
  );
}
