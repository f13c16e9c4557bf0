/** One figure. `beside` names the anchor measured in the same run, `ratio` is value / besideValue. */
export type BenchRow = {
  readonly suite: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly beside?: string;
  readonly besideValue?: number;
  readonly ratio?: number;
};
