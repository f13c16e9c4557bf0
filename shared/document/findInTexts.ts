import { createFinder, type FindOptions, type Match, type Simplify } from './findText.ts';

/** What to look for, and where: data that can be handed to a worker. */
export interface TextSearch {
  readonly texts: readonly string[];
  readonly query: string;
  readonly options: FindOptions;
}

/** `wrong` where the query is no pattern; `isCut` where there are more than so many places. */
export type TextsFound =
  | { readonly kind: 'found'; readonly matches: readonly (readonly Match[])[]; readonly isCut: boolean }
  | { readonly kind: 'wrong' };

/** More places than this are not told: nobody reads them, and a list of them is not looked through. */
export const mostPlaces = 20_000;

/** Looks through many texts; the matches of each at its own number. */
export function findInTexts({ texts, query, options }: TextSearch, simplify: Simplify): TextsFound {
  const finder = createFinder(query, options, simplify);
  if (!finder && query !== '') return { kind: 'wrong' };
  let left = mostPlaces;
  let isCut = false;
  const matches = texts.map((text) => {
    if (!finder || isCut) return [];
    const found = finder(text);
    isCut ||= found.length > left;
    const told = found.slice(0, left);
    left -= told.length;
    return told;
  });
  return { kind: 'found', matches, isCut };
}
