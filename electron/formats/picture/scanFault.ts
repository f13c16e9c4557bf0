import type { ScanMime } from '#shared/issue/paperSignOff.ts';
import { pictureFault } from './pictureFault.ts';

const begins: readonly (readonly [mime: ScanMime, bytes: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** A scan is of one or two sheets. */
const mostPages = 20;

/** What a scan is by its first bytes; undefined where it is none of the three. */
export function scanMimeOf(bytes: Uint8Array): ScanMime | undefined {
  return begins.find(([, first]) => first.every((byte, index) => bytes[index] === byte))?.[0];
}

/** Why a scan cannot be kept and shown, as the end of a Chinese sentence that begins with the scan; undefined where it can. */
export async function scanFault(bytes: Uint8Array, mime: ScanMime): Promise<string | undefined> {
  if (mime !== 'application/pdf') return pictureFault(bytes, mime);
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const pages = await PDFDocument.load(bytes, { updateMetadata: false })
    .then((document) => document.getPageCount())
    .catch(() => undefined);
  if (pages === undefined) return '读不出来，可能已损坏或加了密，请重新扫描。';
  if (pages === 0) return '里面没有页面，请重新扫描。';
  return pages > mostPages ? `有${pages}页，太多。请只扫描签批的页面，最多${mostPages}页。` : undefined;
}
