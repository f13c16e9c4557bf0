import { z } from 'zod';

export const longestWord = 50;
export const longestNote = 200;

/** A word of the lexicon: one line, without the sign that parts words in a table, and no formula where a table is opened. */
export const TermWord = z
  .string()
  .trim()
  .min(1)
  .max(longestWord)
  .regex(/^[^=+\-@\n\r\t；;][^\n\r\t；;]*$/);
const TermNote = z
  .string()
  .trim()
  .min(1)
  .max(longestNote)
  .regex(/^[^=+\-@\n\r\t][^\n\r\t]*$/);
const wrong = z.array(TermWord).max(20);

/** Written in one form: the forms not to write are reported; without any, the form is only left as it is. */
const FormEntry = z.strictObject({
  kind: z.literal('form'),
  right: TermWord,
  wrong,
  note: TermNote.optional(),
});
/** Not to be used, for a reason, and what to say instead. */
const AvoidEntry = z.strictObject({
  kind: z.literal('avoid'),
  words: TermWord,
  suggestion: TermWord.optional(),
  reason: TermNote,
});
/** A name that is spelled exactly: what sounds the same, or has one other character, is reported. */
const NameEntry = z.strictObject({
  kind: z.literal('name'),
  right: TermWord.refine((word) => [...word].length >= 2),
  sounds: z.boolean(),
  oneCharacter: z.boolean(),
  /** Further misspellings. */
  wrong,
  note: TermNote.optional(),
});

export const termKinds = ['form', 'avoid', 'name'] as const;
export type TermKind = (typeof termKinds)[number];

/** Too short a name with one other character is another name: 王小明 and 王小红 are two people. */
export const leastOneCharacter = 4;

export const TermEntry = z
  .discriminatedUnion('kind', [FormEntry, AvoidEntry, NameEntry])
  .refine((entry) => faultOf(entry) === undefined);
export type TermEntry = z.infer<typeof TermEntry>;

/** What is wrong with an entry whose members are all of the right form, in Chinese; undefined where nothing is. */
export function faultOf(
  entry: z.infer<typeof FormEntry> | z.infer<typeof AvoidEntry> | z.infer<typeof NameEntry>,
): string | undefined {
  if (entry.kind === 'avoid') {
    return entry.suggestion === entry.words ? '建议的写法与不用的词相同。' : undefined;
  }
  if (new Set(entry.wrong).size < entry.wrong.length) return '误写中有重复的。';
  if (entry.wrong.includes(entry.right)) return '误写中有规范写法本身。';
  if (entry.kind === 'form') return undefined;
  if (entry.oneCharacter && [...entry.right].length < leastOneCharacter) {
    return `名称不足${leastOneCharacter}个字时，差一个字就是另一个名称，不能查“一字之差”。`;
  }
  if (!entry.sounds && !entry.oneCharacter && entry.wrong.length === 0) return '没有写明要查哪些误写。';
  return undefined;
}

/** An entry where it is kept; without a publication it holds in the whole office. */
export const Term = z.strictObject({
  id: z.string().min(1).max(64),
  publicationId: z.string().min(1).max(64).optional(),
  entry: TermEntry,
});
export type Term = z.infer<typeof Term>;

/** So many entries an office keeps at the most. */
export const mostTerms = 5000;

/** So many findings are ignored in an article at the most. */
export const mostIgnored = 1000;

/** The words an entry is known by: the right form, or what is to be avoided. No two entries of one set have the same. */
export function wordsOf(entry: TermEntry): string {
  return entry.kind === 'avoid' ? entry.words : entry.right;
}

/** What an entry reports wherever it stands. */
export function wrongOf(entry: TermEntry): readonly string[] {
  return entry.kind === 'avoid' ? [entry.words] : entry.wrong;
}

/** What an entry says is right: it protects the text it covers. */
export function rightOf(entry: TermEntry): string | undefined {
  return entry.kind === 'avoid' ? entry.suggestion : entry.right;
}
