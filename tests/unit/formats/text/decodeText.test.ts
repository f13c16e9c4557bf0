import { expect, test } from 'vitest';
import { decodeText, encodingDoubt, UndecodableTextError } from '#formats/text/decodeText.ts';

const text = '云溪信息\n第3期';
const littleEndian = new Uint8Array(Buffer.from(text, 'utf16le'));

test('UTF-8 is read with and without its mark', () => {
  expect(decodeText(new TextEncoder().encode(text))).toBe(text);
  expect(decodeText(new TextEncoder().encode(`\ufeff${text}`))).toBe(text);
});

test('UTF-16 of both byte orders is read with and without its mark', () => {
  const bigEndian = new Uint8Array(Buffer.from(littleEndian).swap16());
  expect(decodeText(littleEndian)).toBe(text);
  expect(decodeText(bigEndian)).toBe(text);
  expect(decodeText(Uint8Array.of(0xff, 0xfe, ...littleEndian))).toBe(text);
  expect(decodeText(Uint8Array.of(0xfe, 0xff, ...bigEndian))).toBe(text);
});

test('GB18030 is read', () => {
  expect(decodeText(Uint8Array.of(0xc4, 0xda, 0xb2, 0xbf, 0xbf, 0xaf, 0xce, 0xef))).toBe('内部刊物');
});

test('bytes that are no text are refused by name', () => {
  expect(() => decodeText(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0xff, 0xff))).toThrow(UndecodableTextError);
  expect(() => decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0xff))).toThrow(UndecodableTextError);
});

test('what is no text is refused with the place where it stops being one, and with what to do', () => {
  const bytes = Uint8Array.of(0xc4, 0xda, 0xb2, 0xbf, 0x0a, 0xce, 0xef, 0xff, 0xff);
  expect(() => decodeText(bytes)).toThrow(/第2行、第8字节起读不出.*另存为 UTF-8/);
});

test('Big5 taken for GB18030 is doubted; GB18030, UTF-8 and UTF-16 are not', () => {
  // 內部刊物 in Big5, some of whose bytes are signs and kana in GB18030.
  const big5 = Uint8Array.of(0xa4, 0xba, 0xb3, 0xa1, 0xa5, 0x5a, 0xaa, 0xab, 0xa4, 0xa4, 0xa4, 0xe5);
  expect(encodingDoubt(big5)).toMatch(/Big5.*另存为 UTF-8/);
  expect(encodingDoubt(Uint8Array.of(0xc4, 0xda, 0xb2, 0xbf, 0xbf, 0xaf, 0xce, 0xef))).toBeUndefined();
  expect(encodingDoubt(new TextEncoder().encode('內部刊物'))).toBeUndefined();
  expect(encodingDoubt(Uint8Array.of(0xff, 0xfe, ...littleEndian))).toBeUndefined();
});
