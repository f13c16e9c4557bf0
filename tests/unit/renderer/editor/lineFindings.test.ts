import { expect, test } from 'vitest';
import { documentLines } from '#shared/document/documentLines.ts';
import type { EditorDocument } from '#shared/document/editorDocument.ts';
import {
  checkedText,
  type KnownFindings,
  linesAtOnce,
  nextLines,
  placedFindings,
  textAtOnce,
  unknownLines,
} from '../../../../renderer/editor/proofreading/lineFindings.ts';

const line = (role: 'title' | 'paragraph', text: string) => ({ role, children: [{ text }] });
const finding = (words: string, source = 'term:a') => ({
  start: 0,
  end: words.length,
  words,
  source,
  quote: words,
  message: `“${words}”`,
  suggestions: [],
});

test('only lines that are not known are asked for, those nearest to the caret first', () => {
  const document: EditorDocument = Array.from({ length: 1000 }, (_, at) => line('paragraph', `第${at}段`));
  const lines = documentLines(document);
  const known: KnownFindings = new WeakMap();
  const near = nextLines(unknownLines(lines, known), 500);
  expect(near).toHaveLength(linesAtOnce);
  const tops = near.map(({ path }) => path[0] ?? 0);
  expect(tops[0]).toBe(500);
  expect([Math.min(...tops), Math.max(...tops)]).toEqual([375, 624]);
  for (const { element } of lines) known.set(element, []);
  expect(nextLines(unknownLines(lines, known), 500)).toEqual([]);
  // A line that was written is another one; all others stay known.
  const written = documentLines(document.map((one, at) => (at === 7 ? line('paragraph', '改了') : one)));
  expect(nextLines(unknownLines(written, known), 500).map(({ path }) => path)).toEqual([[7]]);
});

test('a question has a bound of text, and one long line is a question of its own', () => {
  const long = '长'.repeat(textAtOnce - 10);
  const lines = documentLines([
    line('paragraph', '短'),
    line('paragraph', long),
    line('paragraph', '另外二十个字'.repeat(4)),
  ]);
  const known: KnownFindings = new WeakMap();
  const asked = (top: number) => nextLines(unknownLines(lines, known), top).map(({ path }) => path[0]);
  expect(asked(0)).toEqual([0, 1]);
  expect(asked(2)).toEqual([2]);
  for (const { element } of lines.slice(0, 2)) known.set(element, []);
  expect(asked(0)).toEqual([2]);
});

test('findings are placed in the order of the text, without what is ignored', () => {
  const document: EditorDocument = [
    line('title', '下发'),
    { role: 'list', ordered: false, children: [{ role: 'item', children: [{ text: '抓手' }] }] },
    line('paragraph', '下发'),
  ];
  const lines = documentLines(document);
  const known: KnownFindings = new WeakMap();
  expect(placedFindings(lines, known, () => false)).toEqual([]);
  for (const { element } of lines) known.set(element, [finding(String(element.children[0]?.text))]);
  const placed = placedFindings(lines, known, ({ quote }) => quote === '抓手');
  expect(placed.map(({ words, path }) => [words, path])).toEqual([
    ['下发', [0]],
    ['下发', [2]],
  ]);
  expect(placedFindings(lines, known, () => false).map(({ path }) => path)).toEqual([[0], [1, 0], [2]]);
});

test('a line of the title is a part of a text, every other line is a whole', () => {
  const checked = documentLines([line('title', '印发《灯'), line('paragraph', '灯亮了。')]).map(checkedText);
  expect(checked).toEqual([
    { text: '印发《灯', isWhole: false },
    { text: '灯亮了。', isWhole: true },
  ]);
});
