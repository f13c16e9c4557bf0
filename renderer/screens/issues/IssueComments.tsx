import type { WholeIssue } from '#shared/contract/issueCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { issues } from '../../strings/issues.ts';
import { momentText } from '../../strings/words.ts';

/** 批注 as they were written, the open ones first. */
export function IssueComments({ issue }: { readonly issue: WholeIssue }) {
  const { comments, document } = issue;
  const ordered = comments.toSorted(
    (left, right) => Number(left.resolvedAt !== undefined) - Number(right.resolvedAt !== undefined),
  );
  const titleOf = (articleId: string | undefined) => {
    const article = document.articles.find(({ id }) => id === articleId);
    return article ? titleInOneLine(article.title) : issues.whole;
  };
  if (comments.length === 0) return null;
  return (
    <section className="make-part" aria-label={issues.comments}>
      <h3>{issues.comments}</h3>
      <ul className="comments">
        {ordered.map(({ id, articleId, quote, text, personName, at, resolvedBy }) => (
          <li key={id}>
            <p className="second small">
              {personName}　{momentText(at)}　{titleOf(articleId)}
              {resolvedBy !== undefined && `　${issues.resolved(resolvedBy)}`}
            </p>
            {quote !== '' && <blockquote className="second">{issues.quote(quote)}</blockquote>}
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
