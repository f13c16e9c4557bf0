/** The number that was typed, undefined where it is none between 0 and `most`. */
export function wholeNumber(typed: string, most: number): number | undefined {
  const text = typed.normalize('NFKC').trim();
  if (!/^\d{1,7}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
}
