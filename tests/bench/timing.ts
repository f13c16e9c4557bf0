/** What `work` gives, and the milliseconds it took. */
export async function timed<Result>(work: () => Result | Promise<Result>) {
  const started = performance.now();
  const result = await work();
  return { result, milliseconds: performance.now() - started };
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}
