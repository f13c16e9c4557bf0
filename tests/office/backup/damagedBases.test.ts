import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Office } from '#office/office.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { readableTables } from '#store/salvageBase.ts';
import {
  articleContent,
  code,
  foundedDirectory,
  openOffice,
  passwordOf,
  signIn,
  temporaryDirectory,
  value,
} from '../office/foundedOffice.ts';
import { openBases } from '../office/openBases.ts';
import { damageTable } from './damageTable.ts';

const unlock = { kind: 'person', personId: 'wenhe', password: passwordOf('wenhe') } as const;

async function withArticles(office: Office, count: number): Promise<void> {
  await signIn(office, 'wenhe');
  for (let index = 1; index <= count; index += 1) {
    const text = `今年以来，澜溪县把便民服务做到第${index}个村口。`.repeat(20);
    value(await office.client.createArticle({ content: articleContent(`第${index}篇`, text), images: {} }));
  }
}

test('whole bases are found whole, quickly each time and in full after a week, which is on record', async () => {
  const { directory } = await foundedDirectory();
  let now = Date.now();
  const office = openOffice(directory, { now: () => new Date(now) });
  await signIn(office, 'wenhe');
  expect(value(await office.client.checkBases({ kind: 'due' }))).toMatchObject({
    kind: 'quick',
    bases: [
      { base: 'register', faults: [] },
      { base: 'content', faults: [] },
    ],
  });
  now += 8 * 86_400_000;
  expect(value(await office.client.checkBases({ kind: 'due' })).kind).toBe('full');
  expect(value(await office.client.checkBases({ kind: 'due' })).kind).toBe('quick');
  expect(value(await office.client.readBackupState({})).lastFullCheck).toBeDefined();
  const { register } = await openBases(directory, 'wenhe');
  expect(register.prepare("SELECT count(*) FROM audit WHERE action = 'checkBases'").pluck().get()).toBe(1);
});

test('other commands are answered while the bases are being checked', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  await withArticles(office, 30);
  const order: string[] = [];
  const check = office.client.checkBases({ kind: 'full' }).then(() => order.push('check'));
  await office.client.listArticles({}).then(() => order.push('list'));
  await check;
  expect(order).toEqual(['list', 'check']);
});

test('a damaged page is found in the base it is in, with what is readable, and salvaged; the damaged file is kept', async () => {
  const { directory } = await foundedDirectory();
  const first = openOffice(directory);
  await withArticles(first, 60);
  first.close();
  await damageTable(directory, 'article_versions', 'wenhe', passwordOf('wenhe'));
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const { bases } = value(await office.client.checkBases({ kind: 'quick' }));
  expect(bases).toMatchObject([
    { base: 'register', faults: [] },
    { base: 'content', faults: ['有损坏的页'] },
  ]);
  const readable = bases[1]?.tables ?? [];
  expect(readable.find(({ table }) => table === 'articles')).toBeDefined();

  const damagedBytes = readFileSync(dataFiles(directory).content);
  const salvaged = value(await office.client.salvageBases({ unlock }));
  expect(salvaged.bases).toMatchObject([{ base: 'content' }]);
  expect(salvaged.bases[0]?.tables.some(({ lost }) => lost.length > 0)).toBe(true);
  expect(readFileSync(join(directory, salvaged.setAside, 'content.db')).equals(damagedBytes)).toBe(true);
  expect(value(await office.client.officeStatus({})).signedIn).toBeNull();
  await signIn(office, 'wenhe');
  expect(value(await office.client.checkBases({ kind: 'quick' })).bases.flatMap(({ faults }) => faults)).toEqual([]);
  const articles = value(await office.client.listArticles({}));
  expect(articles.length).toBeGreaterThan(0);
  // What is there reads, and work goes on.
  value(await office.client.createArticle({ content: articleContent('抢救以后'), images: {} }));
  const { register } = await openBases(directory, 'wenhe');
  expect(register.prepare("SELECT count(*) FROM audit WHERE action = 'salvageBases'").pluck().get()).toBe(1);
});

test('whole bases are not salvaged, nor by a wrong password, nor what cannot be read at all', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  expect(code(await office.client.salvageBases({ unlock }))).toBe('illegalState');
  expect(code(await office.client.salvageBases({ unlock: { ...unlock, personId: 'shenjun' } }))).toBe('wrongPassword');
  const { content } = dataFiles(directory);
  const bytes = readFileSync(content);
  bytes[300] = (bytes[300] ?? 0) ^ 1;
  writeFileSync(content, bytes);
  const answer = await office.client.salvageBases({ unlock });
  expect(answer).toMatchObject({ ok: false, code: 'dataDamaged' });
  expect(readFileSync(content).equals(bytes)).toBe(true);
  expect(readdirSync(directory).filter((name) => /^(restore|恢复前)/.test(name))).toEqual([]);
  expect(existsSync(dataFiles(directory).keyring)).toBe(true);
});

test('a command that comes upon a damaged page says in which of the bases it is', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  await withArticles(office, 40);
  office.close();
  await damageTable(directory, 'article_versions', 'wenhe', passwordOf('wenhe'));
  const again = openOffice(directory);
  await signIn(again, 'wenhe');
  const answer = await again.client.listArticles({});
  expect(answer).toMatchObject({ ok: false, code: 'dataDamaged' });
  expect(answer.ok ? '' : answer.message).toContain('稿件库（content.db）有损坏的地方');
});

async function salvagedAudit(alsoInMirror: boolean) {
  const { directory } = await foundedDirectory();
  const first = openOffice(directory);
  await withArticles(first, 60);
  first.close();
  await damageTable(directory, 'audit', 'wenhe', passwordOf('wenhe'));
  const { keyring, content, register: file } = dataFiles(directory);
  const { contentKey = new Uint8Array(), registerKey } = await openKeyring(keyring, 'wenhe', passwordOf('wenhe'));
  const [reading] = readableTables(content, contentKey, [{ table: 'audit', columns: ['hash'] }]);
  const [unread] = reading?.unread ?? [];
  if (!unread || unread.to === null) throw new Error('no page in the middle of the audit is damaged');
  const register = openDatabase(file, registerKey);
  if (alsoInMirror) {
    register.exec(`DROP TRIGGER content_audit_mirror_no_delete;
      DELETE FROM content_audit_mirror WHERE sequence BETWEEN ${unread.from} AND ${unread.to}`);
    register.exec(`CREATE TRIGGER content_audit_mirror_no_delete BEFORE DELETE ON content_audit_mirror
      BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END`);
  }
  const rows = Number(register.prepare('SELECT max(sequence) FROM content_audit_mirror').pluck().get());
  closeDatabase(register);
  const office = openOffice(directory);
  value(await office.client.salvageBases({ unlock }));
  await signIn(office, 'wenhe');
  return { office, directory, unread: { from: unread.from, to: unread.to }, rows };
}

const faultsOf = async (office: Office) =>
  value(await office.client.checkBases({ kind: 'full' })).bases.flatMap(({ faults }) => faults);

test('audit rows that the damaged base has lost come back from the copy in the register, and backups go on', async () => {
  const { office, directory, rows } = await salvagedAudit(false);
  expect(await faultsOf(office)).toEqual([]);
  expect(value(await office.client.makeBackup({ folder: temporaryDirectory() }))).toMatchObject({ kind: 'made' });
  const { content } = await openBases(directory, 'wenhe');
  expect(content.prepare('SELECT count(*) FROM audit WHERE sequence <= ?').pluck().get(rows)).toBe(rows);
  expect(content.prepare("SELECT count(*) FROM audit WHERE action = 'salvageBases'").pluck().get()).toBe(0);
});

test('audit rows that are lost for good are named by the salvage and no longer missed; any other that goes is', async () => {
  const { office, directory, unread } = await salvagedAudit(true);
  expect(await faultsOf(office)).toEqual([]);
  value(await office.client.makeBackup({ folder: temporaryDirectory() }));
  office.close();
  const auditor = openOffice(directory);
  await signIn(auditor, 'shenjun');
  value(await auditor.client.sealAudit({}));
  auditor.close();
  const { content, close } = await openBases(directory, 'wenhe');
  const [row] = content.prepare("SELECT details FROM audit WHERE action = 'salvageBases'").pluck().all();
  expect(JSON.parse(String(row))).toMatchObject({ gaps: [unread] });
  content.exec(`DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE sequence = ${unread.to + 2}`);
  close();
  const again = openOffice(directory);
  await signIn(again, 'wenhe');
  expect(await faultsOf(again)).toEqual([`审计记录第${unread.to + 2}条对不上`]);
});

test('a refused salvage leaves whoever is signed in signed in', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  expect(code(await office.client.salvageBases({ unlock }))).toBe('illegalState');
  expect(value(await office.client.officeStatus({})).signedIn).toMatchObject({ id: 'wenhe' });
  value(await office.client.createArticle({ content: articleContent('照常写作'), images: {} }));
});

test('who cannot open the manuscripts does not put off their full check', async () => {
  const { directory } = await foundedDirectory('strict');
  let now = Date.now();
  const office = openOffice(directory, { now: () => new Date(now) });
  now += 8 * 86_400_000;
  await signIn(office, 'xiting');
  expect(value(await office.client.checkBases({ kind: 'due' }))).toMatchObject({ kind: 'full', bases: [{}] });
  await signIn(office, 'lubian');
  expect(value(await office.client.checkBases({ kind: 'due' })).kind).toBe('full');
  expect(value(await office.client.checkBases({ kind: 'due' })).kind).toBe('quick');
});

test('whoever damage keeps from signing in is told that it is damage, and salvages by a password', async () => {
  const { directory } = await foundedDirectory();
  const first = openOffice(directory);
  await withArticles(first, 60);
  first.close();
  await damageTable(directory, 'audit', 'wenhe', passwordOf('wenhe'), true);
  const office = openOffice(directory);
  const { personId, password } = unlock;
  expect(code(await office.client.signIn({ personId, password }))).toBe('dataDamaged');
  expect(value(await office.client.salvageBases({ unlock })).bases).toMatchObject([
    { base: 'content', remedy: 'salvage' },
  ]);
  await signIn(office, 'wenhe');
  expect(value(await office.client.listArticles({}))).toHaveLength(60);
});

test('each fault of a base has its own remedy', async () => {
  const { directory } = await foundedDirectory();
  const { content, close } = await openBases(directory, 'wenhe');
  content.exec("DROP TRIGGER audit_no_update; UPDATE audit SET subject = 'other' WHERE sequence = 1");
  const rows = content.prepare('SELECT count(*) FROM audit').pluck().get();
  close();
  const office = openOffice(directory);
  await signIn(office, 'wenhe');
  const remedies = async () =>
    value(await office.client.checkBases({ kind: 'full' })).bases.map(({ remedy }) => remedy);
  expect(await remedies()).toEqual(['none', Number(rows) > 0 ? 'inquire' : 'none']);
  expect(code(await office.client.salvageBases({ unlock }))).toBe('illegalState');
});
