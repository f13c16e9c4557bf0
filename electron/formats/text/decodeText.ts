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
  throw new UndecodableTextError('无法识别文字编码：不是 UTF-8、UTF-16 或 GB18030 文本');
}

function required(bytes: Uint8Array, encoding: string): string {
  const text = decoded(bytes, encoding);
  if (text === undefined || hasControls(text)) {
    throw new UndecodableTextError(`文件标明为 ${encoding.toUpperCase()}，内容却不是`);
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
