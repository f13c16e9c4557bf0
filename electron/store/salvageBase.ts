import { rebuildSearch } from './content/searchIndex.ts';
import { type DamagedBase, openDamaged, readDamagedTable, readKeyedTable, type TableReading } from './damagedTable.ts';
import type { WritableDatabase } from './database.ts';
import { type Migration, migrate } from './migrate.ts';
import { closeDatabase, openDatabase } from './openDatabase.ts';

/**
 * Writes a new base under the same key with every row of a damaged one that can be read, table by table as this program's
 * own migrations make them; no statement of the damaged file is run. Returns what was read and what is lost. Throws
 * StoreError where not even its first page can be read.
 */
export function salvageBase(
  from: string,
  key: Uint8Array,
  to: string,
  migrations: readonly Migration[],
): readonly TableReading[] {
  const source = openDamaged(from, key);
  try {
    const version = Number(source.read().pragma('user_version', { simple: true }));
    const target = openDatabase(to, key, { create: true });
    try {
      migrate(
        target,
        migrations.filter(({ number }) => number <= version),
      );
      target.pragma('foreign_keys = OFF');
      return target.transaction(() => withoutTriggers(target, () => copyTables(source, target)))();
    } finally {
      closeDatabase(target);
    }
  } finally {
    source.close();
  }
}

/** What of each table of a base can be read, without writing anything. */
export function readableTables(file: string, key: Uint8Array, tables: readonly TableShape[]): readonly TableReading[] {
  const source = openDamaged(file, key);
  try {
    return tables.map(({ table, columns, keys }) =>
      keys
        ? readKeyedTable(source, { table, columns, keys }, () => {})
        : readDamagedTable(source, table, columns, () => {}),
    );
  } finally {
    source.close();
  }
}

export interface TableShape {
  readonly table: string;
  readonly columns: readonly string[];
  /** Where rows have no number of their own (WITHOUT ROWID): what they go by. */
  readonly keys?: readonly string[];
}

/** The tables of a base and their columns; those of the search are made from the others. */
export function tableShapes(database: WritableDatabase): readonly TableShape[] {
  const tables = database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_index\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all() as readonly string[];
  const isKeyed = database.prepare('SELECT wr FROM pragma_table_list(?)').pluck();
  return tables.map((table) => {
    const columns = database.pragma(`table_info("${table}")`) as readonly { name: string; pk: number }[];
    const keys = columns.filter(({ pk }) => pk > 0).toSorted((left, right) => left.pk - right.pk);
    return {
      table,
      columns: columns.map(({ name }) => name),
      ...(isKeyed.get(table) === 1 ? { keys: keys.map(({ name }) => name) } : {}),
    };
  });
}

function copyTables(source: DamagedBase, target: WritableDatabase): readonly TableReading[] {
  const readings = tableShapes(target).map(({ table, columns, keys: keyColumns }) => {
    target.exec(`DELETE FROM "${table}"`);
    if (keyColumns) {
      const insert = target.prepare(`INSERT INTO "${table}" VALUES (${columns.map(() => '?').join(', ')})`);
      return readKeyedTable(source, { table, columns, keys: keyColumns }, (row) => insert.run(...row));
    }
    // A number that is a column of its own comes along with it.
    const keys = (target.pragma(`table_info("${table}")`) as readonly { type: string; pk: number }[]).filter(
      ({ pk }) => pk > 0,
    );
    const isNumbered = keys.length === 1 && keys[0]?.type === 'INTEGER';
    const names = [...(isNumbered ? [] : ['rowid']), ...columns.map((column) => `"${column}"`)];
    const insert = target.prepare(
      `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
    return readDamagedTable(source, table, columns, (rowid, row) => {
      insert.run(...(isNumbered ? row : [rowid, ...row]));
    });
  });
  rebuildSearch(target);
  return readings;
}

/** Triggers tell what may be done; what was done once is only put back. In the caller's transaction. */
export function withoutTriggers<Value>(database: WritableDatabase, work: () => Value): Value {
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all() as readonly {
    name: string;
    sql: string;
  }[];
  for (const { name } of triggers) database.exec(`DROP TRIGGER "${name}"`);
  const value = work();
  for (const { sql } of triggers) database.exec(sql);
  return value;
}
