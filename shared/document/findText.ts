export interface FindOptions {
  /** The query is a regular expression. */
  readonly isPattern: boolean;
  /** Full-width and half-width forms of a sign are the same: ，and ,, Ａ and A. */
  readonly isWidthFree: boolean;
}

/** A place in a text, in UTF-16 units, with the groups of a pattern: the whole first. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly string[];
}

export type Finder = (text: string) => readonly Match[];

/** Looks for a query in texts, whatever the case of its letters; undefined for an empty query or a pattern that is none. */
export function createFinder(query: string, { isPattern, isWidthFree }: FindOptions): Finder | undefined {
  if (query === '') return undefined;
  const wanted = isWidthFree ? narrow(query) : query;
  let pattern: RegExp;
  try {
    pattern = new RegExp(isPattern ? wanted : wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
  } catch {
    return undefined;
  }
  return (text) => {
    const shown = isWidthFree ? narrow(text) : text;
    return [...shown.matchAll(pattern)].flatMap((match) => {
      const [whole] = match;
      // A pattern that matches nothing would be found everywhere.
      if (whole === '') return [];
      const { index } = match;
      return [{ start: index, end: index + whole.length, groups: match.map((group) => group ?? '') }];
    });
  };
}

/** What stands in the place of a match; in a pattern's replacement $1 to $9 are its groups, $& the whole, $$ a dollar sign. */
export function replacementOf({ groups }: Match, replacement: string, { isPattern }: FindOptions): string {
  if (!isPattern) return replacement;
  return replacement.replace(/\$([1-9&$])/g, (_whole, sign: string) =>
    sign === '$' ? '$' : (groups[sign === '&' ? 0 : Number(sign)] ?? ''),
  );
}

/** Full-width forms as half-width ones, one UTF-16 unit for each, so that places stay the same. */
function narrow(text: string): string {
  return text.replace(/[\u3000\uFF01-\uFF5E]/g, (sign) =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
}
