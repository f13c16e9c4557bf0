import { createHash } from 'node:crypto';
import { ZodError } from 'zod';
import { HandoverRefusal } from '#shared/handover/handoverRefusal.ts';
import type { IssueRows, TravellingRow } from '#shared/handover/issueRows.ts';
import type { PackagePart } from '#shared/handover/packageManifest.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { filesNamedBy, type RowsByTable } from './issueRows.ts';
import { packagePart, partPieces } from './packageParts.ts';
import { columnsOf, type TravellingTable } from './travellingTables.ts';

/** Rows as a package brings them, and the files they name, which lie in it. */
export interface ReceivedRows {
  /** As they travelled: documents without the bytes of their pictures, which lie in the package. */
  readonly rows: RowsByTable;
  readonly images: IssueRows['images'];
  readonly scans: IssueRows['scans'];
  /** Of the package it lies in, for the files. */
  readonly hash: string;
  /** SM3 of each part of it, as it was proved while the part was read. */
  readonly digests: ReadonlyMap<string, string>;
}

/** The pictures of a package whose parts were kept. Throws HandoverRefusal contentIncomplete for one that is not there. */
export function packagePictures(content: ReadableDatabase, hash: string): (sha256: string) => Buffer {
  return (sha256) => {
    const picture = packagePart(content, hash, `images/${sha256}`);
    if (!picture) throw new HandoverRefusal('contentIncomplete');
    return picture;
  };
}

/**
 * The rows of these tables and no others, each with the columns of this base; pictures and scans have the digests that they
 * are named by. Throws HandoverRefusal recordsNewer, contentIncomplete.
 */
export function requireRows(
  content: ReadableDatabase,
  { hash, parts }: { readonly hash: string; readonly parts: readonly PackagePart[] },
  travelling: readonly TravellingTable[],
  read: Pick<IssueRows, 'tables' | 'images' | 'scans'>,
): Pick<ReceivedRows, 'rows' | 'digests'> {
  const rows = new Map<string, readonly TravellingRow[]>();
  for (const name of Object.keys(read.tables)) {
    if (!travelling.some(({ table }) => table === name)) throw new HandoverRefusal('recordsNewer');
  }
  const digests = new Map(parts.map(({ name, sm3 }) => [name, sm3]));
  for (const { name } of read.images) {
    const hasher = createHash('sha256');
    for (const piece of partPieces(content, hash, `images/${name}`)) hasher.update(piece);
    if (!digests.has(`images/${name}`) || hasher.digest('hex') !== name) throw new HandoverRefusal('contentIncomplete');
  }
  for (const { name } of read.scans) {
    if (digests.get(`scans/${name}`) !== name) throw new HandoverRefusal('contentIncomplete');
  }
  for (const one of travelling) {
    const columns = new Map(columnsOf(content, one).map((column) => [column.name, column]));
    const given = read.tables[one.table] ?? [];
    for (const row of given) requireColumns(row, columns);
    rows.set(one.table, given);
  }
  return { rows, digests };
}

/** The files that rows name, all of them and no others. Throws HandoverRefusal contentIncomplete. */
export function requireNamedFiles(rows: RowsByTable, read: Pick<IssueRows, 'images' | 'scans'>): void {
  const named = filesNamedBy(rows);
  const brought = { images: read.images.map(({ name }) => name), scans: read.scans.map(({ name }) => name) };
  if (String(named.images) !== String(brought.images) || String(named.scans) !== String(brought.scans)) {
    throw new HandoverRefusal('contentIncomplete');
  }
}

/** A column that this base does not know comes from a later program; one that is left out has to have a default. */
function requireColumns(
  row: TravellingRow,
  columns: ReadonlyMap<string, { readonly type: string; readonly notnull: 0 | 1; readonly dflt_value: string | null }>,
): void {
  for (const [name, value] of Object.entries(row)) {
    const column = columns.get(name);
    if (!column) throw new HandoverRefusal('recordsNewer');
    const isOfType =
      value === null ? column.notnull === 0 : typeof value === (column.type === 'TEXT' ? 'string' : 'number');
    if (!isOfType) throw new HandoverRefusal('contentIncomplete');
  }
  for (const [name, { notnull, dflt_value }] of columns) {
    if (notnull === 1 && dflt_value === null && !(name in row)) throw new HandoverRefusal('contentIncomplete');
  }
}

/** A schema refuses it, or it is no JSON, or nothing of the kind that is looked for in it. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof ZodError || error instanceof SyntaxError || error instanceof TypeError;
}
