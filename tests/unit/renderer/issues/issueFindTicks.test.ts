import { expect, test } from 'vitest';
import { carryUnticked, type TickedLine, tickedLines } from '../../../../renderer/screens/issues/issueFindTicks.ts';

/** The lines of one article, with the places of 灯 in them. */
function looked(...texts: readonly string[]): readonly TickedLine[] {
  const lines = texts.map((text, line) => ({ articleId: 'one', line, part: line, text }));
  return tickedLines(
    lines,
    texts.map((text) => [...text.matchAll(/灯/g)].map(({ index }) => ({ start: index, end: index + 1, groups: [] }))),
  );
}

const before = looked('渡口的灯', '装灯，点灯，看灯。', '夜里上岸的人多。');
/** The second one of the second line is spared. */
const ticks = { lines: before, unticked: new Set([before[1]?.keys[1] ?? '']) };
const carried = (...texts: readonly string[]) => {
  const keys = carryUnticked(ticks, looked(...texts));
  return keys && [...keys];
};

test('a place that was spared stays so, wherever its line has pushed it', () => {
  expect(carried('渡口的灯', '装灯，点灯，看灯。', '夜里上岸的人多。')).toEqual(['one/1/4']);
  expect(carried('渡口的灯', '今年装灯，点灯，看灯。', '夜里上岸的人多了。')).toEqual(['one/1/6']);
  expect(carried('渡口的灯和灯', '装电灯，点灯，看灯。', '灯')).toEqual(['one/1/5']);
});

test('where the others were replaced, what was spared is the rest', () => {
  expect(carried('渡口的火', '装火，点灯，看火。', '夜里上岸的人多。')).toEqual(['one/1/4']);
});

test.each([
  ['its line holds fewer', ['渡口的灯', '装灯，点灯。', '夜里上岸的人多。']],
  ['its line holds more', ['渡口的灯', '灯，装灯，点灯，看灯。', '夜里上岸的人多。']],
  ['a line came', ['渡口的灯', '新写，灯灯灯。', '装灯，点灯，看灯。', '夜里上岸的人多。']],
  ['a line went', ['装灯，点灯，看灯。', '夜里上岸的人多。']],
  ['its line moved', ['渡口的灯', '灯灯灯', '装灯，点灯，看灯。']],
])('nothing is guessed where %s', (_what, texts) => {
  expect(carried(...texts)).toBeUndefined();
});

test('an article that was taken out, or in which nothing was spared, is in nobody’s way', () => {
  expect(carryUnticked(ticks, [])).toEqual(new Set());
  expect(carryUnticked({ lines: before, unticked: new Set() }, looked('灯'))).toEqual(new Set());
});
