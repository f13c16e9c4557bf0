import { Range } from 'slate';
import { IS_NODE_MAP_DIRTY } from 'slate-dom';
import { ReactEditor } from 'slate-react';
import type { ArticleSlate } from './slateTypes.ts';

/**
 * Makes the caret of the document the one on the page. slate-react takes it over up to 100 ms late, so that a button
 * pressed right behind a key of movement would act where the caret stood before.
 */
export function takeCaret(editor: ArticleSlate): void {
  const shown = document.getSelection();
  if (!shown?.anchorNode || !shown.focusNode) return;
  const isHere = [shown.anchorNode, shown.focusNode].every((node) => ReactEditor.hasEditableTarget(editor, node));
  if (!isHere || ReactEditor.isComposing(editor)) return;
  const range = ReactEditor.toSlateRange(editor, shown, { exactMatch: false, suppressThrow: true });
  if (range && !(editor.selection && Range.equals(range, editor.selection))) editor.select(range);
}

/**
 * The same before a key acts or something is written. While the window is busy slate-react takes the page's caret for one
 * that it has just set itself: the first sign would be written where the caret stands, the second where it stood before,
 * and Backspace would delete there.
 */
export function takeCaretToAct(editor: ArticleSlate): void {
  // What was written last is not drawn yet: the page's caret still stands before it.
  if (!IS_NODE_MAP_DIRTY.get(editor)) takeCaret(editor);
}
