import { expect, test } from 'vitest';
import { type WayComing, wayFault } from '#shared/handover/wayFault.ts';

interface Leg {
  readonly kind: 'sent' | 'cancelled' | 'lost';
  readonly hash: string;
  readonly from: string;
  readonly to: string;
  /** Who has signed it. */
  readonly by: string;
}

/** `a>b` sent, `a<b` given back by a, `a!` taken back by a; `c:a>b` says who signed it where that is not the one it names. */
const way = (text: string): readonly Leg[] =>
  text
    .split(' ')
    .filter((one) => one !== '')
    .map((one, index) => {
      const [, by, from = '', sign = '', to = from] = /^(?:(.):)?(.)([>!<])(.)?$/.exec(one) ?? [];
      const kind = sign === '>' ? 'sent' : sign === '<' ? 'cancelled' : 'lost';
      return { kind, hash: `${index}${one}`, from, to, by: by ?? from };
    });

const fault = (legs: string, sender: string, holder: string, known?: string, began = 'nobody') => {
  const coming: WayComing<Leg> = { legs: way(legs), isCopy: sender === holder, sender, holder };
  const here = known === undefined ? undefined : { legs: way(known), mayHaveBegunAt: (one: string) => one === began };
  return wayFault(coming, here, ({ by, from }) => by === from);
};

test('an issue comes from whoever it was sent to', () => {
  expect(fault('a>b', 'a', 'b')).toBeUndefined();
  expect(fault('a>b b>c c>a', 'c', 'a', 'a>b', 'a')).toBeUndefined();
  expect(fault('a>b b<a a>c', 'a', 'c')).toBeUndefined();
  expect(fault('a>b a! a>c', 'a', 'c')).toBeUndefined();
  expect(fault('a! a>c', 'a', 'c')).toBeUndefined();
  // To be read.
  expect(fault('', 'a', 'a')).toBeUndefined();
  expect(fault('a>b', 'b', 'b', 'a>b', 'a')).toBeUndefined();
});

test.each([
  ['a leg that nobody of them has signed', 'c:a>b b>c'],
  ['a leg from where the issue is not', 'a>b c>d'],
  ['a leg to itself', 'a>a a>b'],
  ['what was given back by another', 'a>b c<a'],
  ['what was given back to another', 'a>b b<c'],
  ['what was given back twice', 'a>b b<a a<b'],
  ['what was given back and never sent', 'b<a a>c'],
  ['what was taken back by another', 'a>b c! c>d'],
  ['what was taken back by whoever has it', 'a>b b! b>c'],
  ['what was taken back twice', 'a>b a! a! a>c'],
])('a way is broken with %s', (_what, legs) => {
  const last = way(legs).at(-1);
  expect(fault(legs, last?.from ?? '', last?.to ?? '')).toBe('broken');
});

test('who tells the way of another machine, or begins one where the issue did not begin, never had it', () => {
  expect(fault('a>b', 'c', 'b')).toBe('neverHad');
  expect(fault('a>b', 'c', 'c')).toBe('neverHad');
  expect(fault('a>b b<a', 'b', 'a')).toBe('neverHad');
  expect(fault('a>b', 'a', 'c')).toBe('neverHad');
  expect(fault('', 'c', 'a')).toBe('neverHad');
  expect(fault('c>a', 'c', 'a', 'a>b')).toBe('neverHad');
  expect(fault('c>a', 'c', 'a', '', 'a')).toBe('neverHad');
  expect(fault('', 'c', 'c', '', 'a')).toBe('neverHad');
  expect(fault('', 'a', 'a', '', 'a')).toBeUndefined();
  expect(fault('a>b', 'a', 'b', '', 'a')).toBeUndefined();
});
