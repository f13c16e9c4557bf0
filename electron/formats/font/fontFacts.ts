import { type FileHandle, open } from 'node:fs/promises';
import { nameKinds, readFontNames } from './fontNames.ts';
import { sfntSizes } from './sfntTables.ts';

/** What decides whether a font file can be printed with, read without the rest of the file. */
export interface FontFacts {
  readonly path: string;
  /** Its place in a collection; 0 in any other file. */
  readonly face: number;
  /** The names of its family in every language. */
  readonly families: readonly string[];
  /** 400 is regular, 700 bold. */
  readonly weight: number;
  readonly isItalic: boolean;
  /** The rights to embed it: bits of OS/2 `fsType`. */
  readonly embedding: number;
  readonly outlines: 'glyf' | 'CFF ' | undefined;
  readonly isVariable: boolean;
  /** Whether it says of itself that it is for Chinese, Japanese or Korean (OS/2 `ulCodePageRange1`, bits 17 to 21). */
  readonly hasHan: boolean;
  /** Pictures and signs in the places of letters (`ulCodePageRange1`, bit 31). */
  readonly isSymbols: boolean;
}

/** More faces than any collection has; a damaged file could say millions. */
const mostFaces = 64;
const mostTables = 100;
const longestTable = 1 << 20;

/** The fonts in a file. One that is none, or is damaged, gives an empty list: it is one of many in the machine's folders. */
export async function readFontFacts(path: string): Promise<readonly FontFacts[]> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const header = await readAt(file, 0, sfntSizes.header + mostFaces * 4);
    if (header.toString('latin1', 0, 4) !== 'ttcf') return [await readFace(file, path, 0, 0)];
    const count = Math.min(header.readUInt32BE(8), mostFaces);
    const fonts: FontFacts[] = [];
    for (let face = 0; face < count; face += 1) {
      fonts.push(await readFace(file, path, face, header.readUInt32BE(sfntSizes.header + face * 4)));
    }
    return fonts;
  } catch {
    return [];
  } finally {
    await file?.close();
  }
}

async function readFace(file: FileHandle, path: string, face: number, offset: number): Promise<FontFacts> {
  const directory = await readAt(file, offset, sfntSizes.header + mostTables * sfntSizes.entry);
  const places = new Map<string, { readonly start: number; readonly length: number }>();
  for (let index = 0; index < Math.min(directory.readUInt16BE(4), mostTables); index += 1) {
    const at = sfntSizes.header + index * sfntSizes.entry;
    places.set(directory.toString('latin1', at, at + 4), {
      start: directory.readUInt32BE(at + 8),
      length: Math.min(directory.readUInt32BE(at + 12), longestTable),
    });
  }
  const table = async (tag: string) => {
    const place = places.get(tag);
    if (!place) throw new RangeError(tag);
    return readAt(file, place.start, place.length);
  };
  const [names, rights] = [readFontNames(await table('name')), await table('OS/2')];
  // Fonts of the first version of the table say nothing about it.
  const codePages = rights.length >= 82 ? rights.readUInt32BE(78) : 0;
  const families = names
    .filter(({ kind }) => kind === nameKinds.family || kind === nameKinds.typographicFamily)
    .map(({ text }) => text);
  return {
    path,
    face,
    families: [...new Set(families)],
    weight: rights.readUInt16BE(4),
    isItalic: (rights.readUInt16BE(62) & 0x0001) !== 0,
    embedding: rights.readUInt16BE(8),
    outlines: places.has('glyf') ? 'glyf' : places.has('CFF ') ? 'CFF ' : undefined,
    isVariable: places.has('fvar'),
    hasHan: (codePages & 0x003e0000) !== 0,
    isSymbols: codePages >>> 31 === 1,
  };
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, start);
  return bytes.subarray(0, bytesRead);
}
