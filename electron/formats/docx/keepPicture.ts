import { createHash } from 'node:crypto';
import type { IssueDocument } from '#shared/issue/issueDocument.ts';

type Images = IssueDocument['images'];

/** The kind of a picture by its first bytes; only what the page can print as it is. */
function pictureKind(bytes: Uint8Array): 'image/png' | 'image/jpeg' | undefined {
  const starts = (...expected: readonly number[]) => expected.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return starts(0xff, 0xd8, 0xff) ? 'image/jpeg' : undefined;
}

/** Keeps a picture by the SHA-256 of its bytes; undefined when its kind is not supported. */
export function keepPicture(bytes: Uint8Array, images: Images): string | undefined {
  const mime = pictureKind(bytes);
  if (!mime) return undefined;
  const key = createHash('sha256').update(bytes).digest('hex');
  images[key] = { mime, bytes: Buffer.from(bytes).toString('base64') };
  return key;
}
