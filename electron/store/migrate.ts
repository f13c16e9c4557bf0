import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WritableDatabase } from './database.ts';
import { newerVersion } from './openDatabase.ts';
import { syncFolder } from './writeFileDurably.ts';

export type Migration = {
  /** Positive, strictly increasing along the list; becomes `user_version`. */
  readonly number: number;
  readonly up: (database: WritableDatabase) => void;
};

export type MigrationOutcome = { readonly from: number; readonly to: number; readonly copy?: string };

/**
 * Brings a base to the last migration of the list in one transaction: all of the missing steps or none. Where the base
 * holds anything, an encrypted copy is kept beside it first. Throws StoreError newerVersion with nothing written.
 */
export function migrate(database: WritableDatabase, migrations: readonly Migration[]): MigrationOutcome {
  const to = newestVersionOf(migrations);
  const from = versionOf(database);
  if (from > to) throw newerVersion(database.name, from, to);
  if (from === to) return { from, to };
  const copy = holdsAnything(database) ? keepCopy(database, from) : undefined;
  database
    .transaction(() => {
      if (versionOf(database) !== from) throw new Error('the base changed its version while it was copied');
      // What a salvaged base has lost its parent of is told by its check; a migration must not add to it.
      const before = orphansIn(database);
      for (const migration of migrations) if (migration.number > from) migration.up(database);
      const more = orphansIn(database) - before;
      if (more > 0) throw new Error(`a migration left ${more} rows without their parent`);
      database.pragma(`user_version = ${to}`);
    })
    .immediate();
  return copy === undefined ? { from, to } : { from, to, copy };
}

/** The version a base has after all of them; throws a TypeError on a list out of order. */
export function newestVersionOf(migrations: readonly Migration[]): number {
  let last = 0;
  for (const { number } of migrations) {
    if (!Number.isSafeInteger(number) || number <= last) throw new TypeError(`migration ${number} is out of order`);
    last = number;
  }
  return last;
}

function orphansIn(database: WritableDatabase): number {
  return (database.pragma('foreign_key_check') as readonly unknown[]).length;
}

function versionOf(database: WritableDatabase): number {
  return Number(database.pragma('user_version', { simple: true }));
}

function holdsAnything(database: WritableDatabase): boolean {
  return database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() !== undefined;
}

/** `VACUUM INTO`, because `backup()` throws on an encrypted base; earlier copies are never overwritten. */
function keepCopy(database: WritableDatabase, version: number): string {
  const stem = `${database.name}.version-${version}`;
  let copy = `${stem}.copy`;
  for (let attempt = 2; existsSync(copy); attempt += 1) copy = `${stem}-${attempt}.copy`;
  const temporary = `${copy}.writing`;
  rmSync(temporary, { force: true });
  database.prepare('VACUUM INTO ?').run(temporary);
  const descriptor = openSync(temporary, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, copy);
  syncFolder(dirname(copy));
  return copy;
}
