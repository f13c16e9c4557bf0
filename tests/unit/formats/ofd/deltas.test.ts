import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDeltas, encodeDeltas } from '#formats/ofd/deltas.ts';

test('equal steps are written as a group, others one by one', () => {
  expect(encodeDeltas([10, 15.5714, 21.1428, 26.7142, 32.2856])).toBe('g 4 5.5714');
  expect(encodeDeltas([0, 5, 10, 12.5])).toBe('5 5 2.5');
  expect(encodeDeltas([3])).toBe('');
});

test('every position comes back within two thousandths of a millimetre, however long the line', () => {
  const steps = fc.array(fc.oneof(fc.double({ min: 0.5, max: 20, noNaN: true }), fc.constant(156 / 28)), {
    maxLength: 200,
  });
  fc.assert(
    fc.property(steps, (widths) => {
      const positions = [28];
      for (const width of widths) positions.push((positions.at(-1) as number) + width);
      const read = decodeDeltas(encodeDeltas(positions), widths.length);
      let place = 28;
      for (const [index, step] of (read ?? []).entries()) {
        place += step;
        expect(Math.abs(place - (positions[index + 1] as number))).toBeLessThanOrEqual(0.0021);
      }
      expect(read?.length).toBe(widths.length);
    }),
  );
});

test('a group without end gives no more steps than the text can use', () => {
  expect(decodeDeltas('g 4000000000 5', 3)).toEqual([5, 5, 5]);
});

test.each(['g 2', 'g x 5', 'g 1.5 5', 'g -1 5', '5 a'])('%s is no list of steps', (text) => {
  expect(decodeDeltas(text, 10)).toBeUndefined();
});
