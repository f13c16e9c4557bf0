import { imageSize } from '#shared/issue/imageSize.ts';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { ImageMark } from './pageMark.ts';
import { withoutExif } from './withoutExif.ts';

/** An image as a file of the package. */
export interface PackagedImage {
  readonly bytes: Uint8Array;
  readonly format: 'PNG' | 'JPEG';
}

/**
 * Gives each image of the pages the file it was drawn from, as the document holds it: figures and images stand in the same
 * order and are told apart by their size in pixels. Throws where a page shows an image that is no figure's.
 */
export function figureImages(document: IssueDocument): (mark: ImageMark) => { key: string; image: PackagedImage } {
  const figures = document.articles
    .flatMap(({ body }) => body)
    .flatMap((block) => (block.role === 'figure' ? [block.image] : []))
    .map((key) => ({ key, image: packaged(document, key) }));
  let next = 0;
  return (mark) => {
    const found = figures.findIndex(({ image }, index) => index >= next && hasSize(image.bytes, mark));
    const figure = figures[found];
    if (!figure) throw new Error('页面上有一幅图不在本期内容之中，不能写入 OFD。');
    next = found + 1;
    return figure;
  };
}

function packaged(document: IssueDocument, key: string): PackagedImage {
  const image = document.images[key];
  if (!image) throw new Error('本期内容缺少一幅图，不能写入 OFD。');
  return {
    bytes: withoutExif(new Uint8Array(Buffer.from(image.bytes, 'base64'))),
    format: image.mime === 'image/png' ? 'PNG' : 'JPEG',
  };
}

function hasSize(bytes: Uint8Array, { width, height }: ImageMark): boolean {
  const size = imageSize(bytes);
  return size?.width === width && size.height === height;
}
