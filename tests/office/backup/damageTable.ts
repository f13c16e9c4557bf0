import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { openToRead } from '#store/openDatabase.ts';
import { readableTables, tableShapes } from '#store/salvageBase.ts';
import { StoreError } from '#store/storeError.ts';

/** Damages the first page of content.db without which some rows of a table cannot be read, and others can; `isLast`: its last rows. */
export async function damageTable(
  directory: string,
  table: string,
  personId: string,
  password: string,
  isLast = false,
): Promise<void> {
  const { keyring, content } = dataFiles(directory);
  const { contentKey = new Uint8Array(32) } = await openKeyring(keyring, personId, password);
  const database = openToRead(content, contentKey);
  const shapes = tableShapes(database).filter((shape) => shape.table === table);
  database.close();
  for (const side of ['-wal', '-shm']) rmSync(`${content}${side}`, { force: true });
  const whole = readFileSync(content);
  for (let page = 2; page < whole.length / 4096; page += 1) {
    const bytes = Buffer.from(whole);
    bytes[page * 4096 + 100] = (bytes[page * 4096 + 100] ?? 0) ^ 1;
    writeFileSync(content, bytes);
    try {
      const [reading] = readableTables(content, contentKey, shapes);
      const isFit = !isLast || reading?.unread.some(({ to }) => to === null);
      if (reading && reading.readable > 0 && reading.lost.length > 0 && isFit) return;
    } catch (error) {
      // A page of the list of tables: nothing can be read without it.
      if (!(error instanceof StoreError)) throw error;
    }
  }
  throw new Error(`no page of ${table} alone`);
}
