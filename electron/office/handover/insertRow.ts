import type { WritableDatabase } from '#store/database.ts';

type Row = Readonly<Record<string, string | number | Buffer | null | undefined>>;

/** Puts in a row with the columns it names; the names are those of this base, compared before. */
export function insertRow(content: WritableDatabase, table: string, row: Row, conflict: '' | 'OR IGNORE' = ''): void {
  const columns = Object.keys(row);
  content
    .prepare(
      `INSERT ${conflict} INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
       VALUES (${columns.map(() => '?').join(', ')})`,
    )
    .run(...Object.values(row));
}

/** Writes the columns that a row names over those of the row with the same key. */
export function updateRow(content: WritableDatabase, table: string, key: string, { [key]: id, ...row }: Row): void {
  const columns = Object.keys(row);
  content
    .prepare(`UPDATE ${table} SET ${columns.map((name) => `"${name}" = ?`).join(', ')} WHERE "${key}" = ?`)
    .run(...Object.values(row), id);
}
