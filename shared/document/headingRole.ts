import type { TextRole } from '#shared/issue/block.ts';

const headingPatterns: readonly (readonly [TextRole, RegExp])[] = [
  ['heading1', /^[一二三四五六七八九十]{1,3}\s*、/],
  ['heading2', /^[（(][一二三四五六七八九十]{1,3}[）)]/],
  ['heading3', /^\d{1,2}[.．、](?!\d)/],
  ['heading4', /^[（(]\d{1,2}[）)]/],
];

/** The role of a heading line, or undefined for running text: a heading is one short line without a full stop inside. */
export function headingRole(text: string): TextRole | undefined {
  if (text.length > 60 || /[。；！？]/.test(text)) return undefined;
  return headingPatterns.find(([, pattern]) => pattern.test(text))?.[0];
}
