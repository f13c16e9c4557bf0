/** Symbols are code units or code points; sounds and the like are numbers of the caller's own, from `ownSymbols`. */
export type Symbols = ArrayLike<number>;

const symbolSpace = 0x200000;
export const ownSymbols = 0x10000;

/** The states that looking for many patterns at once goes through; state 0 is the beginning, where nothing has matched. */
export interface Automaton {
  readonly step: (state: number, symbol: number) => number;
  /** The state of the longest shorter beginning that ends in the same place; 0 for none. */
  readonly shorter: (state: number) => number;
  /** The state a pattern's first symbols lead to; 0 for none of them. */
  readonly stateOf: (symbols: Symbols) => number;
  /** Calls `found` for every pattern that ends at a place, the longest first; places are behind the last symbol. */
  readonly scan: (symbols: Symbols, found: (pattern: number, end: number) => void) => void;
}

/**
 * Aho and Corasick's automaton (Communications of the ACM 18, 1975): one walk through the text finds every place of
 * every pattern, in time of text and places, however many patterns there are. No pattern is empty, none stands twice.
 */
export function createAutomaton(patterns: readonly Symbols[]): Automaton {
  // One table for all edges: a map a state would take more memory than the patterns themselves.
  const edges = new Map<number, number>();
  const shorter = [0];
  const ending = [-1];
  const made: { readonly from: number; readonly symbol: number }[] = [{ from: 0, symbol: 0 }];
  const depth = [0];
  const edge = (state: number, symbol: number) => edges.get(state * symbolSpace + symbol);
  for (const [number, pattern] of patterns.entries()) {
    let state = 0;
    for (let index = 0; index < pattern.length; index += 1) {
      const symbol = pattern[index] as number;
      let next = edge(state, symbol);
      if (next === undefined) {
        next = made.length;
        edges.set(state * symbolSpace + symbol, next);
        made.push({ from: state, symbol });
        depth.push(index + 1);
        shorter.push(0);
        ending.push(-1);
      }
      state = next;
    }
    ending[state] = number;
  }

  const step = (state: number, symbol: number): number => {
    let at = state;
    for (;;) {
      const next = edge(at, symbol);
      if (next !== undefined) return next;
      if (at === 0) return 0;
      at = shorter[at] as number;
    }
  };
  // The nearest state down the chain of shorter ones in which a pattern ends.
  const shorterEnding = made.map(() => 0);
  const byDepth = made.map((_, state) => state).sort((left, right) => (depth[left] ?? 0) - (depth[right] ?? 0));
  for (const state of byDepth) {
    const { from, symbol } = made[state] as (typeof made)[number];
    if ((depth[state] ?? 0) > 1) shorter[state] = step(shorter[from] as number, symbol);
    const next = shorter[state] as number;
    if (state > 0) shorterEnding[state] = (ending[next] as number) >= 0 ? next : (shorterEnding[next] as number);
  }

  return {
    step,
    shorter: (state) => shorter[state] as number,
    stateOf: (symbols) => {
      let state = 0;
      for (let index = 0; index < symbols.length; index += 1) {
        const next = edge(state, symbols[index] as number);
        if (next === undefined) return 0;
        state = next;
      }
      return state;
    },
    scan: (symbols, found) => {
      let state = 0;
      for (let index = 0; index < symbols.length; index += 1) {
        state = step(state, symbols[index] as number);
        if (state === 0) continue;
        let at = (ending[state] as number) >= 0 ? state : (shorterEnding[state] as number);
        for (; at > 0; at = shorterEnding[at] as number) found(ending[at] as number, index + 1);
      }
    },
  };
}

/** A text as the codes of its UTF-16 units. */
export function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index += 1) codes[index] = text.charCodeAt(index);
  return codes;
}
