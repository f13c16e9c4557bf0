import { Editor, Range, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';
import { elementText } from '#shared/document/editorDocument.ts';
import { documentNumber, numberAround, otherForm } from '#shared/document/numberForms.ts';
import { lineAt } from './lines.ts';
import { overwrite } from './overwrite.ts';
import { pointInLine } from './pointInLine.ts';
import type { ArticleSlate } from './slateTypes.ts';

/** Puts text at the caret, in the place of what is selected, as one step of its own; it is taken as it is. */
export function insertSign(editor: ArticleSlate, text: string): void {
  HistoryEditor.withNewBatch(editor, () => {
    if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
    if (editor.selection) Transforms.insertText(editor, text, { at: editor.selection });
  });
}

/** Writes the selected number, or the one the caret is at, in its other form and selects it; false where none stands. */
export function convertNumber(editor: ArticleSlate): boolean {
  const place = placeOf(editor);
  if (!place) return false;
  const { text, path } = place;
  const [start, end] =
    place.start === place.end
      ? (numberAround(text, place.start) ?? [place.start, place.start])
      : [place.start, place.end];
  const other = otherForm(text.slice(start, end), text.slice(end));
  if (other === undefined) return false;
  replace(editor, path, start, end, other);
  Transforms.select(editor, rangeIn(editor, path, start, start + other.length));
  return true;
}

/** Makes 〔2026〕号 of the selected year, or puts it at the caret with this year; the caret waits for the number. */
export function writeDocumentNumber(editor: ArticleSlate, thisYear: number): void {
  const place = placeOf(editor);
  if (!place) return;
  const { text, path, start, end } = place;
  const selected = documentNumber(text.slice(start, end));
  const number = selected ?? `〔${thisYear}〕`;
  const isWhole = number.endsWith('号');
  replace(editor, path, start, selected === undefined ? start : end, isWhole ? number : `${number}号`);
  const caret = start + number.length;
  Transforms.select(editor, rangeIn(editor, path, caret, caret).anchor);
}

/** The selection as places of the text of its line; undefined where it reaches over several. */
function placeOf(editor: ArticleSlate) {
  const { selection } = editor;
  const line = lineAt(editor);
  if (!selection || !line) return undefined;
  const [element, path] = line;
  if (!Range.includes(Editor.range(editor, path), Range.end(selection))) return undefined;
  const offset = (point: Range['anchor']) =>
    Editor.string(editor, { anchor: Editor.start(editor, path), focus: point }).length;
  const [first, last] = Range.edges(selection);
  return { text: elementText(element), path, start: offset(first), end: offset(last) };
}

function rangeIn(editor: ArticleSlate, path: readonly number[], start: number, end: number): Range {
  const [element] = Editor.node(editor, [...path]);
  if (!('role' in element)) throw new Error('no line');
  return {
    anchor: pointInLine(element, [...path], start, 'start'),
    focus: pointInLine(element, [...path], end, 'end'),
  };
}

function replace(editor: ArticleSlate, path: readonly number[], start: number, end: number, text: string): void {
  const at = rangeIn(editor, path, start, end);
  HistoryEditor.withNewBatch(editor, () => {
    if (start === end) Transforms.insertText(editor, text, { at: at.focus });
    else overwrite(editor, at, text);
  });
}
