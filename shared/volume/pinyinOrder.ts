import { pinyin } from 'pinyin-pro';
import { compareCodes } from './compareCodes.ts';

interface Key {
  readonly syllables: readonly string[];
  readonly characters: readonly string[];
}

/** A name begins with a surname, which may be read otherwise than elsewhere: 单, 解, 曾. */
export type Reading = 'words' | 'names';

/**
 * Texts in the order of a dictionary by pinyin: syllable by syllable with its tone, among like ones by the character. The
 * readings come with the program, so that the order is the same on every machine.
 */
export function createPinyinOrder(reading: Reading) {
  const keys = new Map<string, Key>();
  const keyOf = (text: string): Key => {
    const known = keys.get(text);
    if (known) return known;
    const characters = [...text];
    const read = pinyin(text, {
      toneType: 'num',
      type: 'array',
      ...(reading === 'names' ? { surname: 'head' as const } : {}),
    });
    const syllables = read.length === characters.length ? read : characters;
    const key = { characters, syllables: syllables.map((syllable) => syllable.toLowerCase()) };
    keys.set(text, key);
    return key;
  };
  return {
    compare: (one: string, other: string): number => {
      const [left, right] = [keyOf(one), keyOf(other)];
      const shorter = Math.min(left.syllables.length, right.syllables.length);
      for (let at = 0; at < shorter; at += 1) {
        const order =
          compareCodes(left.syllables[at] ?? '', right.syllables[at] ?? '') ||
          compareCodes(left.characters[at] ?? '', right.characters[at] ?? '');
        if (order !== 0) return order;
      }
      return left.syllables.length - right.syllables.length;
    },
    /** The letter an entry stands under: A to Z, # for what begins with no letter. */
    letter: (text: string): string => {
      const first = (keyOf(text).syllables[0] ?? '').charAt(0).toUpperCase();
      return /^[A-Z]$/.test(first) ? first : '#';
    },
  };
}
