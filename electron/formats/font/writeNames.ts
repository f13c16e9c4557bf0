import { uint16s } from './bigEndian.ts';
import { fontName, nameKinds, readFontNames } from './fontNames.ts';
import { requiredTable, type SfntTables } from './sfntTables.ts';

const copyright = 0;
const identifier = 3;

/** A `name` table that carries on what the source says of itself: copyright, family, style, version, PostScript name. */
export function writeNames(source: SfntTables): Buffer {
  const names = readFontNames(requiredTable(source, 'name'));
  const kinds = [
    copyright,
    nameKinds.family,
    nameKinds.style,
    identifier,
    nameKinds.whole,
    nameKinds.version,
    nameKinds.postScript,
  ];
  const texts = kinds.flatMap((kind) => {
    // A PostScript name has no letters but ASCII's.
    const readable = kind === nameKinds.postScript ? names.filter(({ text }) => /^[!-~]+$/.test(text)) : names;
    const text = fontName(readable, kind);
    return text === undefined ? [] : [{ kind, bytes: Buffer.from(text, 'utf16le').swap16() }];
  });
  let offset = 0;
  const records = texts.map(({ kind, bytes }) => {
    const at = offset;
    offset += bytes.length;
    // Windows, Unicode, American English: the one entry that every reader looks for.
    return uint16s(3, 1, 0x0409, kind, bytes.length, at);
  });
  return Buffer.concat([
    uint16s(0, records.length, 6 + records.length * 12),
    ...records,
    ...texts.map(({ bytes }) => bytes),
  ]);
}
