/** Pages that were asked for: as the printer takes them, and how many they are. */
export interface PagesTyped {
  /** 1-4,7; undefined for all. */
  readonly ranges: string | undefined;
  readonly count: number;
}

/** wrong: no list of pages of the issue, or one that names a page twice; tooLong: more than a printer is given at once. */
export type PagesFault = 'wrong' | 'tooLong';

/** As the contract takes them. */
const mostCharacters = 200;

/**
 * Reads what a person types for pages of an issue of `count` pages, with Chinese commas and dashes as well; nothing
 * stands for all.
 */
export function readPagesTyped(typed: string, count: number): PagesTyped | PagesFault {
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
    if (!(from <= to && to <= count)) return 'wrong';
    for (let page = from; page <= to; page += 1) seen.add(page);
    named += to - from + 1;
  }
  if (seen.size !== named) return 'wrong';
  return plain.length > mostCharacters ? 'tooLong' : { ranges: plain, count: named };
}
