import { damagedFont, FontError } from './fontError.ts';

/** The tables of one font by their tags (OpenType 1.9, "Organization of an OpenType Font"). */
export type SfntTables = ReadonlyMap<string, Buffer>;

/** Bytes of the header and of one entry of the table directory. */
export const sfntSizes = { header: 12, entry: 16 } as const;

/** The tables of a TrueType or OpenType file, or of the font `face` in a collection (TTC). Throws FontError, RangeError. */
export function readSfntTables(bytes: Buffer, face = 0): SfntTables {
  const isCollection = bytes.toString('latin1', 0, 4) === 'ttcf';
  const at = isCollection ? bytes.readUInt32BE(sfntSizes.header + face * 4) : 0;
  const tables = new Map<string, Buffer>();
  for (let index = 0; index < bytes.readUInt16BE(at + 4); index += 1) {
    const entry = at + sfntSizes.header + index * sfntSizes.entry;
    const start = bytes.readUInt32BE(entry + 8);
    const end = start + bytes.readUInt32BE(entry + 12);
    if (end > bytes.length) throw new FontError(damagedFont);
    tables.set(bytes.toString('latin1', entry, entry + 4), bytes.subarray(start, end));
  }
  return tables;
}

/** A table without which nothing can be read. */
export function requiredTable(tables: SfntTables, tag: string): Buffer {
  const table = tables.get(tag);
  if (table === undefined) throw new FontError(damagedFont);
  return table;
}
