import { plainMark } from './plainMark.ts';

/** From nothing over 工作秘密 and the like to the three 密级 of the law. */
export const markRanks = ['none', 'internal', 'secret', 'confidential', 'topSecret'] as const;
export type MarkRank = (typeof markRanks)[number];

/** The marks an office may choose from, from the lowest; any other words may be typed. */
export const usualMarks = ['内部资料', '内部刊物', '内部事项 注意保管', '秘密', '机密', '绝密'] as const;

const internal = /内部|保管|工作秘密|商业秘密|不得外传/;

/** How high a mark stands, by its words: what is printed as well as the kind in a record. */
export function markRank(mark: string): MarkRank {
  const plain = plainMark(mark);
  // 工作秘密 holds the words of a 密级 and is none.
  const words = plain.replaceAll(/工作秘密|商业秘密/g, '');
  if (words.includes('绝密')) return 'topSecret';
  if (words.includes('机密')) return 'confidential';
  if (words.includes('秘密')) return 'secret';
  return internal.test(plain) ? 'internal' : 'none';
}

/** A rank as a number that grows with it; 2 and more are 密级. */
export function rankNumber(rank: MarkRank): number {
  return markRanks.indexOf(rank);
}

/** Whether a mark is one of the three 密级, which always needs a record. */
export function isClassified(mark: string): boolean {
  return rankNumber(markRank(mark)) >= rankNumber('secret');
}
