import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appendAudit, createAuditTable } from '#store/auditChain.ts';
import { checkBase } from '#store/baseCheck.ts';
import { checkBaseApart } from '#store/checkBaseApart.ts';
import { type Migration, migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase, openToRead } from '#store/openDatabase.ts';
import { salvageBase, tableShapes } from '#store/salvageBase.ts';
import { seededRandom } from '../../faults/seededRandom.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const key = new Uint8Array(32).fill(9);
const chain = { table: 'audit', name: 'register' } as const;
const migrations: readonly Migration[] = [
  {
    number: 1,
    up: (database) => {
      createAuditTable(database, chain);
      database.exec(`
        CREATE TABLE boxes (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
        CREATE TABLE sheets (box TEXT NOT NULL REFERENCES boxes (id), place INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (box, place)) STRICT;
        CREATE INDEX audit_by_subject ON audit (subject, sequence);
        CREATE TABLE marks (word TEXT NOT NULL, place INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (word, place)) STRICT, WITHOUT ROWID;
        CREATE TRIGGER sheets_kept BEFORE INSERT ON sheets WHEN NEW.place > 1000
          BEGIN SELECT RAISE(ABORT, 'only triggers that are not there let this in'); END;
      `);
    },
  },
];
const sheetCount = 1500;
const markCount = 900;
const sheetText = (place: number) => `第${place}页 ${'稿'.repeat((place * 37) % 300)}`;

/** A base of some hundred pages; the last sheets could not be written through its trigger. */
function wholeBase(file: string) {
  const database = openDatabase(file, key, { create: true });
  migrate(database, migrations);
  database.exec("DROP TRIGGER sheets_kept; INSERT INTO boxes VALUES ('甲', '一')");
  const insert = database.prepare("INSERT INTO sheets VALUES ('甲', ?, ?)");
  database.transaction(() => {
    for (let place = 1; place <= sheetCount; place += 1) insert.run(place, sheetText(place));
    const mark = database.prepare('INSERT INTO marks VALUES (?, ?, ?)');
    for (let place = 1; place <= markCount; place += 1) mark.run(`词${place % 7}`, place, '注'.repeat(40));
    for (let index = 1; index <= 300; index += 1) {
      const entry = { at: '2026-06-01T00:00:00Z', person: 'wenhe', action: 'saveIssue', subject: `${index}` };
      appendAudit(database, chain, { ...entry, details: {} });
    }
  })();
  const shapes = tableShapes(database);
  closeDatabase(database);
  return shapes;
}

test('wherever a page is damaged, every row is salvaged or told to be lost, and none is changed', {
  timeout: 240_000,
}, () => {
  const folder = temporaryFolder();
  const file = join(folder, 'whole.db');
  const shapes = wholeBase(file);
  const whole = readFileSync(file);
  const pages = whole.length / 4096;
  const random = seededRandom(11);
  let lostInAll = 0;
  let lostMarks = 0;
  for (let round = 0; round < 25; round += 1) {
    const bytes = Buffer.from(whole);
    // Up to three pages, never the first: without it the file does not open.
    const damaged = Array.from({ length: 1 + (round % 3) }, () => 1 + Math.floor(random() * (pages - 1)));
    for (const page of damaged) bytes[page * 4096 + 50] = (bytes[page * 4096 + 50] ?? 0) ^ 8;
    const broken = join(folder, 'broken.db');
    const salvaged = join(folder, 'salvaged.db');
    writeFileSync(broken, bytes);
    const check = checkBase({ file: broken, key, chain, kind: 'quick', tables: shapes });
    expect(check.faults, `pages ${damaged}`).toEqual(['有损坏的页']);
    const readings = salvageBase(broken, key, salvaged, migrations);
    expect(check.tables).toEqual(readings);

    const database = openToRead(salvaged, key);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    const sheets = database.prepare('SELECT place, text FROM sheets').all() as readonly {
      place: number;
      text: string;
    }[];
    for (const { place, text } of sheets) expect(text).toBe(sheetText(place));
    const reading = readings.find(({ table }) => table === 'sheets');
    expect(reading?.readable).toBe(sheets.length);
    const missing = sheetCount - sheets.length;
    lostInAll += missing;
    expect(missing === 0, `pages ${damaged}`).toBe(reading?.lost.length === 0);
    const named = reading?.lost.filter((name) => name.startsWith('甲 ')) ?? [];
    if (named.length > 0) expect(named).toHaveLength(missing);
    // Its index names the rows that are lost, by numbers that are a column of their own.
    const audit = readings.find(({ table }) => table === 'audit');
    const entries = database.prepare('SELECT count(*) FROM audit').pluck().get() as number;
    expect(audit?.readable).toBe(entries);
    const names = audit?.lost.filter((name) => /^\d+ \d+$/.test(name)) ?? [];
    if (names.length > 0) expect(names, `pages ${damaged}`).toHaveLength(300 - entries);
    // Rows that have keys alone: read from both ends, and told to be lost between two of them.
    const marks = readings.find(({ table }) => table === 'marks');
    const words = database.prepare('SELECT word, place, note FROM marks').all() as readonly Record<string, unknown>[];
    expect(marks?.readable).toBe(words.length);
    expect(words.length === markCount, `pages ${damaged}`).toBe(marks?.lost.length === 0);
    for (const { word, place, note } of words)
      expect([word, note]).toEqual([`词${Number(place) % 7}`, '注'.repeat(40)]);
    lostMarks += markCount - words.length;
    const triggers = database.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").pluck().get();
    expect(triggers).toBe(4);
    database.close();
    for (const name of [broken, salvaged, `${salvaged}-wal`, `${salvaged}-shm`]) rmSync(name, { force: true });
  }
  expect(lostInAll).toBeGreaterThan(0);
  expect(lostMarks).toBeGreaterThan(0);
  expect(lostMarks).toBeLessThan(25 * markCount);
});

test('a check in its own thread finds the same, and a whole base whole', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'whole.db');
  const tables = wholeBase(file);
  const request = { file, key, chain, kind: 'full', tables } as const;
  expect(await checkBaseApart(request)).toEqual({ faults: [], tables: [] });
  const bytes = readFileSync(file);
  bytes[4096 * 40 + 9] = (bytes[4096 * 40 + 9] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const apart = await checkBaseApart(request);
  expect(apart.faults).toEqual(['有损坏的页']);
  expect(apart).toEqual(checkBase(request));
  writeFileSync(file, Buffer.concat([Buffer.alloc(4096, 1), bytes.subarray(4096)]));
  expect((await checkBaseApart(request)).faults).toContain('开头或各表的目录已损坏，什么也读不出来');
});
