/** A text of the issue holds characters that neither XML nor HTML can carry; the message lists them with their places. */
export class UnwritableTextError extends Error {
  override readonly name = 'UnwritableTextError';
}
