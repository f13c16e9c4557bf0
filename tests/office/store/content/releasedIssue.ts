import type { WritableDatabase } from '#store/database.ts';

const contentHash = 'a'.repeat(64);

/** Adds an issue without content of its own and brings it lawfully through all of its steps, in three persons' names. */
export function addReleasedIssue(database: WritableDatabase, id: string, serial: number): void {
  database
    .prepare(`INSERT INTO issues (id, publication_id, document, content_hash, created_at, created_by)
      VALUES (?, 'p1', '{}', ?, '2024-06-01', 'zhou')`)
    .run(id, contentHash);
  sign(database, id, 'responsibleEditor', 'zhou');
  takeStep(database, id, 'submit', 'zhou', 'inReview');
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

function sign(database: WritableDatabase, id: string, signOff: string, person: string): void {
  database
    .prepare(`INSERT INTO sign_offs (issue_id, sign_off, person, content_hash, document, statement, at)
      VALUES (?, ?, ?, ?, '{}', '{}', '2024-06-02')`)
    .run(id, signOff, person, contentHash);
}

function takeStep(database: WritableDatabase, id: string, action: string, person: string, to: string): void {
  database
    .prepare(`INSERT INTO issue_steps (issue_id, step, from_state, action, to_state, person, at, opinion, content_hash)
      SELECT id, step + 1, state, ?, ?, ?, '2024-06-02', '另印', content_hash FROM issues WHERE id = ?`)
    .run(action, to, person, id);
}
