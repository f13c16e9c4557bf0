/** A font file that cannot be printed with; the message says which, why and what to do. */
export class FontError extends Error {
  override readonly name = 'FontError';
}

/** What is told of a font whose tables contradict each other or end too early. */
export const damagedFont = '字体文件已损坏';
