import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { ArticleContent } from '#shared/issue/article.ts';
import { announce } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { CommentMarks, type CommentMarksHandle, type CommentPlace } from '../../editor/CommentMarks.tsx';
import { articles as strings } from '../../strings/articles.ts';
import { CommentsTab } from './CommentsTab.tsx';
import { beginComment, commentDrafts } from './commentDrafts.ts';
import { useArticleComments } from './useArticleComments.ts';

export interface CommentingOptions {
  readonly id: string;
  readonly personId: string;
  readonly content: ArticleContent;
  readonly nameOf: (personId: string) => string;
  /** The text itself stands there, no other view of it. */
  readonly isTextShown: boolean;
  /** The article is on another machine: what was said about it can only be read. */
  readonly isLent: boolean;
  readonly showText: () => void;
  readonly showTab: () => void;
}

export interface Commenting {
  /** How many are open. */
  readonly openCount: number;
  /** To stand inside the editor. */
  readonly marks: ReactNode;
  readonly tab: ReactNode;
}

/** 批注 of an open article: the marks in its text, their list, and Ctrl+Alt+M. */
export function useCommenting(options: CommentingOptions): Commenting {
  const { id, personId, content, nameOf, isTextShown, isLent, showText, showTab } = options;
  const comments = useArticleComments(id, content);
  const drafts = commentDrafts(personId, id);
  const marks = useRef<CommentMarksHandle>(null);
  const [chosen, setChosen] = useState<string>();
  const [asked, setAsked] = useState(0);
  const places = useMemo(
    () => comments.open.map(({ comment, stretches }): CommentPlace => ({ id: comment.id, stretches })),
    [comments.open],
  );
  const begin = () => {
    const outcome = beginComment(drafts, () => marks.current?.anchorHere());
    if (outcome === 'nowhere') return announce('info', strings.nothingToComment);
    if (outcome === 'held') announce('info', strings.finishComment);
    showTab();
    setAsked((times) => times + 1);
  };
  const canAdd = isTextShown && !isLent;
  const latest = useRef(begin);
  latest.current = begin;
  useCommands(
    useMemo(
      () =>
        canAdd
          ? [{ id: 'article-comment', label: strings.addComment, keys: 'Ctrl+Alt+M', run: () => latest.current() }]
          : [],
      [canAdd],
    ),
  );
  return {
    openCount: comments.open.length,
    marks: <CommentMarks ref={marks} places={places} chosen={chosen} onCaretIn={setChosen} />,
    tab: (
      <CommentsTab
        id={id}
        comments={comments}
        drafts={drafts}
        asked={asked}
        nameOf={nameOf}
        chosen={chosen}
        onDone={() => marks.current?.focus()}
        onChoose={({ comment, stretches }) => {
          setChosen(comment.id);
          showText();
          // The text has to be seen before it can take the focus.
          requestAnimationFrame(() => marks.current?.goTo({ id: comment.id, stretches }));
        }}
        isLent={isLent}
        {...(canAdd ? { onAdd: begin } : {})}
      />
    ),
  };
}
