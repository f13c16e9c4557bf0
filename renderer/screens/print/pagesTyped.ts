/** Pages that were asked for: as the printer takes them, and how many they are. */
export interface PagesTyped {
  /** 1-4,7; undefined for all. */
  readonly ranges: string | undefined;
  readonly count: number;
}

/**
 * Reads what a person types for pages, with Chinese commas and dashes as well; nothing stands for all. Undefined where it
 * is no list of pages of an issue of `count` pages, or names a page twice.
 */
export function readPagesTyped(typed: string, count: number): PagesTyped | undefined {
  const plain = typed
    .normalize('NFKC')
    .replace(/[、，;；]/g, ',')
    .replace(/[—–~～至到]+/g, '-')
    .replace(/[\s第页]/g, '');
  if (plain === '') return { ranges: undefined, count };
  const ranges = plain.split(',').map((range) => /^([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?$/.exec(range));
  const seen = new Set<number>();
  let named = 0;
  for (const range of ranges) {
    const from = Number(range?.[1]);
    const to = Number(range?.[2] ?? from);
    if (!(from <= to && to <= count)) return undefined;
    for (let page = from; page <= to; page += 1) seen.add(page);
    named += to - from + 1;
  }
  return seen.size === named ? { ranges: plain, count: named } : undefined;
}
