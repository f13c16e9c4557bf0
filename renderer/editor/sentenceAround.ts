/** Where the sentence around a place of a text begins and ends, in UTF-16 units; blanks beside it are left out. */
export function sentenceAround(text: string, offset: number): readonly [start: number, end: number] {
  const sentences = text.matchAll(/[^。！？；]*[。！？；]+[”’》）]*|[^。！？；]+$/g);
  let found: readonly [number, number] = [0, 0];
  for (const { index, 0: sentence } of sentences) {
    if (sentence.trim() === '') continue;
    found = [
      index + (sentence.length - sentence.trimStart().length),
      index + sentence.length - (sentence.length - sentence.trimEnd().length),
    ];
    if (offset < index + sentence.length) break;
  }
  return found;
}
