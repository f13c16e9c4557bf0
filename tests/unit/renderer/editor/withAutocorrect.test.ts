import { expect, test } from 'vitest';
import { afterKeys, article, backspace, type TypingCase, undo, words } from './typing.ts';

const cases: readonly TypingCase[] = [
  { name: 'a comma behind a Han character', input: 'paragraph 甲|', run: [','], output: 'paragraph 甲，|' },
  { name: 'Backspace at once brings it back', input: 'paragraph 甲|', run: [',', backspace], output: 'paragraph 甲,|' },
  { name: 'so does undo', input: 'paragraph 甲|', run: [',', undo], output: 'paragraph 甲,|' },
  {
    name: 'and it is then left alone',
    input: 'paragraph 甲|',
    run: [',', backspace, words('乙'), ',丙'],
    output: 'paragraph 甲,乙，丙|',
  },
  {
    name: 'Backspace behind more typing deletes',
    input: 'paragraph 甲|',
    run: [',乙', backspace],
    output: 'paragraph 甲，|',
  },
  {
    name: 'what is typed on is a step of its own',
    input: 'paragraph 甲|',
    run: [',乙丙', undo],
    output: 'paragraph 甲，|',
  },
  {
    name: 'and the correction the step before',
    input: 'paragraph 甲|',
    run: [',乙丙', undo, undo],
    output: 'paragraph 甲,|',
  },
  { name: 'an ellipsis and back', input: 'paragraph 甲|', run: ['...', backspace], output: 'paragraph 甲...|' },
  {
    name: 'quotes around words',
    input: 'paragraph 他说|',
    run: ['"', words('你好'), '"'],
    output: 'paragraph 他说“你好”|',
  },
  { name: 'in the middle of a line', input: 'paragraph 甲|乙', run: ['--'], output: 'paragraph 甲——|乙' },
  { name: 'in bold text', input: 'paragraph 甲*乙|*丙', run: [','], output: 'paragraph 甲*乙，|*丙' },
  { name: 'over the edge of bold text', input: 'paragraph 甲*乙-|*丙', run: ['-'], output: 'paragraph 甲*乙——|*丙' },
  { name: 'in a cell', input: 'table 1\n+ 甲| / 盏', run: [','], output: 'table 1\n+ 甲，| / 盏' },
  { name: 'in an item', input: '- 甲|', run: ['...'], output: '- 甲……|' },
  {
    name: 'brackets of a heading, which is recognised as well, each a step of its own',
    input: 'paragraph |',
    run: ['(一)'],
    output: 'heading2 （一）|',
  },
  {
    name: 'of which the last is taken back first',
    input: 'paragraph |',
    run: ['(一)', backspace],
    output: 'paragraph （一）|',
  },
  { name: 'and then the brackets', input: 'paragraph |', run: ['(一)', undo, undo], output: 'paragraph (一)|' },
];

test.each(cases)('$name', async ({ input, run, output }) => {
  expect(await afterKeys(input, run)).toBe(article(output));
});

test('switched off it does nothing', async () => {
  expect(await afterKeys('paragraph 甲|', [',"..."'], { autocorrects: false })).toBe(article('paragraph 甲,"..."|'));
});
