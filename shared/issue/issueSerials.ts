import type { PublicationSettings } from './publicationSettings.ts';

/** Of a series that lacks more than these the first ones are told: a number so far on was misread or mistyped. */
const mostMissing = 1000;

/** The numbers of a series from `first` to `last`, both counted, that are not there; no more than the first 1000. */
export function missingSerials(
  there: Iterable<number>,
  { first, last }: { readonly first: number; readonly last: number },
): readonly number[] {
  const known = new Set(there);
  const missing: number[] = [];
  for (let serial = first; serial <= last && missing.length < mostMissing; serial += 1) {
    if (!known.has(serial)) missing.push(serial);
  }
  return missing;
}

/**
 * With which number the regular issues of a year begin. In the year in which this program began to count nothing is missing
 * before its first number, but what lies between it and an earlier one that is there.
 */
export function firstSerial(
  year: number,
  begins: Pick<PublicationSettings['firstNumber'], 'year' | 'serial'>,
  there: readonly number[],
): number {
  return begins.year === year ? Math.min(begins.serial, ...there) : 1;
}

/** 第5期, or 第1—12期. */
export function serialsText(first: number, last: number): string {
  return `第${first === last ? first : `${first}—${last}`}期`;
}
