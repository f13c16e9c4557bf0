import type { ReportedPlace } from './findReportedPlace.ts';

const shownMs = 1600;

/** Brings a place of the text into sight and tints it for a moment. */
export function showPlace(paper: HTMLElement, place: ReportedPlace): void {
  const selector = {
    block: place.kind === 'block' ? `[data-block="${place.index}"]` : '',
    title: '.article-title',
    source: '.article-source',
  }[place.kind];
  const element = paper.querySelector(selector);
  if (!element) return;
  element.scrollIntoView({ block: 'center' });
  const tint = { backgroundColor: 'var(--warn-soft)', boxShadow: '0 0 0 6px var(--warn-soft)' };
  element.animate([tint, { ...tint, offset: 0.8 }, {}], { duration: shownMs });
}
