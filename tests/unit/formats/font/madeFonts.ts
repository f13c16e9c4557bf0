import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { uint16s, uint32s } from '#formats/font/bigEndian.ts';
import { readSfntTables, sfntSizes } from '#formats/font/sfntTables.ts';
import { shippedFont } from '#formats/font/shippedFonts.ts';
import { writeCharacterMap } from '#formats/font/writeCharacterMap.ts';
import { signatures, writeSfnt } from '#formats/font/writeSfnt.ts';
import type { FontSlot } from '#shared/layout/fontSlot.ts';

export interface MadeFont {
  readonly chinese: string;
  readonly english: string;
  /** Whose outlines it has. */
  readonly like: FontSlot;
  readonly characters: string;
  /** OS/2 `fsType`. */
  readonly embedding?: number;
  readonly weight?: number;
  /** `none` is how many licensed fonts are: without the feature that closes punctuation up. */
  readonly squeeze?: 'own' | 'none';
  readonly isVariable?: boolean;
}

/** A font as an office might have it, cut by another program from one that ships and given another name. */
export async function madeFont(made: MadeFont): Promise<Buffer> {
  const { program, file } = await shippedFont(made.like);
  const whole = made.like === 'kai' ? writeSfnt(program.tables) : file;
  const dropTables = made.squeeze === 'none' ? ['GPOS', 'GSUB', 'GDEF'] : ['GSUB'];
  const cut = await subsetFont(whole, made.characters, { targetFormat: 'truetype', dropTables });
  const tables = new Map(readSfntTables(cut));
  tables.set('name', names(made.chinese, made.english));
  const rights = Buffer.from(tables.get('OS/2') as Buffer);
  rights.writeUInt16BE(made.weight ?? 400, 4);
  rights.writeUInt16BE(made.embedding ?? 0x0008, 8);
  tables.set('OS/2', rights);
  if (made.isVariable) tables.set('fvar', Buffer.alloc(16));
  return writeSfnt(tables);
}

/** Family and version: the Chinese name as Windows has it in Unicode, and as old fonts have it in GBK. */
function names(chinese: string, english: string): Buffer {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16();
  const records = [
    { platform: 1, encoding: 0, language: 0, kind: 1, bytes: Buffer.from(english, 'latin1') },
    { platform: 3, encoding: 1, language: 0x0409, kind: 1, bytes: utf16(english) },
    { platform: 3, encoding: 1, language: 0x0409, kind: 5, bytes: utf16('Version 5.01') },
    { platform: 3, encoding: 1, language: 0x0409, kind: 6, bytes: utf16(english.replaceAll(' ', '')) },
    { platform: 3, encoding: 1, language: 0x0804, kind: 1, bytes: utf16(chinese) },
  ];
  let offset = 0;
  const entries = records.map(({ platform, encoding, language, kind, bytes }) => {
    const at = offset;
    offset += bytes.length;
    return uint16s(platform, encoding, language, kind, bytes.length, at);
  });
  const head = uint16s(0, records.length, 6 + records.length * 12);
  return Buffer.concat([head, ...entries, ...records.map(({ bytes }) => bytes)]);
}

/** Fonts in one file (TTC). */
export function collection(fonts: readonly Buffer[]): Buffer {
  const header = 12 + fonts.length * 4;
  let offset = header;
  const offsets: number[] = [];
  const moved = fonts.map((font) => {
    const bytes = Buffer.from(font);
    for (let index = 0; index < bytes.readUInt16BE(4); index += 1) {
      const at = sfntSizes.header + index * sfntSizes.entry + 8;
      bytes.writeUInt32BE(bytes.readUInt32BE(at) + offset, at);
    }
    offsets.push(offset);
    offset += bytes.length;
    return bytes;
  });
  return Buffer.concat([Buffer.from('ttcf', 'latin1'), uint32s(0x00010000, fonts.length, ...offsets), ...moved]);
}

/** A font of PostScript curves: the serif that pdfjs carries, its first glyphs, of which 1 is the blank, as the letters from A on. */
export function postScriptFont(chinese: string, english: string, glyphs: number): Buffer {
  const cff = readFileSync('node_modules/pdfjs-dist/standard_fonts/FoxitSerif.pfb');
  const head = Buffer.alloc(54);
  uint32s(0x00010000, 0x00010000, 0, 0x5f0f3cf5).copy(head, 0);
  head.writeUInt16BE(1000, 18);
  const codePoints = Array.from({ length: glyphs }, (_, index) => 65 + index);
  const count = glyphs + 1;
  return writeSfnt(
    new Map([
      ['CFF ', cff],
      ['head', head],
      ['hhea', Buffer.concat([uint16s(1, 0, 800, -200, 0), Buffer.alloc(24), uint16s(count)])],
      ['hmtx', uint16s(...Array.from({ length: count }, () => [600, 0]).flat())],
      ['maxp', Buffer.concat([uint32s(0x00005000), uint16s(count)])],
      ['cmap', writeCharacterMap(codePoints)],
      ['name', names(chinese, english)],
      ['OS/2', Buffer.concat([uint16s(4, 600, 400, 5, 0), Buffer.alloc(86)])],
      ['post', Buffer.concat([uint32s(0x00030000), Buffer.alloc(28)])],
    ]),
    signatures.cff,
  );
}

/** A folder that stands for the machine's fonts while `work` runs. */
export async function withFontFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const before = process.env.NEIKAN_FONTS;
  const folder = mkdtempSync(join(tmpdir(), 'neikan-fonts-'));
  process.env.NEIKAN_FONTS = folder;
  try {
    return await work(folder);
  } finally {
    if (before === undefined) delete process.env.NEIKAN_FONTS;
    else process.env.NEIKAN_FONTS = before;
    rmSync(folder, { recursive: true, force: true });
  }
}
