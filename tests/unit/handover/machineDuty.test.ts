import { expect, test } from 'vitest';
import { machineStepOf } from '#shared/handover/machineDuty.ts';
import { issueActions } from '#shared/workflow/issueWorkflow.ts';
import { machineDuties } from '../../../electron/store/content/migration33MachineDuties.ts';

test('the base holds the same table of steps as the office', () => {
  for (const action of issueActions) {
    const step = machineStepOf(action);
    const inBase = new RegExp(`WHEN '${action}' THEN '(\\w+)'`).exec(machineDuties)?.[1];
    expect(inBase, action).toBe(step);
  }
});
