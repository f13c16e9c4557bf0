import type { TextRole } from '#shared/issue/block.ts';

const headingPatterns: readonly (readonly [TextRole, RegExp])[] = [
  ['heading1', /^[一二三四五六七八九十]{1,3}\s*、/],
  ['heading2', /^[（(][一二三四五六七八九十]{1,3}[）)]/],
  ['heading3', /^[\d０-９]{1,2}[.．、](?![\d０-９])/],
  ['heading4', /^[（(][\d０-９]{1,2}[）)]/],
];

/** The role of a heading line, or undefined for running text: a heading is one short line without a full stop inside. */
export function headingRole(text: string): TextRole | undefined {
  if (text.length > 60 || /[。；！？]/.test(text)) return undefined;
  return headingPatterns.find(([, pattern]) => pattern.test(text))?.[0];
}

/** As headingRole, of a line that is being written: a full stop may end it as long as nothing stands behind. */
export function writtenHeadingRole(text: string): TextRole | undefined {
  return headingRole(text.replace(/[。；！？][”’）]*\s*$/u, ''));
}

/** What a line begins with where it begins as a heading does: 一、 （一） 1. （1）. */
export function headingBeginning(text: string): string | undefined {
  for (const [, pattern] of headingPatterns) {
    const beginning = pattern.exec(text)?.[0];
    if (beginning !== undefined) return beginning;
  }
  return undefined;
}
