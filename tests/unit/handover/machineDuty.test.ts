import { expect, test } from 'vitest';
import { joinedNumbers, machineStepOf } from '#shared/handover/machineDuty.ts';
import { issueActions } from '#shared/workflow/issueWorkflow.ts';
import { machineDuties } from '../../../electron/store/content/migration33MachineDuties.ts';

test('the base holds the same table of steps as the office', () => {
  for (const action of issueActions) {
    const step = machineStepOf(action);
    const inBase = new RegExp(`WHEN '${action}' THEN '(\\w+)'`).exec(machineDuties)?.[1];
    expect(inBase, action).toBe(step);
  }
});

test('of two lists of last numbers the highest of each series and year counts, and the highest running number', () => {
  const joined = joinedNumbers(
    [
      { series: 'regular', year: 2025, serial: 12 },
      { series: 'regular', year: 2026, serial: 7, running: 130 },
    ],
    [
      { series: 'regular', year: 2026, serial: 5, running: 131 },
      { series: 'supplement', year: 2026, serial: 1 },
    ],
  );
  expect(joined).toEqual([
    { series: 'regular', year: 2025, serial: 12 },
    { series: 'regular', year: 2026, serial: 7, running: 131 },
    { series: 'supplement', year: 2026, serial: 1 },
  ]);
  expect(joinedNumbers([], [])).toEqual([]);
});
