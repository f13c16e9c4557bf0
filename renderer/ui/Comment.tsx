import type { ReactNode } from 'react';
import { momentText } from '../strings/words.ts';
import './Comment.css';

export interface CommentProps {
  readonly author: string;
  readonly at: string;
  readonly place?: ReactNode;
  /** The words it hangs on; empty or absent where it hangs on none. */
  readonly quote?: ReactNode;
  readonly text: string;
  readonly isResolved: boolean;
  /** What was said to it. */
  readonly children?: ReactNode;
  readonly tools?: ReactNode;
}

/** One comment of a list: who, when, where, about which words, what, and what can be done with it. */
export function Comment({ author, at, place, quote, text, isResolved, children, tools }: CommentProps) {
  return (
    <>
      <p>
        <strong>{author}</strong> <span className="second">{momentText(at)}</span>
        {place !== undefined && <span className="second comment-place">{place}</span>}
      </p>
      {quote !== undefined && quote !== '' && <blockquote>{quote}</blockquote>}
      <p className={isResolved ? 'comment-text second' : 'comment-text'}>{text}</p>
      {children}
      {tools && <p className="comment-tools">{tools}</p>}
    </>
  );
}

/** How the entry of a comment in its list looks. */
export function commentClass(isResolved: boolean): string {
  return isResolved ? 'comment comment-resolved' : 'comment';
}
