import type { QueryNote } from './searchQuery.ts';

/** Why a place of a query was not read as it was meant, for the window and the command line. */
export const queryNoteReasons = {
  openQuote: '引号没有配对',
  openBracket: '括号没有配对',
  strayBracket: '多了一个括号',
  missingWords: '“或”“非”的前后缺少字词',
  emptyField: '冒号后面没有要找的字词',
  noSuchDay: '没有这样的日期',
  tooLong: '太长，后面的没有用来查找',
  tooDeep: '括号套得太多',
} as const satisfies Record<QueryNote['kind'], string>;

const longestPiece = 12;

/** One note about a query in words: the place, by characters from 1, what stands there, and why it was not read. */
export function queryNoteText(query: string, { kind, start, end }: QueryNote): string {
  const piece = [...query.slice(start, end)];
  const shown = piece.length > longestPiece ? `${piece.slice(0, longestPiece).join('')}…` : piece.join('');
  return `第${[...query.slice(0, start)].length + 1}字“${shown}”：${queryNoteReasons[kind]}`;
}
