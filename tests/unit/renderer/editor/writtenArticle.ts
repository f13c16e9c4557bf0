import { createEditor, Editor, Element, Node } from 'slate';
import { withHistory } from 'slate-history';
import { withReact } from 'slate-react';
import type { TopElement } from '#shared/document/editorDocument.ts';
import type { ArticleSlate } from '../../../../renderer/editor/slateTypes.ts';
import { withArticle } from '../../../../renderer/editor/withArticle.ts';

/** An editor that holds the elements, the caret at the end of the line whose text is `caret`. */
export function writtenArticle(elements: readonly TopElement[], caret: string): ArticleSlate {
  const editor = withArticle(withHistory(withReact(createEditor())));
  editor.children = structuredClone([...elements]);
  Editor.normalize(editor, { force: true });
  const [line] = Editor.nodes(editor, {
    at: [],
    mode: 'lowest',
    match: (node) => Element.isElement(node) && Node.string(node) === caret,
  });
  if (!line) throw new Error(`no line says ${caret}`);
  editor.selection = { anchor: Editor.end(editor, line[1]), focus: Editor.end(editor, line[1]) };
  return editor;
}

/** Role and text of every line, in order. */
export function linesOf(editor: ArticleSlate): readonly string[] {
  const lines = Editor.nodes(editor, { at: [], mode: 'lowest', match: (node) => Element.isElement(node) });
  return [...lines].map(([node]) => `${Element.isElement(node) ? node.role : ''} ${Node.string(node)}`);
}

export function line(role: 'title' | 'paragraph' | 'heading1' | 'lead' | 'quote', text: string): TopElement {
  return { role, children: [{ text }] };
}

export function source(text: string): TopElement {
  return { role: 'source', unit: '', unitLine: text, children: [{ text }] };
}
