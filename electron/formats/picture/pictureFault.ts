import { imageSize } from '#shared/issue/imageSize.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import { isWholeJpeg } from './isWholeJpeg.ts';
import { isWholePng } from './isWholePng.ts';

/** A page's browser holds a picture at four bytes a pixel; more than this is no figure of a bulletin. */
const mostPixels = 100_000_000;

const kinds = {
  'image/png': { name: 'PNG', begins: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], isWhole: isWholePng },
  'image/jpeg': { name: 'JPEG', begins: [0xff, 0xd8, 0xff], isWhole: isWholeJpeg },
} as const;

/** Why a picture's file cannot be printed, as the end of a Chinese sentence that begins with the picture; undefined where it can. */
export async function pictureFault(bytes: Uint8Array, mime: IssueImage['mime']): Promise<string | undefined> {
  const { name, begins, isWhole } = kinds[mime];
  if (bytes.length === 0) return '是空的，请重新插入。';
  if (begins.some((byte, index) => bytes[index] !== byte)) return `不是${name}图片，请换成PNG或JPEG图片。`;
  const size = imageSize(bytes);
  if (!size) return '不完整，请重新插入。';
  const { width, height } = size;
  if (width === 0 || height === 0) return '宽或高是0像素，请换一幅图。';
  if (width * height > mostPixels) {
    return `有${width}×${height}像素，太大，请缩小到${mostPixels / 100_000_000}亿像素以内。`;
  }
  return (await isWhole(bytes)) ? undefined : '不完整或已经损坏，请重新插入。';
}
