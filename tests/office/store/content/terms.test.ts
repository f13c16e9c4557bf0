import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

test('a base of before there were terms gets an empty lexicon, which takes entries and nothing else', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations.slice(0, 17));
  migrate(database, contentMigrations);
  expect(database.prepare('SELECT count(*) FROM terms').pluck().get()).toBe(0);
  const write = (id: string, words: string, entry: unknown, publication: string | null = null) =>
    database
      .prepare('INSERT INTO terms (id, publication_id, words, entry, saved_by, saved_at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, publication, words, JSON.stringify(entry), 'wenhe', '2024-06-03');
  const form = { kind: 'form', right: '印发', wrong: ['下发'] };
  const name = { kind: 'name', right: '王晓明', sounds: true, oneCharacter: false, wrong: [] };
  write('a', '印发', form);
  write('b', '抓手', { kind: 'avoid', words: '抓手', reason: '套话', suggestion: '办法' });
  write('c', '王晓明', { ...name, note: '县委书记' });
  write('d', '下发', { ...form, right: '下发', wrong: ['印发'] }, 'p1');

  const refused: readonly (readonly [string, unknown])[] = [
    ['账目', { kind: 'other', right: '账目', wrong: ['帐目'] }],
    ['账目', { ...form, right: '账目', wrong: ['账目'] }],
    ['账目', { ...form, right: '账目', wrong: ['帐目', '帐目'] }],
    ['账目', { ...form, right: '账目', wrong: [1] }],
    ['账目', { ...form, right: '账目', wrong: ['帐；目'] }],
    ['账目', { ...form, right: '账目', wrong: ['=1+1'] }],
    ['账目', { ...form, right: '账目', wrong: Array.from({ length: 21 }, (_, at) => `帐${at}`) }],
    ['帐目', { ...form, right: '账目', wrong: ['帐目'] }],
    [' 账目', { ...form, right: ' 账目', wrong: ['帐目'] }],
    ['账目', { ...form, right: '账目', wrong: ['帐目'], note: ' ' }],
    ['长'.repeat(51), { ...form, right: '长'.repeat(51), wrong: ['帐目'] }],
    ['套话', { kind: 'avoid', words: '套话', reason: '' }],
    ['套话', { kind: 'avoid', words: '套话' }],
    ['套话', { kind: 'avoid', words: '套话', reason: '理由', suggestion: '套话' }],
    ['李强', { ...name, right: '李强', oneCharacter: true }],
    ['李强', { ...name, right: '李强', sounds: false }],
    ['李强', { ...name, right: '李强', sounds: 'yes' }],
    ['李', { ...name, right: '李' }],
    ['账目', []],
  ];
  for (const [words, entry] of refused) {
    expect(() => write('x', words, entry), JSON.stringify(entry)).toThrow(/no entry|CHECK/);
  }
  // A form is one entry's in its set.
  expect(() => write('x', '发出', { ...form, right: '发出' })).toThrow(/UNIQUE/);
  expect(() => write('x', '印发', { ...form, wrong: ['发下'] })).toThrow(/UNIQUE/);
  expect(() => database.exec(`UPDATE terms SET words = '抓手' WHERE id = 'a'`)).toThrow(/no entry/);
  expect(() => database.exec(`UPDATE terms SET id = 'z' WHERE id = 'a'`)).toThrow(/no entry/);
  database.prepare('DELETE FROM terms WHERE id = ?').run('a');
  write('x', '发出', { ...form, right: '发出' });
  expect(database.prepare("SELECT form FROM term_forms WHERE publication = '' ORDER BY form").pluck().all()).toEqual(
    ['下发', '发出', '抓手', '王晓明'].sort(),
  );

  const at = '2024-06-03T08:00:00.000Z';
  expect(() => database.exec(`INSERT INTO proofreading_rules VALUES ('until', 2, 'wenhe', '${at}')`)).toThrow(/CHECK/);
  expect(() => database.exec(`INSERT INTO proofreading_rules VALUES ('1', 1, 'wenhe', '${at}')`)).toThrow(/CHECK/);
  for (const [source, quote] of [
    ['other:x', '下发'],
    ['term:', '下发'],
    ['term:x', ''],
    ['term:x', '长'.repeat(101)],
  ]) {
    expect(() =>
      database.prepare('INSERT INTO ignored_findings VALUES (?, ?, ?, ?, ?)').run('article', source, quote, 'w', at),
    ).toThrow(/CHECK/);
  }
  expect(() => database.exec(`INSERT INTO ignored_findings VALUES ('no', 'term:x', '下发', 'w', '${at}')`)).toThrow(
    /FOREIGN KEY/,
  );
  closeDatabase(database);
});

test('a form without others is lawful, what is ignored goes with its entry and has a bound', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(
    database,
    contentMigrations.filter(({ number }) => number < 31),
  );
  database.pragma('foreign_keys = OFF');
  const write = (id: string, words: string, wrong: readonly string[]) =>
    database
      .prepare(`INSERT INTO terms (id, words, entry, saved_by, saved_at) VALUES (?, ?, ?, 'w', '2024-06-03')`)
      .run(id, words, JSON.stringify({ kind: 'form', right: words, wrong }));
  const ignore = database.prepare(`INSERT INTO ignored_findings VALUES ('article', ?, ?, 'w', '2024-06-03')`);
  const ignored = () => database.prepare('SELECT source FROM ignored_findings ORDER BY source').pluck().all();
  expect(() => write('b', '宏扬中学', [])).toThrow(/no entry/);
  write('a', '印发', ['下发']);
  for (const source of ['term:a', 'term:gone', 'rule:until']) ignore.run(source, '下发');
  migrate(database, contentMigrations);
  expect(ignored()).toEqual(['rule:until', 'term:a']);
  write('b', '宏扬中学', []);
  expect(() => write('c', '账目', ['账目'])).toThrow(/no entry/);
  expect(() => database.exec(`UPDATE terms SET entry = '{"kind":"form"}' WHERE id = 'b'`)).toThrow(/no entry/);
  database.exec(`DELETE FROM terms WHERE id = 'a'`);
  expect(ignored()).toEqual(['rule:until']);
  for (let number = 1; number < 1000; number += 1) ignore.run('rule:until', `截止${number}`);
  expect(() => ignore.run('rule:until', '截止')).toThrow(/1000/);
  closeDatabase(database);
});

test('a lexicon has five thousand entries at the most', () => {
  const database = openDatabase(join(temporaryFolder(), 'content.db'), randomBytes(32), { create: true });
  migrate(database, contentMigrations);
  const insert = database.prepare(
    `INSERT INTO terms (id, words, entry, saved_by, saved_at)
     VALUES (@id, @words, json_object('kind', 'avoid', 'words', @words, 'reason', '套话'), 'w', '2024-06-03')`,
  );
  database.transaction(() => {
    for (let number = 0; number < 5000; number += 1) insert.run({ id: String(number), words: `套话${number}` });
  })();
  expect(() => insert.run({ id: 'more', words: '多的' })).toThrow(/5000/);
  closeDatabase(database);
});
