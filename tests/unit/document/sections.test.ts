import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveSection, sectionEnd, sectionMove, sectionStep } from '#shared/document/sections.ts';
import type { Block } from '#shared/issue/block.ts';

/** A digit for a heading of that level, p for a paragraph. */
const body = (signs: string) =>
  [...signs].map((sign, index) => ({ role: sign === 'p' ? 'paragraph' : `heading${sign}`, name: `${sign}${index}` }));
const names = (elements: readonly { readonly name: string }[]) => elements.map(({ name }) => name).join(' ');

test('a part goes down to the next heading of its level or a higher one', () => {
  const elements = body('p1p2p3p2p1p');
  expect(sectionEnd(elements, 1)).toBe(9);
  expect(sectionEnd(elements, 3)).toBe(7);
  expect(sectionEnd(elements, 5)).toBe(7);
  expect(sectionEnd(elements, 9)).toBe(11);
  expect(sectionEnd(elements, 0)).toBe(0);
});

test.each<readonly [string, string, number, -1 | 1, string | undefined]>([
  ['over the part above', '1p1p', 2, -1, '12 p3 10 p1'],
  ['over the part below with all in it', '1p12p1p', 0, 1, '12 23 p4 10 p1 15 p6'],
  ['under the heading above, at its end', '12p1p2p', 5, -1, '10 21 p2 25 p6 13 p4'],
  ['under the heading below, behind its first lines', '12p1p2p', 1, 1, '10 13 p4 21 p2 25 p6'],
  ['nowhere above the first', '1p', 0, -1, undefined],
  ['nowhere below the last', '1p1p', 2, 1, undefined],
])('a step goes %s', (_name, signs, from, step, after) => {
  const elements = body(signs);
  const move = sectionStep(elements, from, step);
  expect(move && names(moveSection(elements, move))).toBe(after);
});

test('a part lands nowhere in itself', () => {
  const elements = body('1p2p1p');
  for (const to of [0, 1, 2, 3, 4]) expect(sectionMove(elements, 0, to)).toBeUndefined();
  expect(sectionMove(elements, 0, 6)).toEqual({ from: 0, end: 4, to: 6 });
});

const block: fc.Arbitrary<Block> = fc
  .tuple(
    fc.constantFrom('heading1', 'heading2', 'heading3', 'heading4', 'paragraph', 'quote'),
    fc.string({ minLength: 1 }),
  )
  .map(([role, text]) => ({ role, inlines: [{ text }] }) as Block);

test('no block is lost or doubled, and what moves and what stays keep their order, wherever a part goes', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 20 }), fc.nat(), fc.nat(), (blocks, at, where) => {
      const from = at % blocks.length;
      const move = sectionMove(blocks, from, where % (blocks.length + 1));
      if (!move) return;
      const after = moveSection(blocks, move);
      const part = blocks.slice(move.from, move.end);
      expect(after).toHaveLength(blocks.length);
      expect(new Set(after)).toEqual(new Set(blocks));
      expect(after.filter((one) => part.includes(one))).toEqual(part);
      expect(after.filter((one) => !part.includes(one))).toEqual(blocks.filter((one) => !part.includes(one)));
      const start = after.indexOf(part[0] as Block);
      expect(after.slice(start, start + part.length)).toEqual(part);
      expect(after[start + part.length]).toBe(blocks[move.to]);
    }),
    { numRuns: 1000 },
  );
});

test('a step down and a step up of parts side by side give the article back', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 2, maxLength: 20 }), fc.nat(), (blocks, at) => {
      const from = at % blocks.length;
      const move = sectionStep(blocks, from, 1);
      if (!move || blocks[move.end]?.role !== blocks[from]?.role) return;
      const after = moveSection(blocks, move);
      const back = sectionStep(after, after.indexOf(blocks[from] as Block), -1);
      expect(back && moveSection(after, back)).toEqual(blocks);
    }),
    { numRuns: 1000 },
  );
});
