/** A signature of an issue, as far as it matters what becomes of it. */
interface GivenSignature {
  readonly station: number;
  readonly label: string;
  readonly voidReason?: string | undefined;
}

/** What the signatures are called that a return to this station makes void, each once, in the order they were given. */
export function voidedByReturn(signatures: readonly GivenSignature[], station: number): readonly string[] {
  return [...new Set(signatures.filter((one) => !one.voidReason && one.station >= station).map((one) => one.label))];
}
