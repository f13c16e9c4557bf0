import type { Finding } from '#shared/preflight/finding.ts';
import { goTo } from '../../app/navigation.ts';

/** Articles are mended in 稿件, the publication in 系统, everything else in a part of this very page. */
export function goToPlace(place: Finding['place'], publicationId: string): void {
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
