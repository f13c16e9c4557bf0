import { foldText } from './foldText.ts';
import { dayMarks } from './queryDates.ts';
import { type SearchField, searchFields } from './searchQuery.ts';
import { tokensOf } from './tokens.ts';

/** One searchable text with what may be asked about by name; several persons or lines of marking stand line by line. */
export type IndexedText = {
  readonly [Field in SearchField]: string;
} & {
  readonly text: string;
  /** 'YYYY-MM-DD' */
  readonly date: string;
};

/** What the three columns of an index hold. */
export type PassageTokens = { readonly bigrams: string; readonly characters: string; readonly fields: string };

/** In front of each token of a field; one letter, so that no token of ours begins as another. */
export const fieldMarks = {
  title: 't',
  unit: 'u',
  column: 'c',
  publication: 'p',
  number: 'n',
  person: 'h',
  marking: 'm',
} as const satisfies Record<SearchField, string>;
/** In front of what a day is known by. */
export const dayMark = 'd';
/** Stands in every text, for what is asked only to be without something. */
export const everyText = 'x';
/** Between the mark of a field and the whole of what stands in it; a letter to FTS5, and in no folded text. */
const wholeSign = '‹';

/** What is searched without naming a field: title, unit, column, number and text. */
export function freeText({ title, unit, column, number, text }: IndexedText): string {
  return [title, unit, column, number, text].join('\n');
}

export function passageTokens(indexed: IndexedText): PassageTokens {
  return { ...tokensOf(foldText(freeText(indexed)).text), fields: fieldTokens(indexed) };
}

/** What is asked about by name, and the day. */
export function fieldTokens(indexed: IndexedText): string {
  const fields = searchFields.flatMap((field) => {
    const folded = foldText(indexed[field]).text;
    const { bigrams, characters } = tokensOf(folded);
    return [
      marked(bigrams, fieldMarks[field]),
      gap,
      marked(characters, fieldMarks[field]),
      gap,
      wholeToken(field, folded),
    ];
  });
  const marks = dayMarks(indexed.date).map((mark) => dayMark + mark);
  return [...fields, ...marks, everyText].join(' ');
}

const gap = '·';

/** Tokens with the mark of a field before each. */
export function marked(tokens: string, mark: string): string {
  return tokens === '' ? '' : tokens.replaceAll(/[^ ]+/g, (token) => mark + token);
}

/** The token of a field that holds just this. */
export function wholeToken(field: SearchField, value: string): string {
  return `${fieldMarks[field]}${wholeSign}${foldText(value).text.trim().replaceAll(' ', gap)}`;
}
