import { createEditor } from 'slate';
import { withHistory } from 'slate-history';
import { withReact } from 'slate-react';
import type { EditorDocument } from '#shared/document/editorDocument.ts';
import { withTakingBack } from '../../../../renderer/editor/automaticChange.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';
import { withArticle } from '../../../../renderer/editor/withArticle.ts';
import { withAutocorrect } from '../../../../renderer/editor/withAutocorrect.ts';
import { withRecognition } from '../../../../renderer/editor/withRecognition.ts';
import { placeNotation, tidy, writeNotation } from './notation.ts';

/** A string is typed sign by sign, each a key of its own. */
export type Key = string | ((editor: ArticleSlate) => void);

export interface TypingCase {
  readonly name: string;
  /** The body, between a title and a source line that say nothing. */
  readonly input: string;
  readonly run: readonly Key[];
  readonly output: string;
}

/** In one piece, as from an input method. */
export const words =
  (text: string): Key =>
  (editor) =>
    editor.insertText(text);
export const enter: Key = (editor) => editor.insertBreak();
export const backspace: Key = (editor) => editor.deleteBackward('character');
export const undo: Key = (editor) => editor.undo();
export const redo: Key = (editor) => editor.redo();

/** What stands in an article, and where the caret is, after the keys; with all that the article editor does by itself. */
export async function afterKeys(
  input: string,
  run: readonly Key[],
  { autocorrects = true }: { readonly autocorrects?: boolean } = {},
): Promise<string> {
  const made = withTakingBack(withArticle(withHistory(withReact(createEditor()))));
  const editor = withRecognition(withAutocorrect(made, () => autocorrects));
  placeNotation(editor, `title 题\n${input}\nsource`);
  for (const key of run.flatMap((one) => (typeof one === 'string' ? [...one].map(words) : [one]))) {
    if (typeof key === 'function') key(editor);
    // Slate's history begins a step with a new task, as every key is.
    await Promise.resolve();
  }
  return writeNotation(editor.children as EditorDocument, editor.selection);
}

/** The whole article that a case's body stands for. */
export function article(body: string): string {
  return tidy(`title 题\n${body}\nsource`);
}
