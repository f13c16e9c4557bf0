import { afterEach, expect, test, vi } from 'vitest';
import { askFind, takeAskedFind } from '../../../../renderer/editor/askedFind.ts';

const options = { isPattern: false, isWidthFree: true, isScriptFree: true };

afterEach(() => {
  vi.useRealTimers();
});

test('the next editor that opens is given the words, with how they were looked for, and only that one', () => {
  askFind('村口', options);
  expect(takeAskedFind()).toMatchObject({ words: '村口', options });
  expect(takeAskedFind()).toBeUndefined();
});

test('words that led nowhere are shown to nobody later on', () => {
  vi.useFakeTimers();
  askFind('村口', options);
  vi.setSystemTime(Date.now() + 60_000);
  expect(takeAskedFind()).toBeUndefined();
});
