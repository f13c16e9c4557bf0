import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createOffice } from '#office/office.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import {
  articleContent,
  code,
  copyOf,
  draftIssue,
  foundedDirectory,
  foundedOffice,
  openOffice,
  passwordOf,
  printOnce,
  signIn,
  value,
} from './foundedOffice.ts';
import { openBases } from './openBases.ts';

function rows(database: WritableDatabase, table: string): readonly unknown[] {
  return database.prepare(`SELECT * FROM ${table} ORDER BY sequence`).all();
}

test('the mirror follows every step, and the auditor of strict staffing reads it without the key to the content', async () => {
  const { office, directory } = await foundedOffice({ staffing: 'strict' });
  const { client } = office;
  const { register, content } = await openBases(directory, 'lubian');
  await signIn(office, 'lubian');
  const article = value(await client.createArticle({ content: articleContent('第一稿'), images: {} }));
  expect(rows(register, 'content_audit_mirror')).toEqual(rows(content, 'audit'));
  value(await client.finalizeArticle({ id: article.id, baseVersion: 1 }));
  expect(rows(register, 'content_audit_mirror')).toEqual(rows(content, 'audit'));

  expect((await signIn(office, 'jishen')).person.readsContent).toBe(false);
  const listed = value(await client.listAudit({ chain: 'content' }));
  expect(listed.map(({ sequence, person, action, subject }) => [sequence, person, action, subject])).toEqual([
    [2, 'lubian', 'finalizeArticle', article.id],
    [1, 'lubian', 'createArticle', article.id],
  ]);
  expect(value(await client.listAudit({ chain: 'content', before: 2, limit: 1 }))).toEqual(listed.slice(1));
  expect(value(await client.verifyAudit({})).content).toEqual({ rows: 2, keptHead: 'same' });
  const people = value(await client.listAudit({ chain: 'register' }));
  expect(people.map(({ person, action }) => `${person} ${action}`)).toEqual([
    'jishen verifyAudit',
    'jishen signIn',
    'lubian signIn',
    ' foundOffice',
  ]);
});

test('a mirror that fell behind catches up at the next sign-in', async () => {
  const { directory } = await foundedDirectory();
  const office = openOffice(directory);
  await draftIssue(office);
  const { register, content, close } = await openBases(directory, 'qiaoyi');
  register.exec('DROP TRIGGER content_audit_mirror_no_delete; DELETE FROM content_audit_mirror WHERE sequence > 2');
  register.exec(`CREATE TRIGGER content_audit_mirror_no_delete BEFORE DELETE ON content_audit_mirror
    BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END`);
  expect(rows(register, 'content_audit_mirror')).toHaveLength(2);
  expect((await signIn(office, 'qiaoyi')).alerts).toEqual([]);
  expect(rows(register, 'content_audit_mirror')).toEqual(rows(content, 'audit'));
  close();
});

test('a changed, removed or inserted row of either chain is named by its sequence, a cut-off end by the kept heads', async () => {
  const { directory } = await foundedDirectory();
  const office = createOffice({ directory, print: printOnce });
  await draftIssue(office);
  for (const id of ['qiaoyi', 'wenhe']) await signIn(office, id);
  office.close();

  /** The verdict on both chains after one statement on each, past the triggers. */
  const verdictAfter = async (statement: string) => {
    const copy = copyOf(directory);
    const bases = await openBases(copy, 'shenjun');
    for (const base of [bases.register, bases.content]) {
      for (const trigger of ['no_update', 'no_delete', 'in_order']) base.exec(`DROP TRIGGER audit_${trigger}`);
      base.exec(statement);
    }
    bases.close();
    const opened = openOffice(copy);
    const { alerts } = await signIn(opened, 'shenjun');
    const verdict = value(await opened.client.verifyAudit({}));
    opened.close();
    return { ...verdict, alerts: alerts.join('\n') };
  };
  const brokenAt = (sequence: number) => ({ register: { broken: sequence }, content: { broken: sequence } });
  for (const change of [
    "person = 'other'",
    "action = 'other'",
    "subject = ''",
    "details = details || ' '",
    "at = '2020'",
  ]) {
    expect(await verdictAfter(`UPDATE audit SET ${change} WHERE sequence = 2`), change).toMatchObject(brokenAt(2));
  }
  expect(await verdictAfter('DELETE FROM audit WHERE sequence = 2')).toMatchObject(brokenAt(2));
  const swapped = 'UPDATE audit SET hash = (SELECT hash FROM audit WHERE sequence = 1) WHERE sequence = 3';
  expect(await verdictAfter(swapped)).toMatchObject(brokenAt(3));
  const inserted = `INSERT INTO audit SELECT sequence + 1, at, person, action, subject, details, hash FROM audit
    ORDER BY sequence DESC LIMIT 1`;
  const last = (database: WritableDatabase) => rows(database, 'audit').length;
  const whole = await openBases(copyOf(directory), 'shenjun');
  expect(await verdictAfter(inserted)).toMatchObject({
    register: { broken: last(whole.register) + 1 },
    content: { broken: last(whole.content) + 1 },
  });

  const cut = await verdictAfter('DELETE FROM audit WHERE sequence > 2');
  expect([cut.register.broken, cut.content.broken]).toEqual([undefined, undefined]);
  expect(cut.content.keptHead).toBe('behind');
  expect(cut.alerts).toMatch(/register\.db.*少了内容[\s\S]*content\.db.*少了内容/);
});

test('rows of the mirror that were changed are found by an auditor who cannot open the source', async () => {
  const { directory } = await foundedDirectory('strict');
  const office = openOffice(directory);
  await signIn(office, 'lubian');
  for (const title of ['第一稿', '第二稿', '第三稿']) {
    value(await office.client.createArticle({ content: articleContent(title), images: {} }));
  }
  const { register } = await openBases(directory, 'lubian');
  register.exec(
    "DROP TRIGGER content_audit_mirror_no_update; UPDATE content_audit_mirror SET person = 'x' WHERE sequence = 2",
  );
  await signIn(office, 'jishen');
  expect(value(await office.client.verifyAudit({})).content).toMatchObject({ rows: 3, broken: 2 });
  expect(code(await office.client.listArticles({}))).toBe('forbidden');
});

test('no audit row and no line of the log holds a word of a manuscript, an issue or a password', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const marker = '砾石滩涂机井';
  const opinion = `${marker}一句已核`;
  const { issue } = await draftIssue(office, `${marker}改造完工`);
  const { id } = issue.summary;
  const articleId = issue.document.articles[0]?.id ?? '';
  const bytes = new TextEncoder().encode(`${marker}又一处完工\n　　${marker}今年完工。\n（县林场）\n`);
  const { manuscript } = value(await client.receiveManuscript({ fileName: `${marker}.txt`, bytes, author: marker }));
  const reason = `${marker}重复`;
  value(await client.decideManuscript({ id: manuscript.id, decision: 'rejected', reason }));
  value(await client.decideManuscript({ id: manuscript.id, decision: 'selected', reason }));
  value(await client.readOriginalFile({ id: manuscript.id }));
  value(await client.exportDraft({ id }));
  value(await client.submitIssue({ id, contentHash: issue.contentHash, opinion }));

  await signIn(office, 'qiaoyi');
  value(await client.openIssue({ id }));
  const content = articleContent(`${marker}全部完工`, `${marker}全部完工，群众用上了水。`);
  const corrected = value(await client.correctArticle({ id, contentHash: issue.contentHash, articleId, content }));
  const step = { id, contentHash: corrected.contentHash, opinion };
  value(await client.requestConfirmation(step));
  await signIn(office, 'wenhe');
  value(await client.confirmCorrection(step));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue(step));
  await signIn(office, 'shenjun');
  const { issueHash } = value(await client.prepareRelease(step));
  const password = passwordOf('shenjun');
  value(await client.releaseIssue({ id, issueHash, password }));
  expect(value(await client.searchIssues({ text: marker })).hits.length).toBeGreaterThan(0);
  value(await client.verifyArchive({}));
  value(await client.exportIssue({ id }));

  // A failure nobody foresees: the file of the log is where errors could carry text.
  const { log, keyring } = dataFiles(directory);
  mkdirSync(`${keyring}.writing`);
  value(await client.voidIssue({ id, reason }));
  rmSync(`${keyring}.writing`, { recursive: true });
  expect(existsSync(log)).toBe(true);
  const told = [readFileSync(log, 'utf8')];
  const bases = await openBases(directory, 'wenhe');
  told.push(JSON.stringify(rows(bases.register, 'audit')), JSON.stringify(rows(bases.content, 'audit')));
  told.push(JSON.stringify(rows(bases.register, 'content_audit_mirror')));
  expect(rows(bases.content, 'audit').length).toBeGreaterThanOrEqual(20);
  for (const text of told) {
    for (const word of [marker, '砾石', '滩涂', '机井', '完工', '村口', '林场', password])
      expect(text).not.toContain(word);
  }
});
