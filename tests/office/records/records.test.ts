import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eepPlaces, verifyEep } from '#formats/eep/verifyEep.ts';
import { code, foundedOffice, signIn, temporaryDirectory, testClock, value } from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { recordOffice, recordSettings } from './recordOffice.ts';

test('an issue that goes into the archive becomes an item with the next number of its class, and its test is on record', async () => {
  const { office, issueIds } = await recordOffice(2);
  const { client } = office;
  const year = new Date().getFullYear();
  const { items, unnumbered, isTestDue } = value(await client.listRecords({}));
  expect(unnumbered).toEqual([]);
  expect(isTestDue).toBe(false);
  expect(items.map(({ recordNumber }) => recordNumber)).toEqual([
    `0123-WS·${year}-Y-BGS-0001`,
    `0123-WS·${year}-Y-BGS-0002`,
  ]);
  expect(items.every(({ lastTest }) => lastTest?.isPassed)).toBe(true);
  const tests = value(await client.listRecordTests({}));
  expect(tests).toMatchObject([
    { occasion: 'archiving', items: 1, failed: 0 },
    { occasion: 'archiving', items: 1, failed: 0 },
  ]);
  const [first = ''] = issueIds;
  expect(code(await client.registerRecord({ issueId: first }))).toBe('illegalState');
});

test('an issue that was archived before there were settings is numbered later', async () => {
  const { office, issueIds } = await recordOffice(1, { isNumbered: false });
  const { client } = office;
  const [issueId = ''] = issueIds;
  expect(code(await client.registerRecord({ issueId }))).toBe('illegalState');
  value(
    await client.saveRecordSettings({
      settings: { ...recordSettings, mask: '全宗号·年度·保管期限·门类-机构或问题.件号' },
    }),
  );
  expect(value(await client.listRecords({})).unnumbered).toMatchObject([{ issueId }]);
  const item = value(await client.registerRecord({ issueId, retention: 'ten' }));
  const year = new Date().getFullYear();
  expect(item.recordNumber).toBe(`0123·${year}·D10·WS-BGS.0001`);
  expect(item).toMatchObject({ lastYear: year + 10, isDue: false });
});

test('a package is what the schema says, proves itself, and gives an empty office the same archive', async () => {
  const { office } = await recordOffice(2);
  const numbers = value(await office.client.listRecords({})).items.map(({ recordNumber }) => recordNumber);
  const other = await foundedOffice({ staffing: 'strict' });
  await signIn(other.office, 'dangan');
  const packages: Uint8Array<ArrayBuffer>[] = [];
  for (const recordNumber of numbers) {
    const { file } = value(await office.client.exportRecord({ recordNumber, medium: 'controlled' }));
    expect(verifyEep(file.bytes).faults).toEqual([]);
    expect(value(await other.office.client.importRecord({ bytes: file.bytes }))).toEqual({
      recordNumber,
      outcome: 'taken',
    });
    expect(value(await other.office.client.importRecord({ bytes: file.bytes })).outcome).toBe('known');
    const again = value(await other.office.client.exportRecord({ recordNumber, medium: 'encrypted' }));
    expect(Buffer.from(again.file.bytes).equals(file.bytes)).toBe(true);
    packages.push(file.bytes);
  }
  const tested = value(await other.office.client.testRecords({}));
  expect(tested).toMatchObject({ items: 2, failed: 0 });
  if (spawnSync('xmllint', ['--version']).error) return console.warn('xmllint is not here: the schema was not checked');
  const file = join(temporaryDirectory(), 'a.eep.xml');
  writeFileSync(file, packages[0] ?? '');
  execFileSync('xmllint', ['--huge', '--noout', '--relaxng', 'docs/eep.rng', file], { stdio: 'pipe' });
});

test('a package in an envelope opens with its passphrase and no other', async () => {
  const { office } = await recordOffice(1);
  const [item] = value(await office.client.listRecords({})).items;
  const { recordNumber = '' } = item ?? {};
  expect(code(await office.client.exportRecord({ recordNumber, medium: 'envelope' }))).toBe('malformed');
  const passphrase = '山有木兮木有枝今夕何夕兮';
  const { file } = value(await office.client.exportRecord({ recordNumber, medium: 'envelope', passphrase }));
  expect(file.name).toBe(`${recordNumber}.eep.xml.age`);
  const { Decrypter } = await import('age-encryption');
  const open = (words: string) => {
    const decrypter = new Decrypter();
    decrypter.addPassphrase(words);
    return decrypter.decrypt(file.bytes);
  };
  await expect(open(`${passphrase}!`)).rejects.toThrow();
  expect(verifyEep(await open(passphrase)).faults).toEqual([]);
});

test('a byte changed anywhere in a package is told, with the file or the part it is in', async () => {
  const { office } = await recordOffice(1);
  const [item] = value(await office.client.listRecords({})).items;
  const { file } = value(
    await office.client.exportRecord({ recordNumber: item?.recordNumber ?? '', medium: 'controlled' }),
  );
  const text = new TextDecoder().decode(file.bytes);
  const places = new Set<string>(Object.values(eepPlaces));
  const names = [...text.matchAll(/<计算机文件名>(.+)<\/计算机文件名>/g)].map(([, name = '']) => name);
  for (const name of names) places.add(name);
  let seed = 20240601;
  const next = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return seed % below;
  };
  const dataOf = new Map(
    names.map((name) => {
      const opening = text.indexOf('<编码数据 ', text.indexOf(`<计算机文件名>${name}<`));
      const data = text.indexOf('>', opening) + 1;
      const from = Buffer.byteLength(text.slice(0, data));
      return [name, { from, to: from + text.slice(data).indexOf('<') }];
    }),
  );
  const runs = Number(process.env.NEIKAN_RUNS ?? 5) * 8;
  const nearEnds = [0, 10, file.bytes.length - 1, file.bytes.length - 40, file.bytes.length - 400];
  for (let run = 0; run < runs; run += 1) {
    const place = nearEnds[run] ?? next(file.bytes.length);
    const changed = new Uint8Array(file.bytes);
    changed[place] = (changed[place] ?? 0) ^ (1 << next(8));
    const { faults } = verifyEep(changed);
    expect(faults.length, `byte ${place}`).toBeGreaterThan(0);
    for (const fault of faults) expect(places.has(fault.place), `byte ${place}: ${fault.place}`).toBe(true);
    const inside = [...dataOf].find(([, { from, to }]) => place >= from && place < to)?.[0];
    if (inside !== undefined) expect(faults[0]?.place, `byte ${place}`).toBe(inside);
  }
});

/** A statement that would be lawful but for a rule of the base itself. */
const byRule = expect.objectContaining({ code: 'SQLITE_CONSTRAINT_TRIGGER' });

test('no statement changes a row of the archive, whatever the column', async () => {
  const { office, directory, issueIds } = await recordOffice(2, { retention: 'ten' });
  const [former = '', later = ''] = issueIds;
  value(await office.client.linkCorrection({ correctedIssue: former, correctingIssue: later, note: '第二段数字更正' }));
  office.close();
  const { content, close } = await openBases(directory, 'dangan');
  const tables = content
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'record\\_%' ESCAPE '\\' OR name = 'frozen_files')",
    )
    .pluck()
    .all() as readonly string[];
  expect(tables).toHaveLength(10);
  let tried = 0;
  for (const table of tables) {
    const count = content.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
    if (count === 0) continue;
    const columns = content
      .prepare(`SELECT name FROM pragma_table_info('${table}')`)
      .pluck()
      .all() as readonly string[];
    const before = content.prepare(`SELECT * FROM "${table}"`).all();
    for (const column of columns) {
      expect(() => content.exec(`UPDATE "${table}" SET "${column}" = "${column}"`), `${table}.${column}`).toThrow(
        byRule,
      );
      tried += 1;
    }
    expect(() => content.exec(`DELETE FROM "${table}"`), table).toThrow(byRule);
    expect(() => content.exec(`INSERT OR REPLACE INTO "${table}" SELECT * FROM "${table}" LIMIT 1`), table).toThrow(
      byRule,
    );
    expect(content.prepare(`SELECT * FROM "${table}"`).all()).toEqual(before);
  }
  expect(tried).toBeGreaterThan(30);
  close();
});

test('the base gives no number out of turn, nor twice, nor for an issue that is not in the archive', async () => {
  const { office, directory } = await recordOffice(2);
  office.close();
  const { content, close } = await openBases(directory, 'dangan');
  const columns = (
    content.prepare("SELECT name FROM pragma_table_info('record_items')").pluck().all() as string[]
  ).join(', ');
  const copy = (changes: Readonly<Record<string, string>>) => {
    const values = columns.split(', ').map((column) => changes[column] ?? column);
    return () =>
      content.exec(`INSERT INTO record_items (${columns}) SELECT ${values.join(', ')} FROM record_items LIMIT 1`);
  };
  expect(copy({ record_number: "'x'", issue_id: 'NULL' })).toThrow('UNIQUE');
  expect(copy({ record_number: "'x'", serial: '9' })).toThrow('follow each other');
  const gone = "(SELECT id FROM issues WHERE state <> 'archived' LIMIT 1)";
  content.exec(
    "INSERT INTO issues (id, publication_id, document, content_hash, created_at, created_by) SELECT 'draft', publication_id, document, content_hash, created_at, created_by FROM issues LIMIT 1",
  );
  expect(copy({ record_number: "'x'", issue_id: gone, serial: '3' })).toThrow('an issue in the archive');
  close();
});

test('what is past its term is destroyed by two people and never by one, and the register of it stays', async () => {
  const clock = testClock('2010-03-05T08:00:00.000Z');
  const { office, directory, issueIds } = await recordOffice(1, {
    retention: 'ten',
    now: clock.now,
    upSeconds: clock.upSeconds,
  });
  const { client } = office;
  const [issueId = ''] = issueIds;
  const [item] = value(await client.listRecords({})).items;
  const { recordNumber = '' } = item ?? {};
  const proposal = {
    recordNumbers: [recordNumber],
    reason: '保管期满，经鉴定没有继续保存价值',
    password: '孟冬十月北风徘徊',
  };
  expect(code(await client.proposeDisposal(proposal))).toBe('illegalState');
  clock.set('2021-01-10T08:00:00.000Z');
  expect(value(await client.listRecords({})).items[0]?.isDue).toBe(true);
  expect(code(await client.proposeDisposal({ ...proposal, password: '不是这个口令' }))).toBe('wrongPassword');
  clock.pass(600);
  const { id } = value(await client.proposeDisposal(proposal));
  expect(code(await client.proposeDisposal(proposal))).toBe('illegalState');
  expect(code(await client.decideDisposal({ id, isApproved: true, password: proposal.password }))).toBe('samePerson');
  // A package brought the same text in, another one its article by itself, and one another issue's.
  const bases = await openBases(directory, 'dangan');
  const { content: base } = bases;
  for (const [digit, about, kind] of [
    ['a', issueId, 'submit'],
    ['b', 'another-issue', 'submit'],
    ['d', 'articles', 'articles'],
  ] as const) {
    const hash = digit.repeat(64);
    base.prepare("INSERT INTO package_parts VALUES (?, 'issue.json', 0, ?)").run(hash, Buffer.from('便民服务'));
    base
      .prepare(
        `INSERT INTO packages (number, direction, hash, kind, issue_id, sender, volumes, bytes, at, person, medium)
         SELECT coalesce(max(number), 0) + 1, 'taken', ?, ?, ?, ?, 1, 9, ?, 'dangan', '介质0001' FROM packages`,
      )
      .run(hash, kind, about, 'c'.repeat(64), '2020-01-01T00:00:00.000Z');
  }
  base
    .prepare(
      `INSERT INTO article_arrivals (article_id, package, machine, at, how)
       SELECT article_id, ?, ?, '2020-01-01T00:00:00.000Z', 'taken' FROM issue_articles WHERE issue_id = ?`,
    )
    .run('d'.repeat(64), 'c'.repeat(64), issueId);
  expect(() => base.exec('DELETE FROM package_parts')).toThrow('stays as it came');
  bases.close();
  await signIn(office, 'jianqian');
  expect(code(await client.decideDisposal({ id, isApproved: false, password: '幸甚至哉歌以咏志' }))).toBe(
    'reasonMissing',
  );
  const decided = value(await client.decideDisposal({ id, isApproved: true, password: '幸甚至哉歌以咏志' }));
  expect(decided).toMatchObject({ state: 'destroyed', decidedByName: '简谦', proposedByName: '党安' });
  expect(value(await client.listRecords({})).items).toMatchObject([{ recordNumber, destroyedAt: expect.any(String) }]);
  expect(code(await client.readFrozenFile({ id: issueId, name: 'issue.pdf' }))).toBe('notFound');
  expect(value(await client.searchIssues({ text: '便民服务' })).hits).toEqual([]);
  expect(JSON.stringify(value(await client.readIssue({ id: issueId })))).not.toContain('便民服务');
  expect(value(await client.verifyArchive({}))).toEqual([]);
  office.close();
  const { content, close } = await openBases(directory, 'dangan');
  expect(content.prepare('SELECT count(*) FROM frozen_files').pluck().get()).toBe(0);
  expect(content.prepare('SELECT DISTINCT hash FROM package_parts').pluck().all()).toEqual(['b'.repeat(64)]);
  expect(content.prepare('SELECT count(*) FROM packages').pluck().get()).toBe(3);
  expect(() => content.exec('DELETE FROM package_parts')).toThrow('stays as it came');
  expect(() => content.exec("UPDATE issues SET document = '{}'")).toThrow('no longer open');
  expect(() => content.exec("UPDATE sign_offs SET document = '{}'")).toThrow('only be voided');
  close();
});

test('rows that say two have approved destroy nothing', async () => {
  const clock = testClock('2010-03-05T08:00:00.000Z');
  const { office, directory } = await recordOffice(1, { retention: 'ten', now: clock.now, upSeconds: clock.upSeconds });
  const number = value(await office.client.listRecords({})).items[0]?.recordNumber ?? '';
  office.close();
  const { content, close } = await openBases(directory, 'dangan');
  const propose = content.prepare("INSERT INTO record_disposals VALUES (?, '期满', '{}', 'dangan', ?)");
  const add = content.prepare('INSERT INTO record_disposal_items VALUES (?, ?)');
  const decide = content.prepare("INSERT INTO record_disposal_decisions VALUES ('late', 1, '', ?, ?, '2021-01-11')");
  propose.run('early', '2020-12-31T00:00:00.000Z');
  expect(() => add.run('early', number)).toThrow('past its term');
  propose.run('late', '2021-01-01T00:00:00.000Z');
  add.run('late', number);
  const destroyed = content.prepare("INSERT INTO record_destructions VALUES (?, 'late', '2021-01-11')");
  expect(() => destroyed.run(number)).toThrow('two people');
  expect(() => decide.run('{}', 'dangan')).toThrow('two people');
  decide.run('{"publicKey":"x"}', 'jianqian');
  destroyed.run(number);
  for (const table of ['frozen_files', 'record_items', 'search_passages']) {
    expect(() => content.exec(`DELETE FROM ${table}`), table).toThrow(byRule);
  }
  close();
});

test('a correction stands in a later issue and is shown on both', async () => {
  const { office, issueIds } = await recordOffice(2);
  const { client } = office;
  const [former = '', later = ''] = issueIds;
  const note = '第1篇第2段“960名”应为“906名”';
  expect(code(await client.linkCorrection({ correctedIssue: later, correctingIssue: former, note }))).toBe(
    'illegalState',
  );
  value(await client.linkCorrection({ correctedIssue: former, correctingIssue: later, note }));
  expect(code(await client.linkCorrection({ correctedIssue: former, correctingIssue: later, note }))).toBe(
    'illegalState',
  );
  expect(value(await client.readRecord({ issueId: former })).correctedBy).toMatchObject([{ issueId: later, note }]);
  expect(value(await client.readRecord({ issueId: later })).corrects).toMatchObject([{ issueId: former, note }]);
});

test('after its months the archive is to be tested again; the report, the catalogue and the stamp print', async () => {
  const clock = testClock();
  const { office } = await recordOffice(1, { now: clock.now, upSeconds: clock.upSeconds });
  const { client } = office;
  const [item] = value(await client.listRecords({})).items;
  clock.pass(366 * 86_400);
  expect(value(await client.listRecords({})).isTestDue).toBe(true);
  const { number, isWhole } = value(await client.testRecords({ occasion: 'due' }));
  expect(isWhole).toBe(true);
  expect(value(await client.listRecords({})).isTestDue).toBe(false);
  const made = [
    await client.printRecordTest({ number }),
    await client.printRecordCatalogue({ year: new Date().getFullYear(), retention: 'permanent' }),
    await client.printRecordStamp({ recordNumber: item?.recordNumber ?? '' }),
  ];
  for (const answer of made) expect(Buffer.from(value(answer).pdf).toString('latin1', 0, 5)).toBe('%PDF-');
  expect(code(await client.printRecordCatalogue({ year: 1999, retention: 'permanent' }))).toBe('notFound');
});

test('earlier drafts go after their years, by confirmation, and what was printed and archived stays', async () => {
  const clock = testClock('2010-03-05T08:00:00.000Z');
  const { office, directory, issueIds } = await recordOffice(1, { now: clock.now, upSeconds: clock.upSeconds });
  const { client } = office;
  expect(value(await client.readDraftsDue({}))).toEqual({ versions: 0, articles: 0, lastYear: 2004 });
  const { content } = await openBases(directory, 'dangan');
  content.exec('DROP TRIGGER article_versions_closed_insert');
  content.exec(
    "INSERT INTO article_versions SELECT article_id, version + 1000, content, 'handOver', '', author, started_at, saved_at, 1 FROM article_versions",
  );
  clock.set('2015-12-31T08:00:00.000Z');
  expect(value(await client.readDraftsDue({})).versions).toBe(0);
  clock.set('2016-01-01T08:00:00.000Z');
  const due = value(await client.readDraftsDue({}));
  expect(due).toMatchObject({ articles: 1, lastYear: 2010 });
  expect(due.versions).toBeGreaterThan(0);
  expect(code(await client.disposeDrafts({ versions: due.versions + 1 }))).toBe('conflict');
  expect(value(await client.disposeDrafts({ versions: due.versions }))).toEqual(due);
  expect(value(await client.readDraftsDue({})).versions).toBe(0);
  expect(value(await client.testRecords({}))).toMatchObject({ failed: 0 });
  const [issueId = ''] = issueIds;
  const [articleId = ''] = content
    .prepare('SELECT article_id FROM issue_articles WHERE issue_id = ?')
    .pluck()
    .all(issueId) as string[];
  expect(value(await client.readArticle({ id: articleId })).content.title).toHaveLength(1);
  expect(code(await client.readRevisions({ id: articleId }))).toBe('ok');
  expect(() => content.exec('DELETE FROM article_versions')).toThrow('never removed');
});
