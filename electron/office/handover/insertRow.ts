import type { WritableDatabase } from '#store/database.ts';

/** A text that is too long to be held as a string as well. */
export interface LongText {
  readonly utf8: Buffer;
}

type Value = string | number | Buffer | LongText | null | undefined;
type Row = Readonly<Record<string, Value>>;

/** Puts in a row with the columns it names; the names are those of this base, compared before. */
export function insertRow(content: WritableDatabase, table: string, row: Row, conflict: '' | 'OR IGNORE' = ''): void {
  const columns = Object.keys(row);
  const values = Object.values(row);
  content
    .prepare(
      `INSERT ${conflict} INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
       VALUES (${values.map(placeOf).join(', ')})`,
    )
    .run(...values.map(boundOf));
}

/** Writes the columns that a row names over those of the row with the same key. */
export function updateRow(content: WritableDatabase, table: string, key: string, { [key]: id, ...row }: Row): void {
  const set = Object.entries(row).map(([name, value]) => `"${name}" = ${placeOf(value)}`);
  content
    .prepare(`UPDATE ${table} SET ${set.join(', ')} WHERE "${key}" = ?`)
    .run(...Object.values(row).map(boundOf), id);
}

function isLong(value: Value): value is LongText {
  return typeof value === 'object' && value !== null && 'utf8' in value;
}

const placeOf = (value: Value) => (isLong(value) ? 'CAST(? AS TEXT)' : '?');
const boundOf = (value: Value) => (isLong(value) ? value.utf8 : value);
