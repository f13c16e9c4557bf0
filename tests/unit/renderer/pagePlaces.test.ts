import { describe, expect, it } from 'vitest';
import {
  columnHeight,
  nextZoom,
  pageAt,
  pageGap,
  pagesNear,
  placePages,
  scaleOf,
} from '../../../renderer/preview/pagePlaces.ts';

const sizes = Array.from({ length: 40 }, () => ({ width: 794, height: 1123 }));

describe('the places of pages', () => {
  it('fits the widest page into the pane, margins and all', () => {
    expect(scaleOf('fit', sizes, 794 / 2 + 2 * pageGap)).toBeCloseTo(0.5);
    expect(scaleOf('fit', [...sizes, { width: 1123, height: 794 }], 1123 + 2 * pageGap)).toBeCloseTo(1);
    expect(scaleOf(1.25, sizes, 100)).toBe(1.25);
  });
  it('puts one page under the other and the column ends after the last', () => {
    const places = placePages(sizes, 0.5);
    expect(places[1]?.top).toBe((places[0]?.top ?? 0) + 562 + pageGap);
    expect(columnHeight(places)).toBe(40 * (562 + pageGap) + pageGap);
    expect(columnHeight([])).toBe(0);
  });
  it('draws only what is near', () => {
    const near = pagesNear(placePages(sizes, 1), 1135 * 20, 800).map(({ number }) => number);
    expect(near).toEqual([20, 21, 22]);
  });
  it('counts the page in the middle of the view as the one that is read', () => {
    const places = placePages(sizes, 1);
    expect(pageAt(places, 0, 800)).toBe(1);
    expect(pageAt(places, 1135 - 300, 800)).toBe(2);
    expect(pageAt(places, columnHeight(places) - 800, 800)).toBe(40);
  });
  it('steps the zoom from any scale and stops at the ends', () => {
    expect(nextZoom(0.61, 1)).toBe(0.67);
    expect(nextZoom(0.61, -1)).toBe(0.5);
    expect(nextZoom(1, 1)).toBe(1.25);
    expect(nextZoom(3, 1)).toBe(3);
    expect(nextZoom(0.25, -1)).toBe(0.25);
  });
});
