import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflate } from 'node:zlib';

/** Length, type and check around the data of a chunk. */
const chunkFrame = 12;
const signatureLength = 8;

/** Samples a pixel has, and the bits one may have, by colour type (ISO 15948, table 11.1). */
const colourTypes: Readonly<Record<number, { readonly samples: number; readonly depths: readonly number[] }>> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

/** Where the seven passes of an interlaced picture begin and how far apart their pixels are: x, y, step of x, step of y. */
const interlacedPasses = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Whether a PNG (ISO 15948) has all its chunks unharmed, and in them a row of pixels for each row it says it has. */
export async function isWholePng(bytes: Uint8Array): Promise<boolean> {
  const chunks = readChunks(bytes);
  const [header] = chunks ?? [];
  if (!chunks || header?.type !== 'IHDR' || header.data.length !== 13) return false;
  const expected = unpackedLength(header.data);
  if (expected === undefined) return false;
  const hasPalette = chunks.some(({ type }) => type === 'PLTE');
  if (header.data[9] === 3 && !hasPalette) return false;
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  return unpacksTo(packed, expected);
}

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** The chunks up to the last one, IEND; undefined where one is cut off or its check is wrong, or the last is missing. */
function readChunks(file: Uint8Array): readonly Chunk[] | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signatureLength; at + chunkFrame <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (at + chunkFrame + length > bytes.length) return undefined;
    const checked = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(checked) !== bytes.readUInt32BE(at + 8 + length)) return undefined;
    const type = checked.toString('latin1', 0, 4);
    chunks.push({ type, data: checked.subarray(4) });
    if (type === 'IEND') return chunks;
    at += chunkFrame + length;
  }
  return undefined;
}

/** The bytes of all rows, each with the one that names its filter; undefined for a header that no PNG may have. */
function unpackedLength(header: Buffer): number | undefined {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth = 0, colourType = 0, compression, filter, interlacing] = header.subarray(8);
  const kind = colourTypes[colourType];
  if (!kind?.depths.includes(depth) || compression !== 0 || filter !== 0) return undefined;
  const ofRows = (columns: number, rows: number) =>
    columns > 0 ? rows * (1 + Math.ceil((columns * kind.samples * depth) / 8)) : 0;
  if (interlacing === 0) return ofRows(width, height);
  if (interlacing !== 1) return undefined;
  return interlacedPasses.reduce(
    (sum, [x, y, stepX, stepY]) =>
      sum + ofRows(Math.max(0, Math.ceil((width - x) / stepX)), Math.max(0, Math.ceil((height - y) / stepY))),
    0,
  );
}

/** Whether the parts unpack to `expected` bytes; they are counted as they come, so that a swelling file takes no memory. */
async function unpacksTo(packed: readonly Buffer[], expected: number): Promise<boolean> {
  let length = 0;
  try {
    await pipeline(Readable.from(packed), createInflate(), async (unpacked: AsyncIterable<Buffer>) => {
      for await (const part of unpacked) {
        length += part.length;
        if (length > expected) throw new RangeError('more pixels than the picture has');
      }
    });
  } catch {
    return false;
  }
  return length === expected;
}
