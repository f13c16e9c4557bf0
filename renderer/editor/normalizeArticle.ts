import { Editor, Element, type NodeEntry, type Path, Text, Transforms } from 'slate';
import type { EditorElement } from '#shared/document/editorDocument.ts';
import { emptyParagraph } from '#shared/document/toEditorDocument.ts';
import type { ArticleSlate } from './slateTypes.ts';

const mostTitleLines = 3;

/** Mends one thing that an article may not be; false where there was nothing to mend. */
export function normalizeArticle(editor: ArticleSlate, [node, path]: NodeEntry): boolean {
  if (path.length === 0) return normalizeOrder(editor);
  if (!Element.isElement(node)) return false;
  switch (node.role) {
    case 'list':
      return keepChildren(editor, node, path, 'item');
    case 'table':
      return keepChildren(editor, node, path, 'row');
    case 'row':
      return dropCoveredRow(editor, node, path) || keepChildren(editor, node, path, 'cell');
    default:
      return keepTexts(editor, node, path);
  }
}

/** Title lines, subtitle, byline, body, source line, in this order; only the editor's own children are looked at. */
function normalizeOrder(editor: ArticleSlate): boolean {
  const children = editor.children as readonly EditorElement[];
  if (children[0]?.role !== 'title') {
    const first = children[0];
    if (first && 'children' in first && first.role === 'paragraph') {
      Transforms.setNodes(editor, { role: 'title' }, { at: [0] });
    } else {
      Transforms.insertNodes(editor, { role: 'title', children: [{ text: '' }] }, { at: [0] });
    }
    return true;
  }
  let titleLines = 0;
  let rank = 0;
  let bodyCount = 0;
  for (const [index, { role }] of children.entries()) {
    const own = rankOf(role);
    if (role === 'title') titleLines += 1;
    const isRepeated = own > 0 && own < 3 && own === rank;
    if (own < 3 && (own < rank || isRepeated || titleLines > mostTitleLines)) {
      Transforms.setNodes(editor, { role: 'paragraph' }, { at: [index] });
      return true;
    }
    if (rank === 4) {
      // Something got behind the source line, or there are two of them.
      if (own === 4) Transforms.removeNodes(editor, { at: [index] });
      else Transforms.moveNodes(editor, { at: [index], to: [index - 1] });
      return true;
    }
    if (own === 3) bodyCount += 1;
    rank = own;
  }
  if (rank !== 4) {
    const source = { role: 'source', unit: '', unitLine: '', children: [{ text: '' }] } as const;
    Transforms.insertNodes(editor, { ...source, children: [...source.children] }, { at: [children.length] });
    return true;
  }
  if (bodyCount === 0) {
    Transforms.insertNodes(editor, emptyParagraph(), { at: [children.length - 1] });
    return true;
  }
  return false;
}

function rankOf(role: EditorElement['role']): number {
  switch (role) {
    case 'title':
      return 0;
    case 'subtitle':
      return 1;
    case 'byline':
      return 2;
    case 'source':
      return 4;
    default:
      return 3;
  }
}

function keepChildren(
  editor: ArticleSlate,
  element: EditorElement,
  path: readonly number[],
  role: 'item' | 'row' | 'cell',
): boolean {
  const wrong = element.children.findIndex((child) => !Element.isElement(child) || child.role !== role);
  if (wrong < 0 && element.children.length > 0) return false;
  Transforms.removeNodes(editor, { at: element.children.length <= 1 ? [...path] : [...path, wrong] });
  return true;
}

/** A row that is covered whole from above cannot be written into: it goes, and what covers it is a row lower. */
function dropCoveredRow(editor: ArticleSlate, row: EditorElement, path: Path): boolean {
  const [top = 0, index = 0] = path;
  const table = editor.children[top];
  if (row.children.some((child) => Element.isElement(child)) || !table || !Element.isElement(table)) return false;
  if (table.role !== 'table' || table.children.length <= 1) return false;
  Editor.withoutNormalizing(editor, () => {
    for (const [above, { children }] of table.children.slice(0, index).entries()) {
      for (const [cell, { rowSpan = 1 }] of children.entries()) {
        const at = [top, above, cell];
        if (above + rowSpan <= index) continue;
        if (rowSpan > 2) Transforms.setNodes(editor, { rowSpan: rowSpan - 1 }, { at });
        else Transforms.unsetNodes(editor, 'rowSpan', { at });
      }
    }
    if (index < table.headerRows) Transforms.setNodes(editor, { headerRows: table.headerRows - 1 }, { at: [top] });
    Transforms.removeNodes(editor, { at: path });
  });
  return true;
}

function keepTexts(editor: ArticleSlate, element: EditorElement, path: readonly number[]): boolean {
  const wrong = element.children.findIndex((child) => !Text.isText(child));
  if (wrong < 0) return false;
  Transforms.unwrapNodes(editor, { at: [...path, wrong] });
  return true;
}
