import { expect, test } from 'vitest';
import { emptyIssueDocument } from '#shared/issue/issueDocument.ts';
import { layoutFaults } from '#shared/layout/layoutFaults.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { unprintableParts } from '#shared/layout/unprintableParts.ts';

const faults = (part: object) => layoutFaults(LayoutParameters.parse(part));

test('the usual page has no fault, nor has a small sheet with small type', () => {
  expect(faults({})).toEqual([]);
  const small = { paperWidth_mm: 148, paperHeight_mm: 210, bodySize_pt: 10.5, charactersPerLine: 24, linesPerPage: 26 };
  expect(faults({ ...small, marginTop_mm: 20, marginBottom_mm: 20, marginInner_mm: 20, marginOuter_mm: 18 })).toEqual(
    [],
  );
});

test.each([
  [{ marginInner_mm: 110, marginOuter_mm: 100 }, '没有留下版心'],
  [{ marginTop_mm: 200, marginBottom_mm: 100 }, '没有留下版心'],
  [{ charactersPerLine: 40 }, '每行最多30字'],
  [{ linesPerPage: 60 }, '每页最多39行'],
  [{ pageNumberBelowTypeArea_mm: 34 }, '页码落到了纸外'],
  [{ footLinePitch_mm: 3 }, '版记的行距比字还小'],
  [{ tableLinePitch_mm: 3 }, '表格的行距比字还小'],
])('%j is told with what to change', (part, words) => {
  expect(faults(part)).toEqual([expect.stringContaining(words)]);
  const document = emptyIssueDocument({ name: '云溪信息', organ: '云溪县办公室' });
  expect(unprintableParts(document, LayoutParameters.parse(part))).toEqual(
    faults(part).map((message) => ({ message, at: { part: 'publication' } })),
  );
});

test('the most that a fault names has none', () => {
  expect(faults({ charactersPerLine: 30 })).toEqual([]);
  expect(faults({ linesPerPage: 39 })).toEqual([]);
});
