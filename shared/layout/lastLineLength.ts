/**
 * UTF-16 units at the end of a paragraph that must stay on one line, so that its last line holds at least `minimum`
 * characters; punctuation does not count but goes with them. 0 where the paragraph is no longer than that.
 */
export function lastLineLength(text: string, minimum: number): number {
  let length = 0;
  let counted = 0;
  for (const character of [...text].reverse()) {
    if (counted === minimum) return length;
    length += character.length;
    if (/[\p{L}\p{N}]/u.test(character)) counted += 1;
  }
  return 0;
}
