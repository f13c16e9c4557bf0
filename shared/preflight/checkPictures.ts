import { decodeBase64 } from '#shared/issue/decodeBase64.ts';
import { type ImageSize, imageSize } from '#shared/issue/imageSize.ts';
import type { IssueDocument, IssueImage } from '#shared/issue/issueDocument.ts';
import type { LayoutParameters } from '#shared/layout/layoutParameters.ts';
import type { Finding } from './finding.ts';

/** Below this a photograph looks coarse on an office printer; half of the 300 dots that printing houses ask for. */
const leastDotsPerInch = 150;
/** A picture that needs no shrinking prints at the resolution of CSS. */
const cssPixelsPerInch = 96;
const millimetresPerInch = 25.4;

/** Pictures that cannot be read, and pictures that will look coarse on paper. */
export function checkPictures(document: IssueDocument, parameters: LayoutParameters): readonly Finding[] {
  return document.articles.flatMap(({ id, title, body }) =>
    body.flatMap((block, index): Finding[] => {
      if (block.role !== 'figure') return [];
      const place = { part: 'article' as const, articleId: id, block: index };
      const image = document.images[block.image];
      const size = image && sizeOf(image);
      const name = `“${title.join('')}”第${index + 1}段的图片`;
      if (!size || size.width === 0 || size.height === 0) {
        return [{ level: 'stop', rule: 'pictureDamaged', message: `${name}已经损坏，请重新插入。`, place }];
      }
      const dots = Math.round(printedDotsPerInch(size, parameters));
      if (dots >= leastDotsPerInch) return [];
      const message = `${name}只有${size.width}×${size.height}像素，印出来每英寸${dots}点，会发虚，请换大一些的原图。`;
      return [{ level: 'ask', rule: 'pictureCoarse', message, place }];
    }),
  );
}

/** The resolution on paper of a picture that is never enlarged, and shrunk to the type area's width and to the tallest a figure may be. */
export function printedDotsPerInch(
  { width, height }: ImageSize,
  {
    paperWidth_mm,
    paperHeight_mm,
    marginInner_mm,
    marginOuter_mm,
    marginTop_mm,
    marginBottom_mm,
    linesPerPage,
    figureMaximum_lines,
  }: LayoutParameters,
): number {
  const widest_mm = paperWidth_mm - marginInner_mm - marginOuter_mm;
  const tallest_mm = ((paperHeight_mm - marginTop_mm - marginBottom_mm) / linesPerPage) * figureMaximum_lines;
  const pixelsPerMillimetre = Math.max(cssPixelsPerInch / millimetresPerInch, width / widest_mm, height / tallest_mm);
  return pixelsPerMillimetre * millimetresPerInch;
}

function sizeOf({ bytes }: IssueImage): ImageSize | undefined {
  return imageSize(decodeBase64(bytes));
}
