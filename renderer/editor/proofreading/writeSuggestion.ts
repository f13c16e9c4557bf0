import { Editor, type Range } from 'slate';
import { HistoryEditor } from 'slate-history';
import { overwrite } from '../overwrite.ts';
import type { ArticleSlate } from '../slateTypes.ts';

/**
 * Writes a suggestion in the place of each range, in the order of the text and each within a line: one step of undo, and
 * what is typed next begins another. The caret stays where it is in the text.
 */
export function writeSuggestion(editor: ArticleSlate, ranges: readonly Range[], suggestion: string): void {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      // From the end, so that the places before stay what they are.
      for (const range of ranges.toReversed()) overwrite(editor, range, suggestion);
    });
  });
  HistoryEditor.setSplittingOnce(editor, true);
}
