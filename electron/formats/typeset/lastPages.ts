import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { LastPages } from '#shared/layout/renderIssueHtml.ts';

/** The foot follows the text, no page is blank. */
export const plainLastPages: LastPages = { footApart: false, blankBeforeFoot: 0, blankAtEnd: 0 };

/**
 * How the last pages must be filled once an issue came out at `pages` pages with `tried`; undefined where it is right.
 * The foot's own page is the last one, so blank pages stand before it where the publication asks for an even page, and
 * after everything else where it does not.
 */
export function nextLastPages(
  pages: number,
  tried: LastPages,
  hasFoot: boolean,
  { pagesMultipleOf, footOnEvenPage }: LayoutParameters,
): LastPages | undefined {
  const multiple = footOnEvenPage && hasFoot ? Math.max(pagesMultipleOf, 2) : pagesMultipleOf;
  const missing = (multiple - (pages % multiple)) % multiple;
  if (missing === 0) return undefined;
  if (!(footOnEvenPage && hasFoot)) return { ...tried, blankAtEnd: tried.blankAtEnd + missing };
  // Alone on a page the foot makes one page, unless the text gave one up with it: that is seen by counting again.
  const blank = tried.footApart ? tried.blankBeforeFoot + missing : missing - 1;
  return { footApart: true, blankBeforeFoot: blank, blankAtEnd: 0 };
}
