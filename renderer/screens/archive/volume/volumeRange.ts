import type { VolumeSpan } from '#shared/volume/volumeSpan.ts';

/** What is chosen in the dialog; numbers may be typed before they make a span. */
export interface VolumeRange {
  readonly year: number;
  readonly kind: RangeKind;
  readonly first: number;
  readonly last: number;
}

export const rangeKinds = ['year', 'first', 'second', 'issues'] as const;
export type RangeKind = (typeof rangeKinds)[number];

/** The span of a range; undefined where it ends before it begins. */
export function spanOf({ year, kind, first, last }: VolumeRange): VolumeSpan | undefined {
  switch (kind) {
    case 'year':
      return { kind: 'year', year };
    case 'first':
      return { kind: 'half', year, half: 1 };
    case 'second':
      return { kind: 'half', year, half: 2 };
    case 'issues':
      return first <= last ? { kind: 'issues', year, first, last } : undefined;
    default:
      return kind satisfies never;
  }
}
