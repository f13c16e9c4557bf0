import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { announceRefusal, ask } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { type Store, useStore } from '../../app/store.ts';
import { articles as strings } from '../../strings/articles.ts';
import { momentText, words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Comment, commentClass } from '../../ui/Comment.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextArea } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { type CommentDrafts, postDraft, setDraft } from './commentDrafts.ts';
import type { ArticleComments, PlacedComment } from './useArticleComments.ts';

export interface CommentsTabProps {
  readonly id: string;
  readonly comments: ArticleComments;
  readonly drafts: Store<CommentDrafts>;
  /** How often a new comment was asked for: each time its field takes the focus. */
  readonly asked: number;
  readonly nameOf: (personId: string) => string;
  readonly chosen: string | undefined;
  readonly onChoose: (placed: PlacedComment) => void;
  /** Begins a comment on what is selected; absent while another view stands in the place of the text. */
  readonly onAdd?: () => void;
  /** The article is on another machine: nothing is added, answered or settled here. */
  readonly isLent: boolean;
  /** The focus goes back to the text. */
  readonly onDone: () => void;
}

/** 批注: the open ones in the order of the text, those that were dealt with below. */
export function CommentsTab(props: CommentsTabProps) {
  const { id, comments, drafts, asked, nameOf, chosen, onChoose, onAdd, isLent, onDone } = props;
  const { open, resolved } = comments;
  const begun = useStore(drafts).new;
  if (comments.asked.refusal) return <Notice kind="error">{comments.asked.refusal.message}</Notice>;
  if (!comments.asked.value) return <p className="articles-hint second">{words.loading}</p>;
  const row = (placed: PlacedComment) => (
    <CommentRow
      key={placed.comment.id}
      {...{ id, placed, drafts, nameOf, onChoose, isLent }}
      isChosen={placed.comment.id === chosen}
    />
  );
  return (
    <div className="comments-tab">
      <div className="comments-head">
        <span>{strings.openComments(open.length)}</span>
        {/* The selection stays in the text while the button is pressed. */}
        <Button
          icon="comment"
          disabled={!onAdd}
          title={strings.addCommentKeys}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onAdd?.()}
        >
          {strings.addComment}
        </Button>
      </div>
      <div className="comments-scroll">
        {begun?.anchor && (
          <DraftForm
            key={begun.anchor.quote}
            of="new"
            label={strings.commentText}
            verb={strings.addComment}
            quote={begun.anchor.quote}
            {...{ id, drafts, asked, isLent, onDone }}
          />
        )}
        {open.length === 0 && !begun && (
          <EmptyState icon="comment" title={strings.noComments}>
            {isLent ? strings.commentsLentHint : strings.noCommentsHint}
          </EmptyState>
        )}
        {isLent && open.length > 0 && <p className="articles-hint second">{strings.commentsLentHint}</p>}
        <ul aria-label={strings.comments}>{open.map(row)}</ul>
        {resolved.length > 0 && (
          <details className="comments-resolved">
            <summary>{strings.resolvedComments(resolved.length)}</summary>
            <ul aria-label={strings.resolvedComments(resolved.length)}>{resolved.map(row)}</ul>
          </details>
        )}
      </div>
    </div>
  );
}

interface CommentRowProps extends Pick<CommentsTabProps, 'id' | 'drafts' | 'nameOf' | 'onChoose' | 'isLent'> {
  readonly placed: PlacedComment;
  readonly isChosen: boolean;
}

function CommentRow({ id, placed, drafts, nameOf, onChoose, isLent, isChosen }: CommentRowProps) {
  const { comment, stretches } = placed;
  const { id: commentId, anchor, text, personId, at, answers, resolvedAt, resolvedBy } = comment;
  const isGone = stretches.length === 0;
  const isAnswering = useStore(drafts)[commentId] !== undefined;
  const entry = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) entry.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const resolve = async () => {
    const answer = await office.resolveArticleComment({ id, commentId, isResolved: resolvedAt === undefined });
    if (!answer.ok) announceRefusal(answer);
  };
  return (
    <li ref={entry} className={commentClass(resolvedAt !== undefined)} aria-current={isChosen || undefined}>
      <Comment
        author={nameOf(personId)}
        at={at}
        text={text}
        isResolved={resolvedAt !== undefined}
        quote={
          isGone ? (
            <span className="comments-quote">{strings.quoteGone(anchor.quote)}</span>
          ) : (
            <button
              type="button"
              className="comments-quote"
              aria-label={strings.goToQuote(anchor.quote)}
              onClick={() => onChoose(placed)}
            >
              {anchor.quote}
            </button>
          )
        }
        tools={
          <>
            {resolvedAt !== undefined && resolvedBy !== undefined && (
              <span className="second small">{strings.resolvedBy(nameOf(resolvedBy), momentText(resolvedAt))}</span>
            )}
            {!isLent && !isAnswering && (
              <Button kind="quiet" onClick={() => setDraft(drafts, commentId, { text: '' })}>
                {strings.answer}
              </Button>
            )}
            {!isLent && (
              <Button kind="quiet" icon={resolvedAt === undefined ? 'check' : 'undo'} onClick={resolve}>
                {resolvedAt === undefined ? strings.resolve : strings.reopenComment}
              </Button>
            )}
          </>
        }
      >
        {answers.length > 0 && (
          <ul className="comments-answers" aria-label={strings.answers}>
            {answers.map((answer) => (
              <li key={answer.at + answer.text}>
                <span className="second small">
                  {nameOf(answer.personId)}　{momentText(answer.at)}
                </span>
                <p className="comment-text">{answer.text}</p>
              </li>
            ))}
          </ul>
        )}
      </Comment>
      {isAnswering && (
        <DraftForm of={commentId} label={strings.answerText} verb={strings.answer} {...{ id, drafts, isLent }} />
      )}
    </li>
  );
}

interface DraftFormProps extends Pick<CommentsTabProps, 'id' | 'drafts' | 'isLent'> {
  readonly of: string;
  readonly label: string;
  readonly verb: string;
  readonly quote?: string;
  readonly asked?: number;
  readonly onDone?: () => void;
}

/** What is being written. Ctrl+Enter adds it; Esc puts it away while nothing is written. */
function DraftForm({ id, drafts, isLent, of, label, verb, quote, asked, onDone }: DraftFormProps) {
  const draft = useStore(drafts)[of];
  const [isBusy, setIsBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever asks for the field again is led to it again
  useEffect(() => {
    field.current?.focus();
    field.current?.scrollIntoView({ block: 'nearest' });
  }, [asked]);
  if (!draft) return null;
  const isEmpty = draft.text.trim() === '';
  const putAway = async () => {
    const { dropDraftTitle: title, dropDraftText: question, dropDraft } = strings;
    if (!isEmpty && (await ask({ title, text: question, verb: dropDraft, isDangerous: true })) === undefined) return;
    setDraft(drafts, of, undefined);
    onDone?.();
  };
  const add = async () => {
    if (isEmpty || isBusy || isLent) return;
    setIsBusy(true);
    const isAdded = await postDraft(id, drafts, of);
    setIsBusy(false);
    // What was written meanwhile is still there to be written on.
    if (isAdded && !drafts.get()[of]) onDone?.();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      add();
    }
    if (event.key === 'Escape' && isEmpty) {
      event.preventDefault();
      putAway();
    }
  };
  return (
    <form
      className="comments-draft"
      aria-label={label}
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      {quote && <blockquote className="comments-quote">{quote}</blockquote>}
      <TextArea
        ref={field}
        label={label}
        maxLength={5000}
        value={draft.text}
        onValue={(text) => setDraft(drafts, of, { ...draft, text })}
      />
      <p className="comment-tools">
        <Button kind="quiet" disabled={isBusy} onClick={putAway}>
          {words.cancel}
        </Button>
        <Button kind="primary" disabled={isEmpty || isLent} isBusy={isBusy} onClick={add}>
          {verb}
        </Button>
      </p>
    </form>
  );
}
