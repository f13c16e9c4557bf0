import { expect, test } from 'vitest';
import { nextLastPages, plainLastPages } from '#formats/typeset/lastPages.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { LastPages } from '#shared/layout/renderIssueHtml.ts';

/** Prints in the head: `text` pages, and one more where the foot does not fit on the last of them. */
function fill(text: number, footFits: boolean, hasFoot: boolean, parameters: LayoutParameters) {
  const count = ({ footApart, blankBeforeFoot, blankAtEnd }: LastPages) =>
    text + (footApart || (hasFoot && !footFits) ? 1 : 0) + blankBeforeFoot + blankAtEnd;
  let lastPages = plainLastPages;
  for (let prints = 1; ; prints += 1) {
    const next = nextLastPages(count(lastPages), lastPages, hasFoot, parameters);
    if (next === undefined) return { lastPages, pages: count(lastPages), prints };
    lastPages = next;
  }
}

test('every number of pages is filled to its multiple in three prints at most, an even foot last of all', () => {
  for (const pagesMultipleOf of [1, 2, 4] as const) {
    for (const footOnEvenPage of [false, true]) {
      const parameters = LayoutParameters.parse({ pagesMultipleOf, footOnEvenPage });
      for (let text = 1; text < 13; text += 1) {
        for (const [footFits, hasFoot] of [
          [true, true],
          [false, true],
          [true, false],
        ] as const) {
          const { lastPages, pages, prints } = fill(text, footFits, hasFoot, parameters);
          expect(prints).toBeLessThanOrEqual(3);
          expect(pages % pagesMultipleOf).toBe(0);
          expect(pages - text).toBeLessThanOrEqual(Math.max(pagesMultipleOf, 2));
          if (footOnEvenPage && hasFoot) {
            expect(pages % 2).toBe(0);
            expect(lastPages.blankAtEnd).toBe(0);
          }
        }
      }
    }
  }
});
