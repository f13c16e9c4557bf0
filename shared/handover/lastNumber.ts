import { z } from 'zod';

/** The last numbers that were granted: of a series in a year, and of the running count. */
export const LastNumber = z.strictObject({
  series: z.enum(['regular', 'supplement']),
  year: z.int().min(1900).max(9999),
  serial: z.int().min(0),
  running: z.int().min(0).optional(),
});
export type LastNumber = Readonly<z.infer<typeof LastNumber>>;

/** Both lists in one: the highest of each series and year. */
export function joinedNumbers(...lists: readonly (readonly LastNumber[])[]): LastNumber[] {
  const highest = new Map<string, LastNumber>();
  for (const one of lists.flat()) {
    const key = `${one.series} ${one.year}`;
    const known = highest.get(key);
    const running = Math.max(one.running ?? -1, known?.running ?? -1);
    highest.set(key, {
      series: one.series,
      year: one.year,
      serial: Math.max(one.serial, known?.serial ?? 0),
      ...(running < 0 ? {} : { running }),
    });
  }
  return [...highest.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
}
