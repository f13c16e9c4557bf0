/** A page of the bound volume. */
export interface VolumeLeaf {
  /** Which of the sources it comes from, and which page of it, from 0; undefined for a blank page. */
  readonly from: { readonly source: number; readonly page: number } | undefined;
  /** The number of the volume's page; the title and the contents before the first issue have none. */
  readonly number: number | undefined;
}

export interface VolumeLeaves {
  readonly leaves: readonly VolumeLeaf[];
  /** Where each of the sources begins among the leaves. */
  readonly starts: readonly number[];
  /** Leaves before the one with number 1. */
  readonly before: number;
}

/**
 * The order of a volume's pages. `front` sources (title, contents) come without numbers, the others are numbered on. Where
 * sheets are printed on both sides each source begins on a front; the blank back before it is counted.
 */
export function volumeLeaves(
  pageCounts: readonly number[],
  { front, isTwoSided }: { readonly front: number; readonly isTwoSided: boolean },
): VolumeLeaves {
  const leaves: VolumeLeaf[] = [];
  const starts: number[] = [];
  let before = 0;
  for (const [source, count] of pageCounts.entries()) {
    const number = () => (source < front ? undefined : leaves.length - before + 1);
    if (source === front) {
      // The back of the contents' last sheet belongs to the front matter.
      if (isTwoSided && leaves.length % 2 === 1) leaves.push({ from: undefined, number: undefined });
      before = leaves.length;
    } else if (isTwoSided && leaves.length % 2 === 1) {
      leaves.push({ from: undefined, number: number() });
    }
    starts.push(leaves.length);
    for (let page = 0; page < count; page += 1) leaves.push({ from: { source, page }, number: number() });
  }
  return { leaves, starts, before };
}
