/**
 * Full-width marks that give up the empty half of their square where another mark stands beside it, by the half that is
 * empty (CLREQ 3.1.6; the browser decides where, by CSS Text 4 `text-spacing-trim`).
 */
const marks = {
  /** Their sign stands in the right half. */
  opening: '（《〈「『【〔〖［｛“‘〝',
  /** Their sign stands in the left half. */
  closing: '）》〉」』】〕〗］｝”’〞，。、．：；',
  /** Their sign stands in the middle, a quarter empty on each side. */
  middle: '・‧',
} as const;

export type SqueezedMark = keyof typeof marks;

const kinds = new Map<string, SqueezedMark>(
  Object.entries(marks).flatMap(([kind, characters]) =>
    [...characters].map((character) => [character, kind as SqueezedMark] as const),
  ),
);

export function squeezedMark(character: string): SqueezedMark | undefined {
  return kinds.get(character);
}

/**
 * The marks by whose places Chromium tells whether it may close a face's dots, colons and quotation marks up. It asks the
 * face for all of them, used or not, and one that is not there speaks against it.
 */
export const tellingMarks = '“”‘’、。，．：；';
