/** A mark without blanks and signs that do not show, and in the usual forms of its characters: 秘　密 is 秘密. */
export function plainMark(mark: string): string {
  return mark.normalize('NFKC').replaceAll(/[\s\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '');
}
