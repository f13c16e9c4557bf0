/** Kinds of names (OpenType, "name"). */
export const nameKinds = { family: 1, style: 2, whole: 4, version: 5, postScript: 6, typographicFamily: 16 } as const;

const languages = { simplifiedChinese: 0x0804, english: 0x0409 } as const;

interface FontName {
  readonly kind: number;
  readonly language: number;
  readonly text: string;
}

/** Every name a font gives for itself that can be read, in the table's order. Throws RangeError. */
export function readFontNames(table: Buffer): readonly FontName[] {
  const texts = table.subarray(table.readUInt16BE(4));
  return Array.from({ length: table.readUInt16BE(2) }, (_, index) => {
    const at = 6 + index * 12;
    const [platform, encoding, language, kind, length, offset] = [0, 2, 4, 6, 8, 10].map((field) =>
      table.readUInt16BE(at + field),
    ) as [number, number, number, number, number, number];
    const decoder = decoderOf(platform, encoding);
    const text = decoder === undefined ? '' : new TextDecoder(decoder).decode(texts.subarray(offset, offset + length));
    return { kind, language, text: text.replaceAll('\0', '').trim() };
  }).filter(({ text }) => text !== '');
}

/** Unicode, the GB encodings of Windows (3.3) and of the Macintosh (1.25), and plain Latin letters. */
function decoderOf(platform: number, encoding: number): string | undefined {
  if (platform === 0) return 'utf-16be';
  if (platform === 3) return encoding === 3 ? 'gb18030' : 'utf-16be';
  if (platform === 1) return encoding === 25 ? 'gb18030' : encoding === 0 ? 'latin1' : undefined;
  return undefined;
}

/** The name of a kind as a Chinese reader knows it: the Chinese one, else the English one, else any. */
export function fontName(names: readonly FontName[], kind: number): string | undefined {
  const own = names.filter((name) => name.kind === kind);
  const best =
    own.find(({ language }) => language === languages.simplifiedChinese) ??
    own.find(({ language }) => language === languages.english) ??
    own[0];
  return best?.text;
}
