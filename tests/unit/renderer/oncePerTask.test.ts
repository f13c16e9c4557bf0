import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { oncePerTask } from '../../../renderer/app/oncePerTask.ts';

test('those who ask in one turn have one answer, and who asks later a new one', async () => {
  let count = 0;
  const ask = oncePerTask(async () => {
    count += 1;
    return count;
  });
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  await wait(5);
  expect(await ask()).toBe(2);
});
