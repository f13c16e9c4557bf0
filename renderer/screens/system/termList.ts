import { rightOf, type Term, wordsOf, wrongOf } from '#shared/proofreading/term.ts';

/** Whether typed letters are the pinyin of a text. */
export type MatchPinyin = (text: string, typed: string) => boolean;

/** 'all', 'house', or the id of a publication. */
export type TermSet = string;

/** The entries of a set in which something is found: by its words or, once the table is loaded, by their pinyin. */
export function searchTerms(
  terms: readonly Term[],
  set: TermSet,
  typed: string,
  matchPinyin: MatchPinyin | undefined,
): readonly Term[] {
  const words = typed.trim().toLowerCase();
  return terms.filter(({ publicationId, entry }) => {
    if (set !== 'all' && (publicationId ?? 'house') !== set) return false;
    if (words === '') return true;
    const told = [wordsOf(entry), ...wrongOf(entry), rightOf(entry) ?? ''];
    const note = entry.kind === 'avoid' ? entry.reason : (entry.note ?? '');
    if ([...told, note].some((text) => text.toLowerCase().includes(words))) return true;
    return matchPinyin !== undefined && /^[a-z\s']+$/.test(words) && told.some((text) => matchPinyin(text, words));
  });
}
