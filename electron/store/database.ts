import type { Database } from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** A base that a query may read. Only `openDatabase` makes one. */
export type ReadableDatabase = Pick<Database, 'prepare' | 'name' | 'open' | 'inTransaction'> & {
  readonly [readable]: true;
};

/** A base that may be changed; accepted wherever a readable one is asked for. */
export type WritableDatabase = Database & ReadableDatabase & { readonly [writable]: true };
