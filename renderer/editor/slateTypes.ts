import type { BaseEditor, BaseRange } from 'slate';
import type { HistoryEditor } from 'slate-history';
import type { ReactEditor } from 'slate-react';
import type { EditorElement, EditorText } from '#shared/document/editorDocument.ts';

export type ArticleSlate = BaseEditor & ReactEditor & HistoryEditor;

declare module 'slate' {
  interface CustomTypes {
    Editor: ArticleSlate;
    Element: EditorElement;
    /** `runIn` comes from a decoration, never from the document. */
    Text: EditorText & { readonly runIn?: true };
    Range: BaseRange & { readonly runIn?: true };
  }
}
