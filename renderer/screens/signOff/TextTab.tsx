import { useEffect, useMemo, useRef, useState } from 'react';
import type { IssueComment, WholeIssue } from '#shared/contract/issueCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { useCommands } from '../../app/commands.ts';
import { ArticleView } from '../../editor/ArticleView.tsx';
import { signOff } from '../../strings/signOff.ts';
import { Button } from '../../ui/Button.tsx';
import { CommentDialog, type CommentPlace } from './CommentDialog.tsx';
import { markComments, rangeOf, unmarkComments } from './markComments.ts';
import { useSelectedWords } from './textSelection.ts';

export interface TextTabProps {
  readonly issue: WholeIssue;
  /** The comment whose words are to be brought into view. */
  readonly goTo: IssueComment | undefined;
  /** Where the person may correct an article. */
  readonly onCorrect: ((articleId: string) => void) | undefined;
}

/** The text of every article to be read, with what was commented marked in it. */
export function TextTab({ issue, goTo, onCorrect }: TextTabProps) {
  const { document: content, comments } = issue;
  const root = useRef<HTMLDivElement>(null);
  const selected = useSelectedWords();
  const [place, setPlace] = useState<CommentPlace>();
  const titleOf = (articleId: string) =>
    titleInOneLine(content.articles.find(({ id }) => id === articleId)?.title ?? []);
  const commentSelected = () => selected && setPlace({ ...selected, title: titleOf(selected.articleId) });
  const latest = useRef(commentSelected);
  latest.current = commentSelected;
  useCommands(
    useMemo(
      () => [{ id: 'comment', label: signOff.commentSelection, keys: 'Ctrl+M', run: () => latest.current() }],
      [],
    ),
  );
  // The document and its highlights live outside React.
  useEffect(() => {
    if (root.current && content.articles.length > 0) markComments(root.current, comments);
    return unmarkComments;
  }, [content, comments]);
  useEffect(() => {
    if (!goTo || !root.current) return;
    const article = root.current.querySelector(`[data-article="${CSS.escape(goTo.articleId ?? '')}"]`);
    const words = rangeOf(root.current, goTo)?.startContainer.parentElement;
    (words ?? article)?.scrollIntoView({ block: words ? 'center' : 'start' });
  }, [goTo]);
  return (
    <>
      <div className="text-tools">
        <span className="second">{signOff.commentHint}</span>
        <Button
          icon="comment"
          keys="Ctrl+M"
          disabled={!selected}
          // The selection would be gone before the click.
          onPointerDown={(event) => event.preventDefault()}
          onClick={commentSelected}
        >
          {signOff.commentSelection}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the text scrolls by keys */}
      <section className="text-articles" ref={root} tabIndex={0} aria-label={signOff.text}>
        {content.articles.map(({ id, ...article }) => {
          const title = titleInOneLine(article.title);
          return (
            <div key={id} data-article={id} className="text-article">
              <div className="text-article-tools">
                <Button
                  kind="quiet"
                  icon="comment"
                  aria-label={`${signOff.commentArticle}：${title}`}
                  onClick={() => setPlace({ articleId: id, title, quote: '' })}
                >
                  {signOff.commentArticle}
                </Button>
                {onCorrect && (
                  <Button
                    kind="quiet"
                    icon="article"
                    aria-label={`${signOff.correct}：${title}`}
                    onClick={() => onCorrect(id)}
                  >
                    {signOff.correct}
                  </Button>
                )}
              </div>
              <ArticleView content={article} images={content.images} />
            </div>
          );
        })}
      </section>
      {place && <CommentDialog issueId={issue.summary.id} place={place} onClose={() => setPlace(undefined)} />}
    </>
  );
}
