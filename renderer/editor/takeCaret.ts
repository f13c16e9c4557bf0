import { Range } from 'slate';
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
