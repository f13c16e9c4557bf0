import BetterSqlite3 from 'better-sqlite3';
import type { WritableDatabase } from './database.ts';
import { openToRead } from './openDatabase.ts';

/** What could be read of one table. */
export interface TableReading {
  readonly table: string;
  readonly readable: number;
  /** Rows that are there and could not be read: by their own keys where an index tells them, else by their numbers. */
  readonly lost: readonly string[];
  /** Between which row numbers pages could not be read; `to` is null where it is so to the end. */
  readonly unread: readonly UnreadRows[];
}

export interface UnreadRows {
  readonly from: number;
  readonly to: number | null;
}

/** A damaged base, opened anew after each page that could not be read: the cipher then fails for all pages. */
export interface DamagedBase {
  readonly read: () => WritableDatabase;
  readonly openAnew: () => void;
  readonly close: () => void;
}

/** Throws StoreError where not even the first page can be read. */
export function openDamaged(file: string, key: Uint8Array): DamagedBase {
  let database = openToRead(file, key);
  return {
    read: () => database,
    openAnew: () => {
      database.close();
      database = openToRead(file, key);
    },
    close: () => database.close(),
  };
}

interface KnownRow {
  readonly rowid: number;
  readonly name: string;
}

type Row = readonly unknown[];

/**
 * Reads every row of a table that can be read, past pages that cannot. `columns` come in this order after the row's
 * number.
 */
export function readDamagedTable(
  base: DamagedBase,
  table: string,
  columns: readonly string[],
  onRow: (rowid: number, row: Row) => void,
): TableReading {
  const known = rowsByIndex(base, table);
  const list = columns.map((column) => `"${column}"`).join(', ');
  const lost: string[] = [];
  const unread: UnreadRows[] = [];
  let readable = 0;
  let from = 1;
  for (;;) {
    try {
      const rows = base.read().prepare(`SELECT rowid, ${list} FROM "${table}" WHERE rowid >= ? ORDER BY rowid`).raw();
      for (const row of rows.iterate(from) as IterableIterator<[number, ...unknown[]]>) {
        onRow(row[0], row.slice(1));
        readable += 1;
        from = row[0] + 1;
      }
      return { table, readable, lost, unread };
    } catch (error) {
      refuseOther(error);
      base.openAnew();
    }
    const next = known ? nextKnown(base, table, list, known, from, lost) : nextReadable(base, table, from, lost);
    unread.push({ from, to: next === undefined ? null : next - 1 });
    if (next === undefined) return { table, readable, lost, unread };
    from = next;
  }
}

/**
 * The same for a table without row numbers: in the order of its keys from both ends, as far as each can be read. What lies
 * between is lost, and told by the keys at both sides.
 */
export function readKeyedTable(
  base: DamagedBase,
  {
    table,
    columns,
    keys,
  }: { readonly table: string; readonly columns: readonly string[]; readonly keys: readonly string[] },
  onRow: (row: Row) => void,
): TableReading {
  const list = columns.map((column) => `"${column}"`).join(', ');
  let readable = 0;
  const readFrom = (end: 'ASC' | 'DESC') => {
    const order = keys.map((key) => `"${key}" ${end}`).join(', ');
    let last: Row | undefined;
    const isWhole = attempt(base, () => {
      for (const row of base.read().prepare(`SELECT ${list} FROM "${table}" ORDER BY ${order}`).raw().iterate()) {
        last = row as Row;
        onRow(last);
        readable += 1;
      }
      return true;
    });
    return { isWhole: isWhole === true, last: last && keys.map((key) => last?.[columns.indexOf(key)]).join(' ') };
  };
  const first = readFrom('ASC');
  if (first.isWhole) return { table, readable, lost: [], unread: [] };
  const last = readFrom('DESC');
  const lost = `“${first.last ?? '开头'}”与“${last.last ?? '末尾'}”之间的`;
  return { table, readable, lost: [lost], unread: [] };
}

/** Whether an error says that a page is damaged. */
export function isDamage(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(error.code);
}

function refuseOther(error: unknown): void {
  // A table whose description lies in a damaged page is not found at all.
  if (!isDamage(error) && !(error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_ERROR')) throw error;
}

/** The rows of a table by an index that is whole; undefined where there is none. */
function rowsByIndex(base: DamagedBase, table: string): readonly KnownRow[] | undefined {
  const indexes = attempt(
    base,
    () => base.read().pragma(`index_list("${table}")`) as readonly { name: string; partial: 0 | 1 }[],
  );
  for (const { name } of (indexes ?? []).filter(({ partial }) => partial === 0)) {
    const rows = attempt(base, () => {
      const columns = base.read().pragma(`index_info("${name}")`) as readonly { name: string }[];
      const shown = columns.map((column) => `"${column.name}"`).join(` || ' ' || `);
      return (
        base
          .read()
          // Unnamed it would bear the name of the key that it is.
          .prepare(`SELECT rowid AS rowid, ${shown} AS name FROM "${table}" INDEXED BY "${name}" ORDER BY rowid`)
          .all() as readonly KnownRow[]
      );
    });
    if (rows) return rows;
  }
  return undefined;
}

/** The next of the known rows that can be read; those before it are lost. */
function nextKnown(
  base: DamagedBase,
  table: string,
  list: string,
  known: readonly KnownRow[],
  from: number,
  lost: string[],
): number | undefined {
  for (const { rowid, name } of known) {
    if (rowid < from) continue;
    const row = attempt(base, () =>
      base.read().prepare(`SELECT ${list} FROM "${table}" WHERE rowid = ?`).raw().get(rowid),
    );
    if (row !== undefined) return rowid;
    lost.push(String(name));
  }
  return undefined;
}

/** Beyond this no row number is tried: far more rows than any office writes. */
const farthest = 2 ** 40;

/** The first row number behind a damaged page, found by doubling and halving. */
function nextReadable(base: DamagedBase, table: string, from: number, lost: string[]): number | undefined {
  const find = (rowid: number): number | null | undefined =>
    attempt(base, () => {
      const sql = `SELECT rowid FROM "${table}" WHERE rowid >= ? ORDER BY rowid LIMIT 1`;
      return (base.read().prepare(sql).pluck().get(rowid) as number | undefined) ?? null;
    });
  let step = 1;
  let far = find(from + step);
  while (far === undefined && from + step < farthest) {
    step *= 2;
    far = find(from + step);
  }
  // The last number that could not be looked for, and the first that could.
  let [bad, good] = [from + Math.floor(step / 2), from + step];
  while (far !== undefined && good - bad > 1) {
    const middle = Math.floor((bad + good) / 2);
    if (find(middle) === undefined) bad = middle;
    else good = middle;
  }
  const next = far === undefined ? undefined : find(good);
  lost.push(next === undefined || next === null ? `第${from}行起` : `第${from}至${next - 1}行`);
  return next ?? undefined;
}

function attempt<Value>(base: DamagedBase, look: () => Value): Value | undefined {
  try {
    return look();
  } catch (error) {
    refuseOther(error);
    base.openAnew();
    return undefined;
  }
}
