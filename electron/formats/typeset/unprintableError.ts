import type { PartFault } from '#shared/layout/partPlace.ts';

/** One damaged file can have a thousand faults; nobody mends more at once. */
const shownAtMost = 20;

/** Stops an export: some part of the issue goes on no page. The message says which and what to do. */
export class UnprintableError extends Error {
  override readonly name = 'UnprintableError';

  readonly faults: readonly PartFault[];

  constructor(faults: readonly PartFault[]) {
    const parts = faults.map(({ message }) => message);
    const more = parts.length > shownAtMost ? [`另有${parts.length - shownAtMost}处`] : [];
    super(`没有排印：\n${[...parts.slice(0, shownAtMost), ...more].map((part) => `  ${part}`).join('\n')}`);
    this.faults = faults;
  }
}
