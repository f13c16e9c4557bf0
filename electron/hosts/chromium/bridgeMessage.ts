/** A value of the contract on its way between page and program: its JSON, and its bytes apart. */
export interface BridgeMessage {
  /** Absent for undefined. */
  readonly json?: string;
  readonly bytes: readonly Uint8Array[];
}

/**
 * Makes one string of a value: a long article as thousands of objects takes the browser's driver ten times as long. Runs in
 * the page too, so that it uses nothing outside itself. Bytes stand in the JSON as `{"\u0000bytes": index}`.
 */
export function packMessage(value: unknown): BridgeMessage {
  const bytes: Uint8Array[] = [];
  const json = JSON.stringify(value, function replace(this: Record<string, unknown>, key: string, converted: unknown) {
    // As it was before a Buffer made itself an object of numbers.
    const original = this[key];
    if (!(original instanceof Uint8Array)) return converted;
    bytes.push(new Uint8Array(original));
    return { '\u0000bytes': bytes.length - 1 };
  });
  return json === undefined ? { bytes } : { json, bytes };
}

/** The value again, with the bytes in their places. Runs in the page too. */
export function unpackMessage({ json, bytes }: BridgeMessage): unknown {
  if (json === undefined) return undefined;
  return JSON.parse(json, (_key, value: unknown) => {
    const isPlace = typeof value === 'object' && value !== null && '\u0000bytes' in value;
    return isPlace ? bytes[Number(value['\u0000bytes'])] : value;
  });
}
