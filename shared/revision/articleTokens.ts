import type { EditorDocument, EditorText, TableElement, TopElement } from '#shared/document/editorDocument.ts';
import type { LineEnd, Token } from './token.ts';

/** Characters with the same marks are one token wherever they stand: a long text has a million of them, twice. */
const characters = new Map<string, Map<string, Token>>();

function charactersMarked({ bold, emphasis, superscript }: EditorText): Map<string, Token> {
  const marks = `${bold === true}${emphasis === true}${superscript === true}`;
  const known = characters.get(marks) ?? new Map<string, Token>();
  characters.set(marks, known);
  return known;
}

function addCharacter(known: Map<string, Token>, character: string, { text: _text, ...marks }: EditorText): Token {
  const token: Token = { kind: 'character', text: character, ...marks };
  known.set(character, token);
  return token;
}

/** An article as one row of tokens. Tables that have a number in `pairs` are opened up, others are one token each. */
export function articleTokens(document: EditorDocument, pairs: ReadonlyMap<TableElement, number>): readonly Token[] {
  const tokens: Token[] = [];
  const line = (texts: readonly EditorText[], end: LineEnd) => {
    for (const text of texts) {
      const known = charactersMarked(text);
      for (const character of text.text) tokens.push(known.get(character) ?? addCharacter(known, character, text));
    }
    tokens.push({ kind: 'end', line: end });
  };
  for (const [index, element] of document.entries()) {
    switch (element.role) {
      case 'list': {
        const { ordered } = element;
        const followsList = isSameList(document[index - 1], ordered);
        for (const [place, item] of element.children.entries()) {
          line(item.children, { role: 'item', ordered, ...(place === 0 && followsList ? { startsList: true } : {}) });
        }
        break;
      }
      case 'table': {
        const pair = pairs.get(element);
        if (pair === undefined) {
          tokens.push({ kind: 'table', table: element });
          break;
        }
        tokens.push({ kind: 'grid', pair, table: element });
        for (const row of element.children) for (const cell of row.children) line(cell.children, { role: 'cell' });
        tokens.push({ kind: 'gridEnd', pair });
        break;
      }
      case 'figure':
        tokens.push({ kind: 'figure', image: element.image });
        line(element.children, { role: 'caption' });
        break;
      case 'source':
        line(element.children, { role: 'source', unit: element.unit, unitLine: element.unitLine });
        break;
      default:
        line(element.children, { role: element.role });
    }
  }
  return tokens;
}

function isSameList(element: TopElement | undefined, ordered: boolean): boolean {
  return element?.role === 'list' && element.ordered === ordered;
}
