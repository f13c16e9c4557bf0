import type { EditorText, TableElement } from '#shared/document/editorDocument.ts';
import type { TextRole } from '#shared/issue/block.ts';

/** What a line is, said at its end, as a paragraph mark says it: who joins two lines takes an end away. */
export type LineEnd =
  | { readonly role: 'title' | 'subtitle' | 'byline' | TextRole | 'caption' | 'cell' }
  /** `startsList` where the item above belongs to another list of the same kind. */
  | { readonly role: 'item'; readonly ordered: boolean; readonly startsList?: true }
  | { readonly role: 'source'; readonly unit: string; readonly unitLine: string };

/** What stands in a marked copy because of a change; `change` is its number. Absent from any other text. */
export interface Revised {
  readonly revision?: 'removed' | 'added';
  readonly change?: number;
}
export type RevisedText = EditorText & Revised;

/** One character of an article with its marks, or one of the things that stand between characters, in reading order. */
export type Token =
  | ({ readonly kind: 'character' } & RevisedText)
  | { readonly kind: 'end'; readonly line: LineEnd }
  /** A picture; the line that follows is its caption. */
  | ({ readonly kind: 'figure'; readonly image: string } & Revised)
  /** A table that is taken as one thing. */
  | ({ readonly kind: 'table'; readonly table: TableElement } & Revised)
  /** A table of which both texts have the grid: its cells follow, a line each, then its end. `pair` names it in both. */
  | { readonly kind: 'grid'; readonly pair: number; readonly table: TableElement }
  | { readonly kind: 'gridEnd'; readonly pair: number };

/** Most tokens are one of few characters, met again and again. */
const keys = new WeakMap<Token, string>();

/** Tokens with the same key are the same for a reader. */
export function tokenKey(token: Token): string {
  const known = keys.get(token);
  if (known !== undefined) return known;
  const key = makeKey(token);
  keys.set(token, key);
  return key;
}

function makeKey(token: Token): string {
  switch (token.kind) {
    case 'character':
      return `${token.text}${token.bold ? 'b' : ''}${token.emphasis ? 'e' : ''}${token.superscript ? 's' : ''}`;
    case 'grid':
    case 'gridEnd':
      return `${token.kind} ${token.pair}`;
    default:
      return JSON.stringify(token);
  }
}
