import { mkdirSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { dataFiles } from '#store/dataDirectory.ts';
import {
  articleContent,
  code,
  draftIssue,
  foundedOffice,
  openOffice,
  passwordOf,
  signIn,
  value,
} from './foundedOffice.ts';
import { openBases, rowsOf } from './openBases.ts';

const { connections } = vi.hoisted(() => ({ connections: [] as Database[] }));

/** The real library, which notes what it opens: a limit of pages belongs to a connection and is in no file. */
vi.mock('better-sqlite3', async (importOriginal) => {
  const { default: Original } = await importOriginal<typeof import('better-sqlite3')>();
  const Noting = new Proxy(Original, {
    construct: (target, given) => {
      const database = new target(...(given as [string]));
      connections.push(database);
      return database;
    },
  });
  return { default: Noting };
});

/** Lets a base grow no further, in whoever has it open; SQLite then answers as on a full disk. Returns the release. */
function fill(file: string): () => void {
  const open = connections.filter((database) => database.open && database.name === file && !database.readonly);
  const limit = (pages: number) => {
    for (const database of open) database.pragma(`max_page_count = ${pages}`);
  };
  limit(Number(open[0]?.pragma('page_count', { simple: true })));
  return () => limit(1_073_741_823);
}

const longText = '今年以来，澜溪县把便民服务做到村口，全县设服务点46处。'.repeat(4000);

test('a full disk is said as such, nothing is half written, and the work goes on when there is room again', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { article, issue } = await draftIssue(office);
  value(await client.reopenArticle({ id: article.id }));
  const { content } = await openBases(directory, 'qiaoyi');
  const before = rowsOf(content);
  const empty = fill(dataFiles(directory).content);
  const long = { id: article.id, baseVersion: article.version, content: articleContent('长稿', longText) };
  const file = { fileName: '来稿.txt', bytes: new TextEncoder().encode(`来稿\n　　${longText}\n（县林场）\n`) };
  for (const answer of [
    await client.saveArticle(long),
    await client.receiveManuscript(file),
    await client.createArticle({ content: articleContent('长稿', longText), images: {} }),
    await client.createIssueFromFile({ publicationId: issue.summary.publicationId, ...file }),
  ]) {
    expect(code(answer)).toBe('diskFull');
  }
  expect(code(await client.saveArticle(long))).toBe('diskFull');
  expect(rowsOf(content)).toEqual(before);
  expect(value(await client.readArticle({ id: article.id })).content.title).toEqual(['澜溪县开设村口服务点']);
  empty();
  expect(value(await client.saveArticle(long)).version).toBe(2);
  office.close();
  expect((await signIn(openOffice(directory), 'wenhe')).alerts).toEqual([]);
});

test('a full disk at 签发 grants no number and freezes nothing', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  const step = { id, contentHash: issue.contentHash };
  value(await client.submitIssue(step));
  await signIn(office, 'qiaoyi');
  value(await client.passIssue(step));
  await signIn(office, 'shenjun');
  const { content } = await openBases(directory, 'qiaoyi');
  const { issueHash } = value(await client.prepareRelease(step));
  const before = rowsOf(content);
  const empty = fill(dataFiles(directory).content);
  const password = passwordOf('shenjun');
  expect(code(await client.releaseIssue({ id, issueHash, password }))).toBe('diskFull');
  expect(rowsOf(content)).toEqual(before);
  expect(value(await client.readIssue({ id })).summary.state).toBe('awaitingRelease');
  empty();
  const released = value(await client.releaseIssue({ id, issueHash, password }));
  expect(released.summary).toMatchObject({ state: 'released', numberText: expect.stringContaining('第5期') });
  expect(value(await client.verifyArchive({ id }))).toMatchObject([{ faults: [] }]);
});

test('what was committed is not called undone when only the copy of its audit row found no room', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { article } = await draftIssue(office);
  value(await client.reopenArticle({ id: article.id }));
  const { register, content } = await openBases(directory, 'qiaoyi');
  const empty = fill(dataFiles(directory).register);
  // Free pages at the end of the register are used up first.
  for (let title = 1; title <= 200; title += 1) {
    value(await client.createArticle({ content: articleContent(`第${title}篇`), images: {} }));
  }
  const rows = (base: typeof content, table: string) => base.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(rows(register, 'content_audit_mirror')).not.toBe(rows(content, 'audit'));
  empty();
  value(await client.createArticle({ content: articleContent('又有地方了'), images: {} }));
  expect(rows(register, 'content_audit_mirror')).toBe(rows(content, 'audit'));
});

test('a step that was taken is not called undone when only the heads could not be kept beside it', async () => {
  const { office, directory } = await foundedOffice();
  const { client } = office;
  const { issue } = await draftIssue(office);
  const { id } = issue.summary;
  // Where the keyring's next copy is to be written stands something that is no file.
  const hindrance = `${dataFiles(directory).keyring}.writing`;
  mkdirSync(hindrance);
  const submitted = await client.submitIssue({ id, contentHash: issue.contentHash });
  expect(code(submitted)).toBe('ok');
  expect(value(await client.readIssue({ id })).summary.state).toBe('inReview');
  rmSync(hindrance, { recursive: true });
  expect(value(await client.recallIssue({ id })).summary.state).toBe('drafting');
});
