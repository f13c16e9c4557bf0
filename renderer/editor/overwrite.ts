import { Editor, type Range, Transforms } from 'slate';
import type { ArticleSlate } from './slateTypes.ts';

/** Writes text in the place of a range of one line, with the marks of its beginning; the caret stays where it is in the text. */
export function overwrite(editor: ArticleSlate, at: Range, text: string): void {
  const caret = editor.selection && Editor.rangeRef(editor, editor.selection, { affinity: 'forward' });
  Editor.withoutNormalizing(editor, () => {
    if (text === '') Transforms.delete(editor, { at });
    else Transforms.insertText(editor, text, { at });
  });
  const selection = caret?.unref();
  if (selection) Transforms.select(editor, selection);
}
