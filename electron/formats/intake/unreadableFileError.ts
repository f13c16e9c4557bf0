/** A file that cannot be taken in. `message` is Chinese, for the person who brought it: what it is and what to do. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}
