/** A field of one entry a line as a list, and back. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function textOfLines(lines: readonly string[]): string {
  return lines.join('\n');
}
