import { expect, test } from 'vitest';
import { withoutExif } from '#formats/ofd/withoutExif.ts';
import { onePixel } from './handmadeOfd.ts';

const segment = (marker: number, payload: readonly number[]) => [0xff, marker, 0, payload.length + 2, ...payload];
const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

const start = [0xff, 0xd8];
const jfif = segment(0xe0, ascii('JFIF\0'));
const exif = segment(0xe1, [...ascii('Exif\0\0'), 0xff, 0xda, 1, 2]);
const xmp = segment(0xe1, ascii('http://ns.adobe.com'));
const scan = [...segment(0xda, [0]), 0xff, 0xe1, 0, 8, ...ascii('Exif\0\0'), 0xff, 0xd9];

test('the Exif block goes, all else stays, the picture itself untouched', () => {
  const without = Uint8Array.from([...start, ...jfif, ...xmp, ...scan]);
  expect(withoutExif(Uint8Array.from([...start, ...jfif, ...exif, ...xmp, ...scan]))).toEqual(without);
  expect(withoutExif(without)).toEqual(without);
});

test('what is no JPEG, or a torn one, comes back', () => {
  expect(withoutExif(onePixel)).toBe(onePixel);
  const torn = Uint8Array.from([...start, 0xff, 0xe0, 0xff, 0xff, 1]);
  expect(withoutExif(torn)).toEqual(torn);
});
