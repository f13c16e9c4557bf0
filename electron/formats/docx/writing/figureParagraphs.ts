import { ImageRun, Paragraph } from 'docx';
import { paragraphStyles } from '#formats/docx/bulletinStyles.ts';
import type { FigureBlock } from '#shared/issue/block.ts';
import { type ImageSize, imageSize } from '#shared/issue/imageSize.ts';
import { inlineText } from '#shared/issue/inline.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import { type LayoutParameters, layoutGrid } from '#shared/layout/layoutParameters.ts';
import { type BlockPlace, placeNumber } from './blockChildren.ts';
import { inlineRuns } from './textRuns.ts';

const pixelsPerMm = 96 / 25.4;

/** A picture on a line of its own, and its caption below it. */
export function figureParagraphs(
  { image: key, caption }: FigureBlock,
  place: BlockPlace,
  images: IssueDocument['images'],
  parameters: LayoutParameters,
): readonly Paragraph[] {
  const image = images[key];
  const captioned = caption && caption.length > 0;
  const below = captioned ? [new Paragraph({ style: paragraphStyles.caption.id, children: inlineRuns(caption) })] : [];
  if (!image) return below;
  const bytes = Buffer.from(image.bytes, 'base64');
  const number = placeNumber(place);
  const picture = new ImageRun({
    type: image.mime === 'image/png' ? 'png' : 'jpg',
    data: bytes,
    transformation: printedSize(imageSize(bytes), parameters),
    altText: { id: String(number), name: `图${number}`, description: captioned ? inlineText(caption) : '' },
  });
  return [
    new Paragraph({ style: paragraphStyles.figure.id, keepNext: below.length > 0, children: [picture] }),
    ...below,
  ];
}

/** In CSS pixels: the picture's own size, smaller where it is wider than the type area or taller than a figure may be. */
function printedSize(own: ImageSize | undefined, parameters: LayoutParameters): ImageSize {
  const { typeAreaWidth_mm, linePitch_mm } = layoutGrid(parameters);
  const widest = typeAreaWidth_mm * pixelsPerMm;
  const tallest = parameters.figureMaximum_lines * linePitch_mm * pixelsPerMm;
  // A torn file does not say its size; a square stands where it should be.
  const { width, height } = own && own.width > 0 && own.height > 0 ? own : { width: tallest / 2, height: tallest / 2 };
  const scale = Math.min(1, widest / width, tallest / height);
  return { width: Math.max(1, width * scale), height: Math.max(1, height * scale) };
}
