import { changeContent, type OfficeContext, sessionOf } from '../officeContext.ts';

/** A sign-in takes no longer for it; the rest is thinned at the next ones. */
const mostAtOnce = 400;
const dayMs = 24 * 60 * 60 * 1000;
const weekMs = 7 * dayMs;

/** A version as thinning sees it. */
export interface ThinnableVersion {
  readonly articleId: string;
  readonly version: number;
  readonly author: string;
  readonly savedAt: string;
  /** Kept by itself while somebody wrote, named by nobody, handed over to nobody. */
  readonly isThinnable: boolean;
}

/**
 * Thins the automatic versions that are older than a day: one an hour is left for a week, then one a day. The triggers of
 * article_versions allow this and nothing more.
 */
export function thinVersions(context: OfficeContext): void {
  const { content } = sessionOf(context);
  if (!content) return;
  const now = context.environment.now();
  const rows = content
    .prepare(
      `SELECT article_id AS articleId, version, author, saved_at AS savedAt,
         sealed = 0 AND kind = 'automatic' AND NOT EXISTS (
           SELECT 1 FROM issue_articles
           WHERE issue_articles.article_id = article_versions.article_id AND issue_articles.version = article_versions.version
         ) AS isThinnable
       FROM article_versions
       WHERE article_id IN (SELECT article_id FROM article_versions WHERE sealed = 0 AND kind = 'automatic' AND saved_at < ?)
       ORDER BY article_id, version DESC`,
    )
    .all(new Date(now.getTime() - dayMs).toISOString()) as readonly (Omit<ThinnableVersion, 'isThinnable'> & {
    readonly isThinnable: 0 | 1;
  })[];
  const thinned = versionsToThin(
    rows.map((row) => ({ ...row, isThinnable: row.isThinnable === 1 })),
    now,
  ).slice(0, mostAtOnce);
  if (thinned.length === 0) return;
  changeContent(context, (database, record) => {
    const remove = database.prepare('DELETE FROM article_versions WHERE article_id = ? AND version = ?');
    const counts = new Map<string, number>();
    for (const { articleId, version } of thinned) {
      remove.run(articleId, version);
      counts.set(articleId, (counts.get(articleId) ?? 0) + 1);
    }
    for (const [articleId, count] of counts) record('thinVersions', articleId, { rows: count });
  });
}

/**
 * Which versions go, given all of each article's from the newest: those that are followed, in the same hour or the same day,
 * by one of the same person that stays. So whose words are whose can still be told.
 */
export function versionsToThin(newestFirst: readonly ThinnableVersion[], now: Date): readonly ThinnableVersion[] {
  let kept: ThinnableVersion | undefined;
  return newestFirst.filter((version) => {
    const isSameArticle = kept?.articleId === version.articleId;
    const isFollowed = isSameArticle && kept?.author === version.author && isInOneStretch(version, kept, now);
    if (version.isThinnable && isFollowed) return true;
    kept = version;
    return false;
  });
}

/** Whether two versions were saved in one hour or, where the earlier is older than a week, on one day; local, as clocks show it. */
function isInOneStretch(earlier: ThinnableVersion, later: ThinnableVersion, now: Date): boolean {
  const [one, other] = [new Date(earlier.savedAt), new Date(later.savedAt)];
  const age = now.getTime() - one.getTime();
  if (age <= dayMs) return false;
  const isSameDay = one.toDateString() === other.toDateString();
  return isSameDay && (age > weekMs || one.getHours() === other.getHours());
}
