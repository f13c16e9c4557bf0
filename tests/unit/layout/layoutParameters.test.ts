import { expect, test } from 'vitest';
import { defaultLayoutParameters, LayoutParameters, layoutGrid } from '#shared/layout/layoutParameters.ts';

test('the default grid is 28 by 22 on a type area of 156 by 225 mm', () => {
  const grid = layoutGrid(defaultLayoutParameters);
  expect(grid.typeAreaWidth_mm).toBe(156);
  expect(grid.typeAreaHeight_mm).toBe(225);
  expect(grid.advance_mm).toBeCloseTo(5.571, 3);
  expect(grid.linePitch_mm).toBeCloseTo(10.227, 3);
});

test('an unknown parameter and a negative length are refused', () => {
  expect(LayoutParameters.safeParse({ marginTop: 37 }).success).toBe(false);
  expect(LayoutParameters.safeParse({ marginTop_mm: -1 }).success).toBe(false);
});

test('parameters written down before there was a choice of fonts and mastheads read as they printed, with the usual fonts', () => {
  const { fonts, mastheadKind, ...earlier } = LayoutParameters.parse({ bodySize_pt: 15 });
  const read = LayoutParameters.parse(earlier);
  expect(read).toEqual({ ...earlier, fonts, mastheadKind });
  expect(read.mastheadKind).toBe('redHead');
  expect(read.fonts).toEqual({ source: 'installedFirst', families: {}, substitutes: [] });
});

test('a substitute is for one character of a known slot', () => {
  const parse = (character: string, slot: string) =>
    LayoutParameters.safeParse({ fonts: { substitutes: [{ slot, character, family: 'LXGW WenKai' }] } }).success;
  expect(parse('\u{20000}', 'body')).toBe(true);
  expect(parse('云溪', 'body')).toBe(false);
  expect(parse('云', 'margin')).toBe(false);
});
