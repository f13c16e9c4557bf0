import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createSM3 } from 'hash-wasm';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import { type Outside, VolumeHead, volumeFormat, volumeVersion } from '#shared/handover/volumeHead.ts';
import { readSignedText, signedText } from '#shared/issue/readSignedText.ts';
import type { ByteStream } from './envelope.ts';

/** What ends each file: SM3 of all before it, as bytes. Anyone can make it; it tells a bad medium from a bad sender. */
export const volumeTailBytes = 32;
const pieceBytes = 256 * 1024;
const mark = `${volumeFormat} `;

/** A volume whose every byte has been read and compared with its tail. */
export interface Volume {
  readonly path: string;
  readonly head: VolumeHead;
  /** Of the format, by its first line. */
  readonly version: number;
  /** Where what is sealed begins. */
  readonly start: number;
  /** SM3 of all before it, as hex. */
  readonly tail: string;
}

/** The legible beginning of a volume. */
export function volumeHeadText(head: VolumeHead, version = 1): string {
  return `${mark}${version}\n${signedText(head)}`;
}

/** How many bytes of what is sealed go into each volume of at most `volumeBytes`. Throws a RangeError where that takes too many. */
export function volumeLengths(bytes: number, volumeBytes: number): readonly number[] {
  const room = Math.max(volumeBytes, handoverLimits.volumeBytes) - handoverLimits.headBytes - volumeTailBytes;
  const count = Math.ceil(bytes / room);
  if (count > handoverLimits.volumes) throw new RangeError(`${count} volumes are more than a reader takes`);
  return Array.from({ length: count }, (_, index) => Math.min(room, bytes - index * room));
}

/** The name of a volume's file: only what stands legibly in it. */
export function volumeFileName({ receivers, date, mark: chance }: Outside, volume: number, volumes: number): string {
  const receiver = (receivers[0] ?? '').replace(/[\\/:*?"<>|.]/g, '_');
  const others = receivers.length > 1 ? `等${receivers.length}台` : '';
  const place = volumes > 1 ? `-${volume}` : '';
  return `交接-${receiver}${others}-${date}-${chance.slice(0, 8)}${place}.nkh`;
}

/** The legible head of a volume, and nothing else of it. Throws HandoverRefusal as `readVolume`, and the system's error. */
export async function readVolumeHead(path: string): Promise<VolumeHead> {
  return (await findVolume(path)).head;
}

/** A volume by its legible head alone: none of what follows has been read, and its tail is not known. Throws as `readVolumeHead`. */
export async function findVolume(path: string): Promise<Volume> {
  const file = basename(path);
  if (!(await stat(path)).isFile()) throw new HandoverRefusal('notAPackage', { file });
  const source = await open(path, 'r');
  try {
    const { size } = await source.stat();
    const begun = Buffer.alloc(Math.min(size, handoverLimits.headBytes));
    await readWhole(source, begun, 0);
    return { path, ...readHead(begun, file), tail: '' };
  } catch (error) {
    if (error instanceof EndOfFile) throw new HandoverRefusal('truncated', { file });
    throw error;
  } finally {
    await source.close();
  }
}

/**
 * Reads a volume from end to end without any key. Throws HandoverRefusal notAPackage, newerFormat, headMalformed, truncated,
 * trailing or damaged, and the system's error.
 */
export async function readVolume(path: string): Promise<Volume> {
  const file = basename(path);
  // A pipe would be waited for without an end.
  if (!(await stat(path)).isFile()) throw new HandoverRefusal('notAPackage', { file });
  const source = await open(path, 'r');
  try {
    const { size } = await source.stat();
    const begun = Buffer.alloc(Math.min(size, handoverLimits.headBytes));
    await readWhole(source, begun, 0);
    const { head, version, start } = readHead(begun, file);
    const end = start + head.bytes;
    if (size < end + volumeTailBytes) throw new HandoverRefusal('truncated', { file });
    if (size > end + volumeTailBytes) throw new HandoverRefusal('trailing', { file });
    const hasher = await createSM3();
    const piece = Buffer.allocUnsafe(pieceBytes);
    for (let place = 0; place < end; ) {
      const part = piece.subarray(0, Math.min(piece.length, end - place));
      await readWhole(source, part, place);
      hasher.update(part);
      place += part.length;
    }
    const tail = Buffer.alloc(volumeTailBytes);
    await readWhole(source, tail, end);
    const digest = hasher.digest('hex');
    if (digest !== tail.toString('hex')) throw new HandoverRefusal('damaged', { file });
    return { path, head, version, start, tail: digest };
  } catch (error) {
    if (error instanceof EndOfFile) throw new HandoverRefusal('truncated', { file });
    throw error;
  } finally {
    await source.close();
  }
}

function readHead(begun: Buffer, file: string): Pick<Volume, 'head' | 'version' | 'start'> {
  if (begun.subarray(0, mark.length).toString('latin1') !== mark) throw new HandoverRefusal('notAPackage', { file });
  const lineEnd = begun.indexOf('\n');
  const version = begun.subarray(mark.length, lineEnd).toString('latin1');
  if (lineEnd < 0 || !/^[1-9][0-9]{0,3}$/.test(version)) throw new HandoverRefusal('headMalformed', { file });
  if (Number(version) > volumeVersion) throw new HandoverRefusal('newerFormat', { file });
  const start = begun.indexOf('\n', lineEnd + 1) + 1;
  // What ends before its second line has ended may have been cut off there.
  if (start === 0)
    throw new HandoverRefusal(begun.length < handoverLimits.headBytes ? 'truncated' : 'headMalformed', { file });
  const head = readSignedText(begun.subarray(lineEnd + 1, start).toString('utf8'), VolumeHead);
  if (!head) throw new HandoverRefusal('headMalformed', { file });
  return { head, version: Number(version), start };
}

class EndOfFile extends Error {}

type Source = Awaited<ReturnType<typeof open>>;

async function readWhole(source: Source, into: Buffer, place: number): Promise<void> {
  let read = 0;
  while (read < into.length) {
    const { bytesRead } = await source.read(into, read, into.length - read, place + read);
    if (bytesRead === 0) throw new EndOfFile();
    read += bytesRead;
  }
}

/** The volumes of one package in their order; the same one twice counts once. Throws HandoverRefusal volumesMixed, volumeTwice, volumeMissing or tooLarge. */
export function requireAllVolumes(volumes: readonly Volume[]): readonly Volume[] {
  const [first] = volumes;
  if (!first) throw new HandoverRefusal('notAPackage');
  const common = ({ volume: _volume, bytes: _bytes, ...rest }: VolumeHead) => signedText(rest);
  const byNumber = new Map<number, Volume>();
  for (const volume of volumes) {
    const { head, path, tail } = volume;
    if (common(head) !== common(first.head)) throw new HandoverRefusal('volumesMixed', { file: basename(path) });
    const twin = byNumber.get(head.volume);
    if (twin && twin.tail !== tail) throw new HandoverRefusal('volumeTwice', { numbers: [head.volume] });
    byNumber.set(head.volume, volume);
  }
  const wanted = Array.from({ length: first.head.volumes }, (_, index) => index + 1);
  const missing = wanted.filter((number) => !byNumber.has(number));
  if (missing.length > 0) {
    throw new HandoverRefusal('volumeMissing', { numbers: missing, volumes: first.head.volumes });
  }
  const all = wanted.flatMap((number) => byNumber.get(number) ?? []);
  const bytes = all.reduce((sum, { head }) => sum + head.bytes, 0);
  if (bytes > handoverLimits.packageBytes * 1.01) throw new HandoverRefusal('tooLarge');
  return all;
}

/** What is sealed in the volumes, one after the other. */
export async function* sealedPieces(volumes: readonly Volume[]): ByteStream {
  for (const { path, head, start } of volumes) {
    const source = await open(path, 'r');
    try {
      for (let place = 0; place < head.bytes; ) {
        // A piece of its own each time: who reads may hold it on.
        const piece = Buffer.allocUnsafeSlow(Math.min(pieceBytes, head.bytes - place));
        await readWhole(source, piece, start + place);
        place += piece.length;
        yield piece;
      }
    } catch (error) {
      if (error instanceof EndOfFile) throw new HandoverRefusal('truncated', { file: basename(path) });
      throw error;
    } finally {
      await source.close();
    }
  }
}
