import { pinyin } from 'pinyin-pro';
import type { SoundsOf } from './soundMisses.ts';

const known = new Map<string, readonly string[]>();
const han = /^\p{Script=Han}$/u;

/** Readings by pinyin-pro's table. A third of a megabyte: for workers and the office, never for what opens a window. */
export const syllablesOf: SoundsOf = (character) => {
  const before = known.get(character);
  if (before) return before;
  const usual = { toneType: 'num', type: 'array' } as const;
  const sounds = han.test(character)
    ? [...new Set([...pinyin(character, usual), ...pinyin(character, { ...usual, multiple: true })])]
    : [];
  known.set(character, sounds);
  return sounds;
};
