import type { WritableDatabase } from '#store/database.ts';
import { afterCommit } from '../afterCommit.ts';
import { WorkStopped } from '../backup/runningWork.ts';
import { selectSummary } from '../issues/issueQueries.ts';
import { changeContent, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';

/** Remembers that volumes of an issue's package are on media that were taken out, and that it is not on record. */
export function noteUnfinished(context: OfficeContext, issueId: string, media: string): void {
  const { personId } = sessionOf(context);
  changeContent(context, (content) => {
    content
      .prepare(
        `INSERT INTO unfinished_packages (issue_id, person, media, at) VALUES (?, ?, ?, ?)
         ON CONFLICT (issue_id) DO UPDATE SET person = excluded.person, media = excluded.media, at = excluded.at`,
      )
      .run(issueId, personId, media, instantOf(context));
  });
}

/** In the step that puts the package on record. */
export function forgetUnfinished(content: WritableDatabase, issueId: string | null): void {
  content.prepare('DELETE FROM unfinished_packages WHERE issue_id = ?').run(issueId);
}

/** Whoever is at the window hears why nothing was written; whoever leaves it, and finds it locked, hears at the next sign-in. */
export function forgetToldFailure(context: OfficeContext, issueId: string | null, error: unknown): void {
  const isLeft = !context.session || (error instanceof WorkStopped && error.isLeaving);
  if (isLeft) return;
  afterCommit(context, 'forgetUnfinished', () =>
    changeContent(context, (content) => forgetUnfinished(content, issueId)),
  );
}

/** What whoever is signed in was writing onto several media when it was cut off, a sentence an issue; it counts as told then. */
export function tellUnfinished(context: OfficeContext): readonly string[] {
  const { content, personId } = sessionOf(context);
  if (!content) return [];
  const rows = content
    .prepare('SELECT issue_id AS issueId, media FROM unfinished_packages WHERE person = ? ORDER BY at')
    .all(personId) as readonly { readonly issueId: string; readonly media: string }[];
  if (rows.length === 0) return [];
  const told = rows.map(({ issueId, media }) => {
    const { publicationName, numberText, titles } = selectSummary(context, issueId);
    const [title = '', ...more] = titles;
    const which = numberText ?? (more.length > 0 ? `“${title}”等${titles.length}篇的一期` : `“${title}”的一期`);
    return `《${publicationName}》${which}，上次分几个介质写交接包时锁定、退出或者断了电，没有写完：这一期没有交出，仍在本机办理。介质（${media}）上已经写好的卷收不进去，可以删掉；还要交出的，请重新写出。`;
  });
  changeContent(context, (database, record) => {
    for (const { issueId, media } of rows) {
      forgetUnfinished(database, issueId);
      record('packageCutOff', issueId, { medium: media });
    }
  });
  return told;
}
