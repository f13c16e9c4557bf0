/** The package ships its types but does not name them in its `exports`, so they are found by their place. */
declare module 'better-sqlite3' {
  const Sqlite: typeof import('../../node_modules/better-sqlite3/index.d.ts');
  export default Sqlite;
  export type Database = import('../../node_modules/better-sqlite3/index.d.ts').Database;
}
