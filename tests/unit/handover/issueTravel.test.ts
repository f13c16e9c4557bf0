import { expect, test } from 'vitest';
import { cancelVerdict } from '#shared/handover/cancelVerdict.ts';
import { arrivalOf, countsBefore, type IssueComing, type IssueHere } from '#shared/handover/issueTravel.ts';
import { mergeTexts } from '#shared/handover/mergeTexts.ts';

const legs = (way: string): IssueHere['legs'] =>
  way
    .split(' ')
    .flatMap((hash) => (hash === '' ? [] : [{ kind: hash.startsWith('l') ? 'lost' : 'sent', hash } as const]));
const here = (way: string, more: Partial<IssueHere> = {}): IssueHere => ({
  legs: legs(way),
  isHere: false,
  signed: undefined,
  hasSignatures: false,
  step: 0,
  ...more,
});
const coming = (way: string, more: Partial<IssueComing> = {}): IssueComing => ({
  legs: legs(way),
  isCopy: false,
  signed: undefined,
  step: 0,
  ...more,
});

test('what comes from further along counts, and an older state does not', () => {
  expect(arrivalOf(undefined, coming('a'))).toBe('newer');
  expect(arrivalOf(here('a'), coming('a b'))).toBe('newer');
  expect(arrivalOf(here('a b'), coming('a'))).toBe('older');
  expect(arrivalOf(here('a', { isHere: true }), coming('a'))).toBe('older');
  // A copy to be read comes again and again from whoever has it.
  expect(arrivalOf(here('a'), coming('a', { isCopy: true }))).toBe('newer');
  expect(arrivalOf(here('a', { isHere: true }), coming('a', { isCopy: true }))).toBe('older');
});

test('where two ways part, signed counts before unsigned, then what was taken back as lost', () => {
  const both = (one: IssueHere, other: IssueComing, expected: string, mirrored: string) => {
    expect(arrivalOf(one, other)).toBe(expected);
    const { isCopy: _copy, ...rest } = other;
    const there = { ...rest, isHere: one.isHere, hasSignatures: one.hasSignatures };
    expect(arrivalOf(there, { ...one, isCopy: false })).toBe(mirrored);
  };
  both(here('a l1', { isHere: true }), coming('a b'), 'forkLoses', 'forkWins');
  both(here('a l1', { signed: 'x' }), coming('a b', { signed: 'y' }), 'bothSigned', 'bothSigned');
  both(here('a l1'), coming('a b', { signed: 'y' }), 'forkWins', 'forkLoses');
  both(here('a b', { signed: 'x' }), coming('a l1'), 'forkLoses', 'forkWins');
  // What is signed alike and has come less far on the same way, and what was signed over a way that went on.
  expect(arrivalOf(here('a b', { signed: 'x', step: 4 }), coming('a', { signed: 'x', step: 3 }))).toBe('older');
  expect(arrivalOf(here('a b', { signed: 'x', step: 3 }), coming('a', { signed: 'x', step: 4 }))).toBe('older');
  expect(arrivalOf(here('a l1', { signed: 'x' }), coming('a', { signed: 'y' }))).toBe('older');
  expect(arrivalOf(here('a l1', { signed: 'x' }), coming('a'))).toBe('older');
  // Sent twice by a machine that was set back, or taken back twice as lost: the same one counts everywhere.
  both(here('a b'), coming('a c'), 'forkLoses', 'forkWins');
  both(here('a c', { isHere: true }), coming('a b d'), 'forkWins', 'forkLoses');
  both(here('a l1'), coming('a l2'), 'forkLoses', 'forkWins');
  // Set back by an old backup, a machine has what it had given away.
  expect(arrivalOf(here('a', { isHere: true }), coming('a b'))).toBe('forkWins');
  expect(arrivalOf(here('a l1 b'), coming('a', { isCopy: true, signed: 'x' }))).toBe('forkWins');
});

test('the same signed issue stays where it is worked on, and elsewhere follows the way that counts', () => {
  for (const step of [2, 3, 4]) {
    const one = { signed: 'x', step: 3 };
    expect(arrivalOf(here('a l1', { ...one, isHere: true }), coming('a b', { signed: 'x', step }))).toBe('forkLoses');
    expect(arrivalOf(here('a b', { ...one, isHere: true }), coming('a l1', { signed: 'x', step }))).toBe('forkLoses');
    expect(arrivalOf(here('a b', one), coming('a l1', { signed: 'x', step }))).toBe('forkWins');
    expect(arrivalOf(here('a l1', one), coming('a b', { signed: 'x', step }))).toBe('forkLoses');
    expect(arrivalOf(here('a', one), coming('a b', { signed: 'x', step }))).toBe('newer');
    // This machine itself has signed that it gave the issue away; what was done here since is not lost.
    const setBack = arrivalOf(here('a', { ...one, isHere: true }), coming('a b', { signed: 'x', step }));
    expect(setBack).toBe(step < 3 ? 'forkLoses' : 'forkWins');
    // Another has, and taken it back as lost.
    expect(arrivalOf(here('a', { ...one, isHere: true }), coming('a l1 b', { signed: 'x', step }))).toBe('forkLoses');
  }
});

test('one of two ways counts, whoever asks', () => {
  const both = (one: string, other: string) => {
    expect(countsBefore(legs(one), legs(other)), `${one}, ${other}`).toBe(true);
    expect(countsBefore(legs(other), legs(one)), `${other}, ${one}`).toBe(false);
  };
  both('a b', 'a');
  both('a l1', 'a');
  both('a l1', 'a b c');
  both('a b', 'a c d');
  both('a l1 d', 'a l2 c');
  expect(countsBefore(legs('a b'), legs('a b'))).toBe(false);
});

test('an unsigned state replaces signatures where the issue is worked on only from further along the same way', () => {
  const signedHere = { isHere: true, hasSignatures: true };
  expect(arrivalOf(here('a b', signedHere), coming('a l1'))).toBe('signedHere');
  expect(arrivalOf(here('a c', signedHere), coming('a b'))).toBe('signedHere');
  expect(arrivalOf(here('a b', signedHere), coming('a c'))).toBe('forkLoses');
  expect(arrivalOf(here('a', signedHere), coming('a b'))).toBe('forkWins');
  expect(arrivalOf(here('a', signedHere), coming('a l1 b'))).toBe('signedHere');
  expect(arrivalOf(here('a', { isHere: true }), coming('a l1 b'))).toBe('forkWins');
  expect(arrivalOf(here('a', { hasSignatures: true }), coming('a b'))).toBe('newer');
  expect(arrivalOf(here('a b', { hasSignatures: true }), coming('a l1'))).toBe('forkWins');
  expect(arrivalOf(here('a b', signedHere), coming('a l1', { signed: 'x' }))).toBe('forkWins');
});

test('a text is taken only where what stands was known to whoever wrote it', () => {
  const text = (current: string, ...all: readonly string[]) => ({ current, all: new Set([current, ...all]) });
  expect(mergeTexts(text('1'), text('1'))).toBe('same');
  expect(mergeTexts(text('1'), text('2', '1'))).toBe('theirs');
  expect(mergeTexts(text('2', '1'), text('1'))).toBe('ours');
  expect(mergeTexts(text('2', '1'), text('3', '1'))).toBe('both');
  // Each knows the other's and has gone back to its own.
  expect(mergeTexts(text('1', '2'), text('2', '1'))).toBe('both');
});

test('an issue is given back as long as nobody has looked at it', () => {
  const untouched = { isOpened: false, isChanged: false };
  expect(cancelVerdict({ package: 'absent', ...untouched })).toBeUndefined();
  expect(cancelVerdict({ package: 'last', ...untouched })).toBeUndefined();
  expect(cancelVerdict({ package: 'last', isOpened: true, isChanged: false })).toBe('opened');
  expect(cancelVerdict({ package: 'last', isOpened: true, isChanged: true })).toBe('changed');
  expect(cancelVerdict({ package: 'last', isOpened: false, isChanged: true })).toBe('changed');
  expect(cancelVerdict({ package: 'followed', ...untouched })).toBe('passedOn');
  expect(cancelVerdict({ package: 'followed', isOpened: true, isChanged: true })).toBe('passedOn');
  expect(cancelVerdict({ package: 'absent', isOpened: true, isChanged: true })).toBeUndefined();
});
