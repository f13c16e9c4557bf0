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
  let pattern: RegExp;
  try {
    pattern = new RegExp(
      isPattern ? narrowPattern(query, isWidthFree) : literally(isWidthFree ? narrow(query) : query),
      'dgiu',
    );
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
      // As they stand in the text, whatever width they were found in.
      const groups = (match.indices ?? []).map((place) => (place ? text.slice(place[0], place[1]) : ''));
      return [{ start: index, end: index + whole.length, groups }];
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

const operators = /[\\^$.*+?()[\]{}|/]/g;

function literally(text: string): string {
  return text.replace(operators, '\\$&');
}

/** A full-width sign in a pattern stands for itself in either width and is no operator. */
function narrowPattern(pattern: string, isWidthFree: boolean): string {
  return isWidthFree ? pattern.replace(fullWidth, (sign) => literally(narrow(sign))) : pattern;
}

const fullWidth = /[\u3000\uFF01-\uFF5E]/g;

/** Full-width forms as half-width ones, one UTF-16 unit for each, so that places stay the same. */
function narrow(text: string): string {
  return text.replace(fullWidth, (sign) =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
}
