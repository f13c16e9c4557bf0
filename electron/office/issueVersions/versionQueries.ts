import type { IssueVersion, IssueVersionContent, VersionName } from '#shared/contract/issueVersionCommands.ts';
import { ArticleContent } from '#shared/issue/article.ts';
import { IssueDocument } from '#shared/issue/issueDocument.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';
import { imagesOf } from '../articles/imageQueries.ts';
import { selectSteps } from '../articles/revisionQueries.ts';
import { documentOf, selectIssue, signOffsOf } from '../issues/issueQueries.ts';
import { contentOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';

interface StoredView {
  readonly number: number;
  readonly content_hash: string;
  readonly copies: number | null;
  /** JSON: the version of each article. */
  readonly articles: string;
  readonly at: string;
}

/** The versions of an issue that the caller was shown, then those that were signed, each the latest first. */
export function selectIssueVersions(context: OfficeContext, issueId: string): IssueVersion[] {
  const content = contentOf(context);
  const seen = content
    .prepare('SELECT number, content_hash, at FROM issue_views WHERE issue_id = ? AND person = ? ORDER BY number DESC')
    .all(issueId, sessionOf(context).personId) as readonly StoredView[];
  const numbers = content
    .prepare('SELECT rowid FROM sign_offs WHERE issue_id = ? ORDER BY rowid')
    .pluck()
    .all(issueId) as readonly number[];
  const signed = signOffsOf(context, issueId).flatMap(
    ({ label, personName, at, contentHash }, index): IssueVersion[] => {
      const number = numbers[index];
      return number === undefined ? [] : [{ name: { kind: 'signed', number }, at, contentHash, label, personName }];
    },
  );
  return [
    ...seen.map(
      ({ number, at, content_hash }): IssueVersion => ({
        name: { kind: 'seen', number },
        at,
        contentHash: content_hash,
      }),
    ),
    ...signed.reverse(),
  ];
}

/** Puts down what the issue holds now as seen by a person; false where it is what the person was shown last. */
export function insertView(
  content: WritableDatabase,
  view: { readonly issueId: string; readonly person: string; readonly at: string },
): boolean {
  const last = content
    .prepare(
      `SELECT 1 FROM (
         SELECT content_hash, copies FROM issue_views
         WHERE issue_id = @issueId AND person = @person ORDER BY number DESC LIMIT 1
       ) AS last JOIN issues ON issues.id = @issueId
       WHERE last.content_hash = issues.content_hash AND last.copies IS json_extract(document, '$.copies')`,
    )
    .get({ issueId: view.issueId, person: view.person });
  if (last !== undefined) return false;
  content
    .prepare(
      `INSERT INTO seen_documents (issue_id, content_hash, document)
       SELECT id, content_hash, json_remove(document, '$.images', '$.copies') FROM issues
       WHERE id = ? AND NOT EXISTS (
         SELECT 1 FROM seen_documents WHERE issue_id = issues.id AND seen_documents.content_hash = issues.content_hash
       )`,
    )
    .run(view.issueId);
  content
    .prepare(
      `INSERT INTO issue_views (issue_id, person, content_hash, copies, articles, at)
       SELECT id, @person, content_hash, json_extract(document, '$.copies'), (
         SELECT json_group_object(article_id, version) FROM (
           SELECT article_id, version FROM issue_articles WHERE issue_id = @issueId ORDER BY place
         )
       ), @at FROM issues WHERE id = @issueId`,
    )
    .run(view);
  return true;
}

/** A version with what has happened since, to be compared with what the issue holds. Throws notFound. */
export function selectIssueVersion(
  context: OfficeContext,
  issueId: string,
  name: VersionName,
  withSteps = true,
): IssueVersionContent & { readonly at: string } {
  const content = contentOf(context);
  const version = name.kind === 'seen' ? seenVersion(context, issueId, name) : signedVersion(content, issueId, name);
  const { document, at } = version;
  const now = documentOf(content, selectIssue(content, issueId));
  const articleIds = [...new Set([...document.articles, ...now.articles].map((article) => article.id))];
  const isInBoth = ({ id }: { readonly id: string }) => document.articles.some((article) => article.id === id);
  const shared = withSteps ? now.articles.filter(isInBoth) : [];
  const steps = shared.map(({ id, ...text }) => {
    const from = version.articles?.[id] ?? lastVersionBefore(content, id, at);
    const upTo = content
      .prepare('SELECT version FROM issue_articles WHERE issue_id = ? AND article_id = ?')
      .pluck()
      .get(issueId, id) as number | undefined;
    const found = selectSteps(content, id, from - 1)
      // An article that is being written on stands in the issue as it was handed over.
      .filter((step) => upTo === undefined || step.version <= upTo)
      .map(({ version: _version, ...step }) => step);
    const last = found.at(-1);
    // Whoever left it as it is signs for the last of it, also where that version was thinned out.
    return [id, last ? [...found.slice(0, -1), { ...last, content: ArticleContent.parse(text) }] : []] as const;
  });
  return { at, document, steps: Object.fromEntries(steps), makers: makersSince(content, issueId, articleIds, at) };
}

interface Version {
  readonly document: IssueDocument;
  readonly at: string;
  /** The version of each article, where that was put down. */
  readonly articles?: Readonly<Record<string, number>>;
}

function seenVersion(context: OfficeContext, issueId: string, { number }: VersionName): Version {
  const content = contentOf(context);
  const row = content
    .prepare(
      `SELECT copies, articles, at, document FROM issue_views JOIN seen_documents USING (issue_id, content_hash)
       WHERE issue_id = ? AND number = ? AND person = ?`,
    )
    .get(issueId, number, sessionOf(context).personId) as (StoredView & { readonly document: string }) | undefined;
  if (!row) throw notFound();
  const stored = JSON.parse(row.document) as Omit<IssueDocument, 'images'>;
  const images = imagesOf(
    content,
    stored.articles.flatMap(({ body }) => body),
  );
  const document = IssueDocument.parse({ ...stored, ...(row.copies === null ? {} : { copies: row.copies }), images });
  return { document, at: row.at, articles: JSON.parse(row.articles) as Record<string, number> };
}

function signedVersion(content: ReadableDatabase, issueId: string, { number }: VersionName): Version {
  const row = content
    .prepare('SELECT document, at FROM sign_offs WHERE issue_id = ? AND rowid = ?')
    .get(issueId, number) as { readonly document: string; readonly at: string } | undefined;
  if (!row) throw notFound();
  return { document: IssueDocument.parse(JSON.parse(row.document)), at: row.at };
}

function lastVersionBefore(content: ReadableDatabase, articleId: string, at: string): number {
  const found = content
    .prepare('SELECT max(version) FROM article_versions WHERE article_id = ? AND saved_at <= ?')
    .pluck()
    .get(articleId, at) as number | null;
  return found ?? 1;
}

/** Who has changed the make-up of an issue since, its marks and those of its articles among it, by the audit. */
function makersSince(
  content: ReadableDatabase,
  issueId: string,
  articleIds: readonly string[],
  at: string,
): IssueVersionContent['makers'] {
  return content
    .prepare(
      `SELECT person AS personId, max(at) AS at FROM audit
       WHERE at > @at AND (
         (subject = @issueId AND action IN ('saveIssue', 'recordMarking', 'withdrawMarking', 'liftMarking'))
         OR (subject IN (SELECT value FROM json_each(@articleIds))
           AND action IN ('recordMarking', 'withdrawMarking', 'liftMarking'))
       )
       GROUP BY person ORDER BY max(at)`,
    )
    .all({ issueId, at, articleIds: JSON.stringify(articleIds) }) as IssueVersionContent['makers'];
}

function notFound(): OfficeError {
  return new OfficeError('notFound', '找不到这一期的这个版本。');
}
