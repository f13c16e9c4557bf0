import { useState } from 'react';
import type { IssueComment, WholeIssue } from '#shared/contract/issueCommands.ts';
import { titleInOneLine } from '#shared/issue/article.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { signOff } from '../../strings/signOff.ts';
import { momentText } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Comment, commentClass } from '../../ui/Comment.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface CommentsTabProps {
  readonly issue: WholeIssue;
  readonly onGoTo: (comment: IssueComment) => void;
}

/** Every comment with its place, the open ones first; and one on the issue as a whole. */
export function CommentsTab({ issue, onGoTo }: CommentsTabProps) {
  const { comments } = issue;
  const ordered = [...comments.filter((one) => !one.resolvedAt), ...comments.filter((one) => one.resolvedAt)];
  return (
    <div className="comments">
      {ordered.length === 0 && (
        <EmptyState icon="comment" title={signOff.noComments}>
          {signOff.noCommentsHint}
        </EmptyState>
      )}
      <ul>
        {ordered.map((comment) => (
          <CommentRow key={comment.id} issue={issue} comment={comment} onGoTo={onGoTo} />
        ))}
      </ul>
      <WholeIssueComment issueId={issue.summary.id} />
    </div>
  );
}

function CommentRow({ issue, comment, onGoTo }: CommentsTabProps & { readonly comment: IssueComment }) {
  const { id, quote, text, personName, at, resolvedAt, resolvedBy, articleId } = comment;
  const resolve = async () => {
    const answer = await office.resolveComment({ id: issue.summary.id, commentId: id, isResolved: !resolvedAt });
    if (!answer.ok) announceRefusal(answer);
  };
  return (
    <li className={commentClass(resolvedAt !== undefined)}>
      <Comment
        author={personName}
        at={at}
        place={placeOf(issue, comment)}
        quote={quote}
        text={text}
        isResolved={resolvedAt !== undefined}
        tools={
          <>
            {resolvedAt && resolvedBy && (
              <span className="second">{signOff.resolvedBy(resolvedBy, momentText(resolvedAt))}</span>
            )}
            {articleId !== undefined && (
              <Button kind="quiet" onClick={() => onGoTo(comment)}>
                {signOff.goToPlace}
              </Button>
            )}
            <Button kind="quiet" icon={resolvedAt ? 'undo' : 'check'} onClick={resolve}>
              {resolvedAt ? signOff.reopen : signOff.resolve}
            </Button>
          </>
        }
      />
    </li>
  );
}

function placeOf({ document }: WholeIssue, { articleId, block }: IssueComment): string {
  const article = document.articles.find(({ id }) => id === articleId);
  if (!article) return signOff.wholeIssue;
  const title = titleInOneLine(article.title);
  return block === undefined ? signOff.wholeArticle(title) : signOff.place(title, block + 1);
}

function WholeIssueComment({ issueId }: { readonly issueId: string }) {
  const [text, setText] = useState('');
  const [refused, setRefused] = useState<string>();
  const add = async () => {
    if (text.trim() === '') return;
    const answer = await office.addComment({ id: issueId, text });
    setRefused(answer.ok ? undefined : answer.message);
    if (answer.ok) setText('');
  };
  return (
    <div className="comments-add">
      <TextArea label={signOff.commentOnIssue} rows={2} value={text} onValue={setText} />
      {refused && <Notice kind="error">{refused}</Notice>}
      <Button icon="comment" disabled={text.trim() === ''} onClick={add}>
        {signOff.addComment}
      </Button>
    </div>
  );
}
