import {
  type BodyElement,
  type CellElement,
  type EditorText,
  editorMarks,
  type TableElement,
  type TopElement,
} from '#shared/document/editorDocument.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { LineEnd, RevisedText, Token } from './token.ts';

const mostTitleLines = 3;

/**
 * The article that a row of tokens says. Any row says one: text without an end becomes a paragraph, a line that stands where
 * its role may not be as well, so that no choice among changes loses a word.
 */
export function articleOfTokens(tokens: readonly Token[]): ArticleContent {
  return toArticleContent(elementsOfTokens(tokens));
}

/** The same as the editor's elements; characters keep what else they carry. */
export function elementsOfTokens(tokens: readonly Token[]): readonly TopElement[] {
  const elements: TopElement[] = [];
  let line: EditorText[] = [];
  let figure: Omit<Extract<Token, { kind: 'figure' }>, 'kind'> | undefined;
  let grid: { readonly table: TableElement; readonly cells: EditorText[][] } | undefined;

  const takeLine = () => {
    const taken = line.length > 0 ? line : [{ text: '' }];
    line = [];
    return taken;
  };
  const closeFigure = (caption: EditorText[]) => {
    if (figure) elements.push({ role: 'figure', ...figure, children: caption });
    figure = undefined;
  };
  /** Before something that is no line of text. */
  const closeOpen = () => {
    closeFigure([{ text: '' }]);
    if (line.length > 0) elements.push({ role: 'paragraph', children: takeLine() });
  };
  const endLine = (end: LineEnd) => {
    const children = takeLine();
    if (end.role === 'cell') {
      if (grid) grid.cells.push(children);
      else elements.push({ role: 'paragraph', children });
      return;
    }
    if (end.role === 'caption') {
      if (figure) closeFigure(children);
      else elements.push({ role: 'paragraph', children });
      return;
    }
    closeFigure([{ text: '' }]);
    if (end.role === 'item') addItem(elements, end, children);
    else if (end.role === 'source') elements.push({ ...end, children });
    else elements.push({ role: end.role, children });
  };

  for (const token of tokens) {
    switch (token.kind) {
      case 'character':
        addCharacter(line, token);
        break;
      case 'end':
        endLine(token.line);
        break;
      case 'figure': {
        closeOpen();
        const { kind: _figure, ...shown } = token;
        figure = shown;
        break;
      }
      case 'table': {
        closeOpen();
        const { kind: _table, table, ...revised } = token;
        elements.push({ ...table, ...revised });
        break;
      }
      case 'grid':
        closeOpen();
        grid = { table: token.table, cells: [] };
        break;
      case 'gridEnd':
        if (grid) elements.push(filledTable(grid.table, grid.cells));
        grid = undefined;
        break;
      default:
        token satisfies never;
    }
  }
  closeOpen();
  return inOrder(elements);
}

function addCharacter(line: EditorText[], { kind: _kind, ...character }: Extract<Token, { kind: 'character' }>): void {
  const last = line.at(-1);
  if (last && carriesTheSame(last, character)) line[line.length - 1] = { ...last, text: last.text + character.text };
  else line.push(character);
}

function carriesTheSame({ text: _one, ...left }: RevisedText, { text: _other, ...right }: RevisedText): boolean {
  return (
    editorMarks.every((mark) => left[mark] === right[mark]) &&
    left.revision === right.revision &&
    left.change === right.change
  );
}

function addItem(
  elements: TopElement[],
  { ordered, startsList }: Extract<LineEnd, { role: 'item' }>,
  children: EditorText[],
): void {
  const last = elements.at(-1);
  if (last?.role === 'list' && last.ordered === ordered && !startsList) last.children.push({ role: 'item', children });
  else elements.push({ role: 'list', ordered, children: [{ role: 'item', children }] });
}

/** The grid with these cells, in reading order. */
function filledTable(table: TableElement, cells: readonly EditorText[][]): TableElement {
  let next = 0;
  const fill = (cell: CellElement): CellElement => {
    const children = cells[next] ?? [{ text: '' }];
    next += 1;
    return { ...cell, children };
  };
  return { ...table, children: table.children.map((row) => ({ ...row, children: row.children.map(fill) })) };
}

/** Head, body, source: a line of the head or a source that stands elsewhere, or once too often, is a paragraph. */
function inOrder(elements: readonly TopElement[]): readonly TopElement[] {
  const roles = new Map<TopElement['role'], number>();
  let isInBody = false;
  return elements.map((element, index): TopElement => {
    const count = (roles.get(element.role) ?? 0) + 1;
    const mayStand = () => {
      switch (element.role) {
        case 'title':
          return !isInBody && count <= mostTitleLines && !roles.has('subtitle') && !roles.has('byline');
        case 'subtitle':
          return !isInBody && count === 1 && !roles.has('byline');
        case 'byline':
          return !isInBody && count === 1;
        case 'source':
          return index === elements.length - 1;
        default:
          isInBody = true;
          return true;
      }
    };
    if (mayStand()) {
      roles.set(element.role, count);
      return element;
    }
    isInBody = true;
    return { role: 'paragraph', children: element.children as EditorText[] } satisfies BodyElement;
  });
}
