import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A grey PNG that says it has `width` by `height` pixels; `rows` of them are there. */
export function greyPng(width: number, height: number, rows = height): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel.
  header[8] = 8;
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width, 0xa0)]);
  return pngOf(header, deflateSync(Buffer.concat(Array<Buffer>(rows).fill(row))));
}

/** A grey PNG of so many pixels, a byte each, that nothing packs. */
export function noisePng(pixels: number): Buffer {
  const width = 1000;
  const height = Math.ceil(pixels / width);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = randomBytes((width + 1) * height);
  // Every row says that it is not filtered.
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  return pngOf(header, deflateSync(rows, { level: 0 }));
}

/** A PNG of a header and packed pixels, its checks right whatever they hold. */
export function pngOf(header: Buffer, packed: Buffer): Buffer {
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A grey JPEG of 8 by 8 pixels, as short as baseline coding allows. */
export function greyJpeg(): Buffer {
  const segment = (marker: number, ...data: readonly number[]) => [0xff, marker, 0, data.length + 2, ...data];
  // One code of one bit: no difference from the middle grey, and no more of the block.
  const oneCode = (table: number) => segment(0xc4, table, 1, ...Array<number>(15).fill(0), 0);
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, 0, ...Array<number>(64).fill(1)),
    ...segment(0xc0, 8, 0, 8, 0, 8, 1, 1, 0x11, 0),
    ...oneCode(0x00),
    ...oneCode(0x10),
    ...segment(0xda, 1, 1, 0, 0, 63, 0),
    ...[0b00111111, 0xff, 0xd9],
  ]);
}
