import { codesOf, createAutomaton } from './automaton.ts';
import type { Misses } from './soundMisses.ts';

const han = /^\p{Script=Han}$/u;
/** More states than any lexicon has: two of them in one number. */
const states = 2 ** 26;

/**
 * Looks for names with one Han character in the place of another. What stands before the wrong character is the beginning
 * of a name, what stands behind it the end of the same: one automaton reads the text forwards, another backwards, and
 * where they meet with a character between them a name is missed by it. Time goes with the text and the length of names,
 * not with their number.
 */
export function createOneCharacterMisses(names: readonly string[]): Misses {
  if (names.length === 0) return () => {};
  const different = [...new Set(names)].map(codesOf);
  const forwards = createAutomaton(different);
  const backwards = createAutomaton(different.map((codes) => codes.toReversed()));
  const meetings = new Map<number, { readonly number: number; readonly place: number }[]>();
  for (const [number, name] of names.entries()) {
    const codes = codesOf(name);
    for (let place = 0; place < codes.length; place += 1) {
      const before = forwards.stateOf(codes.subarray(0, place));
      const behind = backwards.stateOf(codes.subarray(place + 1).toReversed());
      const key = before * states + behind;
      meetings.set(key, [...(meetings.get(key) ?? []), { number, place }]);
    }
  }
  return (text, found) => {
    const behind = new Uint32Array(text.length + 1);
    for (let index = text.length - 1; index >= 0; index -= 1) {
      behind[index] = backwards.step(behind[index + 1] as number, text.charCodeAt(index));
    }
    let before = 0;
    for (let index = 0; index < text.length; index += 1) {
      if ((before !== 0 || behind[index + 1] !== 0) && han.test(text.charAt(index))) tellMeetings(index);
      before = forwards.step(before, text.charCodeAt(index));
    }

    function tellMeetings(index: number): void {
      for (let one = before; ; one = forwards.shorter(one)) {
        for (let other = behind[index + 1] as number; ; other = backwards.shorter(other)) {
          for (const { number, place } of meetings.get(one * states + other) ?? []) {
            const name = names[number] ?? '';
            const start = index - place;
            if (name.charAt(place) !== text.charAt(index)) found(number, start, start + name.length);
          }
          if (other === 0) break;
        }
        if (one === 0) break;
      }
    }
  };
}
