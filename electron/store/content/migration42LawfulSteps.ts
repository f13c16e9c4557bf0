import type { WritableDatabase } from '../database.ts';

const ofTheIssue = 'before.issue_id = issues.id';

/**
 * The station before is looked for by the issue of the step: named by its row, it was looked for among the stations of all
 * issues that were ever handed over, and each step cost more the longer an office worked (12 ms after 2,000 issues).
 */
export function lawfulSteps(database: WritableDatabase): void {
  const sql = database
    .prepare("SELECT sql FROM sqlite_schema WHERE name = 'issue_steps_lawful'")
    .pluck()
    .get() as string;
  if (!sql.includes(ofTheIssue)) throw new Error('issue_steps_lawful is not as it was made');
  database.exec(`DROP TRIGGER issue_steps_lawful; ${sql.replace(ofTheIssue, 'before.issue_id = NEW.issue_id')}`);
}
