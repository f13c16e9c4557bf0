export interface FindOptions {
  /** The query is a regular expression. */
  readonly isPattern: boolean;
  /** Full-width and half-width forms of a sign are the same: ，and ,, Ａ and A. */
  readonly isWidthFree: boolean;
  /** Traditional and simplified forms of a character are the same: 裏, 裡 and 里. */
  readonly isScriptFree: boolean;
}

/** `simplify` of `simplify.ts`, which is not imported here: it brings a table that is loaded where somebody asks for it. */
export type Simplify = (text: string) => string;

/** A place in a text, in UTF-16 units, with the groups of a pattern: the whole first. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly string[];
}

export type Finder = (text: string) => readonly Match[];

/**
 * Looks for a query in texts, whatever the case of its letters; undefined for an empty query or a pattern that is none.
 * Without `simplify` traditional and simplified forms are told apart, whatever the options say.
 */
export function createFinder(
  query: string,
  { isPattern, isWidthFree, isScriptFree }: FindOptions,
  simplify?: Simplify,
): Finder | undefined {
  if (query === '') return undefined;
  const inScript = isScriptFree && simplify ? simplify : (text: string) => text;
  const inWidth = isWidthFree ? narrow : (text: string) => text;
  const fold = (text: string) => inScript(inWidth(text));
  let pattern: RegExp;
  try {
    pattern = new RegExp(
      isPattern ? simplifyPattern(narrowPattern(query, isWidthFree), inScript) : literally(fold(query)),
      'dgiu',
    );
  } catch {
    return undefined;
  }
  return (text) => {
    return [...fold(text).matchAll(pattern)].flatMap((match) => {
      const [whole] = match;
      // A pattern that matches nothing would be found everywhere.
      if (whole === '') return [];
      const { index } = match;
      // As they stand in the text, whatever form they were found in.
      const groups = (match.indices ?? []).map((place) => (place ? text.slice(place[0], place[1]) : ''));
      return [{ start: index, end: index + whole.length, groups }];
    });
  };
}

/**
 * What stands in the place of a match, in one line; in a pattern's replacement $1 to $9 are its groups, $& the whole, $$ a
 * dollar sign.
 */
export function replacementOf(
  { groups }: Pick<Match, 'groups'>,
  replacement: string,
  { isPattern }: Pick<FindOptions, 'isPattern'>,
): string {
  const filled = isPattern
    ? replacement.replace(/\$([1-9&$])/g, (_whole, sign: string) =>
        sign === '$' ? '$' : (groups[sign === '&' ? 0 : Number(sign)] ?? ''),
      )
    : replacement;
  return filled.replace(/[\n\r\t\v\f]+/g, ' ');
}

const operators = /[\\^$.*+?()[\]{}|/]/g;

function literally(text: string): string {
  return text.replace(operators, '\\$&');
}

/** A full-width sign in a pattern stands for itself in either width and is no operator. */
function narrowPattern(pattern: string, isWidthFree: boolean): string {
  return isWidthFree ? pattern.replace(fullWidth, (sign) => literally(narrow(sign))) : pattern;
}

/** The ends of a range, as in [一-龥], stay what they are: between other ends lie other characters. */
function simplifyPattern(pattern: string, simplify: Simplify): string {
  return pattern.replace(/(\[(?:\\.|[^\]\\])*\])|[^[]+|\[/gsu, (part, set: string | undefined) =>
    set === undefined ? simplify(part) : set.replace(/.-.|[^-]/gsu, (one) => (one.length > 2 ? one : simplify(one))),
  );
}

const fullWidth = /[\u3000\uFF01-\uFF5E]/g;

/** Full-width forms as half-width ones, one UTF-16 unit for each, so that places stay the same. */
function narrow(text: string): string {
  return text.replace(fullWidth, (sign) =>
    sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
}
