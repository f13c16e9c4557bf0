import { type Automaton, createAutomaton, ownSymbols } from './automaton.ts';

/** The readings of a character with the number of their tone, the usual one first: 重 as zhong4, chong2; none for what is not read. */
export type SoundsOf = (character: string) => readonly string[];

export type Misses = (text: string, found: (name: number, start: number, end: number) => void) => void;

/** So many ways to read a name are looked for; the rest are readings nobody uses. */
const mostReadings = 8;
/** A name so short is compared with its tones as well: without them too much of the language would sound like it. */
export const shortName = 2;
const title =
  '(?:同志|先生|女士|老师|教授|书记|主任|主席|局长|部长|厅长|处长|科长|县长|市长|区长|镇长|乡长|省长|村长|校长|院长|会长|社长|记者|委员|代表)';
const named = new RegExp(`^(?:${title}|说|指出|表示|强调|介绍|主持|出席)`, 'u');
const titled = new RegExp(`${title}$`, 'u');
const han = /\p{Script=Han}/u;

/** Whether a short name could stand there: by itself, with a title or what people do; else 高峰 would be heard in 高风险. */
export function standsAsName(text: string, start: number, end: number): boolean {
  const behind = text.slice(end, end + 4);
  const before = text.slice(Math.max(0, start - 4), start);
  const endsThere = !han.test(behind.charAt(0));
  return named.test(behind) || (endsThere && (!han.test(before.slice(-1)) || titled.test(before)));
}

/**
 * Looks for what sounds like one of the names and is written otherwise, at least one character being right. Characters of
 * the text are read in the usual way, those of a name in each.
 */
export function createSoundMisses(names: readonly string[], soundsOf: SoundsOf): Misses {
  const short = soundsAlike(names, soundsOf, (name) => name.length <= shortName, true);
  const long = soundsAlike(names, soundsOf, (name) => name.length > shortName, false);
  return (text, found) => {
    short(text, (name, start, end) => {
      if (standsAsName(text, start, end)) found(name, start, end);
    });
    long(text, found);
  };
}

function soundsAlike(
  names: readonly string[],
  soundsOf: SoundsOf,
  takes: (name: string) => boolean,
  hasTones: boolean,
): Misses {
  const symbols = new Map<string, number>();
  const symbolOf = (sound: string): number => {
    const plain = hasTones ? sound : sound.replace(/\d$/, '');
    const known = symbols.get(plain);
    if (known !== undefined) return known;
    const symbol = ownSymbols + symbols.size;
    symbols.set(plain, symbol);
    return symbol;
  };
  const usual = new Map<number, number>();
  const read = (code: number): number => {
    const known = usual.get(code);
    if (known !== undefined) return known;
    const [sound] = code < 0x80 ? [] : soundsOf(String.fromCharCode(code));
    const symbol = sound === undefined ? code : symbolOf(sound);
    usual.set(code, symbol);
    return symbol;
  };

  const readings = new Map<string, { readonly symbols: readonly number[]; readonly names: number[] }>();
  for (const [number, name] of names.entries()) {
    if (!takes(name)) continue;
    let ways: readonly (readonly number[])[] = [[]];
    for (let index = 0; index < name.length; index += 1) {
      const code = name.charCodeAt(index);
      const own = [...new Set([read(code), ...soundsOf(name.charAt(index)).map(symbolOf)])];
      ways = ways.flatMap((way) => own.map((symbol) => [...way, symbol])).slice(0, mostReadings);
    }
    for (const way of ways) {
      const key = way.join();
      const same = readings.get(key) ?? { symbols: way, names: [] };
      same.names.push(number);
      readings.set(key, same);
    }
  }
  const patterns = [...readings.values()];
  if (patterns.length === 0) return () => {};
  const automaton: Automaton = createAutomaton(patterns.map((pattern) => pattern.symbols));
  return (text, found) => {
    const heard = new Uint32Array(text.length);
    for (let index = 0; index < text.length; index += 1) heard[index] = read(text.charCodeAt(index));
    automaton.scan(heard, (pattern, end) => {
      for (const number of patterns[pattern]?.names ?? []) {
        const name = names[number] ?? '';
        const start = end - name.length;
        const right = [...name].filter((character, index) => text.charAt(start + index) === character).length;
        if (right > 0 && right < name.length) found(number, start, end);
      }
    });
  };
}
