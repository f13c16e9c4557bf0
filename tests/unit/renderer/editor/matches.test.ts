import { expect, test } from 'vitest';
import { createFinder } from '#shared/document/findText.ts';
import { findMatches, replaceMatches } from '../../../../renderer/editor/matches.ts';
import { line, linesOf, source, writtenArticle } from './writtenArticle.ts';

const options = { isPattern: false, isWidthFree: true, isScriptFree: false };

function found(query: string, editor: ReturnType<typeof writtenArticle>) {
  const finder = createFinder(query, options);
  return finder ? findMatches(editor, finder, new WeakMap()) : [];
}

test('matches stand within lines, those of lists included, and are replaced in one step of undo', () => {
  const editor = writtenArticle(
    [
      line('title', '渡口的灯'),
      line('paragraph', '码头装灯，路口装灯。'),
      { role: 'list', ordered: false, children: [{ role: 'item', children: [{ text: '桥头装灯' }] }] },
      source('（镇委）'),
    ],
    '渡口的灯',
  );
  const before = linesOf(editor);
  const matches = found('装灯', editor);
  expect(matches.map(({ path, start }) => [...path, start])).toEqual([
    [1, 2],
    [1, 7],
    [2, 0, 2],
  ]);
  replaceMatches(editor, matches, '安了灯', options);
  expect(linesOf(editor)).toEqual([
    'title 渡口的灯',
    'paragraph 码头安了灯，路口安了灯。',
    'item 桥头安了灯',
    'source （镇委）',
  ]);
  editor.undo();
  expect(linesOf(editor)).toEqual(before);
});

test('what is put in the place of a match has the marks of its beginning', () => {
  const words = {
    role: 'paragraph' as const,
    children: [{ text: '全县' }, { text: '清淤', bold: true as const }, { text: '12处。' }],
  };
  const editor = writtenArticle([line('title', '题'), words, source('')], '题');
  replaceMatches(editor, found('清淤12', editor), '疏浚13', options);
  expect(editor.children[1]).toEqual({
    role: 'paragraph',
    children: [{ text: '全县' }, { text: '疏浚13', bold: true }, { text: '处。' }],
  });
});
