/** Draws that are the same in every run with the same seed. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  readonly draw: () => number;
  /** A whole number from `least` to `most`. */
  readonly between: (least: number, most: number) => number;
  readonly one: <Each>(list: readonly Each[]) => Each;
  readonly holds: (share: number) => boolean;
}

/** Mulberry32: neighbouring seeds give draws that have nothing in common. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const draw = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    draw,
    between: (least, most) => least + Math.floor(draw() * (most - least + 1)),
    one: <Each>(list: readonly Each[]) => list[Math.floor(draw() * list.length)] as Each,
    holds: (share) => draw() < share,
  };
}
