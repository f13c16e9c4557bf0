import { afterAll, beforeAll, expect, test } from 'vitest';
import { noEarlierPages } from '#formats/typeset/earlierPages.ts';
import { typesetPages } from '#formats/typeset/typesetPages.ts';
import { createPrinter, type Printer } from '#hosts/chromium/printer.ts';
import { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import { type Page, readPdf } from './readPdf.ts';
import { riverIssue } from './riverIssue.ts';

let printer: Printer;
beforeAll(async () => {
  printer = await createPrinter();
});
afterAll(() => printer?.close());

/** Lines of text by page, with their places to a tenth of a millimetre. */
function placesOf(pages: readonly Page[]): readonly (readonly string[])[] {
  return pages.map(({ items }) => items.map(({ text, x_mm, y_mm }) => `${text} ${x_mm.toFixed(1)} ${y_mm.toFixed(1)}`));
}

/** Sets one issue at each of these lengths, one after another; how often each was printed. */
async function printsAtEach(parameters: LayoutParameters, lengths: readonly number[]): Promise<readonly number[]> {
  const earlier = noEarlierPages();
  const counts: number[] = [];
  for (const characters of lengths) {
    const issue = riverIssue(characters);
    let prints = 0;
    const counted = (html: string) => {
      prints += 1;
      return printer.print(html);
    };
    const followed = await typesetPages(issue, parameters, counted, { earlier });
    counts.push(prints);
    const alone = await typesetPages(issue, parameters, printer.print, {});
    expect(followed.pages, `${characters} characters`).toBe(alone.pages);
    expect(placesOf(await readPdf(followed.pdf)), `${characters} characters`).toEqual(
      placesOf(await readPdf(alone.pdf)),
    );
  }
  return counts;
}

// At 300 characters the text ends on page 2 with room for the foot, at 440 without, at 900 on page 3.
test('pages set after others of the same issue are the ones it would have alone, wherever the text now ends', async () => {
  const parameters = LayoutParameters.parse({ footOnEvenPage: true });
  await printsAtEach(parameters, [900, 910, 300, 440, 441, 300, 440, 900, 440]);
});

test('blank pages at the end are printed with the pages where there are as many as before', async () => {
  const parameters = LayoutParameters.parse({ pagesMultipleOf: 4 });
  expect(await printsAtEach(parameters, [300, 310, 900, 910, 320])).toEqual([2, 1, 2, 1, 2]);
});

test('without a wish for the last pages each is printed once', async () => {
  expect(await printsAtEach(LayoutParameters.parse({}), [300, 900, 440])).toEqual([1, 1, 1]);
});
