import { hanCharacter } from './foldText.ts';

/** What the two columns of the index hold, and what is looked up in them: tokens set apart by blanks. */
export type Tokens = { readonly bigrams: string; readonly characters: string };

/** Stands for what separates words, so that no phrase reaches across punctuation. It is no part of a word itself. */
const gap = '·';

/** Nearly all that is Han, told without a regular expression. */
function isPlainIdeograph(character: string): boolean {
  const code = character.charCodeAt(0);
  return code >= 0x4e00 && code <= 0x9fff;
}

/**
 * The tokens of a folded text: `bigrams` has the overlapping pairs of each run of Han with a gap between runs,
 * `characters` every character by itself. Index and query both come from here, so that they cannot disagree.
 */
export function tokensOf(folded: string): Tokens {
  const bigrams: string[] = [];
  const characters: string[] = [];
  let previous = '';
  for (const character of folded) {
    characters.push(character === ' ' ? gap : character);
    const isHan = isPlainIdeograph(character) || hanCharacter.test(character);
    if (isHan && previous) bigrams.push(previous + character);
    else if (!isHan && previous && bigrams.length > 0 && bigrams.at(-1) !== gap) bigrams.push(gap);
    previous = isHan ? character : '';
  }
  return { bigrams: bigrams.join(' '), characters: characters.join(' ') };
}
