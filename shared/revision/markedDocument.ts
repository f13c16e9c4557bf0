import type { TopElement } from '#shared/document/editorDocument.ts';
import { elementsOfTokens } from './articleOfTokens.ts';
import type { ArticleComparison } from './compareArticles.ts';
import type { Revised, Token } from './token.ts';

type Revision = Required<Revised>;

/** Stands where lines were joined or a line was cut in two. */
export const lineEndSign = '¶';

/**
 * 花脸稿: the later text with what was taken out left in its place. Each text in it is a RevisedText. A line that is gone as
 * a whole stays a line; where two lines were joined or one was cut, a sign says so.
 */
export function markedDocument({ before, after, changes }: ArticleComparison): readonly TopElement[] {
  const tokens: Token[] = [];
  /** Of the line that is being written: whether something of it is in both texts, or in the later one at least. */
  let [isKept, isThere] = [false, false];
  const keep = (token: Token) => {
    tokens.push(token);
    isKept = token.kind === 'character';
    isThere = isKept;
  };
  const remove = (token: Token, revision: Revision) => {
    if (token.kind === 'end') tokens.push(isThere || token.line.role === 'source' ? sign(revision) : token);
    else tokens.push({ ...token, ...revision });
  };
  const add = (token: Token, revision: Revision, isCut: boolean) => {
    if (token.kind !== 'end') {
      tokens.push({ ...token, ...revision });
      isThere = token.kind === 'character';
      return;
    }
    if (isKept && isCut) tokens.push(sign(revision));
    tokens.push(token);
    [isKept, isThere] = [false, false];
  };
  let next = 0;
  for (const [change, { beforeStart, beforeEnd, afterStart, afterEnd }] of changes.entries()) {
    for (const token of after.slice(next, afterStart)) keep(token);
    const [removed, added] = [before.slice(beforeStart, beforeEnd), after.slice(afterStart, afterEnd)];
    for (const token of removed) remove(token, { revision: 'removed', change });
    const isCut = !removed.some(({ kind }) => kind === 'end');
    for (const token of added) add(token, { revision: 'added', change }, isCut);
    next = afterEnd;
  }
  for (const token of after.slice(next)) keep(token);
  return elementsOfTokens(tokens);
}

function sign(revision: Revision): Token {
  return { kind: 'character', text: lineEndSign, ...revision };
}
