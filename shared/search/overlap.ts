import { type CompactText, compactText, shingleLength } from './shingles.ts';

/** A stretch of an original, in UTF-16 units. */
export type Stretch = { readonly start: number; readonly end: number };

export type Overlap = {
  /** The share of the shingles of the first text that stand in the second, from 0 to 1. */
  readonly share: number;
  /** What the two have in common, in either of them. */
  readonly ofText: readonly Stretch[];
  readonly ofSource: readonly Stretch[];
};

/** How much of a text stands in another, exactly. A text shorter than a shingle shares nothing. */
export function overlap(text: string, source: string): Overlap {
  const [one, other] = [compactText(text), compactText(source)];
  const shingles = shinglesOf(one.text);
  const ofSource = new Set(shinglesOf(other.text));
  const common = new Set(shingles.filter((shingle) => ofSource.has(shingle)));
  const shared = shingles.filter((shingle) => common.has(shingle)).length;
  return {
    share: shingles.length === 0 ? 0 : shared / shingles.length,
    ofText: stretches(one, common),
    ofSource: stretches(other, common),
  };
}

function shinglesOf(compact: string): readonly string[] {
  return Array.from({ length: Math.max(0, compact.length - shingleLength + 1) }, (_, start) =>
    compact.slice(start, start + shingleLength),
  );
}

function stretches({ text, starts, ends }: CompactText, common: ReadonlySet<string>): readonly Stretch[] {
  const found: { start: number; end: number; to: number }[] = [];
  for (const [at, shingle] of shinglesOf(text).entries()) {
    if (!common.has(shingle)) continue;
    const to = at + shingleLength;
    const [start, end] = [starts[at] ?? 0, ends[to - 1] ?? 0];
    const last = found.at(-1);
    if (last && at <= last.to) Object.assign(last, { end, to });
    else found.push({ start, end, to });
  }
  return found.map(({ start, end }) => ({ start, end }));
}
