import type { Publication } from '#shared/contract/registerCommands.ts';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { contentHash } from '#shared/issue/contentHash.ts';
import { emptyIssueDocument, IssueDocument } from '#shared/issue/issueDocument.ts';
import type { WritableDatabase } from '#store/database.ts';
import { selectArticle, selectVersion } from '../articles/articleQueries.ts';
import { imagesOf } from '../articles/imageQueries.ts';
import { articleLendingOf } from '../handover/articleLendings.ts';
import { markingMembers } from '../marking/markingQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from '../publications/publicationQueries.ts';
import { articleIdsOf, selectIssue } from './issueQueries.ts';

/** What a person decides about an issue apart from its articles. */
export type IssueFields = Pick<
  IssueDocument,
  'column' | 'marking' | 'urgency' | 'editorsNote' | 'reportTo' | 'copyTo' | 'sendTo' | 'copies'
>;

/** A new issue takes over what its publication says. */
export function fieldsOfPublication({ settings }: Publication): IssueFields {
  const [column] = settings.columns;
  return {
    ...(settings.columns.length === 1 && column !== undefined ? { column } : {}),
    marking: settings.marking,
    reportTo: settings.reportTo,
    copyTo: settings.copyTo,
    sendTo: settings.sendTo,
    ...(settings.copies === undefined ? {} : { copies: settings.copies }),
  };
}

/** Writes the issue's document from its fields and the newest versions of its articles, and its make-up beside it. */
export function writeIssue(
  content: WritableDatabase,
  publication: Publication,
  issueId: string,
  fields: IssueFields,
  articleIds: readonly string[],
): void {
  content.prepare('DELETE FROM issue_articles WHERE issue_id = ?').run(issueId);
  const insert = content.prepare(
    'INSERT INTO issue_articles (issue_id, article_id, place, version) VALUES (?, ?, ?, ?)',
  );
  for (const [index, articleId] of articleIds.entries()) {
    const article = selectArticle(content, articleId);
    if (article.issueId !== undefined) {
      throw new OfficeError('illegalState', `“${article.title}”已经在另一期或本期的别处，不能再取用。`);
    }
    if (article.shelved) throw new OfficeError('illegalState', `“${article.title}”已搁置，不能取用。请先恢复。`);
    if (articleLendingOf(content, articleId)) {
      throw new OfficeError('illegalState', `“${article.title}”已交到另一台机器，不能取用。回来以后再编入。`);
    }
    insert.run(issueId, articleId, index + 1, article.version);
  }
  writeDocument(content, publication, issueId, fields);
}

/** After 定稿 of articles: the draft that holds them, if any, takes the new versions in. */
export function recomposeDraft(
  context: OfficeContext,
  content: WritableDatabase,
  ...articleIds: readonly string[]
): void {
  const issueIds = new Set<string>();
  for (const articleId of articleIds) {
    const { issueId, version } = selectArticle(content, articleId);
    if (issueId === undefined) continue;
    content
      .prepare('UPDATE issue_articles SET version = ? WHERE issue_id = ? AND article_id = ?')
      .run(version, issueId, articleId);
    issueIds.add(issueId);
  }
  for (const issueId of issueIds) recomposeIssue(context, content, issueId);
}

/** Writes the document of an issue anew, with what its records say now. */
export function recomposeIssue(context: OfficeContext, content: WritableDatabase, issueId: string): void {
  const { publicationId, document } = selectIssue(content, issueId);
  writeDocument(content, selectPublication(sessionOf(context).register, publicationId), issueId, document);
}

/** A draft on another machine takes over what its publication says once it is back. */
const draftsHere = `state = 'drafting'
  AND NOT EXISTS (SELECT 1 FROM lent_issues WHERE issue_id = issues.id AND back_at IS NULL)`;

/** After a change of their publication: the drafts that carry another name or organ take its own over; their ids. */
export function recomposeDraftsOf(content: WritableDatabase, publication: Publication): readonly string[] {
  content
    .prepare(`UPDATE issues SET marking_rule = ? WHERE publication_id = ? AND ${draftsHere}`)
    .run(publication.settings.markingRule, publication.id);
  const drafts = content
    .prepare(`SELECT id FROM issues WHERE publication_id = ? AND ${draftsHere}`)
    .pluck()
    .all(publication.id) as readonly string[];
  return drafts.filter((id) => {
    const { document } = selectIssue(content, id);
    const { name, organ } = document.publication;
    if (name === publication.name && organ === publication.settings.organ) return false;
    writeDocument(content, publication, id, document);
    return true;
  });
}

function writeDocument(
  content: WritableDatabase,
  { name, settings }: Publication,
  issueId: string,
  fields: IssueFields,
): void {
  const { column, marking, urgency, editorsNote, reportTo, copyTo, sendTo, copies } = fields;
  const articleIds = articleIdsOf(content, issueId);
  const document: IssueDocument = {
    ...emptyIssueDocument({ name, organ: settings.organ }),
    ...(column === undefined ? {} : { column }),
    marking,
    ...markingMembers(content, issueId, articleIds),
    ...(urgency === undefined ? {} : { urgency }),
    ...(editorsNote === undefined ? {} : { editorsNote }),
    reportTo,
    copyTo,
    sendTo,
    ...(copies === undefined ? {} : { copies }),
  };
  for (const articleId of articleIds) {
    const version = content
      .prepare('SELECT version FROM issue_articles WHERE issue_id = ? AND article_id = ?')
      .pluck()
      .get(issueId, articleId) as number;
    const { content: article } = selectVersion(content, articleId, version);
    document.articles.push({ id: articleId, ...article });
    Object.assign(document.images, imagesOf(content, article.body));
  }
  content
    .prepare('UPDATE issues SET document = ?, content_hash = ? WHERE id = ?')
    .run(canonicalJson(IssueDocument.parse(document)), contentHash(document), issueId);
  content
    .prepare("UPDATE issues SET marking_rule = ? WHERE id = ? AND state = 'drafting'")
    .run(settings.markingRule, issueId);
}
