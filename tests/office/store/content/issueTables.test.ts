import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultFlow } from '#shared/workflow/flow.ts';
import { issueActions, issueStates, issueTransitions } from '#shared/workflow/issueWorkflow.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { insertSteps } from './stepWords.ts';

const hashA = 'a'.repeat(64);
const hashB = 'b'.repeat(64);
let folder: string;
let database: WritableDatabase;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neikan-content-'));
  database = openDatabase(join(folder, 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations);
  database
    .prepare(`INSERT INTO issues (id, publication_id, document, content_hash, created_at, created_by)
    VALUES ('i1', 'p1', '{}', ?, '2026-03-01', 'zhou')`)
    .run(hashA);
});
afterEach(() => {
  closeDatabase(database);
  rmSync(folder, { recursive: true, force: true });
});

function state(): string {
  return String(database.prepare("SELECT state FROM issues WHERE id = 'i1'").pluck().get());
}

const stations: Readonly<Record<string, number>> = { responsibleEditor: 0, countersigner: 1, reviewer: 1, signer: 2 };

function sign(signOff: string, person: string, hash = hashA): void {
  database
    .prepare(`INSERT INTO sign_offs (issue_id, sign_off, station, person, content_hash, document, statement, at)
      VALUES ('i1', ?, ?, ?, ?, '{}', '{}', '2026-03-01')`)
    .run(signOff, stations[signOff], person, hash);
}

const roleOf: Readonly<Record<string, string>> = { zhou: 'editor', he: 'reviewer', chen: 'signer', dang: 'archivist' };
const stationOf: Readonly<Record<string, number>> = { drafting: 0, inReview: 1, awaitingConfirmation: 1 };

function step(action: string, person: string, to: string, opinion = '', hash = hashA): void {
  if (action === 'submit') {
    database
      .prepare(
        "INSERT OR IGNORE INTO issue_flows SELECT id, step + 1, ? FROM issues WHERE id = 'i1' AND state = 'drafting'",
      )
      .run(JSON.stringify(defaultFlow));
  }
  database
    .prepare(
      insertSteps(
        `issue_id, step, from_state, from_station, action, to_state, to_station, person, role, at, opinion, content_hash`,
        `SELECT id, step + 1, state, station, ?, ?, ?, ?, ?, '2026-03-01', ?, ? FROM issues WHERE id = 'i1'`,
      ),
    )
    .run(action, to, stationOf[to] ?? 2, person, roleOf[person], opinion, hash);
}

function freeze(): void {
  database.prepare("INSERT INTO issue_numbers VALUES ('p1', 'regular', 2026, 1, NULL, 'i1', '2026-03-02')").run();
  database.prepare("INSERT INTO frozen_files VALUES ('i1', 'issue.pdf', x'00', ?)").run(hashB);
}

/** Brings the issue lawfully to a state. */
function bringTo(target: string): void {
  if (target === 'drafting') return;
  sign('responsibleEditor', 'zhou');
  step('submit', 'zhou', 'inReview');
  if (target === 'inReview') return;
  if (target === 'awaitingConfirmation') {
    step('correct', 'he', 'awaitingConfirmation');
    return;
  }
  sign('reviewer', 'he');
  step('pass', 'he', 'awaitingRelease');
  if (target === 'awaitingRelease') return;
  freeze();
  sign('signer', 'chen');
  step('release', 'chen', 'released');
  if (target === 'released') return;
  if (target === 'void') {
    step('void', 'chen', 'void', '印错');
    return;
  }
  step('print', 'zhou', 'printed');
  if (target === 'archived') step('archive', 'dang', 'archived');
}

test('the base holds the flow of shared/workflow, row for row', () => {
  const rows = database.prepare('SELECT * FROM issue_transitions').all() as readonly Readonly<
    Record<string, unknown>
  >[];
  const expected = issueTransitions.map(({ from, at, action, move, to, by, reason, beforeOpened }) => ({
    from_state: from,
    at,
    action,
    move,
    to_state: to ?? null,
    by,
    needs_reason: reason ? 1 : 0,
    before_opened: beforeOpened ? 1 : 0,
  }));
  expect(rows).toEqual(expected);
});

/** Where an action leads from a state of the usual flow. */
function leadsTo(from: string, action: string): readonly string[] {
  const at = defaultFlow[stationOf[from] ?? 2]?.kind;
  const row = issueTransitions.find((one) => one.from === from && one.at === at && one.action === action);
  if (!row) return [];
  if (row.to) return [row.to];
  if (row.move === 'earlier') return from === 'awaitingRelease' ? ['drafting', 'inReview'] : ['drafting'];
  const onward = from === 'drafting' || from === 'awaitingConfirmation' ? 'inReview' : 'awaitingRelease';
  const back = from === 'awaitingRelease' ? 'inReview' : 'drafting';
  return [row.move === 'onward' || row.move === 'again' ? onward : back];
}

describe.each(issueStates.map((from) => [from] as const))('an issue in %s', (from) => {
  beforeEach(() => bringTo(from));

  test('is brought there lawfully', () => {
    expect(state()).toBe(from);
  });

  test('cannot be put into any state by setting it', () => {
    for (const to of issueStates) {
      if (to === from) continue;
      expect(() => database.prepare("UPDATE issues SET state = ? WHERE id = 'i1'").run(to)).toThrow(/only by a step/);
      expect(() => database.prepare('UPDATE issues SET state = ?, step = step + 1').run(to)).toThrow(/only by a step/);
    }
    expect(state()).toBe(from);
  });

  test('takes no step that is not in the flow, whatever is claimed', () => {
    for (const action of issueActions) {
      for (const to of issueStates) {
        if (leadsTo(from, action).includes(to)) continue;
        expect(() => step(action, 'zhou', to, '有误')).toThrow(
          /not in the flow|needs the signature|needs a number|has not signed/,
        );
      }
    }
    expect(state()).toBe(from);
  });

  test('is not signed out of turn', () => {
    const turns: Readonly<Record<string, readonly string[]>> = {
      drafting: ['responsibleEditor'],
      awaitingConfirmation: ['responsibleEditor'],
      inReview: ['reviewer'],
      awaitingRelease: ['signer'],
    };
    for (const signOff of ['responsibleEditor', 'countersigner', 'reviewer', 'signer']) {
      if (turns[from]?.includes(signOff)) continue;
      expect(() => sign(signOff, 'nobody')).toThrow(/in its turn|one person/);
    }
  });
});

test('a step that signs needs the signature of that person over that content', () => {
  expect(() => step('submit', 'zhou', 'inReview')).toThrow(/needs the signature/);
  expect(() => sign('responsibleEditor', 'zhou', hashB)).toThrow(/content at hand/);
  sign('responsibleEditor', 'zhou');
  expect(() => step('submit', 'he', 'inReview')).toThrow(/needs the signature/);
  step('submit', 'zhou', 'inReview');
  expect(state()).toBe('inReview');
});

test('one person never holds two of the sign-offs', () => {
  bringTo('inReview');
  expect(() => sign('reviewer', 'zhou')).toThrow(/one person/);
  bringToRelease();
  for (const person of ['zhou', 'he']) expect(() => sign('signer', person)).toThrow(/one person/);
});

function bringToRelease(): void {
  sign('reviewer', 'he');
  step('pass', 'he', 'awaitingRelease');
}

test('a release needs a number and frozen files', () => {
  bringTo('awaitingRelease');
  sign('signer', 'chen');
  expect(() => step('release', 'chen', 'released')).toThrow(/number and frozen/);
  freeze();
  step('release', 'chen', 'released');
  expect(state()).toBe('released');
});

test('changed content voids the signatures given to the old', () => {
  bringTo('inReview');
  database.prepare("UPDATE issues SET content_hash = ? WHERE id = 'i1'").run(hashB);
  expect(database.prepare('SELECT void_reason FROM sign_offs').pluck().all()).toEqual(['内容已改动']);
  sign('reviewer', 'he', hashB);
  expect(() => step('pass', 'he', 'awaitingRelease', '', hashB)).toThrow(/has not signed/);
  step('correct', 'he', 'awaitingConfirmation', '', hashB);
  sign('responsibleEditor', 'zhou', hashB);
  step('confirm', 'zhou', 'inReview', '', hashB);
  sign('reviewer', 'he', hashB);
  step('pass', 'he', 'awaitingRelease', '', hashB);
  expect(state()).toBe('awaitingRelease');
});

test('a return needs a reason and voids every signature', () => {
  bringTo('awaitingRelease');
  expect(() => step('return', 'chen', 'drafting', ' ')).toThrow(
    /not in the flow|needs the signature|needs a number|has not signed/,
  );
  step('return', 'chen', 'drafting', '数字有误');
  expect(database.prepare('SELECT count(*) FROM sign_offs WHERE void_reason IS NULL').pluck().get()).toBe(0);
  expect(state()).toBe('drafting');
});

test('after release nothing of the issue can be changed or removed', () => {
  bringTo('archived');
  for (const [statement, words] of [
    ["UPDATE issues SET document = '[]'", 'no longer open to change'],
    [`UPDATE issues SET content_hash = '${hashB}'`, 'no longer open to change'],
    ['DELETE FROM issues', 'an issue that was handed over is kept'],
    ["UPDATE issue_steps SET opinion = '同意'", 'steps are never changed'],
    ['DELETE FROM issue_steps', 'steps are never removed'],
    ["UPDATE sign_offs SET person = 'other'", 'a signature can only be voided'],
    ['DELETE FROM sign_offs', 'a signature can only be voided'],
    ['UPDATE issue_numbers SET serial = 2', 'a number is granted once'],
    ['DELETE FROM issue_numbers', 'a number is granted once'],
    ["UPDATE frozen_files SET bytes = x'01'", 'a frozen file is never changed'],
    ['DELETE FROM frozen_files', 'a frozen file is never removed'],
    ['DELETE FROM issue_transitions', 'the flow is fixed'],
  ] as const) {
    expect(() => database.exec(statement), statement).toThrow(words);
  }
});

test('a number is granted once, and only at release', () => {
  expect(freeze).toThrow(/granted at release/);
  bringTo('released');
  database.exec(`INSERT INTO issues (id, publication_id, document, content_hash, created_at, created_by)
    VALUES ('i2', 'p1', '{}', '${hashA}', '2026-03-01', 'zhou')`);
  expect(() =>
    database.exec("INSERT INTO issue_numbers VALUES ('p1', 'regular', 2026, 1, NULL, 'i2', '2026-03-02')"),
  ).toThrow('a number is given once');
});
