import type { WritableDatabase } from '../database.ts';

const lawful = 'issue_steps_lawful';
const ofTheIssue = 'before.issue_id = issues.id';

/**
 * The station before is looked for by the issue of the step: named by its row, it was looked for among the stations of all
 * issues that were ever handed over, and each step cost more the longer an office worked (12 ms after 2,000 issues).
 */
export function lawfulSteps(database: WritableDatabase): void {
  // The newest trigger is asked first: those after this one are made again behind it, so that each refusal goes on telling the same.
  const triggers = database
    .prepare(
      `SELECT name, sql FROM sqlite_schema
       WHERE type = 'trigger' AND tbl_name = 'issue_steps' AND rowid >= (SELECT rowid FROM sqlite_schema WHERE name = ?)
       ORDER BY rowid`,
    )
    .all(lawful) as readonly { readonly name: string; readonly sql: string }[];
  if (!triggers[0]?.sql.includes(ofTheIssue)) throw new Error(`${lawful} is not as it was made`);
  for (const { name, sql } of triggers) {
    database.exec(`DROP TRIGGER ${name}; ${sql.replace(ofTheIssue, 'before.issue_id = NEW.issue_id')}`);
  }
}
