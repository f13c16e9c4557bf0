import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const inflateTable = promisify(inflate);

/** Bytes of the header and of one entry of the table directory, in a WOFF 1.0 file and in a TrueType file. */
const woff = { header: 44, entry: 20 } as const;
const trueType = { header: 12, entry: 16 } as const;

/**
 * A WOFF 1.0 file as the TrueType file it was packed from (W3C Recommendation of 2012-12-13, §§3–5): every table unpacked
 * and put on four bytes in the order of the directory. Throws where the bytes are no WOFF file or a table does not unpack.
 */
export async function woffToTrueType(bytes: Buffer): Promise<Buffer> {
  if (bytes.toString('latin1', 0, 4) !== 'wOFF') throw new Error('字体文件不是 WOFF 格式。');
  const count = bytes.readUInt16BE(12);
  const tables = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const at = woff.header + index * woff.entry;
      const start = bytes.readUInt32BE(at + 4);
      const packed = bytes.subarray(start, start + bytes.readUInt32BE(at + 8));
      const length = bytes.readUInt32BE(at + 12);
      // A table that would not have become smaller is stored as it is.
      const data = packed.length === length ? packed : await inflateTable(packed);
      if (data.length !== length) throw new Error('字体文件已损坏。');
      return { tag: bytes.subarray(at, at + 4), checksum: bytes.readUInt32BE(at + 16), data };
    }),
  );
  let offset = trueType.header + count * trueType.entry;
  const header = Buffer.alloc(offset);
  bytes.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  // What a binary search of the directory needs (OpenType, "Table Directory").
  const power = 2 ** Math.floor(Math.log2(count));
  header.writeUInt16BE(power * trueType.entry, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((count - power) * trueType.entry, 10);
  const parts: Buffer[] = [header];
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const at = trueType.header + index * trueType.entry;
    tag.copy(header, at);
    header.writeUInt32BE(checksum, at + 4);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(data.length, at + 12);
    const padding = Buffer.alloc(-data.length & 3);
    parts.push(data, padding);
    offset += data.length + padding.length;
  }
  return Buffer.concat(parts);
}
