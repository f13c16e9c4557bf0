/** The text of an article on one machine: the one that stands, and every one it ever had, each by a name of its content. */
export interface TextHistory {
  readonly current: string;
  readonly all: ReadonlySet<string>;
}

/**
 * Which of two texts of an article stands: `both` where each side has written what the other has never seen, so that a person
 * decides. `theirs` is taken only where what is here was known there: no text goes out of sight unread.
 */
export function mergeTexts(ours: TextHistory, theirs: TextHistory): 'same' | 'ours' | 'theirs' | 'both' {
  if (ours.current === theirs.current) return 'same';
  const theyKnow = theirs.all.has(ours.current);
  const weKnow = ours.all.has(theirs.current);
  if (theyKnow && !weKnow) return 'theirs';
  if (weKnow && !theyKnow) return 'ours';
  return 'both';
}
