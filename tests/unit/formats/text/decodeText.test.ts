import { expect, test } from 'vitest';
import { decodeText, UndecodableTextError } from '#formats/text/decodeText.ts';

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
