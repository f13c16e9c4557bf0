import { createAutomaton } from './automaton.ts';
import type { Misses } from './soundMisses.ts';

const han = /^\p{Script=Han}$/u;
/** Between 市委 and 县委, 一中 and 二中 there is no slip: they are two units. */
const telling = /^[省市县区镇乡州村旗盟\d〇一二三四五六七八九十百千甲乙丙丁东西南北中上下前后左右大小]$/u;
/** A character so near before one of these is one of the name of a place, and 江苏省 and 江西省 are two places. */
const place = /^.{1,3}[省市县区镇乡州村旗盟]/u;
/** More states than any lexicon has: two of them in one number. */
const states = 2 ** 26;

/**
 * Looks for names with one Han character in the place of another. What stands before the wrong character is the beginning
 * of a name, what stands behind it the end of the same: one automaton reads the text forwards, another backwards, and
 * where they meet with a character between them a name is missed by it. Time goes with the text and the length of names,
 * not with their number. A name that differs in what tells one unit from its sister is another name.
 */
export function createOneCharacterMisses(names: readonly string[]): Misses {
  if (names.length === 0) return () => {};
  const spelled = names.map((name) => [...name]);
  const different = [...new Set(names)].map(pointsOf);
  const forwards = createAutomaton(different);
  const backwards = createAutomaton(different.map((codes) => codes.toReversed()));
  const meetings = new Map<number, { readonly number: number; readonly place: number }[]>();
  for (const [number, name] of names.entries()) {
    const codes = pointsOf(name);
    for (let place = 0; place < codes.length; place += 1) {
      const before = forwards.stateOf(codes.slice(0, place));
      const behind = backwards.stateOf(codes.slice(place + 1).toReversed());
      const key = before * states + behind;
      meetings.set(key, [...(meetings.get(key) ?? []), { number, place }]);
    }
  }
  return (text, found) => {
    const characters = [...text];
    const codes = pointsOf(text);
    const behind = new Uint32Array(codes.length + 1);
    for (let index = codes.length - 1; index >= 0; index -= 1) {
      behind[index] = backwards.step(behind[index + 1] as number, codes[index] as number);
    }
    let before = 0;
    let unit = 0;
    for (const [index, character] of characters.entries()) {
      if ((before !== 0 || behind[index + 1] !== 0) && han.test(character)) tellMeetings(index, unit);
      before = forwards.step(before, codes[index] as number);
      unit += character.length;
    }

    function tellMeetings(index: number, at: number): void {
      for (let one = before; ; one = forwards.shorter(one)) {
        for (let other = behind[index + 1] as number; ; other = backwards.shorter(other)) {
          for (const { number, place } of meetings.get(one * states + other) ?? []) {
            const name = spelled[number] ?? [];
            const words = characters.slice(index - place, index - place + name.length);
            if (name[place] === words[place] || isSister(name, words, place)) continue;
            const start = at - words.slice(0, place).join('').length;
            found(number, start, start + words.join('').length);
          }
          if (other === 0) break;
        }
        if (one === 0) break;
      }
    }
  };
}

/** Whether words that differ from a name in one place are the name of another unit, or of one of another place. */
export function isSister(name: readonly string[], words: readonly string[], at: number): boolean {
  return [name, words].some((one) => telling.test(one[at] ?? '') || place.test(one.slice(at).join('')));
}

function pointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
