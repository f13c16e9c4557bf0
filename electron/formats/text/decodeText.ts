/** The bytes are text in none of the encodings a Chinese office uses. */
export class UndecodableTextError extends Error {
  override readonly name = 'UndecodableTextError';
}

/**
 * The text of a file in UTF-8, UTF-16 (by its byte order mark or by its content) or GB18030, without the mark.
 * Throws UndecodableTextError when the bytes fit none of them.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return required(bytes, 'utf-8');
  if (first === 0xff && second === 0xfe) return required(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return required(bytes, 'utf-16be');
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'gb18030']) {
    const text = decoded(bytes, encoding);
    if (text === undefined || hasControls(text)) continue;
    if (encoding.startsWith('utf-16') && !looksChinese(text)) continue;
    return text;
  }
  throw new UndecodableTextError(
    `无法识别文字编码：不是 UTF-8、UTF-16 或 GB18030 文本${firstBadPlace(bytes)}，${toDo}`,
  );
}

const toDo = '请用原来的程序打开，另存为 UTF-8 编码的文本再读入';

/**
 * Why a text that was read may have been read in the wrong encoding, in Chinese; undefined where nothing speaks for it.
 * Big5 read as GB18030 gives characters that hardly any Chinese text has.
 */
export function encodingDoubt(bytes: Uint8Array): string | undefined {
  if (decoded(bytes, 'utf-8') !== undefined || isUtf16(bytes)) return undefined;
  const characters = decoded(bytes, 'gb18030')?.match(/[^\p{ASCII}\s]/gu) ?? [];
  const rare = characters.filter((character) => !isUsual(character)).length;
  if (rare <= characters.length / 2) return undefined;
  return `大半是生僻字（${characters.length}字中${rare}字），文件可能是别的编码（如 Big5），${toDo}`;
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Characters of GB 2312, and the signs and full-width letters of Chinese texts. */
function isUsual(character: string): boolean {
  return usualHan().has(character) || /[\u00b7\u2010-\u203b\u3000-\u301f\uff00-\uffef]/.test(character);
}

let usual: ReadonlySet<string> | undefined;

/** The 6763 characters of GB 2312 levels 1 and 2: rows 16 to 87 of its table. */
function usualHan(): ReadonlySet<string> {
  if (usual) return usual;
  const table: number[] = [];
  for (let row = 16; row <= 87; row += 1) for (let cell = 1; cell <= 94; cell += 1) table.push(0xa0 + row, 0xa0 + cell);
  usual = new Set(new TextDecoder('gb18030').decode(Uint8Array.from(table)));
  return usual;
}

/** Where the encoding that reads furthest stops: byte and line, both from 1. */
function firstBadPlace(bytes: Uint8Array): string {
  const reach = Math.max(readableBytes(bytes, 'utf-8'), readableBytes(bytes, 'gb18030'));
  if (reach >= bytes.length) return '';
  let line = 1;
  for (const byte of bytes.subarray(0, reach)) if (byte === 0x0a) line += 1;
  return `（第${line}行、第${reach + 1}字节起读不出）`;
}

/** How many bytes from the start are text in this encoding. */
function readableBytes(bytes: Uint8Array, encoding: string): number {
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isBeginning(bytes.subarray(0, middle), encoding)) good = middle;
    else bad = middle;
  }
  return good;
}

/** Whether bytes are the beginning of a text; the last character may be cut. */
function isBeginning(bytes: Uint8Array, encoding: string): boolean {
  try {
    return !hasControls(new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true }));
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function required(bytes: Uint8Array, encoding: string): string {
  const text = decoded(bytes, encoding);
  if (text === undefined || hasControls(text)) {
    throw new UndecodableTextError(`文件标明为 ${encoding.toUpperCase()}，内容却不是，${toDo}`);
  }
  return text;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Controls other than tab, line feed, vertical tab, form feed and carriage return never stand in a text file. */
function hasControls(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 && (code < 9 || code > 13)) return true;
  }
  return false;
}

/** Bytes of GB18030 read as UTF-16 fall above U+A000; real Chinese falls into these blocks almost whole. */
function looksChinese(text: string): boolean {
  const usual = text.match(/[\t\n\r -~\u2010-\u203b\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g)?.length ?? 0;
  return text.length > 0 && usual / text.length > 0.9;
}
