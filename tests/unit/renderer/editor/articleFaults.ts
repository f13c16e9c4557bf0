import { Editor, Element, Text } from 'slate';
import {
  type EditorElement,
  type EditorText,
  editorMarks,
  type TableElement,
} from '#shared/document/editorDocument.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import { ArticleContent } from '#shared/issue/article.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';

const ranks: Readonly<Record<string, number>> = { title: 0, subtitle: 1, byline: 2, source: 4 };

/** Everything that is not as an article has to be, in words; none where it is whole. */
export function articleFaults(editor: ArticleSlate): readonly string[] {
  const document = editor.children as readonly EditorElement[];
  const faults: string[] = [];
  const order = document.map(({ role }) => ranks[role] ?? 3);
  if (order.some((rank, index) => rank < (order[index - 1] ?? 0))) faults.push(`order ${order.join('')}`);
  const count = (role: string) => document.filter((element) => element.role === role).length;
  if (count('title') < 1 || count('title') > 3) faults.push(`${count('title')} title lines`);
  if (count('subtitle') > 1 || count('byline') > 1 || count('source') !== 1) faults.push('lines of the head or source');
  if (!order.includes(3)) faults.push('no line to write into');
  for (const element of document) faults.push(...elementFaults(element));
  for (const point of editor.selection ? [editor.selection.anchor, editor.selection.focus] : []) {
    const [node] = Editor.hasPath(editor, point.path) ? Editor.node(editor, point.path) : [undefined];
    if (!node || !Text.isText(node) || point.offset > node.text.length)
      faults.push(`caret at ${JSON.stringify(point)}`);
  }
  const content = toArticleContent(editor.children as Parameters<typeof toArticleContent>[0]);
  const parsed = ArticleContent.safeParse(content);
  if (!parsed.success) faults.push(parsed.error.message);
  const again = toArticleContent(toEditorDocument(structuredClone(content)));
  if (JSON.stringify(again) !== JSON.stringify(content)) faults.push('comes back otherwise when it is opened again');
  return faults;
}

function elementFaults(element: EditorElement): readonly string[] {
  switch (element.role) {
    case 'list':
      return [...childFaults(element, 'item'), ...element.children.flatMap(elementFaults)];
    case 'table':
      return [
        ...childFaults(element, 'row'),
        ...element.children.flatMap((row) => [
          ...(row.children.length > 0 ? childFaults(row, 'cell') : []),
          ...row.children.flatMap(elementFaults),
        ]),
        ...gridFaults(element),
      ];
    default:
      return lineFaults(element.role, element.children as readonly EditorText[]);
  }
}

function childFaults(element: EditorElement, role: string): readonly string[] {
  const isWhole =
    element.children.length > 0 && element.children.every((child) => Element.isElement(child) && child.role === role);
  return isWhole ? [] : [`${element.role} holds ${JSON.stringify(element.children)}`];
}

function lineFaults(role: string, texts: readonly EditorText[]): readonly string[] {
  const faults: string[] = [];
  if (texts.length === 0) faults.push(`${role} without text`);
  for (const [index, text] of texts.entries()) {
    const keys = Object.keys(text).filter((key) => key !== 'text' && !editorMarks.includes(key as never));
    if (keys.length > 0 || typeof text.text !== 'string') faults.push(`${role} holds ${JSON.stringify(text)}`);
    if (/[\n\r]/.test(text.text)) faults.push(`a break within ${role}`);
    if (text.text === '' && texts.length > 1) faults.push(`an empty text among others in ${role}`);
    const before = texts[index - 1];
    if (before && editorMarks.every((mark) => before[mark] === text[mark])) faults.push(`two texts alike in ${role}`);
  }
  return faults;
}

/** Every place of the grid is covered once. */
function gridFaults({ children: rows, headerRows, columnWidths }: TableElement): readonly string[] {
  const grid: number[][] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const { rowSpan = 1, columnSpan = 1 } of row.children) {
      while (grid[index]?.[column]) column += 1;
      for (let down = 0; down < rowSpan; down += 1) {
        for (let across = 0; across < columnSpan; across += 1) {
          const line = grid[index + down];
          if (!line) return ['a cell reaches below its table'];
          line[column + across] = (line[column + across] ?? 0) + 1;
        }
      }
    }
  }
  const width = Math.max(...grid.map((line) => line.length));
  const faults: string[] = [];
  if (grid.some((line) => Array.from({ length: width }, (_, column) => line[column]).some((times) => times !== 1))) {
    faults.push(`the grid of a table is ${JSON.stringify(grid)}`);
  }
  if (headerRows > rows.length) faults.push('more header rows than rows');
  if (columnWidths && columnWidths.length !== width) faults.push(`${columnWidths.length} widths for ${width} columns`);
  return faults;
}
