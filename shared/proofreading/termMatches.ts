import { codesOf, createAutomaton } from './automaton.ts';
import { createOneCharacterMisses } from './oneCharacterMisses.ts';
import { createSoundMisses, type Misses, type SoundsOf } from './soundMisses.ts';
import { rightOf, type Term, wrongOf } from './term.ts';

/** A place where an entry is not kept to, in UTF-16 units. */
export interface TermMatch {
  readonly start: number;
  readonly end: number;
  readonly term: Term;
  /** It stands in the entry as it is; else it is near a name. */
  readonly isListed: boolean;
}

export interface TermMatches {
  /** In the order of the text; no two of them overlap. */
  readonly matches: readonly TermMatch[];
  /** Whether a right form stands there, or reaches into the place from outside. */
  readonly isRight: (start: number, end: number) => boolean;
}

/** The entries of a publication go before those of the office. */
type Rank = 0 | 1;

interface Candidate extends TermMatch {
  readonly rank: Rank;
  readonly order: number;
}

/**
 * Finds where entries are not kept to. What a right form covers is right: a wrong form is told only where it holds every
 * right form it touches within itself; a publication's wrong form is not covered by a right form of the office. Of forms
 * that overlap the longest is told, then the publication's, then what is listed, then the earlier entry, then the
 * earlier place.
 */
export function createTermMatcher(terms: readonly Term[], soundsOf?: SoundsOf): (text: string) => TermMatches {
  const rights = new Map<string, Rank>();
  const wrongs = new Map<string, Omit<Candidate, 'start' | 'end'>>();
  const bySound: number[] = [];
  const byCharacter: number[] = [];
  for (const [order, term] of terms.entries()) {
    const rank: Rank = term.publicationId === undefined ? 0 : 1;
    const right = rightOf(term.entry);
    if (right !== undefined) rights.set(right, Math.max(rank, rights.get(right) ?? 0) as Rank);
    for (const words of wrongOf(term.entry)) {
      const known = wrongs.get(words);
      if (!known || known.rank < rank) wrongs.set(words, { term, rank, order, isListed: true });
    }
    if (term.entry.kind !== 'name') continue;
    if (term.entry.sounds && soundsOf) bySound.push(order);
    if (term.entry.oneCharacter) byCharacter.push(order);
  }
  const nameOf = (order: number) => rightOf((terms[order] as Term).entry) ?? '';
  const nearNames: readonly (readonly [readonly number[], Misses])[] = [
    [bySound, soundsOf ? createSoundMisses(bySound.map(nameOf), soundsOf) : () => {}],
    [byCharacter, createOneCharacterMisses(byCharacter.map(nameOf))],
  ];
  const patterns = [...new Set([...rights.keys(), ...wrongs.keys()])];
  const automaton = createAutomaton(patterns.map(codesOf));

  return (text) => {
    const candidates: Candidate[] = [];
    const shields = [createShield(text.length), createShield(text.length)] as const;
    automaton.scan(codesOf(text), (number, end) => {
      const words = patterns[number] ?? '';
      const start = end - words.length;
      if (cutsWord(text, start, end)) return;
      const right = rights.get(words);
      if (right !== undefined) {
        shields[0].cover(start, end);
        if (right === 1) shields[1].cover(start, end);
      }
      const wrong = wrongs.get(words);
      if (wrong) candidates.push({ ...wrong, start, end });
    });
    for (const [orders, find] of nearNames) {
      find(text, (name, start, end) => {
        const order = orders[name] as number;
        const term = terms[order] as Term;
        if (cutsWord(text, start, end)) return;
        candidates.push({ start, end, term, order, rank: term.publicationId === undefined ? 0 : 1, isListed: false });
      });
    }
    const isShielded = (rank: Rank, start: number, end: number) =>
      (rights.get(text.slice(start, end)) ?? -1) >= rank || shields[rank].reachesIn(start, end);
    const told = candidates.filter(({ rank, start, end }) => !isShielded(rank, start, end)).sort(compare);
    const taken = new Uint8Array(told.length > 1 ? text.length : 0);
    const matches = told.filter(({ start, end }) => {
      // What was taken is at least as long: it reaches over one of the ends where it touches at all.
      if (taken[start] || taken[end - 1]) return false;
      taken.fill(1, start, end);
      return true;
    });
    return {
      matches: matches
        .sort((left, right) => left.start - right.start)
        .map(({ start, end, term, isListed }) => ({ start, end, term, isListed })),
      isRight: (start, end) => isShielded(0, start, end),
    };
  };
}

function compare(one: Candidate, other: Candidate): number {
  return (
    other.end - other.start - (one.end - one.start) ||
    other.rank - one.rank ||
    Number(other.isListed) - Number(one.isListed) ||
    one.order - other.order ||
    one.start - other.start
  );
}

const latin = /[A-Za-z0-9]/;

/** Latin letters and figures are found as whole words: AI is not in MAIN. */
export function cutsWord(text: string, start: number, end: number): boolean {
  const isInside = (place: number) => latin.test(text.charAt(place - 1)) && latin.test(text.charAt(place));
  return isInside(start) || isInside(end);
}

interface Shield {
  readonly cover: (start: number, end: number) => void;
  /** Whether something covered goes over one of two places between characters. */
  readonly reachesIn: (start: number, end: number) => boolean;
}

/** What right forms cover; all of it is told before the first question. */
function createShield(length: number): Shield {
  let changes: Int32Array | undefined;
  let over: Int32Array | undefined;
  return {
    cover(start, end) {
      changes ??= new Int32Array(length + 1);
      // Over the places between start and end, without these.
      changes[start + 1] = (changes[start + 1] as number) + 1;
      changes[end] = (changes[end] as number) - 1;
    },
    reachesIn(start, end) {
      if (!changes) return false;
      over ??= changes.map(runningSum());
      return (over[start] as number) > 0 || (over[end] as number) > 0;
    },
  };
}

function runningSum(): (change: number) => number {
  let sum = 0;
  return (change) => {
    sum += change;
    return sum;
  };
}
