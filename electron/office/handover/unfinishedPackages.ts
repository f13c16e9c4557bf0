import { articlesSubject, issueAmong } from '#shared/handover/packageManifest.ts';
import type { WritableDatabase } from '#store/database.ts';
import { afterCommit } from '../afterCommit.ts';
import { WorkStopped } from '../backup/runningWork.ts';
import { selectSummary } from '../issues/issueQueries.ts';
import { changeContent, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';

/** Remembers that volumes of a package are on media that were taken out, and that it is not on record. */
export function noteUnfinished(context: OfficeContext, subject: string, media: string): void {
  const { personId } = sessionOf(context);
  changeContent(context, (content) => {
    content
      .prepare(
        `INSERT INTO unfinished_packages (subject, person, media, at) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET media = excluded.media, at = excluded.at`,
      )
      .run(subject, personId, media, instantOf(context));
  });
}

/** In the step that puts a package on record: an issue is written whoever began it, of articles each person writes others. */
export function forgetUnfinished(content: WritableDatabase, subject: string | null, person: string): void {
  content
    .prepare('DELETE FROM unfinished_packages WHERE subject = ? AND (subject <> ? OR person = ?)')
    .run(subject, articlesSubject, person);
}

/** Whoever is at the window hears why nothing was written; whoever leaves it, and finds it locked, hears at the next sign-in. */
export function forgetToldFailure(context: OfficeContext, subject: string | null, error: unknown): void {
  const { session } = context;
  const isLeft = !session || (error instanceof WorkStopped && error.isLeaving);
  if (isLeft) return;
  const { personId } = session;
  afterCommit(context, 'forgetUnfinished', () =>
    changeContent(context, (content) => forgetUnfinished(content, subject, personId)),
  );
}

const cutOff = '上次分几个介质写交接包时锁定、退出或者断了电，';
const waste = (media: string) => `介质（${media}）上已经写好的卷收不进去，可以删掉；还要交出的，请重新写出。`;

/** What whoever is signed in was writing onto several media when it was cut off, a sentence a package; it counts as told then. */
export function tellUnfinished(context: OfficeContext): readonly string[] {
  const { content, personId } = sessionOf(context);
  if (!content) return [];
  const rows = content
    .prepare('SELECT subject, media FROM unfinished_packages WHERE person = ? ORDER BY at')
    .all(personId) as readonly { readonly subject: string; readonly media: string }[];
  if (rows.length === 0) return [];
  const told = rows.map(({ subject, media }) => {
    const issueId = issueAmong(subject);
    if (issueId === undefined) return `单独交出的稿件，${cutOff}没有写完：稿件没有交出，仍在本机改。${waste(media)}`;
    const { publicationName, numberText, titles } = selectSummary(context, issueId);
    const [title = '', ...more] = titles;
    const which = numberText ?? (more.length > 0 ? `“${title}”等${titles.length}篇的一期` : `“${title}”的一期`);
    return `《${publicationName}》${which}，${cutOff}没有写完：这一期没有交出，仍在本机办理。${waste(media)}`;
  });
  changeContent(context, (database, record) => {
    for (const { subject, media } of rows) {
      forgetUnfinished(database, subject, personId);
      record('packageCutOff', issueAmong(subject) ?? 'packages', { medium: media });
    }
  });
  return told;
}
