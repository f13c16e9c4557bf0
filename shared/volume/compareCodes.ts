/** By code units, for `sort`: the same on every machine, whatever its language. */
export function compareCodes(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
