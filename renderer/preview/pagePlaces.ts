import type { PageSize } from './pdfDocument.ts';

/** fit: as wide as the pane; a number: times the printed size. */
export type Zoom = 'fit' | number;

/** Space above, below and between pages. */
export const pageGap = 12;

const zoomSteps = [0.25, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3] as const;

/** The next step of zoom from whatever scale stands now. */
export function nextZoom(scale: number, direction: 1 | -1): number {
  const beyond = (step: number) => (direction > 0 ? step > scale + 0.01 : step < scale - 0.01);
  const steps = direction > 0 ? zoomSteps : zoomSteps.toReversed();
  return steps.find(beyond) ?? scale;
}

/** How much larger than printed the pages are shown in a pane of this width. */
export function scaleOf(zoom: Zoom, sizes: readonly PageSize[], paneWidth: number): number {
  if (zoom !== 'fit') return zoom;
  const widest = Math.max(1, ...sizes.map(({ width }) => width));
  return Math.max(0.1, Math.min(3, (paneWidth - 2 * pageGap) / widest));
}

export interface PagePlace {
  /** From 1. */
  readonly number: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where each page stands in one column. */
export function placePages(sizes: readonly PageSize[], scale: number): readonly PagePlace[] {
  let top = pageGap;
  return sizes.map((size, index) => {
    const place = {
      number: index + 1,
      top,
      width: Math.round(size.width * scale),
      height: Math.round(size.height * scale),
    };
    top += place.height + pageGap;
    return place;
  });
}

export function columnHeight(places: readonly PagePlace[]): number {
  const last = places.at(-1);
  return last ? last.top + last.height + pageGap : 0;
}

/** The pages to be drawn: those in view and one screen before and after. */
export function pagesNear(places: readonly PagePlace[], scrollTop: number, height: number): readonly PagePlace[] {
  return places.filter((place) => place.top + place.height > scrollTop - height && place.top < scrollTop + 2 * height);
}

export function isPageInView({ top, height: pageHeight }: PagePlace, scrollTop: number, height: number): boolean {
  return top + pageHeight > scrollTop && top < scrollTop + height;
}

/** The page one is on: the last that has begun above the middle of the view. */
export function pageAt(places: readonly PagePlace[], scrollTop: number, height: number): number {
  return places.findLast(({ top }) => top <= scrollTop + height / 2)?.number ?? 1;
}
