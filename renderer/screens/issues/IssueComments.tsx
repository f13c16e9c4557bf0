import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { issues } from '../../strings/issues.ts';
import { Button } from '../../ui/Button.tsx';
import { Comment, commentClass } from '../../ui/Comment.tsx';

/** 批注 as they were written, the open ones first; whoever mends the issue says which are done. */
export function IssueComments({ issue, canResolve }: { readonly issue: WholeIssue; readonly canResolve?: boolean }) {
  const { comments, document, summary } = issue;
  const resolve = async (commentId: string, isResolved: boolean) => {
    const answer = await office.resolveComment({ id: summary.id, commentId, isResolved });
    if (!answer.ok) announceRefusal(answer);
  };
  const ordered = comments.toSorted(
    (left, right) => Number(left.resolvedAt !== undefined) - Number(right.resolvedAt !== undefined),
  );
  const titleOf = (articleId: string | undefined) => {
    const article = document.articles.find(({ id }) => id === articleId);
    return article ? titleInOneLine(article.title) : issues.whole;
  };
  if (comments.length === 0) return null;
  return (
    <section className="make-part" aria-label={issues.comments} data-part="comments">
      <h3>{issues.comments}</h3>
      <ul>
        {ordered.map(({ id, articleId, quote, text, personName, at, resolvedBy }) => (
          <li key={id} className={commentClass(resolvedBy !== undefined)}>
            <Comment
              author={personName}
              at={at}
              place={titleOf(articleId)}
              quote={quote}
              text={text}
              isResolved={resolvedBy !== undefined}
              tools={
                (canResolve || resolvedBy !== undefined) && (
                  <>
                    {resolvedBy !== undefined && <span className="second small">{issues.resolved(resolvedBy)}</span>}
                    {canResolve && (
                      <Button kind="quiet" onClick={() => resolve(id, resolvedBy === undefined)}>
                        {resolvedBy === undefined ? issues.resolve : issues.reopen}
                      </Button>
                    )}
                  </>
                )
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
