import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import subsetFont from 'subset-font';
import { expect, test } from 'vitest';
import { woffToTrueType } from '#formats/font/woffToTrueType.ts';

const packed = readFileSync('node_modules/@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff');

test('every table of a WOFF file comes out whole: its checksum is right', async () => {
  const bytes = await woffToTrueType(packed);
  expect(bytes.readUInt32BE(0)).toBe(0x00010000);
  const count = bytes.readUInt16BE(4);
  expect(count).toBe(packed.readUInt16BE(12));
  const wrong: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = 12 + index * 16;
    const tag = bytes.toString('latin1', at, at + 4);
    const [checksum, start, length] = [4, 8, 12].map((part) => bytes.readUInt32BE(at + part)) as [
      number,
      number,
      number,
    ];
    let sum = 0;
    for (let word = start; word < start + length; word += 4) sum = (sum + bytes.readUInt32BE(word)) >>> 0;
    // The checksum of `head` leaves out the adjustment of the whole file that stands in it.
    if (tag === 'head') sum = (sum - bytes.readUInt32BE(start + 8)) >>> 0;
    if (sum !== checksum || start % 4 !== 0) wrong.push(tag);
  }
  expect(wrong).toEqual([]);
});

test('glyphs are those that another reader of WOFF files finds', async () => {
  const bytes = await woffToTrueType(packed);
  const outlines = async (font: Buffer) => {
    const opened = fontkit.create(
      await subsetFont(font, '（一）健全机制', { targetFormat: 'truetype' }),
    ) as fontkit.Font;
    return opened.layout('（一）健全机制').glyphs.map(({ path }) => path.toSVG());
  };
  expect(await outlines(bytes)).toEqual(await outlines(packed));
});

test('what is no WOFF file, or is cut off, is refused', async () => {
  await expect(woffToTrueType(Buffer.from('OTTO and nothing else'))).rejects.toThrow('不是 WOFF 格式');
  await expect(woffToTrueType(packed.subarray(0, packed.length / 2))).rejects.toThrow();
});
