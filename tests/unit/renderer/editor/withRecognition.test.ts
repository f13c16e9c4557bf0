import { type Path, Transforms } from 'slate';
import { expect, test } from 'vitest';
import { setRole } from '../../../../renderer/editor/roles.ts';
import { afterKeys, article, backspace, enter, type Key, redo, type TypingCase, undo, words } from './typing.ts';

const left: Key = (editor) => Transforms.move(editor, { reverse: true });
const right: Key = (editor) => Transforms.move(editor);
const caretAt =
  (path: Path, offset: number): Key =>
  (editor) =>
    Transforms.select(editor, { path, offset });

const cases: readonly TypingCase[] = [
  { name: '一、 makes a first heading', input: 'paragraph |', run: ['一、加'], output: 'heading1 一、加|' },
  { name: '（一） makes a second heading', input: 'paragraph |', run: ['（一）'], output: 'heading2 （一）|' },
  { name: '(一) in half width as well', input: 'paragraph |', run: ['(一)'], output: 'heading2 (一)|' },
  { name: '1. makes a third heading', input: 'paragraph |', run: ['1.'], output: 'heading3 1.|' },
  { name: '（1） makes a fourth heading', input: 'paragraph |', run: ['（1）'], output: 'heading4 （1）|' },
  {
    name: 'words of an input method in one piece',
    input: 'paragraph |',
    run: [words('一、加强领导')],
    output: 'heading1 一、加强领导|',
  },
  {
    name: 'a beginning set before what stands already',
    input: 'paragraph |加强领导',
    run: ['二、'],
    output: 'heading1 二、|加强领导',
  },
  {
    name: 'a beginning set before a long text is a paragraph',
    input: 'paragraph |各镇已经行动。下一步要抓实。',
    run: ['（一）'],
    output: 'paragraph （一）|各镇已经行动。下一步要抓实。',
  },
  { name: '3.5 is a number', input: 'paragraph |', run: ['3.5'], output: 'paragraph 3.5|' },
  {
    name: 'a number typed over keeps being looked at',
    input: 'paragraph |',
    run: ['3.5', undo, '6'],
    output: 'paragraph 3.6|',
  },
  { name: 'a year is none', input: 'paragraph |', run: ['2026.'], output: 'paragraph 2026.|' },
  { name: 'one undo takes the recognition only', input: 'paragraph |', run: ['一、', undo], output: 'paragraph 一、|' },
  { name: 'the next undo takes the typing', input: 'paragraph |', run: ['一、', undo, undo], output: 'paragraph |' },
  { name: 'redo makes it again', input: 'paragraph |', run: ['一、', undo, redo, '加'], output: 'heading1 一、加|' },
  {
    name: 'Backspace as the next key does so too',
    input: 'paragraph |',
    run: ['一、', backspace],
    output: 'paragraph 一、|',
  },
  {
    name: 'Backspace after the caret has moved deletes',
    input: 'paragraph |',
    run: ['一、', left, right, backspace],
    output: 'paragraph 一|',
  },
  {
    name: 'Backspace after more was typed deletes',
    input: 'paragraph |',
    run: ['一、加', backspace],
    output: 'heading1 一、|',
  },
  {
    name: 'taken back, it is not made again for that line',
    input: 'paragraph |',
    run: ['一、', backspace, '加强领导'],
    output: 'paragraph 一、加强领导|',
  },
  {
    name: 'taken back, it is made again when its beginning is typed anew',
    input: 'paragraph |',
    run: ['一、', backspace, backspace, '、'],
    output: 'heading1 一、|',
  },
  {
    name: 'a full stop at the end leaves a heading',
    input: 'paragraph |',
    run: ['（一）加强领导。'],
    output: 'heading2 （一）加强领导。|',
  },
  {
    name: 'text behind the full stop makes a paragraph of it',
    input: 'paragraph |',
    run: ['（一）加强领导。各'],
    output: 'paragraph （一）加强领导。各|',
  },
  {
    name: 'and deleting that text a heading again',
    input: 'paragraph |',
    run: ['（一）加强领导。各', backspace],
    output: 'heading2 （一）加强领导。|',
  },
  {
    name: 'growing and the typing that did it are one step',
    input: 'paragraph |',
    run: ['（一）加强领导。', left, right, words('各镇'), undo],
    output: 'heading2 （一）|',
  },
  {
    name: 'more than sixty characters are a paragraph',
    input: 'paragraph |',
    run: ['一、', words('长'.repeat(59))],
    output: `paragraph 一、${'长'.repeat(59)}|`,
  },
  {
    name: 'a heading that was there before is left as it is',
    input: 'heading1 一、加强领导|',
    run: ['。各镇'],
    output: 'heading1 一、加强领导。各镇|',
  },
  {
    name: 'a heading chosen by hand is left as it is',
    input: 'paragraph |',
    run: ['一、甲', (editor) => setRole(editor, 'heading2'), '。乙'],
    output: 'heading2 一、甲。乙|',
  },
  {
    name: 'a paragraph chosen by hand is left as it is',
    input: 'paragraph |',
    run: ['一、甲', (editor) => setRole(editor, 'paragraph'), '乙'],
    output: 'paragraph 一、甲乙|',
  },
  {
    name: 'a paragraph that was there before is left as it is',
    input: 'paragraph 一、甲|',
    run: ['乙'],
    output: 'paragraph 一、甲乙|',
  },
  {
    name: 'another beginning is another heading',
    input: 'paragraph |',
    run: [
      '一、甲',
      caretAt([1, 0], 0),
      (editor) => editor.deleteForward('character'),
      (editor) => editor.deleteForward('character'),
      '1.',
    ],
    output: 'heading3 1.|甲',
  },
  {
    name: 'a line split off by Enter is recognised',
    input: 'paragraph 入冬以来。|二、主要做法',
    run: [enter],
    output: 'paragraph 入冬以来。\nheading1 |二、主要做法',
  },
  {
    name: 'and so is the one that is left above',
    input: 'paragraph 一、主要做法。|各镇已经行动。',
    run: [enter],
    output: 'heading1 一、主要做法。\nparagraph |各镇已经行动。',
  },
  {
    name: 'both in one step',
    input: 'paragraph 一、主要做法|（一）加强领导',
    run: [enter, undo],
    output: 'paragraph 一、主要做法\nparagraph |（一）加强领导',
  },
  {
    name: 'the text split off a recognised heading is a paragraph',
    input: 'paragraph |',
    run: ['一、甲乙', left, enter],
    output: 'heading1 一、甲\nparagraph |乙',
  },
  {
    name: 'Enter at the end of a recognised heading begins a paragraph, in which the next is recognised',
    input: 'paragraph |',
    run: ['一、甲', enter, '（一）乙'],
    output: 'heading1 一、甲\nheading2 （一）乙|',
  },
  { name: 'never in a lead', input: 'lead |', run: ['一、'], output: 'lead 一、|' },
  { name: 'never in a list', input: '- |', run: ['一、'], output: '- 一、|' },
  { name: 'never in a cell', input: 'table 1\n+ | / 盏', run: ['一、'], output: 'table 1\n+ 一、| / 盏' },
  { name: 'never in a caption', input: 'figure a |', run: ['一、'], output: 'figure a 一、|' },
];

test.each(cases)('$name', async ({ input, run, output }) => {
  expect(await afterKeys(input, run, { autocorrects: false })).toBe(article(output));
});

test('a title is never a heading', async () => {
  expect(await afterKeys('paragraph 甲', [caretAt([0, 0], 0), words('一、加强领导')])).toBe(
    'title 一、加强领导|题\nparagraph 甲\nsource',
  );
});
