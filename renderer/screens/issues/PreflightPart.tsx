import type { Finding } from '#shared/preflight/finding.ts';
import { goTo } from '../../app/navigation.ts';
import type { Refusal } from '../../app/office.ts';
import { issues } from '../../strings/issues.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Findings } from './Findings.tsx';

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
      {findings.length > 0 && <Findings findings={findings} onFind={(place) => goToPlace(place, publicationId)} />}
    </section>
  );
}

/** Articles are mended in 稿件, the publication in 系统, everything else in a part of this very page. */
function goToPlace(place: Finding['place'], publicationId: string): void {
  if (place.part === 'article') {
    // Parts of an article count the title first.
    const part = place.block === undefined ? 0 : place.block + 1;
    goTo({ place: 'articles', id: place.articleId, part: String(part) });
    return;
  }
  if (place.part === 'publication') {
    goTo({ place: 'system', id: 'publications', part: publicationId });
    return;
  }
  const part = document.querySelector(`[data-part="${place.part}"]`);
  part?.scrollIntoView({ block: 'start' });
  part?.querySelector<HTMLElement>('input, textarea, button:not(:disabled)')?.focus();
}
