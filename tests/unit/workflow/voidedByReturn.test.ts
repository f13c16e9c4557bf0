import { expect, test } from 'vitest';
import { voidedByReturn } from '#shared/workflow/voidedByReturn.ts';

test('a return makes void what holds and was signed at its station or after it, each named once', () => {
  const signatures = [
    { station: 0, label: '责任编辑', voidReason: '退回' },
    { station: 0, label: '责任编辑' },
    { station: 1, label: '会签' },
    { station: 1, label: '会签' },
    { station: 2, label: '审核' },
  ];
  expect(voidedByReturn(signatures, 0)).toEqual(['责任编辑', '会签', '审核']);
  expect(voidedByReturn(signatures, 1)).toEqual(['会签', '审核']);
  expect(voidedByReturn(signatures, 3)).toEqual([]);
});
