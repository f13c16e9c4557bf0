import type { WritableDatabase } from '../database.ts';

const lentNow = (article: string) =>
  `EXISTS (SELECT 1 FROM article_lendings WHERE article_id = ${article} AND back_at IS NULL)`;
const markOf = (record: string) =>
  `(SELECT subject_id FROM marking_records WHERE number = ${record} AND subject_kind = 'article')`;

/** What is written about an article, and of which article that is. */
const kept: readonly (readonly [table: string, name: string, event: string, article: string])[] = [
  ['articles', 'state', 'UPDATE OF state, version, title, shelved_by, shelved_at, manuscript_id', 'OLD.id'],
  ['article_versions', 'insert', 'INSERT', 'NEW.article_id'],
  ['article_versions', 'update', 'UPDATE', 'OLD.article_id'],
  ['article_bases', 'insert', 'INSERT', 'NEW.article_id'],
  ['article_comments', 'insert', 'INSERT', 'NEW.article_id'],
  ['article_comments', 'update', 'UPDATE', 'OLD.article_id'],
  [
    'article_comment_answers',
    'insert',
    'INSERT',
    '(SELECT article_id FROM article_comments WHERE id = NEW.comment_id)',
  ],
  ['article_take_overs', 'insert', 'INSERT', 'NEW.article_id'],
  ['ignored_findings', 'insert', 'INSERT', 'NEW.article_id'],
  ['ignored_findings', 'delete', 'DELETE', 'OLD.article_id'],
  ['issue_articles', 'insert', 'INSERT', 'NEW.article_id'],
  ['marking_records', 'insert', 'INSERT', "iif(NEW.subject_kind = 'article', NEW.subject_id, NULL)"],
  ['marking_consents', 'insert', 'INSERT', markOf('NEW.record')],
  ['marking_drops', 'insert', 'INSERT', markOf('NEW.record')],
  [
    'marking_drop_answers',
    'insert',
    'INSERT',
    markOf('(SELECT record FROM marking_drops WHERE number = NEW.drop_number)'),
  ],
  ['marking_reviews', 'insert', 'INSERT', markOf('NEW.record')],
  ['originator_consents', 'insert', 'INSERT', 'NEW.article_id'],
  ['originator_corrections', 'insert', 'INSERT', markOf('NEW.origin')],
];

/**
 * Single articles on their way between machines: packages of a kind of their own; where an article is that went out by itself,
 * which nobody changes here until it is back; and from which machine one has come.
 */
export function articleLending(database: WritableDatabase): void {
  admitKind(database);
  database.exec(`
    -- Articles that go by themselves are of no issue: what was cut off is told by what it was about, and by whose work.
    CREATE TABLE unfinished_writings (
      subject TEXT NOT NULL CHECK (subject <> ''),
      person TEXT NOT NULL,
      -- Of the volumes that are written, as the register would name them.
      media TEXT NOT NULL,
      at TEXT NOT NULL,
      PRIMARY KEY (subject, person)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO unfinished_writings SELECT issue_id, person, media, at FROM unfinished_packages;
    DROP TABLE unfinished_packages;
    ALTER TABLE unfinished_writings RENAME TO unfinished_packages;
    CREATE TRIGGER unfinished_packages_of_issue AFTER DELETE ON issues
      BEGIN DELETE FROM unfinished_packages WHERE subject = OLD.id; END;

    CREATE TABLE article_lendings (
      number INTEGER PRIMARY KEY,
      article_id TEXT NOT NULL REFERENCES articles (id),
      machine TEXT NOT NULL CHECK (length(machine) = 64),
      -- The package it went out with, and the version that stood.
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      version INTEGER NOT NULL,
      lent_at TEXT NOT NULL,
      lent_by TEXT NOT NULL CHECK (lent_by <> ''),
      back_at TEXT,
      -- returned names the package by which it came back, by itself or in an issue; lost is declared by a person.
      back_how TEXT CHECK (back_how IN ('returned', 'lost')),
      back_hash TEXT,
      back_by TEXT CHECK (back_by <> ''),
      back_reason TEXT,
      CHECK ((back_at IS NULL) = (back_how IS NULL) AND (back_at IS NULL) = (back_by IS NULL)),
      CHECK ((back_hash IS NOT NULL) = (coalesce(back_how, '') = 'returned')),
      CHECK ((trim(coalesce(back_reason, '')) <> '') = (coalesce(back_how, '') = 'lost'))
    ) STRICT;
    CREATE UNIQUE INDEX article_lendings_once ON article_lendings (article_id) WHERE back_at IS NULL;
    CREATE TRIGGER article_lendings_begin BEFORE INSERT ON article_lendings
      WHEN NEW.back_at IS NOT NULL
        OR NOT EXISTS (
          SELECT 1 FROM articles JOIN article_versions ON article_id = id AND article_versions.version = articles.version
          WHERE id = NEW.article_id AND articles.version = NEW.version AND sealed = 1
        )
        OR EXISTS (SELECT 1 FROM issue_articles WHERE article_id = NEW.article_id)
        OR EXISTS (SELECT 1 FROM unresolved_articles WHERE article_id = NEW.article_id AND resolved_at IS NULL)
        OR NOT EXISTS (
          SELECT 1 FROM packages JOIN package_places USING (hash, direction)
          WHERE hash = NEW.hash AND direction = 'written' AND kind = 'articles' AND machine = NEW.machine
        )
      BEGIN SELECT RAISE(ABORT, 'an article is lent out by a package that holds it'); END;
    CREATE TRIGGER article_lendings_fixed
      BEFORE UPDATE OF number, article_id, machine, hash, version, lent_at, lent_by ON article_lendings
      BEGIN SELECT RAISE(ABORT, 'a lending stays as it was'); END;
    CREATE TRIGGER article_lendings_back
      BEFORE UPDATE OF back_at, back_how, back_hash, back_by, back_reason ON article_lendings
      WHEN OLD.back_at IS NOT NULL OR NEW.back_at IS NULL
        OR (NEW.back_how = 'returned' AND NOT EXISTS (
          SELECT 1 FROM packages
          WHERE hash = NEW.back_hash AND direction = 'taken' AND kind IN ('articles', 'submit', 'return', 'signed')
        ))
      BEGIN SELECT RAISE(ABORT, 'an article comes back once, by a package that was taken'); END;
    CREATE TRIGGER article_lendings_kept BEFORE DELETE ON article_lendings
      BEGIN SELECT RAISE(ABORT, 'a lending stays on record'); END;

    CREATE TABLE article_arrivals (
      number INTEGER PRIMARY KEY,
      article_id TEXT NOT NULL REFERENCES articles (id),
      package TEXT NOT NULL CHECK (length(package) = 64),
      machine TEXT NOT NULL CHECK (length(machine) = 64),
      at TEXT NOT NULL,
      -- taken: it is here from then on; kept: what stood here went on standing.
      how TEXT NOT NULL CHECK (how IN ('taken', 'kept'))
    ) STRICT;
    CREATE UNIQUE INDEX article_arrivals_once ON article_arrivals (article_id, package);
    CREATE TRIGGER article_arrivals_begin BEFORE INSERT ON article_arrivals
      WHEN NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.package AND direction = 'taken' AND kind = 'articles' AND sender = NEW.machine
      )
      BEGIN SELECT RAISE(ABORT, 'an article comes by a package that was taken'); END;
    CREATE TRIGGER article_arrivals_no_update BEFORE UPDATE ON article_arrivals
      BEGIN SELECT RAISE(ABORT, 'where an article came from stays on record'); END;
    CREATE TRIGGER article_arrivals_kept BEFORE DELETE ON article_arrivals
      BEGIN SELECT RAISE(ABORT, 'where an article came from stays on record'); END;
  `);
  for (const [table, name, event, article] of kept) {
    database.exec(`
      CREATE TRIGGER ${table}_lent_alone_${name} BEFORE ${event} ON ${table} WHEN ${lentNow(article)}
        BEGIN SELECT RAISE(ABORT, 'an article that is lent out is not changed here'); END;
    `);
  }
}

/** SQLite changes no CHECK: the table is made anew, and what was said of it by name goes on holding. */
function admitKind(database: WritableDatabase): void {
  const made = database
    .prepare(
      "SELECT type, sql FROM sqlite_schema WHERE tbl_name = 'packages' AND sql IS NOT NULL ORDER BY type = 'table' DESC, rowid",
    )
    .all() as readonly { readonly type: string; readonly sql: string }[];
  const [table, ...others] = made.map(({ sql }) => sql);
  if (!table?.includes("'cancel', 'join')")) throw new Error('packages are not as they were made');
  const wasLegacy = database.pragma('legacy_alter_table', { simple: true });
  database.pragma('legacy_alter_table = ON');
  database.exec(`
    ALTER TABLE packages RENAME TO packages_before;
    ${table.replace("'cancel', 'join')", "'cancel', 'join', 'articles')")};
    INSERT INTO packages SELECT * FROM packages_before ORDER BY number;
    DROP TABLE packages_before;
  `);
  for (const sql of others) database.exec(sql);
  database.pragma(`legacy_alter_table = ${wasLegacy}`);
}
