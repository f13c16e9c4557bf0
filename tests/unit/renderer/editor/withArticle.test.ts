import { Editor, Transforms } from 'slate';
import { expect, test } from 'vitest';
import type { TopElement } from '#shared/document/editorDocument.ts';
import { insertElements } from '../../../../renderer/editor/insertElements.ts';
import { currentRole, setRole } from '../../../../renderer/editor/roles.ts';
import { changeTableHere, goToCell } from '../../../../renderer/editor/tables.ts';
import { line, linesOf, source, writtenArticle } from './writtenArticle.ts';

const table: TopElement = {
  role: 'table',
  headerRows: 1,
  children: [
    { role: 'row', children: [cell('村'), cell('盏')] },
    { role: 'row', children: [cell('上湾'), cell('40')] },
  ],
};
const list: TopElement = {
  role: 'list',
  ordered: false,
  children: [
    { role: 'item', children: [{ text: '查线' }] },
    { role: 'item', children: [{ text: '换灯' }] },
  ],
};
const article = [
  line('title', '渡口的灯'),
  line('paragraph', '入冬。'),
  line('heading1', '一、摸底'),
  source('（柳湾镇委）'),
];

function cell(text: string) {
  return { role: 'cell' as const, children: [{ text }] };
}

test('whatever is loaded has a title, a body and a source line in this order', () => {
  const editor = writtenArticle([line('paragraph', '甲。'), line('title', '乙')], '甲。');
  expect(linesOf(editor)).toEqual(['title 甲。', 'title 乙', 'paragraph ', 'source ']);
});

test('Enter in a title breaks it into three lines at most, then goes on to the text', () => {
  const editor = writtenArticle(article, '渡口的灯');
  for (const text of ['亮了', '一年']) {
    editor.insertBreak();
    editor.insertText(text);
  }
  editor.insertBreak();
  editor.insertText('去年');
  expect(linesOf(editor).slice(0, 4)).toEqual(['title 渡口的灯', 'title 亮了', 'title 一年', 'paragraph 去年入冬。']);
});

test('Enter behind a heading begins a paragraph', () => {
  const editor = writtenArticle(article, '一、摸底');
  editor.insertBreak();
  editor.insertText('走访。');
  expect(linesOf(editor)).toEqual([
    'title 渡口的灯',
    'paragraph 入冬。',
    'heading1 一、摸底',
    'paragraph 走访。',
    'source （柳湾镇委）',
  ]);
});

test('Backspace at the start of the first paragraph does not draw it into the title', () => {
  const editor = writtenArticle(article, '入冬。');
  Transforms.move(editor, { distance: 3, reverse: true });
  editor.deleteBackward('character');
  expect(linesOf(editor)).toEqual(linesOf(writtenArticle(article, '入冬。')));
});

test('Backspace at the start of a heading makes it a paragraph, once more joins it', () => {
  const editor = writtenArticle(article, '一、摸底');
  Transforms.move(editor, { distance: 4, reverse: true });
  editor.deleteBackward('character');
  expect(linesOf(editor)[2]).toBe('paragraph 一、摸底');
  editor.deleteBackward('character');
  expect(linesOf(editor)[1]).toBe('paragraph 入冬。一、摸底');
});

test('deleting from the title into the text keeps title and text apart', () => {
  const editor = writtenArticle(article, '渡口的灯');
  Transforms.select(editor, { anchor: { path: [0, 0], offset: 2 }, focus: { path: [2, 0], offset: 2 } });
  editor.deleteFragment();
  expect(linesOf(editor)).toEqual(['title 渡口', 'heading1 摸底', 'source （柳湾镇委）']);
});

test('deleting everything leaves an article to write into', () => {
  const editor = writtenArticle([line('title', '题'), table, list, source('（落款）')], '题');
  Transforms.select(editor, []);
  editor.deleteFragment();
  expect(linesOf(editor)).toEqual(['title ', 'paragraph ', 'source ']);
});

test('deleting over cells empties them and leaves the table whole', () => {
  const editor = writtenArticle([line('title', '题'), table], '村');
  Transforms.select(editor, { anchor: { path: [1, 0, 0, 0], offset: 0 }, focus: { path: [1, 1, 0, 0], offset: 2 } });
  editor.deleteFragment();
  expect(linesOf(editor)).toEqual(['title 题', 'cell ', 'cell ', 'cell ', 'cell 40', 'source ']);
});

test('paragraphs become a list and a list becomes paragraphs', () => {
  const editor = writtenArticle([line('title', '题'), line('paragraph', '甲'), line('paragraph', '乙')], '甲');
  Transforms.select(editor, { anchor: Editor.start(editor, [1]), focus: Editor.end(editor, [2]) });
  setRole(editor, 'numberedList');
  expect(currentRole(editor)).toBe('numberedList');
  expect(editor.children[1]).toMatchObject({ role: 'list', ordered: true });
  expect(linesOf(editor)).toEqual(['title 题', 'item 甲', 'item 乙', 'source ']);
  setRole(editor, 'quote');
  expect(linesOf(editor)).toEqual(['title 题', 'quote 甲', 'quote 乙', 'source ']);
});

test('Enter in an empty item ends the list', () => {
  const editor = writtenArticle([line('title', '题'), list], '换灯');
  editor.insertBreak();
  editor.insertBreak();
  editor.insertText('后文');
  expect(linesOf(editor)).toEqual(['title 题', 'item 查线', 'item 换灯', 'paragraph 后文', 'source ']);
});

test('rows and columns are added and removed at the caret; Tab in the last cell adds a row', () => {
  const editor = writtenArticle([line('title', '题'), table], '村');
  changeTableHere(editor, 'addColumn');
  expect(linesOf(editor).slice(1, 7)).toEqual(['cell 村', 'cell ', 'cell 盏', 'cell 上湾', 'cell ', 'cell 40']);
  changeTableHere(editor, 'removeRow');
  expect(linesOf(editor).slice(1, -1)).toEqual(['cell 上湾', 'cell ', 'cell 40']);
  Transforms.select(editor, Editor.end(editor, [1]));
  goToCell(editor, 'next');
  editor.insertText('下湾');
  expect(linesOf(editor).slice(1, -1)).toEqual(['cell 上湾', 'cell ', 'cell 40', 'cell 下湾', 'cell ', 'cell ']);
});

test('what is put in splits the paragraph at the caret and joins its first paragraph to it', () => {
  const editor = writtenArticle([line('title', '题'), line('paragraph', '前后')], '前后');
  Transforms.move(editor, { reverse: true });
  insertElements(editor, [
    { role: 'paragraph', children: [{ text: '甲', bold: true }] },
    { role: 'heading1', children: [{ text: '一、乙' }] },
  ]);
  expect(linesOf(editor)).toEqual(['title 题', 'paragraph 前甲', 'heading1 一、乙', 'paragraph 后', 'source ']);
});

test('only the words go into a title', () => {
  const editor = writtenArticle([line('title', '题')], '题');
  insertElements(editor, [{ role: 'heading1', children: [{ text: '甲', bold: true }, { text: '乙' }] }]);
  expect(linesOf(editor)).toEqual(['title 题甲乙', 'paragraph ', 'source ']);
  expect(editor.children[0]).toEqual({ role: 'title', children: [{ text: '题甲乙' }] });
});

test('undo takes back what was done, step by step', () => {
  const editor = writtenArticle(article, '入冬。');
  const before = linesOf(editor);
  setRole(editor, 'quote');
  editor.undo();
  expect(linesOf(editor)).toEqual(before);
});

test('a whole text pasted into the title of a new article gives title, body and source line', () => {
  const editor = writtenArticle([line('title', ''), line('paragraph', ''), source('')], '');
  insertElements(editor, [
    { role: 'paragraph', children: [{ text: '渡口的灯' }] },
    { role: 'heading1', children: [{ text: '一、装灯' }] },
    { role: 'paragraph', children: [{ text: '全镇装灯三百盏。' }] },
    { role: 'paragraph', children: [{ text: '（柳湾镇委）' }] },
  ]);
  expect(linesOf(editor)).toEqual([
    'title 渡口的灯',
    'heading1 一、装灯',
    'paragraph 全镇装灯三百盏。',
    'source （柳湾镇委）',
  ]);
});

test('lines pasted into the title of an article that has a text stand before it, and its source line stays', () => {
  const editor = writtenArticle([line('title', '渡口'), line('paragraph', '灯亮了。'), source('（镇委）')], '渡口');
  insertElements(editor, [
    { role: 'paragraph', children: [{ text: '的灯' }] },
    { role: 'paragraph', children: [{ text: '（柳湾镇委）' }] },
  ]);
  expect(linesOf(editor)).toEqual([
    'title 渡口的灯',
    'paragraph （柳湾镇委）',
    'paragraph 灯亮了。',
    'source （镇委）',
  ]);
});
