import { type SfntTables, sfntSizes } from './sfntTables.ts';

/** Where `head` keeps the number that brings the checksum of the whole file to `wholeChecksum`. */
const adjustmentAt = 8;
const wholeChecksum = 0xb1b0afba;

export const signatures = { trueType: 0x00010000, cff: 0x4f54544f } as const;

/** The tables as one font file, ordered by tag and with right checksums: the same tables give the same bytes. */
export function writeSfnt(tables: SfntTables, signature: number = signatures.trueType): Buffer {
  const sorted = [...tables].sort(([left], [right]) => (left < right ? -1 : 1));
  const header = Buffer.alloc(sfntSizes.header + sorted.length * sfntSizes.entry);
  header.writeUInt32BE(signature, 0);
  header.writeUInt16BE(sorted.length, 4);
  // What a binary search of the directory needs.
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  header.writeUInt16BE(power * sfntSizes.entry, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((sorted.length - power) * sfntSizes.entry, 10);
  const parts: Buffer[] = [header];
  let offset = header.length;
  let headAt = 0;
  for (const [index, [tag, table]] of sorted.entries()) {
    const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    if (tag === 'head') {
      padded.writeUInt32BE(0, adjustmentAt);
      headAt = offset;
    }
    const at = sfntSizes.header + index * sfntSizes.entry;
    header.write(tag, at, 'latin1');
    header.writeUInt32BE(checksum(padded), at + 4);
    header.writeUInt32BE(offset, at + 8);
    header.writeUInt32BE(table.length, at + 12);
    parts.push(padded);
    offset += padded.length;
  }
  const file = Buffer.concat(parts);
  if (headAt > 0) file.writeUInt32BE((wholeChecksum - checksum(file)) >>> 0, headAt + adjustmentAt);
  return file;
}

/** The sum of all 32-bit words; `bytes` is as long as whole words. */
function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}
