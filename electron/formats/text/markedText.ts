import type { Inline } from '#shared/issue/inline.ts';

/** Text with its marks beside it: one hexadecimal digit a UTF-16 unit, the sum of `markBits`; none when plain. */
export interface MarkedText {
  readonly text: string;
  readonly marks?: string | undefined;
}

/** What each bit of a digit of `marks` says. */
export const markBits = { bold: 1, emphasis: 2, superscript: 4, runIn: 8 } as const;

/** Part of a marked text, by UTF-16 units. */
export function sliceMarked({ text, marks }: MarkedText, from: number, to?: number): MarkedText {
  return { text: text.slice(from, to), marks: marks?.slice(from, to) };
}

/** Several marked texts as one. */
export function joinMarked(parts: readonly MarkedText[]): MarkedText {
  const text = parts.map((part) => part.text).join('');
  if (parts.every(({ marks }) => marks === undefined)) return { text };
  return { text, marks: parts.map((part) => part.marks ?? '0'.repeat(part.text.length)).join('') };
}

/** A marked text without the given ranges, which are in order and do not meet. */
export function withoutRanges(marked: MarkedText, ranges: readonly { readonly start: number; readonly end: number }[]) {
  const kept: MarkedText[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    kept.push(sliceMarked(marked, from, start));
    from = end;
  }
  return joinMarked([...kept, sliceMarked(marked, from)]);
}

/** A marked text as inlines, split where its marks change. */
export function markedInlines({ text, marks }: MarkedText): Inline[] {
  if (marks === undefined) return text === '' ? [] : [{ text }];
  const inlines: Inline[] = [];
  let from = 0;
  for (let to = 1; to <= text.length; to += 1) {
    if (to < text.length && marks[to] === marks[from]) continue;
    const bits = Number.parseInt(marks[from] ?? '0', 16);
    inlines.push({
      text: text.slice(from, to),
      ...(bits & markBits.bold ? { bold: true as const } : {}),
      ...(bits & markBits.emphasis ? { emphasis: true as const } : {}),
      ...(bits & markBits.superscript ? { superscript: true as const } : {}),
      ...(bits & markBits.runIn ? { runIn: true as const } : {}),
    });
    from = to;
  }
  return inlines;
}
