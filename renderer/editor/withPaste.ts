import { Node } from 'slate';
import type { BodyElement, EditorElement } from '#shared/document/editorDocument.ts';
import { readPlainText } from '#shared/document/readPlainText.ts';
import { blockOf, isBody } from '#shared/document/toArticleContent.ts';
import { toElement } from '#shared/document/toEditorDocument.ts';
import { Block } from '#shared/issue/block.ts';
import { editor as strings } from '../strings/editor.ts';
import { insertElements } from './insertElements.ts';
import { readHtml } from './readHtml.ts';
import type { ArticleSlate } from './slateTypes.ts';

export interface PasteSurroundings {
  readonly hasImage: (hash: string) => boolean;
  /** Picture files from the clipboard or dropped. */
  readonly takeFiles: (files: readonly File[]) => void;
  /** Says what was left out. */
  readonly note: (text: string) => void;
}

/** Pasting and dropping: roles and marks come in, looks and foreign addresses do not. */
export function withPaste(editor: ArticleSlate, { hasImage, takeFiles, note }: PasteSurroundings): ArticleSlate {
  editor.insertData = (data) => {
    const own = ownBlocks(data.getData('application/x-slate-fragment'));
    const html = data.getData('text/html');
    const text = data.getData('text/plain');
    const files = [...data.files];
    if (own) {
      const kept = own.filter((element) => element.role !== 'figure' || hasImage(element.image));
      insertElements(editor, kept);
      if (kept.length < own.length) note(strings.figuresRefused(own.length - kept.length));
    } else if (html !== '' && (text !== '' || files.length === 0)) {
      const { elements, refusedImages } = readHtml(html);
      insertElements(editor, elements);
      if (refusedImages > 0) note(strings.imagesRefused(refusedImages));
    } else if (files.length > 0) takeFiles(files);
    else insertElements(editor, readPlainText(text));
  };
  return editor;
}

/** What was copied in this program, checked as anything from outside is; title and source lines come as paragraphs. */
function ownBlocks(encoded: string): readonly BodyElement[] | undefined {
  if (encoded === '') return undefined;
  try {
    const nodes = JSON.parse(decodeURIComponent(atob(encoded))) as EditorElement[];
    return nodes.flatMap((node) => {
      const element: EditorElement = isBody(node)
        ? node
        : { role: 'paragraph', children: [{ text: Node.string(node) }] };
      const block = Block.safeParse(blockOf(element as BodyElement));
      return block.success ? [toElement(block.data)] : [];
    });
  } catch {
    return undefined;
  }
}
