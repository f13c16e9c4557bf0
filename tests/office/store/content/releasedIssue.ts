import { defaultFlow } from '#shared/workflow/flow.ts';
import type { WritableDatabase } from '#store/database.ts';
import { insertSteps } from './stepWords.ts';

const contentHash = 'a'.repeat(64);

/** Adds an issue without content of its own that was not handed over yet. */
export function addDraft(database: WritableDatabase, id: string): void {
  database
    .prepare(`INSERT INTO issues (id, publication_id, document, content_hash, created_at, created_by)
      VALUES (?, 'p1', '{}', ?, '2024-06-01', 'zhou')`)
    .run(id, contentHash);
}

/** 送审 of a draft. */
export function handOver(database: WritableDatabase, id: string): void {
  sign(database, id, 'responsibleEditor', 'zhou');
  takeStep(database, id, 'submit', 'zhou', 'inReview');
}

/** Adds an issue without content of its own and brings it lawfully through all of its steps, in three persons' names. */
export function addReleasedIssue(database: WritableDatabase, id: string, serial: number): void {
  addDraft(database, id);
  handOver(database, id);
  sign(database, id, 'reviewer', 'he');
  takeStep(database, id, 'pass', 'he', 'awaitingRelease');
  database
    .prepare("INSERT INTO issue_numbers VALUES ('p1', 'regular', 2024, ?, NULL, ?, '2024-06-18')")
    .run(serial, id);
  database.prepare("INSERT INTO frozen_files VALUES (?, 'issue.txt', x'00', ?)").run(id, contentHash);
  sign(database, id, 'signer', 'chen');
  takeStep(database, id, 'release', 'chen', 'released');
}

/** 作废 of a released issue. */
export function voidIssue(database: WritableDatabase, id: string): void {
  takeStep(database, id, 'void', 'chen', 'void');
}

/** A base from before there were flows knows no stations. */
function hasFlows(database: WritableDatabase): boolean {
  return database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'issue_flows'").get() !== undefined;
}

/** A base from before steps were signed has no statements. */
function hasStatements(database: WritableDatabase): boolean {
  return (
    database.prepare("SELECT 1 FROM pragma_table_info('issue_steps') WHERE name = 'statement'").get() !== undefined
  );
}

const stations: Readonly<Record<string, number>> = { responsibleEditor: 0, reviewer: 1, signer: 2 };

function sign(database: WritableDatabase, id: string, signOff: string, person: string): void {
  const [column, value] = hasFlows(database) ? [', station', `, ${stations[signOff]}`] : ['', ''];
  database
    .prepare(`INSERT INTO sign_offs (issue_id, sign_off, person, content_hash, document, statement, at${column})
      VALUES (?, ?, ?, ?, '{}', '{}', '2024-06-02'${value})`)
    .run(id, signOff, person, contentHash);
}

function takeStep(database: WritableDatabase, id: string, action: string, person: string, to: string): void {
  if (!hasFlows(database)) {
    database
      .prepare(`INSERT INTO issue_steps (issue_id, step, from_state, action, to_state, person, at, opinion, content_hash)
        SELECT id, step + 1, state, ?, ?, ?, '2024-06-02', '另印', content_hash FROM issues WHERE id = ?`)
      .run(action, to, person, id);
    return;
  }
  if (action === 'submit') {
    database
      .prepare('INSERT INTO issue_flows SELECT id, step + 1, ? FROM issues WHERE id = ?')
      .run(JSON.stringify(defaultFlow), id);
  }
  const columns = `issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion,
    content_hash`;
  const rows = `SELECT id, step + 1, state, station, ?, ?, station + ?, ?, ?, '2024-06-02', '另印', content_hash
    FROM issues WHERE id = ?`;
  const role = { submit: 'editor', pass: 'reviewer' }[action] ?? 'signer';
  const onward = action === 'submit' || action === 'pass' ? 1 : 0;
  database
    .prepare(hasStatements(database) ? insertSteps(columns, rows) : `INSERT INTO issue_steps (${columns}) ${rows}`)
    .run(action, to, onward, person, role, id);
}
