import { Editor, Path, type Point } from 'slate';
import type { EditorDocument, EditorElement, EditorText, TopElement } from '#shared/document/editorDocument.ts';
import { texts } from '#shared/document/toEditorDocument.ts';
import { textRoles } from '#shared/issue/block.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';

/**
 * An article as a few lines of text, to be read at a glance in a test. A line each: its role and its words.
 *
 *     title 渡口的灯
 *     paragraph 入冬|以来，*守灯的人*_两班_轮^2^着来。
 *     - 查线            an item; # an item of a numbered list
 *     table 1           a table of one header row; then its rows, cells set apart by /
 *     + 村{1x2} / 盏    a cell over one row and two columns
 *     figure a 夜景     the letter stands for the picture
 *     source （柳湾镇委）
 *
 * `*` bold, `_` emphasis, `^` superscript; `|` the caret, `[` where a selection began and `]` where it ends.
 */
export interface NotedArticle {
  readonly document: TopElement[];
  readonly anchor: Point | undefined;
  readonly focus: Point | undefined;
}

const markSigns = { '*': 'bold', _: 'emphasis', '^': 'superscript' } as const;
type Signs = Pick<NotedArticle, 'anchor' | 'focus'>;

export function readNotation(text: string): NotedArticle {
  const document: TopElement[] = [];
  const signs: { anchor: Point | undefined; focus: Point | undefined } = { anchor: undefined, focus: undefined };
  const noted = (words: string, path: Path) => {
    const { children, found } = readWords(words, path);
    signs.anchor ??= found.anchor;
    signs.focus ??= found.focus;
    return children;
  };
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [, kind = '', words = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
    const last = document.at(-1);
    const top = document.length;
    if (kind === '-' || kind === '#') {
      const ordered = kind === '#';
      if (last?.role === 'list' && last.ordered === ordered) {
        last.children.push({ role: 'item', children: noted(words, [top - 1, last.children.length]) });
      } else document.push({ role: 'list', ordered, children: [{ role: 'item', children: noted(words, [top, 0]) }] });
    } else if (kind === 'table') document.push({ role: 'table', headerRows: Number(words || 0), children: [] });
    else if (kind === '+') {
      if (last?.role !== 'table') throw new Error(`a row without a table: ${line}`);
      const path = [top - 1, last.children.length];
      const cells = line
        .slice(1)
        .split('/')
        .map((one, index) => {
          const [, content = '', down, across] = /^(.*?)(?:\{(\d+)x(\d+)\})?$/.exec(one.trim()) ?? [];
          return {
            role: 'cell' as const,
            ...(Number(down) > 1 ? { rowSpan: Number(down) } : {}),
            ...(Number(across) > 1 ? { columnSpan: Number(across) } : {}),
            children: noted(content, [...path, index]),
          };
        });
      last.children.push({ role: 'row', children: line === '+' ? [] : cells });
    } else if (kind === 'figure') {
      document.push({ role: 'figure', image: (words[0] ?? 'a').repeat(64), children: noted(words.slice(2), [top]) });
    } else if (kind === 'source') {
      const children = noted(words, [top]);
      const unitLine = children.map((child) => child.text).join('');
      document.push({ role: 'source', unit: '', unitLine, children });
    } else if (kind === 'title' || kind === 'subtitle' || kind === 'byline') {
      document.push({ role: kind, children: noted(words, [top]) });
    } else {
      const role = textRoles.find((one) => one === kind);
      if (!role) throw new Error(`no such line: ${line}`);
      document.push({ role, children: noted(words, [top]) });
    }
  }
  return { document, ...signs };
}

function readWords(words: string, path: Path): { readonly children: EditorText[]; readonly found: Signs } {
  const runs: EditorText[] = [];
  const places: { sign: string; offset: number }[] = [];
  const on = new Set<string>();
  let length = 0;
  for (const sign of words) {
    const mark = markSigns[sign as keyof typeof markSigns];
    if (mark) {
      if (!on.delete(mark)) on.add(mark);
    } else if ('|[]'.includes(sign)) places.push({ sign, offset: length });
    else {
      runs.push({ text: sign, ...Object.fromEntries([...on].map((one) => [one, true])) });
      length += sign.length;
    }
  }
  const children = texts(runs);
  const pointOf = (sign: string): Point | undefined => {
    const place = places.find((one) => one.sign === sign || one.sign === '|');
    if (!place) return undefined;
    let left = place.offset;
    for (const [index, child] of children.entries()) {
      if (left <= child.text.length) return { path: [...path, index], offset: left };
      left -= child.text.length;
    }
    return undefined;
  };
  return { children, found: { anchor: pointOf('['), focus: pointOf(']') } };
}

/** The same notation back; with the selection where one is given. */
export function writeNotation(document: EditorDocument, selection?: Partial<Signs> | null): string {
  const words = (element: EditorElement, path: Path) => writeWords(element, path, selection ?? {});
  return document
    .flatMap((element, top): readonly string[] => {
      switch (element.role) {
        case 'list':
          return element.children.map((item, index) => `${element.ordered ? '#' : '-'} ${words(item, [top, index])}`);
        case 'table':
          return [
            `table ${element.headerRows}`,
            ...element.children.map(({ children }, row) => {
              const cells = children.map((cell, index) => {
                const { rowSpan = 1, columnSpan = 1 } = cell;
                const spans = rowSpan > 1 || columnSpan > 1 ? `{${rowSpan}x${columnSpan}}` : '';
                return words(cell, [top, row, index]) + spans;
              });
              return `+ ${cells.join(' / ')}`;
            }),
          ];
        case 'figure':
          return [`figure ${element.image[0]} ${words(element, [top])}`];
        default:
          return [`${element.role} ${words(element, [top])}`];
      }
    })
    .map((line) => line.trimEnd())
    .join('\n');
}

function writeWords(element: EditorElement, path: Path, { anchor, focus }: Partial<Signs>): string {
  let line = '';
  const isCollapsed = anchor && focus && Path.equals(anchor.path, focus.path) && anchor.offset === focus.offset;
  for (const [index, child] of (element.children as readonly EditorText[]).entries()) {
    const at = [...path, index];
    const signs: (readonly [number, string])[] = [];
    if (anchor && Path.equals(anchor.path, at)) signs.push([anchor.offset, isCollapsed ? '|' : '[']);
    if (focus && !isCollapsed && Path.equals(focus.path, at)) signs.push([focus.offset, ']']);
    let text = child.text;
    for (const [offset, sign] of signs.toSorted(([one], [other]) => other - one)) {
      text = text.slice(0, offset) + sign + text.slice(offset);
    }
    const around = Object.entries(markSigns).flatMap(([sign, mark]) => (child[mark] ? [sign] : []));
    line += around.join('') + text + around.toReversed().join('');
  }
  return line;
}

/** The lines without what stands around them, for a comparison that does not mind the indent of a template. */
export function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

/** Puts the noted article into an editor, with its selection, and nothing to undo. */
export function placeNotation(editor: ArticleSlate, text: string): void {
  const { document, anchor, focus } = readNotation(text);
  editor.children = document;
  Editor.normalize(editor, { force: true });
  editor.history = { undos: [], redos: [] };
  editor.selection = anchor && focus ? { anchor, focus } : null;
}
