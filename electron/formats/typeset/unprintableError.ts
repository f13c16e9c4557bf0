/** Stops an export: some part of the issue goes on no page. The message says which and what to do. */
export class UnprintableError extends Error {
  override readonly name = 'UnprintableError';

  constructor(parts: readonly string[]) {
    super(`没有排印：\n${parts.map((part) => `  ${part}`).join('\n')}`);
  }
}
