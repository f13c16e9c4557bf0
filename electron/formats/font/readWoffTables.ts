import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { damagedFont, FontError } from './fontError.ts';
import type { SfntTables } from './sfntTables.ts';

const inflateTable = promisify(inflate);

/** Bytes of the header and of one entry of the table directory. */
const [header, entry] = [44, 20];

/**
 * The tables of a WOFF 1.0 file, each unpacked (W3C Recommendation of 2012-12-13, §§3–5). Throws where the bytes are no WOFF
 * file or a table does not unpack to its length.
 */
export async function readWoffTables(bytes: Buffer): Promise<SfntTables> {
  if (bytes.toString('latin1', 0, 4) !== 'wOFF') throw new FontError('字体文件不是WOFF格式');
  const tables = await Promise.all(
    Array.from({ length: bytes.readUInt16BE(12) }, async (_, index) => {
      const at = header + index * entry;
      const start = bytes.readUInt32BE(at + 4);
      const packed = bytes.subarray(start, start + bytes.readUInt32BE(at + 8));
      const length = bytes.readUInt32BE(at + 12);
      // A table that would not have become smaller is stored as it is. In one piece: outlines have many megabytes.
      const table = packed.length === length ? packed : await inflateTable(packed, { chunkSize: Math.max(length, 64) });
      if (table.length !== length) throw new FontError(damagedFont);
      return [bytes.toString('latin1', at, at + 4), table] as const;
    }),
  );
  return new Map(tables);
}
