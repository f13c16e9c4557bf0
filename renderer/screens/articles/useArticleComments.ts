import { useDeferredValue, useMemo, useRef } from 'react';
import type { ArticleComment } from '#shared/contract/articleCommentCommands.ts';
import { articleLines } from '#shared/document/articleLines.ts';
import type { CommentAnchor } from '#shared/document/commentAnchor.ts';
import { type AnchorStretch, locateAnchor } from '#shared/document/locateAnchor.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import { office } from '../../app/office.ts';
import { type Asked, useAnswer } from '../../app/useAnswer.ts';
import { useQuiet } from '../../app/useQuiet.ts';

/** A pause in typing after which comments are placed anew: looking for many takes longer than a key may. */
const pause_ms = 250;

/** A comment and where its words stand in the text now; nowhere once they are gone. */
export interface PlacedComment {
  readonly comment: ArticleComment;
  readonly stretches: readonly AnchorStretch[];
}

export interface ArticleComments {
  readonly asked: Asked<readonly ArticleComment[]>;
  /** In the order of the text, those whose words are gone last. */
  readonly open: readonly PlacedComment[];
  readonly resolved: readonly PlacedComment[];
}

/** The comments of an article, placed in the text as it stands in the editor. */
export function useArticleComments(id: string, content: ArticleContent): ArticleComments {
  const asked = useAnswer<readonly ArticleComment[]>(`comments-${id}`, () => office.listArticleComments({ id }), [
    'articleComments',
  ]);
  // An unchanged answer is the same list, so that a comment on another article looks for nothing anew.
  const key = useMemo(() => JSON.stringify(asked.value?.map(({ anchor: _anchor, ...said }) => said)), [asked.value]);
  // What was found for an anchor is known by the anchor itself: it never changes, so the first one read is kept.
  const anchors = useRef(new Map<string, CommentAnchor>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the list; an anchor never changes
  const comments = useMemo(
    () =>
      (asked.value ?? []).map((comment): ArticleComment => {
        const anchor = anchors.current.get(comment.id) ?? comment.anchor;
        anchors.current.set(comment.id, anchor);
        return { ...comment, anchor };
      }),
    [key],
  );
  // Typing goes before finding what was commented on.
  const text = useDeferredValue(useQuiet(content, pause_ms));
  const placed = useMemo(() => {
    if (comments.length === 0) return [];
    const lines = articleLines(text);
    return comments
      .map((comment): PlacedComment => ({ comment, stretches: locateAnchor(comment.anchor, lines) }))
      .toSorted((left, right) => order(left) - order(right) || offset(left) - offset(right));
  }, [comments, text]);
  return useMemo(
    () => ({
      asked,
      open: placed.filter(({ comment }) => comment.resolvedAt === undefined),
      resolved: placed.filter(({ comment }) => comment.resolvedAt !== undefined),
    }),
    [asked, placed],
  );
}

function order({ stretches }: PlacedComment): number {
  return stretches[0]?.line ?? Number.MAX_SAFE_INTEGER;
}

function offset({ stretches }: PlacedComment): number {
  return stretches[0]?.start ?? 0;
}
