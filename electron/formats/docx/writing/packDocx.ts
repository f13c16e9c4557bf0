import { type Document, Packer } from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** ZIP knows no time zone and no year before this; what a file's members carry must not tell when it was written. */
const memberTime = new Date(1980, 0, 1);

/**
 * The file of a document, with `parts` in place of the library's own. The library stamps members with the time of
 * writing and gives the watermark a random name: both are made the same each time.
 */
export async function packDocx(document: Document, parts: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const overrides = Object.entries(parts).map(([path, data]) => ({ path, data }));
  const written = unzipSync(await Packer.pack(document, 'uint8array', undefined, overrides));
  const members = Object.entries(written).map(([path, bytes]) => {
    const isHeader = /^word\/header\d+\.xml$/.test(path);
    return [path, isHeader ? strToU8(withoutRandomNames(strFromU8(bytes))) : bytes] as const;
  });
  return zipSync(Object.fromEntries(members), { level: 6, mtime: memberTime });
}

function withoutRandomNames(header: string): string {
  return header.replace(/(?<=id="PowerPlusWaterMarkObject)[^"]*/g, '1');
}
