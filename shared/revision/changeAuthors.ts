import type { TableElement } from '#shared/document/editorDocument.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { articleTokens } from './articleTokens.ts';
import { type ArticleComparison, tokenDifferences } from './compareArticles.ts';
import type { Token } from './token.ts';

export interface Authorship {
  readonly personId: string;
  /** When the version in which it first stood was last saved. */
  readonly at: string;
}

/** A text as one person left it. */
export interface RevisionStep extends Authorship {
  readonly content: ArticleContent;
}

/**
 * Who made each of the changes, by the versions between the two texts: the last of `steps` is the later text. A change that
 * several people wrote at has them all, each with the last time, the first of them first.
 */
export function changeAuthors(
  { before, after, changes }: ArticleComparison,
  base: ArticleContent,
  steps: readonly RevisionStep[],
): readonly (readonly Authorship[])[] {
  const { removedBy, addedBy, lastWriter } = traceTokens(base, steps);
  const [placesBefore, placesAfter] = [openPlaces(before), openPlaces(after)];
  return changes.map(({ beforeStart, beforeEnd, afterStart, afterEnd }) => {
    const found = new Map<string, Authorship>();
    const note = (author: Authorship | undefined) => {
      if (!author) return;
      const known = found.get(author.personId);
      if (!known || known.at < author.at) found.set(author.personId, author);
    };
    for (let place = placesBefore[beforeStart] ?? 0; place < (placesBefore[beforeEnd] ?? 0); place += 1) {
      note(removedBy[place]);
    }
    for (let place = placesAfter[afterStart] ?? 0; place < (placesAfter[afterEnd] ?? 0); place += 1) {
      note(addedBy[place]);
    }
    // Something that only changed its place was taken out and put in by whoever left the text like that.
    if (found.size === 0) note(lastWriter);
    return [...found.values()]
      .sort((left, right) => (left.at < right.at ? -1 : 1))
      .map(({ personId, at }) => ({ personId, at }));
  });
}

/** For each token of the base who took it out, for each of the last text who put it in; tables opened up. */
function traceTokens(base: ArticleContent, steps: readonly RevisionStep[]) {
  let tokens = openTokens(base);
  const removedBy: (Authorship | undefined)[] = tokens.map(() => undefined);
  let addedBy: (Authorship | undefined)[] = tokens.map(() => undefined);
  /** Which token of the base each one is. */
  let origins: (number | undefined)[] = tokens.map((_token, index) => index);
  let lastWriter: Authorship | undefined;
  for (const step of steps) {
    const next = openTokens(step.content);
    const nextAddedBy: typeof addedBy = [];
    const nextOrigins: typeof origins = [];
    let place = 0;
    const keepUpTo = (end: number) => {
      for (; place < end; place += 1) {
        nextAddedBy.push(addedBy[place]);
        nextOrigins.push(origins[place]);
      }
    };
    for (const { beforeStart, beforeEnd, afterStart, afterEnd } of tokenDifferences(tokens, next)) {
      lastWriter = step;
      keepUpTo(beforeStart);
      for (; place < beforeEnd; place += 1) {
        const origin = origins[place];
        if (origin !== undefined) removedBy[origin] = step;
      }
      for (let count = afterStart; count < afterEnd; count += 1) {
        nextAddedBy.push(step);
        nextOrigins.push(undefined);
      }
    }
    keepUpTo(tokens.length);
    [tokens, addedBy, origins] = [next, nextAddedBy, nextOrigins];
  }
  return { removedBy, addedBy, lastWriter };
}

/** The tokens of a text with all its tables opened up, which do not hang on what it is compared with. */
function openTokens(content: ArticleContent): readonly Token[] {
  const document = toEditorDocument(content);
  const tables = document.filter((element): element is TableElement => element.role === 'table');
  return articleTokens(document, new Map(tables.map((table) => [table, 0])));
}

/** Where each token of a comparison, and its end, stands among those with all tables opened up. */
function openPlaces(tokens: readonly Token[]): readonly number[] {
  let place = 0;
  const places = tokens.map((token) => {
    const start = place;
    place += token.kind === 'table' ? articleTokens([token.table], new Map([[token.table, 0]])).length : 1;
    return start;
  });
  return [...places, place];
}
