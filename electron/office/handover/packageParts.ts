import type { PartContent } from '#formats/handover/openPackage.ts';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

const pieceBytes = 2 * 1024 * 1024;

/** Pieces of packages that never came on record, as a reading leaves them that was cut off. */
export function clearUnfinishedParts(content: WritableDatabase): void {
  content
    .transaction(() => {
      content
        .prepare(
          `DELETE FROM package_parts WHERE NOT EXISTS (
             SELECT 1 FROM packages WHERE packages.hash = package_parts.hash AND direction <> 'refused'
           )`,
        )
        .run();
    })
    .immediate();
}

/** Keeps a part piece by piece, each in a step of its own, so that no more of it is held than that. */
export async function keepPart(content: WritableDatabase, hash: string, { part, pieces }: PartContent): Promise<void> {
  const insert = content.prepare('INSERT INTO package_parts (hash, name, piece, bytes) VALUES (?, ?, ?, ?)');
  let held: Buffer[] = [];
  let count = 0;
  let number = 0;
  const flush = () => {
    insert.run(hash, part.name, number, Buffer.concat(held));
    number += 1;
    held = [];
    count = 0;
  };
  for await (const piece of pieces) {
    held.push(Buffer.from(piece));
    count += piece.length;
    if (count >= pieceBytes) flush();
  }
  // An empty part is there too.
  if (count > 0 || number === 0) flush();
}

/** A part that was kept, of a package that may not be on record yet; undefined where it is not there, or longer than it may be. */
export function packagePart(
  content: ReadableDatabase,
  hash: string,
  name: string,
  mostBytes = handoverLimits.partBytes,
): Buffer | undefined {
  const bytes = content
    .prepare('SELECT sum(length(bytes)) FROM package_parts WHERE hash = ? AND name = ?')
    .pluck()
    .get(hash, name) as number | null;
  if (bytes === null || bytes > mostBytes) return undefined;
  const whole = Buffer.allocUnsafeSlow(bytes);
  let place = 0;
  for (const piece of partPieces(content, hash, name)) place += piece.copy(whole, place);
  return whole;
}

/** A part that was kept, piece by piece; nothing where it is not there. */
export function partPieces(content: ReadableDatabase, hash: string, name: string): IterableIterator<Buffer> {
  return content
    .prepare('SELECT bytes FROM package_parts WHERE hash = ? AND name = ? ORDER BY piece')
    .pluck()
    .iterate(hash, name) as IterableIterator<Buffer>;
}

/** A piece of a part that was taken, and how many it has; undefined where there is none. */
export function selectPiece(
  content: ReadableDatabase,
  hash: string,
  name: string,
  piece: number,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly pieces: number } | undefined {
  const row = content
    .prepare(
      `SELECT bytes, (SELECT count(*) FROM package_parts WHERE hash = @hash AND name = @name) AS pieces
       FROM package_parts WHERE hash = @hash AND name = @name AND piece = @piece AND EXISTS (
         SELECT 1 FROM packages WHERE packages.hash = @hash AND direction = 'taken'
       )`,
    )
    .get({ hash, name, piece }) as { readonly bytes: Buffer; readonly pieces: number } | undefined;
  return row && { bytes: new Uint8Array(row.bytes), pieces: row.pieces };
}

/** The parts of a package, in the order in which they came. */
export function selectPartNames(
  content: ReadableDatabase,
  hash: string,
): { readonly name: string; readonly bytes: number }[] {
  return content
    .prepare(
      `SELECT name, sum(length(bytes)) AS bytes FROM package_parts WHERE hash = ? GROUP BY name ORDER BY min(rowid)`,
    )
    .all(hash) as { name: string; bytes: number }[];
}
