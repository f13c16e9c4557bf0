import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { emptyIssueDocument, type IssueDocument } from '#shared/issue/issueDocument.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import { indexIssue, type SearchQuery, type SearchResult, searchIssues } from '#store/content/searchIndex.ts';
import type { WritableDatabase } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { addReleasedIssue } from './releasedIssue.ts';

export type Text = { readonly title: string; readonly text: string; readonly unit?: string };

/** An encrypted base with the search, closed and removed when the test ends. */
export function newBase(): WritableDatabase {
  const folder = temporaryFolder();
  const database = openDatabase(join(folder, 'content.db'), randomBytes(32), { create: true });
  onTestFinished(() => closeDatabase(database));
  migrate(database, contentMigrations);
  return database;
}

/** An issue of 2024年 with these articles, named '<serial>-<place>'. */
export function documentOf(serial: number, texts: readonly Text[]): IssueDocument {
  return {
    ...emptyIssueDocument({ name: '云岭工会工作信息', organ: '云岭省总工会办公室' }),
    column: '基层经验',
    number: { series: 'regular', year: 2024, serial },
    date: '2024-06-18',
    articles: texts.map(({ title, text, unit = '' }, index) => ({
      id: `${serial}-${index + 1}`,
      title: [title],
      source: unit ? { unit, line: `（${unit}）` } : null,
      body: text.split('\n').map((line) => ({ role: 'paragraph', inlines: [{ text: line }] })),
    })),
  };
}

/** Releases such an issue, named 'issue-<serial>', and indexes it. */
export function addIssue(database: WritableDatabase, serial: number, texts: readonly Text[]): void {
  const issueId = `issue-${serial}`;
  database
    .transaction(() => {
      addReleasedIssue(database, issueId, serial);
      indexIssue(database, { issueId, document: documentOf(serial, texts) });
    })
    .immediate();
}

export function search(database: WritableDatabase, text: string, page: Partial<SearchQuery> = {}): SearchResult {
  return searchIssues(database, { text, order: 'newest', limit: 20, offset: 0, ...page });
}

export function articleIds(result: SearchResult): readonly (string | null)[] {
  return result.hits.map(({ articleId }) => articleId);
}
