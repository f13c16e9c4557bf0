import { Editor } from 'slate';
import { ReactEditor } from 'slate-react';
import type { ArticleSlate } from './slateTypes.ts';
import { takeCaret } from './takeCaret.ts';

/** Does something at the caret on behalf of a button, and gives the text the focus back; nothing while a word is being composed. */
export function actOnText(editor: ArticleSlate, change: () => void): void {
  if (ReactEditor.isComposing(editor)) return;
  takeCaret(editor);
  if (!editor.selection) editor.select(Editor.end(editor, [editor.children.length - 2]));
  change();
  ReactEditor.focus(editor);
}
