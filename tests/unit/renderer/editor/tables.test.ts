import { Editor, Element, Node } from 'slate';
import { describe, expect, test } from 'vitest';
import type { TopElement } from '#shared/document/editorDocument.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';
import {
  chosenCells,
  forgetWidthsHere,
  mergeHere,
  moveColumnHere,
  moveRowHere,
  splitHere,
  toggleHeaderHere,
  widenColumnHere,
} from '../../../../renderer/editor/tables.ts';
import { line, source, writtenArticle } from './writtenArticle.ts';

const table: TopElement = {
  role: 'table',
  headerRows: 1,
  children: ['村口灯', '甲乙丙', '丁戊己'].map((row) => ({
    role: 'row',
    children: [...row].map((text) => ({ role: 'cell' as const, children: [{ text }] })),
  })),
};

function inTable(caret: string): ArticleSlate {
  return writtenArticle([line('title', '渡口'), table, source('（柳湾镇委）')], caret);
}

function rowsOf(editor: ArticleSlate): readonly string[] {
  const [, element] = editor.children;
  return element && Element.isElement(element) ? element.children.map((row) => textsOf(row as Node)) : [];
}

function textsOf(row: Node): string {
  return Element.isElement(row) ? row.children.map((cell) => Node.string(cell as Node)).join('|') : '';
}

function caretCell(editor: ArticleSlate): string {
  return editor.selection ? Node.string(Node.parent(editor, editor.selection.focus.path)) : '';
}

/** Selects from the end of the caret's line to the end of another. */
function selectTo(editor: ArticleSlate, text: string): void {
  const [cell] = Editor.nodes(editor, {
    at: [],
    match: (node) => Element.isElement(node) && node.role === 'cell' && Node.string(node) === text,
  });
  if (!cell || !editor.selection) throw new Error(`no cell says ${text}`);
  editor.selection = { anchor: editor.selection.anchor, focus: Editor.end(editor, cell[1]) };
}

const whole = ['村|口|灯', '甲|乙|丙', '丁|戊|己'];

describe('at the caret in a table', () => {
  test.each<[string, string, (editor: ArticleSlate) => void, readonly string[]]>([
    ['the row moves up', '丁', (editor) => moveRowHere(editor, -1), ['村|口|灯', '丁|戊|己', '甲|乙|丙']],
    ['the row moves down', '村', (editor) => moveRowHere(editor, 1), ['甲|乙|丙', '村|口|灯', '丁|戊|己']],
    ['the last row stays', '己', (editor) => moveRowHere(editor, 1), whole],
    ['the column moves right', '丁', (editor) => moveColumnHere(editor, 1), ['口|村|灯', '乙|甲|丙', '戊|丁|己']],
    ['the column moves left', '灯', (editor) => moveColumnHere(editor, -1), ['村|灯|口', '甲|丙|乙', '丁|己|戊']],
    ['the first column stays', '村', (editor) => moveColumnHere(editor, -1), whole],
  ])('%s, and the caret with it', (_name, caret, change, expected) => {
    const editor = inTable(caret);
    change(editor);
    expect(rowsOf(editor)).toEqual(expected);
    expect(caretCell(editor)).toBe(caret);
    editor.undo();
    expect(rowsOf(editor)).toEqual(whole);
    expect(caretCell(editor)).toBe(caret);
  });

  test('one move after another takes the same cell on', () => {
    const editor = inTable('丁');
    moveRowHere(editor, -1);
    moveColumnHere(editor, 1);
    expect(rowsOf(editor)).toEqual(['口|村|灯', '戊|丁|己', '乙|甲|丙']);
    expect(caretCell(editor)).toBe('丁');
    editor.insertText('戌');
    expect(caretCell(editor)).toBe('丁戌');
  });

  test('chosen cells become one and single again, each in one step', () => {
    const editor = inTable('甲');
    selectTo(editor, '戊');
    expect(chosenCells(editor)).toHaveLength(4);
    mergeHere(editor);
    expect(rowsOf(editor)).toEqual(['村|口|灯', '甲 乙 丁 戊|丙', '己']);
    splitHere(editor);
    expect(rowsOf(editor)).toEqual(['村|口|灯', '甲 乙 丁 戊||丙', '||己']);
    editor.undo();
    editor.undo();
    expect(rowsOf(editor)).toEqual(whole);
  });

  test('what is merged is what was shown as chosen, whichever cells span others', () => {
    const editor = inTable('甲');
    selectTo(editor, '丁');
    mergeHere(editor);
    // 甲 and 丁 are one now, over two rows; 乙 begins beside its first and 戊 beside its second.
    selectTo(editor, '戊');
    expect(chosenCells(editor)).toHaveLength(3);
    mergeHere(editor);
    expect(rowsOf(editor)).toEqual(['村|口|灯', '甲 丁 乙 戊|丙', '己']);
  });

  test('a selection that leaves the table, or stays in a cell, chooses no cells', () => {
    const editor = inTable('甲');
    expect(chosenCells(editor)).toEqual([]);
    editor.selection = { anchor: Editor.end(editor, [1, 1, 0]), focus: Editor.end(editor, [2]) };
    expect(chosenCells(editor)).toEqual([]);
    mergeHere(editor);
    expect(rowsOf(editor)).toEqual(whole);
  });

  test('the header ends with the row, widths are given and taken back', () => {
    const editor = inTable('乙');
    toggleHeaderHere(editor);
    widenColumnHere(editor, 0.1);
    expect(editor.children[1]).toMatchObject({ headerRows: 2 });
    const { columnWidths } = editor.children[1] as { readonly columnWidths?: readonly number[] };
    expect(columnWidths?.map((width) => Math.round(width * 100))).toEqual([33, 43, 23]);
    forgetWidthsHere(editor);
    expect(editor.children[1]).not.toHaveProperty('columnWidths');
    expect(editor.children[1]).toMatchObject({ headerRows: 2 });
  });
});
