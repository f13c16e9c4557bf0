import { decimal } from './decimal.ts';

/** How far a written position may be from the true one: far below what print can show, and enough to join equal steps. */
const tolerance_mm = 0.002;

/** Fewer equal steps than this are shorter written out than as a group. */
const shortestGroup = 4;

/**
 * The steps between positions (mm) as OFD's DeltaX: numbers parted by blanks, `g n d` for n steps of d (GB/T 33190-2016,
 * 11.3). Rounding does not add up: every position keeps to its own place.
 */
export function encodeDeltas(positions_mm: readonly number[]): string {
  const start = positions_mm[0] ?? 0;
  const groups: { readonly count: number; readonly step: number }[] = [];
  let written = start;
  for (let at = 1; at < positions_mm.length; ) {
    const step = Number(decimal((positions_mm[at] as number) - written));
    let count = 1;
    while (
      at + count < positions_mm.length &&
      Math.abs(written + step * (count + 1) - (positions_mm[at + count] as number)) <= tolerance_mm
    ) {
      count += 1;
    }
    groups.push({ count, step });
    written += step * count;
    at += count;
  }
  return groups
    .map(({ count, step }) =>
      count < shortestGroup ? Array(count).fill(decimal(step)).join(' ') : `g ${count} ${decimal(step)}`,
    )
    .join(' ');
}

/** The first `count` steps that a DeltaX or DeltaY gives; undefined where it is not written as the standard has it. */
export function decodeDeltas(text: string, count: number): readonly number[] | undefined {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const steps: number[] = [];
  for (let at = 0; at < words.length && steps.length < count; ) {
    const isGroup = words[at] === 'g';
    const times = isGroup ? Number(words[at + 1]) : 1;
    const step = Number(words[at + (isGroup ? 2 : 0)]);
    if (!Number.isInteger(times) || times < 1 || !Number.isFinite(step)) return undefined;
    for (let index = 0; index < times && steps.length < count; index += 1) steps.push(step);
    at += isGroup ? 3 : 1;
  }
  return steps;
}
