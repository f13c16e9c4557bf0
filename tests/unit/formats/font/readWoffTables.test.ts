import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import subsetFont from 'subset-font';
import { expect, test } from 'vitest';
import { readWoffTables } from '#formats/font/readWoffTables.ts';
import { writeSfnt } from '#formats/font/writeSfnt.ts';

const packed = readFileSync('node_modules/@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff');

test('every table of a WOFF file comes out whole: its checksum is the one the file gives', async () => {
  const tables = await readWoffTables(packed);
  expect(tables.size).toBe(packed.readUInt16BE(12));
  const wrong: string[] = [];
  for (const [index, [tag, table]] of [...tables].entries()) {
    let sum = 0;
    const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    for (let word = 0; word < padded.length; word += 4) sum = (sum + padded.readUInt32BE(word)) >>> 0;
    // The checksum of `head` leaves out the adjustment of the whole file that stands in it.
    if (tag === 'head') sum = (sum - table.readUInt32BE(8)) >>> 0;
    if (sum !== packed.readUInt32BE(44 + index * 20 + 16)) wrong.push(tag);
  }
  expect(wrong).toEqual([]);
});

test('glyphs are those that another reader of WOFF files finds', async () => {
  const outlines = async (font: Buffer) => {
    const opened = fontkit.create(
      await subsetFont(font, '（一）健全机制', { targetFormat: 'truetype' }),
    ) as fontkit.Font;
    return opened.layout('（一）健全机制').glyphs.map(({ path }) => path.toSVG());
  };
  expect(await outlines(writeSfnt(await readWoffTables(packed)))).toEqual(await outlines(packed));
});

test('what is no WOFF file, or is cut off, is refused', async () => {
  await expect(readWoffTables(Buffer.from('OTTO and nothing else'))).rejects.toThrow('不是WOFF格式');
  await expect(readWoffTables(packed.subarray(0, packed.length / 2))).rejects.toThrow();
});
