const startOfScan = 0xda;
const application1 = 0xe1;

/**
 * A JPEG (ITU T.81, B.1.1) without its Exif block. The page turns a photograph by its matrix; a reader that also heeds the
 * block would turn it twice. Anything else comes back as it is.
 */
export function withoutExif(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== startOfScan) {
    const end = at + 2 + view.getUint16(at + 2);
    const isExif = bytes[at + 1] === application1 && String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'Exif';
    if (!isExif) kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  return new Uint8Array(Buffer.concat(kept));
}
