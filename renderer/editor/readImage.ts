import type { IssueImage } from '#shared/issue/issueDocument.ts';

export interface ReadImage {
  /** SHA-256 of the bytes, the name under which it is kept. */
  readonly hash: string;
  readonly image: IssueImage;
}

const mostBytes = 20 * 1024 * 1024;

/** A PNG or JPEG file by its first bytes, whatever its name says; else why it cannot be taken. */
export async function readImage(file: Blob): Promise<ReadImage | 'foreign' | 'tooLarge'> {
  if (file.size > mostBytes) return 'tooLarge';
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mime = imageKind(bytes);
  if (!mime) return 'foreign';
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { hash, image: { mime, bytes: toBase64(bytes) } };
}

function imageKind(bytes: Uint8Array): IssueImage['mime'] | undefined {
  const starts = (...signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return starts(0xff, 0xd8, 0xff) ? 'image/jpeg' : undefined;
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
