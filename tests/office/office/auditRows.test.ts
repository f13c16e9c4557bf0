import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sm3 } from 'sm-crypto-v2';
import { expect, onTestFinished, test } from 'vitest';
import { AuditExport } from '#shared/audit/auditExport.ts';
import { isSigned } from '#shared/audit/signedFile.ts';
import { appendAudit } from '#store/auditChain.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { registerAudit, registerMigrations } from '#store/register/registerMigrations.ts';
import { temporaryFolder } from '../store/temporaryFolder.ts';
import { code, draftIssue, foundedOffice, signIn, testClock, value } from './foundedOffice.ts';
import { openBases } from './openBases.ts';

test('who reads an issue or an article that bears a marking is on record once a sitting', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue, article } = await draftIssue(office);
  const { id } = issue.summary;
  const { content } = await openBases(directory, 'wenhe');
  const readings = () =>
    content.prepare("SELECT person, action, subject FROM audit WHERE action LIKE 'read%' ORDER BY sequence").all();
  expect(issue.document.marking).not.toEqual([]);
  for (let count = 0; count < 3; count += 1) {
    value(await client.readIssue({ id }));
    value(await client.readArticle({ id: article.id }));
  }
  const first = [
    { person: 'wenhe', action: 'readIssue', subject: id },
    { person: 'wenhe', action: 'readArticle', subject: article.id },
  ];
  expect(readings()).toEqual(first);
  value(await client.submitIssue({ id, contentHash: issue.contentHash }));
  await signIn(office, 'qiaoyi');
  value(await client.listIssues({}));
  value(await client.readIssue({ id }));
  // What has a row of its own is not told twice.
  value(await client.openIssue({ id }));
  value(await client.readIssue({ id }));
  await signIn(office, 'shenjun');
  value(await client.readArticleVersion({ id: article.id, version: 1 }));
  expect(readings()).toEqual([
    ...first,
    { person: 'qiaoyi', action: 'readIssue', subject: id },
    { person: 'shenjun', action: 'readArticle', subject: article.id },
  ]);
});

test('an article without an issue, and an issue without a marking, are read without a row', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const { reportTo, copyTo, sendTo, articles } = issue.document;
  const articleIds = issue.document.articles.map((one) => one.id);
  expect(articles).toHaveLength(1);
  const fields = { marking: [], reportTo, copyTo, sendTo, articleIds };
  value(await client.saveIssue({ id, baseContentHash: issue.contentHash, ...fields }));
  const { content } = await openBases(directory, 'wenhe');
  const before = content.prepare('SELECT count(*) FROM audit').pluck().get();
  value(await client.readIssue({ id }));
  for (const articleId of articleIds) value(await client.readArticle({ id: articleId }));
  expect(content.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(before);
});

test('locks with their cause, copies over the set size, and what was refused by role are on record', async () => {
  const { office } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  await signIn(office, 'baomi');
  value(await client.saveSecuritySettings({ passwordDays: 0, copyCharacters: 100, sealDays: 0 }));
  await signIn(office, 'lubian');
  value(await client.recordCopy({ characters: 100, place: 'articles', id: 'a1' }));
  value(await client.recordCopy({ characters: 101, place: 'articles', id: 'a1' }));
  value(await client.recordCopy({ characters: 5000, place: 'system' }));
  expect(code(await client.listAudit({ chain: 'register' }))).toBe('forbidden');
  value(await client.recordLock({ cause: 'idle' }));
  await signIn(office, 'jishen');
  expect(code(await client.listArticles({}))).toBe('forbidden');
  const rows = value(await client.listAudit({ chain: 'register', limit: 7 }));
  expect(rows.map(({ person, action, subject, details }) => ({ person, action, subject, details }))).toEqual([
    { person: 'jishen', action: 'refusedByRole', subject: 'listArticles', details: { code: 'forbidden' } },
    { person: 'jishen', action: 'signIn', subject: 'jishen', details: { rolesSeen: 1 } },
    { person: 'lubian', action: 'lock', subject: 'lubian', details: { cause: 'idle' } },
    { person: 'lubian', action: 'refusedByRole', subject: 'listAudit', details: { code: 'forbidden' } },
    { person: 'lubian', action: 'copyOut', subject: 'system', details: { place: 'system', characters: 5000 } },
    { person: 'lubian', action: 'copyOut', subject: 'a1', details: { place: 'articles', characters: 101 } },
    { person: 'lubian', action: 'signIn', subject: 'lubian', details: { rolesSeen: 1 } },
  ]);
});

test('a flood of refusals is put on record as counted rows that miss none', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  const { register } = await openBases(directory, 'lubian');
  await signIn(office, 'jishen');
  for (let call = 0; call < 1234; call += 1) expect(code(await client.listArticles({}))).toBe('forbidden');
  for (let call = 0; call < 3; call += 1) expect(code(await client.listIssues({}))).toBe('forbidden');
  value(await client.signOut({}));
  const rows = register.prepare("SELECT subject, details FROM audit WHERE action = 'refusedByRole'").all() as {
    readonly subject: string;
    readonly details: string;
  }[];
  const timesOf = (subject: string) =>
    rows.filter((row) => row.subject === subject).map((row) => JSON.parse(row.details).times ?? 1);
  expect(timesOf('listArticles')).toEqual([1, 1, 1, 1, 1, 5, 90, 900, 234]);
  expect(timesOf('listIssues')).toEqual([1, 1, 1]);
});

test('counted refusals say when the first and the last came, and those minutes later are not held back', async () => {
  const clock = testClock('2030-06-03T08:00:00.000Z');
  const { office, directory } = await foundedOffice({ staffing: 'strict', ...clock });
  const { client } = office;
  const { register } = await openBases(directory, 'lubian');
  await signIn(office, 'jishen');
  for (let call = 0; call < 7; call += 1) {
    clock.pass(call < 5 ? 1 : 10);
    expect(code(await client.listArticles({}))).toBe('forbidden');
  }
  const last = () =>
    JSON.parse(
      register
        .prepare("SELECT details FROM audit WHERE action = 'refusedByRole' ORDER BY sequence DESC")
        .pluck()
        .get() as string,
    );
  expect(last()).toEqual({ code: 'forbidden' });
  clock.pass(5 * 60);
  expect(code(await client.listArticles({}))).toBe('forbidden');
  const at = { firstAt: '2030-06-03T08:00:15.000Z', lastAt: '2030-06-03T08:05:25.000Z' };
  expect(last()).toEqual({ code: 'forbidden', times: 3, ...at });
});

test('rows are found by time, person, action and subject, counted, and paged without a gap while others are added', async () => {
  const clock = testClock('2030-06-03T08:00:00.000Z');
  const { office, directory } = await foundedOffice({ staffing: 'strict', ...clock });
  const { client } = office;
  await signIn(office, 'jishen');
  const { register } = await openBases(directory, 'lubian');
  register
    .transaction(() => {
      for (let row = 0; row < 1000; row += 1) {
        const at = new Date(Date.parse('2030-01-01T00:00:00Z') + row * 3600_000).toISOString();
        const person = ['lubian', 'shishen', ''][row % 3] ?? '';
        const details = row % 10 === 0 ? { article: `ten-${row}` } : {};
        appendAudit(register, registerAudit, { at, person, action: `action${row % 4}`, subject: `s${row}`, details });
      }
    })
    .immediate();
  const chain = 'register' as const;
  const count = async (filter: object) => value(await client.countAudit({ chain, ...filter })).rows;
  expect(await count({ person: 'lubian', actions: ['action0'] })).toBe(84);
  expect(await count({ person: '', from: '2030-01-01T00:00:00Z', to: '2030-01-02T00:00:00Z' })).toBe(8);
  // The same moments, told in the office's own zone.
  expect(await count({ person: '', from: '2030-01-01T08:00:00+08:00', to: '2030-01-02T08:00:00+08:00' })).toBe(8);
  expect(await count({ actions: ['action1', 'action2'] })).toBe(500);
  expect(await count({ actions: [] })).toBe(0);
  expect(await count({ subject: 's99' })).toBe(11);
  expect(await count({ subject: 'ten-99' })).toBe(1);
  // Things that are called so are found by their ids as well, whole ids only, and among the details too.
  expect(await count({ subject: 'ten-99', named: ['s5', 's50', 'ten-10'] })).toBe(4);
  expect(await count({ subject: 'ten-99', named: ['s5', 'ten-1'], person: '' })).toBe(1);

  const { rows, newest } = value(await client.countAudit({ chain }));
  const seen: number[] = [];
  for (let offset = 0; offset < rows; offset += 130) {
    clock.pass(1);
    value(await client.recordLock({ cause: 'person' }));
    const page = value(await client.listAudit({ chain, before: newest + 1, limit: 130, offset }));
    seen.push(...page.map(({ sequence }) => sequence));
  }
  expect(seen).toEqual(Array.from({ length: rows }, (_, index) => newest - index));
});

test('what is found is exported as CSV that opens as text everywhere, beside a signature that one changed byte voids', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  await signIn(office, 'lubian');
  await signIn(office, 'jishen');
  const { register } = await openBases(directory, 'lubian');
  const entry = { at: '2030-01-01T00:00:00.000Z', person: 'lubian', action: 'odd', subject: '=1+1,"x"', details: {} };
  register.transaction(() => appendAudit(register, registerAudit, entry)).immediate();
  const actionNames = { signIn: '登录', odd: '怪事' };
  const filter = { chain: 'register' as const, person: 'lubian' };
  const { rows, files, folderName } = value(await client.exportAudit({ ...filter, actionNames }));
  const [csv, described] = files;
  if (!csv || !described) throw new Error('two files are exported');
  expect(rows).toBe(2);
  expect(folderName).toMatch(/^审计记录_登记和人员_/);
  const lines = Buffer.from(csv.bytes).toString('utf8').split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^\ufeff序号,时间,/);
  expect(lines[1]).toContain(',lubian,陆编,登录,signIn,lubian,"{""rolesSeen"":1}",');
  expect(lines[2]).toContain(`,怪事,odd,"'=1+1,""x""",{},`);
  const signed = AuditExport.parse(JSON.parse(Buffer.from(described.bytes).toString('utf8')));
  expect(signed).toMatchObject({ filter, rows: 2, by: { personId: 'jishen', name: '纪慎' } });
  expect(signed.file).toEqual({ name: csv.name, sm3: sm3(csv.bytes) });
  expect(isSigned(signed)).toBe(true);
  expect(isSigned({ ...signed, rows: 3 })).toBe(false);
  const key = register.prepare('SELECT person_id FROM person_keys WHERE public_key = ?').pluck();
  expect(key.get(signed.by.publicKey)).toBe('jishen');
  const [last] = value(await client.listAudit({ chain: 'register', limit: 1 }));
  expect(last).toMatchObject({ action: 'exportAudit', details: { chain: 'register', rows: 2 } });
});

test('a register from before gets the indexes by which rows are found', () => {
  const database = openDatabase(join(temporaryFolder(), 'register.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  const step = registerMigrations.findIndex(({ up }) => String(up).includes('auditIndexes'));
  migrate(database, registerMigrations.slice(0, step));
  const plan = (query: string, ...values: readonly string[]) =>
    JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${query}`).all(...values));
  const byPerson = 'SELECT * FROM audit WHERE person = ? ORDER BY sequence DESC';
  expect(plan(byPerson, 'x')).not.toContain('audit_by_person');
  migrate(database, registerMigrations);
  expect(plan(byPerson, 'x')).toContain('audit_by_person');
  expect(plan('SELECT count(*) FROM content_audit_mirror WHERE action = ?', 'x')).toContain(
    'content_audit_mirror_by_action',
  );
  expect(plan('SELECT * FROM audit WHERE at >= ? AND at < ?', 'x', 'y')).toContain('audit_by_time');
});
