import { crc32 } from 'node:zlib';
import { type UnzipFileInfo, unzipSync } from 'fflate';
import { UnreadableFileError } from '#formats/intake/unreadableFileError.ts';
import { DamagedPackageError } from './damagedPackageError.ts';
import { MalformedXmlError, readXml, type XmlElement } from './xmlTree.ts';

/** The parts of a DOCX, by name without a leading slash. */
export interface DocxPackage {
  readonly names: readonly string[];
  part(name: string): Uint8Array | undefined;
  /** A part as XML; throws DamagedPackageError where it is damaged. */
  xml(name: string): XmlElement | undefined;
}

const megabyte = 1024 * 1024;
/** A manuscript with every picture is far below this; a ZIP bomb far above. */
const packageLimits: Readonly<Record<'totalBytes' | 'partBytes' | 'parts', number>> = {
  totalBytes: 200 * megabyte,
  partBytes: 100 * megabyte,
  parts: 5000,
};

/** Opens a ZIP with caps on what it may swell to, and checks the checksum of each part. Throws DamagedPackageError, UnreadableFileError. */
export function openPackage(bytes: Uint8Array, limits: typeof packageLimits = packageLimits): DocxPackage {
  const sums = checksums(bytes);
  let total = 0;
  let count = 0;
  const filter = ({ originalSize }: UnzipFileInfo) => {
    total += originalSize;
    count += 1;
    if (originalSize > limits.partBytes || total > limits.totalBytes || count > limits.parts) {
      throw new UnreadableFileError('文件展开后过大，可能是有意做坏的压缩包，没有读入');
    }
    return true;
  };
  let parts: Record<string, Uint8Array>;
  try {
    // fflate inflates into a buffer of the size that the directory states, so a false size cannot pass the caps.
    parts = unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    throw new DamagedPackageError();
  }
  for (const [name, content] of Object.entries(parts)) {
    if (sums.has(name) && sums.get(name) !== crc32(content)) throw new DamagedPackageError();
  }
  const byName = new Map(Object.entries(parts).map(([name, content]) => [name.replace(/^\//, ''), content]));
  return {
    names: [...byName.keys()],
    part: (name) => byName.get(name),
    xml: (name) => {
      const content = byName.get(name);
      try {
        return content && readXml(content);
      } catch (error) {
        if (error instanceof MalformedXmlError) throw new DamagedPackageError();
        throw error;
      }
    },
  };
}

/** CRC-32 by name from the central directory, which fflate reads but does not compare. */
function checksums(bytes: Uint8Array): ReadonlyMap<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sums = new Map<string, number>();
  const earliest = Math.max(0, bytes.length - 22 - 65_535);
  let end = bytes.length - 22;
  while (end >= earliest && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < earliest) throw new DamagedPackageError();
  let at = view.getUint32(end + 16, true);
  while (at + 46 <= end && view.getUint32(at, true) === 0x02014b50) {
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    sums.set(name, view.getUint32(at + 16, true));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sums;
}
