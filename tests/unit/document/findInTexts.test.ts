import { expect, test } from 'vitest';
import { findInTexts, mostPlaces } from '#shared/document/findInTexts.ts';
import type { FindOptions } from '#shared/document/findText.ts';
import { simplify } from '#shared/document/simplify.ts';

const plain: FindOptions = { isPattern: false, isWidthFree: false, isScriptFree: false };

test('each text has its own places, at its own number', () => {
  const found = findInTexts(
    { texts: ['灯，灯', '没有', '燈'], query: '灯', options: { ...plain, isScriptFree: true } },
    simplify,
  );
  expect(found).toMatchObject({ kind: 'found', isCut: false });
  const places = found.kind === 'found' ? found.matches.map((some) => some.map(({ start }) => start)) : [];
  expect(places).toEqual([[0, 2], [], [0]]);
});

test('what is no pattern is told, nothing to look for is found nowhere', () => {
  expect(findInTexts({ texts: ['灯'], query: '(', options: { ...plain, isPattern: true } }, simplify)).toEqual({
    kind: 'wrong',
  });
  expect(findInTexts({ texts: ['灯'], query: '', options: plain }, simplify)).toEqual({
    kind: 'found',
    matches: [[]],
    isCut: false,
  });
});

test('more places than anybody reads are cut, and it is told', () => {
  const texts = ['灯'.repeat(mostPlaces), '灯', '灯'];
  const found = findInTexts({ texts, query: '灯', options: plain }, simplify);
  if (found.kind !== 'found') throw new Error('not found');
  expect(found.isCut).toBe(true);
  expect(found.matches.map(({ length }) => length)).toEqual([mostPlaces, 0, 0]);
  const whole = findInTexts({ texts: texts.slice(0, 1), query: '灯', options: plain }, simplify);
  expect(whole).toMatchObject({ isCut: false });
});
