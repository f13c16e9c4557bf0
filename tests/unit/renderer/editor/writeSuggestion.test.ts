import { Transforms } from 'slate';
import { expect, test } from 'vitest';
import { writeSuggestion } from '../../../../renderer/editor/proofreading/writeSuggestion.ts';
import { line, linesOf, writtenArticle } from './writtenArticle.ts';

const range = (block: number, start: number, end: number) => ({
  anchor: { path: [block, 0], offset: start },
  focus: { path: [block, 0], offset: end },
});
const written = () =>
  writtenArticle([line('title', '灯'), line('paragraph', '下发通知，再下发。'), line('paragraph', '下发。')], '灯');

test('what is typed behind a suggestion is undone without it', async () => {
  const editor = written();
  const before = linesOf(editor);
  Transforms.select(editor, range(1, 0, 2));
  writeSuggestion(editor, [range(1, 0, 2)], '印发');
  Transforms.collapse(editor, { edge: 'end' });
  await Promise.resolve();
  const replaced = linesOf(editor);
  expect(replaced).toContain('paragraph 印发通知，再下发。');
  editor.insertText('了');
  await Promise.resolve();
  expect(linesOf(editor)).toContain('paragraph 印发了通知，再下发。');
  editor.undo();
  expect(linesOf(editor)).toEqual(replaced);
  editor.undo();
  expect(linesOf(editor)).toEqual(before);
});

test('several places are one step of undo, and the caret stays where it is in the text', () => {
  const editor = written();
  const before = linesOf(editor);
  Transforms.select(editor, { path: [1, 0], offset: 4 });
  writeSuggestion(editor, [range(1, 0, 2), range(1, 6, 8), range(2, 0, 2)], '发');
  expect(linesOf(editor)).toEqual(['title 灯', 'paragraph 发通知，再发。', 'paragraph 发。', ...before.slice(3)]);
  expect(editor.selection?.anchor).toEqual({ path: [1, 0], offset: 3 });
  editor.undo();
  expect(linesOf(editor)).toEqual(before);
});
