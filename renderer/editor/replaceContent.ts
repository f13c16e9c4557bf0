import { type Descendant, Editor, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { ArticleSlate } from './slateTypes.ts';

/** Takes the last step back as long as nothing was written after it; false where something was. */
export function undoOf(editor: ArticleSlate): () => boolean {
  const { children } = editor;
  return () => {
    if (editor.children !== children) return false;
    editor.undo();
    return true;
  };
}

/** Exchanges the lines that differ for those of another text, in one step of undo; all others stay as they are. */
export function replaceContent(editor: ArticleSlate, content: ArticleContent): void {
  const [now, next] = [editor.children, toEditorDocument(content) as Descendant[]];
  const isSame = (one: Descendant | undefined, other: Descendant | undefined) =>
    JSON.stringify(one) === JSON.stringify(other);
  const shorter = Math.min(now.length, next.length);
  let start = 0;
  while (start < shorter && isSame(now[start], next[start])) start += 1;
  let same = 0;
  while (same < shorter - start && isSame(now.at(-1 - same), next.at(-1 - same))) same += 1;
  if (start === now.length && start === next.length) return;
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (let index = now.length - same - 1; index >= start; index -= 1)
        Transforms.removeNodes(editor, { at: [index] });
      Transforms.insertNodes(editor, next.slice(start, next.length - same), { at: [start] });
    });
  });
}
