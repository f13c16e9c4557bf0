import { decodeBase64 } from '#shared/issue/decodeBase64.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';

/** What a sheet of A4 shows at the 300 dots an inch that printing houses ask for: more is never seen. */
const most = { width: 2480, height: 3508 } as const;
/** Of a JPEG, from 0 to 1: what a photograph keeps without marks that print. */
const quality = 0.92;

export interface FittedPicture {
  readonly file: Blob;
  /** The size in pixels before and after, where it was made smaller. */
  readonly scaled?: { readonly from: string; readonly to: string };
}

/** A picture as large as paper can show it; one that is no larger stays as it is, byte for byte. Throws where it cannot be read. */
export async function fitPicture(file: Blob): Promise<FittedPicture> {
  const bitmap = await createImageBitmap(file);
  const { width, height } = bitmap;
  const factor = Math.min(1, most.width / width, most.height / height);
  if (factor === 1) {
    bitmap.close();
    return { file };
  }
  const to = { width: Math.round(width * factor), height: Math.round(height * factor) };
  const fitted = await drawn(bitmap, to, file.type);
  return { file: fitted, scaled: { from: sizeText({ width, height }), to: sizeText(to) } };
}

/** A picture in greys, in the size and the format it has. */
export async function greyPicture({ mime, bytes }: IssueImage): Promise<Blob> {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(decodeBase64(bytes))], { type: mime }));
  return drawn(bitmap, bitmap, mime, 'grayscale(1)');
}

/** Draws a bitmap in a size, and lets go of it. */
async function drawn(
  bitmap: ImageBitmap,
  { width, height }: { readonly width: number; readonly height: number },
  type: string,
  filter = 'none',
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no memory for a picture of this size.');
  context.imageSmoothingQuality = 'high';
  context.filter = filter;
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return canvas.convertToBlob({ type, quality });
}

function sizeText({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width}×${height}`;
}
