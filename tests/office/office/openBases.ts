import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { type BaseKeys, openKeyring } from '#store/keyring.ts';
import { readKeyringFile } from '#store/keyringFile.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { passwordOf } from './foundedOffice.ts';

/** The bases of a data directory, opened behind the office's back with the keys that a person's password gives. */
export interface OpenBases {
  readonly register: WritableDatabase;
  readonly content: WritableDatabase;
  readonly close: () => void;
}

const opened = new Map<string, Promise<BaseKeys>>();

/** Copies of one founding have the same keys: opening them again would cost a password's time for nothing. */
function keysOf(keyring: string, personId: string, password: string): Promise<BaseKeys> {
  // The register's key as it is sealed to the person: on another machine it is another.
  const sealed = readKeyringFile(keyring).people.find(({ id }) => id === personId)?.registerKey ?? '';
  const keys = opened.get(sealed) ?? openKeyring(keyring, personId, password);
  opened.set(sealed, keys);
  return keys;
}

/** Opens both bases, beside an office that has them open or without one; closed when the test ends. */
export async function openBases(
  directory: string,
  personId: string,
  password: string = passwordOf(personId),
): Promise<OpenBases> {
  const files = dataFiles(directory);
  const { registerKey, contentKey } = await keysOf(files.keyring, personId, password);
  if (!contentKey) throw new Error(`${personId} does not open content.db`);
  const register = openDatabase(files.register, registerKey);
  const content = openDatabase(files.content, contentKey);
  const close = () => {
    closeDatabase(register);
    closeDatabase(content);
  };
  onTestFinished(close);
  return { register, content, close };
}

/** Every table of a base with the number of its rows and one hash over all they hold. */
export function rowsOf(database: WritableDatabase): Record<string, { readonly rows: number; readonly hash: string }> {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
    .pluck()
    .all() as readonly string[];
  return Object.fromEntries(
    tables.map((table) => {
      const hash = createHash('sha256');
      let rows = 0;
      for (const row of database.prepare(`SELECT * FROM "${table}"`).raw().iterate()) {
        rows += 1;
        for (const value of row as readonly unknown[]) {
          hash.update(`\0${typeof value}\0`);
          hash.update(value instanceof Uint8Array ? value : String(value));
        }
      }
      return [table, { rows, hash: hash.digest('hex') }];
    }),
  );
}

/**
 * A number that is another one after anything was committed to either base, or written to the keyring, by anybody else;
 * cheap enough to be asked after every call.
 */
export function commitsOf(directory: string, { register, content }: OpenBases): string {
  const version = (database: WritableDatabase) => String(database.pragma('data_version', { simple: true }));
  return `${version(register)} ${version(content)} ${readFileSync(dataFiles(directory).keyring, 'utf8')}`;
}

/**
 * Another number after anything was committed to content.db by anybody else. Who is refused for who he is gets a row in
 * register.db, so that what must leave no trace in the work is looked for here.
 */
export function contentCommitsOf(content: WritableDatabase): unknown {
  return content.pragma('data_version', { simple: true });
}
