import { expect, test } from 'vitest';
import type { Answer } from '#shared/contract/errorCode.ts';
import { takeInTurn } from '#shared/handover/takeInTurn.ts';

const refused = (reason: string): Answer<number> => ({
  ok: false,
  code: 'illegalState',
  message: reason,
  details: { reason },
});

/** Another machine's packages by their numbers, of which each is taken after the one before. */
function chain(after: number, { stopsAt, damaged }: { readonly stopsAt?: number; readonly damaged?: number } = {}) {
  let last = after;
  const tried: number[] = [];
  const told: (number | string)[] = [];
  return {
    tried,
    told,
    ways: {
      take: async (one: number): Promise<Answer<number> | undefined> => {
        if (one === stopsAt) return undefined;
        tried.push(one);
        if (one === damaged) return refused('damaged');
        if (one !== last + 1) return refused('gap');
        last = one;
        return { ok: true, value: one };
      },
      tell: (one: number, answer: Answer<number>) => void told.push(answer.ok ? one : answer.message),
    },
  };
}

test('packages in the wrong order are taken in the right one', async () => {
  const { tried, told, ways } = chain(0);
  expect(await takeInTurn([3, 2, 1], ways)).toEqual([]);
  expect(told).toEqual([1, 2, 3]);
  expect(tried).toEqual([3, 2, 1, 3, 2, 3]);
});

test('what waits for a package that is not there comes back, and is tried no more once nothing was taken', async () => {
  const { tried, told, ways } = chain(0);
  const waiting = await takeInTurn([4, 1, 5], ways);
  expect(waiting.map(({ one, refusal }) => [one, refusal.message])).toEqual([
    [4, 'gap'],
    [5, 'gap'],
  ]);
  expect(told).toEqual([1]);
  expect(tried).toEqual([4, 1, 5, 4, 5]);
});

test('one alone whose turn has not come is tried once', async () => {
  const { tried, told, ways } = chain(0);
  expect(await takeInTurn([2], ways)).toHaveLength(1);
  expect(tried).toEqual([2]);
  expect(told).toEqual([]);
});

test('a package that is refused for anything else is told at once and stops no other', async () => {
  const { told, ways } = chain(0, { damaged: 7 });
  expect(await takeInTurn([7, 1], ways)).toEqual([]);
  expect(told).toEqual(['damaged', 1]);
});

test('nothing is taken after a stop, and nothing is told of what waited', async () => {
  const { tried, told, ways } = chain(0, { stopsAt: 2 });
  expect(await takeInTurn([3, 1, 2], ways)).toEqual([]);
  expect(tried).toEqual([3, 1]);
  expect(told).toEqual([1]);
});
