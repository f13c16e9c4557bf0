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
