import type { WritableDatabase } from '../database.ts';

const lentNow = (issue: string) => `EXISTS (SELECT 1 FROM lent_issues WHERE issue_id = ${issue} AND back_at IS NULL)`;
const lentArticle = (article: string) => `EXISTS (SELECT 1 FROM lent_articles WHERE article_id = ${article})`;

/** What is written about an issue or its articles, and of which row it is. */
const kept: readonly (readonly [table: string, name: string, event: string, when: string])[] = [
  ['issue_articles', 'insert', 'INSERT', lentNow('NEW.issue_id')],
  ['issue_articles', 'update', 'UPDATE', lentNow('OLD.issue_id')],
  ['issue_articles', 'delete', 'DELETE', lentNow('OLD.issue_id')],
  ['issues', 'opened', 'UPDATE OF opened_at', `NEW.opened_at IS NOT OLD.opened_at AND ${lentNow('OLD.id')}`],
  ['issue_numbers', 'insert', 'INSERT', lentNow('NEW.issue_id')],
  ['frozen_files', 'insert', 'INSERT', lentNow('NEW.issue_id')],
  ['issue_comments', 'insert', 'INSERT', lentNow('NEW.issue_id')],
  ['issue_comments', 'update', 'UPDATE', lentNow('OLD.issue_id')],
  ['paper_sign_offs', 'insert', 'INSERT', lentNow('NEW.issue_id')],
  ['recall_requests', 'insert', 'INSERT', lentNow('NEW.issue_id')],
  ['recall_answers', 'insert', 'INSERT', lentNow('(SELECT issue_id FROM recall_requests WHERE id = NEW.request_id)')],
  ['reminders', 'insert', 'INSERT', lentNow('NEW.issue_id')],
  ['articles', 'state', 'UPDATE OF state, version, title, shelved_at', lentArticle('OLD.id')],
  ['article_versions', 'insert', 'INSERT', lentArticle('NEW.article_id')],
  ['article_versions', 'update', 'UPDATE', lentArticle('OLD.article_id')],
  ['article_bases', 'insert', 'INSERT', lentArticle('NEW.article_id')],
  ['article_comments', 'insert', 'INSERT', lentArticle('NEW.article_id')],
  ['article_comments', 'update', 'UPDATE', lentArticle('OLD.article_id')],
  [
    'article_comment_answers',
    'insert',
    'INSERT',
    lentArticle('(SELECT article_id FROM article_comments WHERE id = NEW.comment_id)'),
  ],
  [
    'marking_records',
    'insert',
    'INSERT',
    `iif(NEW.subject_kind = 'issue', ${lentNow('NEW.subject_id')}, ${lentArticle('NEW.subject_id')})`,
  ],
  [
    'marking_consents',
    'insert',
    'INSERT',
    `EXISTS (
      SELECT 1 FROM marking_records WHERE number = NEW.record
        AND iif(subject_kind = 'issue', ${lentNow('subject_id')}, ${lentArticle('subject_id')})
    )`,
  ],
  [
    'marking_reviews',
    'insert',
    'INSERT',
    `EXISTS (
      SELECT 1 FROM marking_records WHERE number = NEW.record
        AND iif(subject_kind = 'issue', ${lentNow('subject_id')}, ${lentArticle('subject_id')})
    )`,
  ],
  ['originator_consents', 'insert', 'INSERT', lentArticle('NEW.article_id')],
];

/**
 * Issues on their way between machines. An issue is worked on at one machine at a time: how it went there is the same line
 * of legs on every machine that holds it. 取回 and what was answered to it; packages that were given up as lost, so that
 * those behind them can follow; and articles that were changed on two machines, of which a person takes one.
 */
export function lending(database: WritableDatabase): void {
  database.exec(`
    ALTER TABLE lent_issues ADD COLUMN is_copy INTEGER NOT NULL DEFAULT 0 CHECK (is_copy IN (0, 1));
    ALTER TABLE lent_issues ADD COLUMN back_reason TEXT;
    DROP TRIGGER lent_issues_begin;
    CREATE TRIGGER lent_issues_begin BEFORE INSERT ON lent_issues
      WHEN NEW.back_at IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM issues WHERE id = NEW.issue_id AND content_hash = NEW.content_hash)
        OR NOT EXISTS (
          SELECT 1 FROM packages
          WHERE hash = NEW.hash AND issue_id = NEW.issue_id AND CASE direction
            WHEN 'written' THEN kind IN ('submit', 'return', 'signed') AND NEW.is_copy = 0 AND EXISTS (
              SELECT 1 FROM package_places
              WHERE package_places.hash = NEW.hash AND direction = 'written' AND machine = NEW.machine
            )
            WHEN 'taken' THEN kind IN ('submit', 'return', 'signed', 'cancel')
            ELSE 0 END
        )
      BEGIN SELECT RAISE(ABORT, 'an issue is lent out by a package that holds it'); END;
    CREATE TRIGGER lent_issues_copy_fixed BEFORE UPDATE OF is_copy ON lent_issues
      BEGIN SELECT RAISE(ABORT, 'a lending stays as it was'); END;
    DROP TRIGGER lent_issues_back;
    CREATE TRIGGER lent_issues_back BEFORE UPDATE OF back_at, back_how, back_hash, back_by, back_reason ON lent_issues
      WHEN OLD.back_at IS NOT NULL OR NEW.back_at IS NULL
        OR (NEW.back_how = 'returned' AND NOT EXISTS (
          SELECT 1 FROM packages
          WHERE hash = NEW.back_hash AND direction = 'taken' AND issue_id = OLD.issue_id
            AND kind IN ('submit', 'return', 'signed')
        ))
        OR (NEW.back_how = 'lost') <> (trim(coalesce(NEW.back_reason, '')) <> '')
        OR (NEW.back_how = 'cancelled' AND NOT EXISTS (
          SELECT 1 FROM package_cancels
          WHERE package = OLD.hash AND direction = 'written' AND outcome = 'honoured' AND answer = NEW.back_hash
        ))
      BEGIN SELECT RAISE(ABORT, 'an issue comes back once, by a package of the machine that has it'); END;

    CREATE TABLE issue_legs (
      issue_id TEXT NOT NULL REFERENCES issues (id),
      number INTEGER NOT NULL CHECK (number > 0),
      -- sent: by a package; cancelled: given back on demand; lost: taken back without the other machine.
      kind TEXT NOT NULL CHECK (kind IN ('sent', 'cancelled', 'lost')),
      -- The package, the demand, or a number of chance.
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
      from_machine TEXT NOT NULL CHECK (length(from_machine) = 64),
      to_machine TEXT NOT NULL CHECK (length(to_machine) = 64),
      at TEXT NOT NULL,
      PRIMARY KEY (issue_id, number)
    ) STRICT;
    CREATE TRIGGER issue_legs_in_order BEFORE INSERT ON issue_legs
      WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM issue_legs WHERE issue_id = NEW.issue_id)
      BEGIN SELECT RAISE(ABORT, 'an issue goes one way after the other'); END;
    CREATE TRIGGER issue_legs_no_update BEFORE UPDATE ON issue_legs
      BEGIN SELECT RAISE(ABORT, 'the way of an issue stays on record'); END;
    CREATE TRIGGER issue_legs_no_delete BEFORE DELETE ON issue_legs
      BEGIN SELECT RAISE(ABORT, 'the way of an issue stays on record'); END;
    CREATE TRIGGER issues_travelled_kept BEFORE DELETE ON issues
      WHEN EXISTS (SELECT 1 FROM issue_legs WHERE issue_id = OLD.id)
      BEGIN SELECT RAISE(ABORT, 'an issue that was on another machine is kept'); END;

    CREATE TABLE package_cancels (
      -- The demand itself, and the package it takes back.
      hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
      issue_id TEXT NOT NULL,
      package TEXT NOT NULL CHECK (length(package) = 64),
      direction TEXT NOT NULL CHECK (direction IN ('written', 'taken')),
      outcome TEXT CHECK (outcome IN ('honoured', 'opened', 'changed', 'passedOn')),
      -- The receipt that brought the outcome.
      answer TEXT,
      answered_at TEXT,
      CHECK ((outcome IS NULL) = (answered_at IS NULL)),
      CHECK (direction = 'written' OR (outcome IS NOT NULL AND answer IS NULL))
    ) STRICT;
    CREATE INDEX package_cancels_by_package ON package_cancels (package);
    CREATE TRIGGER package_cancels_begin BEFORE INSERT ON package_cancels
      WHEN (NEW.direction = 'written' AND NEW.outcome IS NOT NULL) OR NOT EXISTS (
        SELECT 1 FROM packages
        WHERE hash = NEW.hash AND direction = NEW.direction AND kind = 'cancel' AND issue_id = NEW.issue_id
      )
      BEGIN SELECT RAISE(ABORT, 'a demand is a package'); END;
    CREATE TRIGGER package_cancels_answered BEFORE UPDATE ON package_cancels
      WHEN OLD.outcome IS NOT NULL OR NEW.outcome IS NULL OR NEW.hash <> OLD.hash OR NEW.issue_id <> OLD.issue_id
        OR NEW.package <> OLD.package OR NEW.direction <> OLD.direction OR NOT EXISTS (
          SELECT 1 FROM packages JOIN package_places AS place ON place.hash = OLD.hash AND place.direction = 'written'
          WHERE packages.hash = NEW.answer AND packages.direction = 'taken' AND kind = 'receipt'
            AND sender = place.machine
        )
      BEGIN SELECT RAISE(ABORT, 'a demand is answered once, by the machine it was for'); END;
    CREATE TRIGGER package_cancels_kept BEFORE DELETE ON package_cancels
      BEGIN SELECT RAISE(ABORT, 'a demand stays on record'); END;

    CREATE TABLE skipped_packages (
      own TEXT NOT NULL REFERENCES machine_keys (card),
      machine TEXT NOT NULL CHECK (length(machine) = 64),
      issue_id TEXT NOT NULL,
      -- The last that is missing.
      sequence INTEGER NOT NULL CHECK (sequence > 0),
      -- '' where a demand takes back what is missing.
      reason TEXT NOT NULL,
      person TEXT NOT NULL CHECK (person <> ''),
      at TEXT NOT NULL,
      PRIMARY KEY (own, machine, issue_id, sequence)
    ) STRICT;
    CREATE TRIGGER skipped_packages_no_update BEFORE UPDATE ON skipped_packages
      BEGIN SELECT RAISE(ABORT, 'what was given up stays on record'); END;
    CREATE TRIGGER skipped_packages_kept BEFORE DELETE ON skipped_packages
      BEGIN SELECT RAISE(ABORT, 'what was given up stays on record'); END;
    DROP TRIGGER package_places_in_order;
    CREATE TRIGGER package_places_in_order BEFORE INSERT ON package_places
      WHEN NEW.receipt IS NOT NULL
        OR NOT EXISTS (
          SELECT 1 FROM packages
          WHERE hash = NEW.hash AND direction = NEW.direction AND coalesce(issue_id, '') = NEW.issue_id
            AND sender = iif(NEW.direction = 'written', NEW.own, NEW.machine)
        )
        OR ((NEW.sequence - 1, NEW.previous) IS NOT (
          SELECT coalesce(max(sequence), 0), max(hash) FROM package_places
          WHERE direction = NEW.direction AND own = NEW.own AND machine = NEW.machine AND issue_id = NEW.issue_id
            AND sequence = (
              SELECT max(sequence) FROM package_places
              WHERE direction = NEW.direction AND own = NEW.own AND machine = NEW.machine AND issue_id = NEW.issue_id
            )
        ) AND NOT (
          NEW.direction = 'taken' AND EXISTS (
            SELECT 1 FROM skipped_packages
            WHERE own = NEW.own AND machine = NEW.machine AND issue_id = NEW.issue_id AND sequence = NEW.sequence - 1
          ) AND NOT EXISTS (
            SELECT 1 FROM package_places
            WHERE direction = 'taken' AND own = NEW.own AND machine = NEW.machine AND issue_id = NEW.issue_id
              AND sequence >= NEW.sequence - 1
          )
        ))
      BEGIN SELECT RAISE(ABORT, 'a package follows the last one of its chain'); END;

    CREATE TABLE unresolved_articles (
      number INTEGER PRIMARY KEY,
      article_id TEXT NOT NULL REFERENCES articles (id),
      issue_id TEXT NOT NULL,
      -- The version beside the one that stands.
      other INTEGER NOT NULL,
      package TEXT NOT NULL CHECK (length(package) = 64),
      machine TEXT NOT NULL CHECK (length(machine) = 64),
      at TEXT NOT NULL,
      resolved_at TEXT,
      resolved_by TEXT CHECK (resolved_by <> ''),
      CHECK ((resolved_at IS NULL) = (resolved_by IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX unresolved_articles_once ON unresolved_articles (article_id) WHERE resolved_at IS NULL;
    CREATE TRIGGER unresolved_articles_settled BEFORE UPDATE ON unresolved_articles
      WHEN OLD.resolved_at IS NOT NULL OR NEW.resolved_at IS NULL OR NEW.number <> OLD.number
        OR NEW.article_id <> OLD.article_id OR NEW.issue_id <> OLD.issue_id OR NEW.other <> OLD.other
        OR NEW.package <> OLD.package OR NEW.machine <> OLD.machine OR NEW.at <> OLD.at
      BEGIN SELECT RAISE(ABORT, 'which of two texts stands is decided once'); END;
    CREATE TRIGGER unresolved_articles_kept BEFORE DELETE ON unresolved_articles
      BEGIN SELECT RAISE(ABORT, 'which of two texts stands is decided once'); END;
    CREATE TRIGGER sign_offs_unresolved BEFORE INSERT ON sign_offs
      WHEN EXISTS (
        SELECT 1 FROM unresolved_articles JOIN issue_articles USING (article_id)
        WHERE issue_articles.issue_id = NEW.issue_id AND resolved_at IS NULL
      )
      BEGIN SELECT RAISE(ABORT, 'an article of the issue has two texts'); END;
    CREATE TRIGGER paper_sign_offs_unresolved BEFORE INSERT ON paper_sign_offs
      WHEN EXISTS (
        SELECT 1 FROM unresolved_articles JOIN issue_articles USING (article_id)
        WHERE issue_articles.issue_id = NEW.issue_id AND resolved_at IS NULL
      )
      BEGIN SELECT RAISE(ABORT, 'an article of the issue has two texts'); END;

    CREATE VIEW lent_articles AS
      SELECT article_id, issue_id FROM issue_articles JOIN lent_issues USING (issue_id) WHERE back_at IS NULL;
  `);
  for (const [table, name, event, when] of kept) {
    database.exec(`
      CREATE TRIGGER ${table}_lent_${name} BEFORE ${event} ON ${table} WHEN ${when}
        BEGIN SELECT RAISE(ABORT, 'an issue that is lent out is not changed here'); END;
    `);
  }
}
