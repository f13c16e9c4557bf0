import { ReactEditor } from 'slate-react';
import type { ArticleSlate } from './slateTypes.ts';

/**
 * Runs what follows typing of itself. The words of an input method come in while slate-react still counts the composition
 * as open: then it waits until that is over, and does nothing where the next one has begun meanwhile.
 */
export function afterTyping(editor: ArticleSlate, follow: () => void): void {
  if (!ReactEditor.isComposing(editor)) follow();
  else
    queueMicrotask(() => {
      if (!ReactEditor.isComposing(editor)) follow();
    });
}
