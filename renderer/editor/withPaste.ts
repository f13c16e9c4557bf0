import { Node } from 'slate';
import { HistoryEditor } from 'slate-history';
import type { BodyElement, EditorElement } from '#shared/document/editorDocument.ts';
import { readPlainText } from '#shared/document/readPlainText.ts';
import { blockOf, isBody } from '#shared/document/toArticleContent.ts';
import { toElement } from '#shared/document/toEditorDocument.ts';
import { Block } from '#shared/issue/block.ts';
import { editor as strings } from '../strings/editor.ts';
import { paste as pasteStrings } from '../strings/paste.ts';
import { insertElements } from './insertElements.ts';
import { readHtml } from './readHtml.ts';
import { wholeTable } from './readTable.ts';
import type { ArticleSlate } from './slateTypes.ts';
import { readFragment, writeClipboard } from './writeClipboard.ts';

export interface PasteSurroundings {
  readonly hasImage: (hash: string) => boolean;
  /** Picture files from the clipboard or dropped. */
  readonly takeFiles: (files: readonly File[]) => void;
  /** Says what was left out. */
  readonly note: (text: string) => void;
}

/** Copying, pasting and dropping: roles and marks come and go, looks and foreign addresses do not. */
export function withPaste(editor: ArticleSlate, { hasImage, takeFiles, note }: PasteSurroundings): ArticleSlate {
  /** A step of its own in the history, whatever was typed right before it. */
  const put = (elements: readonly BodyElement[]) =>
    HistoryEditor.withNewBatch(editor, () => {
      insertElements(editor, elements);
    });
  editor.setFragmentData = (data) => writeClipboard(editor, data);
  editor.insertData = (data) => {
    const own = ownBlocks(readFragment(data));
    const html = data.getData('text/html');
    const text = data.getData('text/plain');
    const files = [...data.files];
    if (own) {
      const kept = own.filter((element) => element.role !== 'figure' || hasImage(element.image));
      put(kept);
      if (kept.length < own.length) note(strings.figuresRefused(own.length - kept.length));
    } else if (html !== '' && (text !== '' || files.length === 0)) {
      const { elements, refusedImages } = readHtml(html);
      put(elements);
      if (refusedImages > 0) note(strings.imagesRefused(refusedImages));
      else if (elements.length === 0) note(pasteStrings.nothing);
    } else if (files.length > 0) takeFiles(files);
    else if (text.trim() !== '') put(readPlainText(text));
    else note(pasteStrings.nothing);
  };
  return editor;
}

/** What was copied in this program, checked as anything from outside is; title and source lines come as paragraphs. */
function ownBlocks(nodes: readonly EditorElement[] | undefined): readonly BodyElement[] | undefined {
  try {
    return nodes?.flatMap((node) => {
      const element: EditorElement = isBody(node)
        ? node
        : { role: 'paragraph', children: [{ text: Node.string(node) }] };
      const block = Block.safeParse(blockOf(element as BodyElement));
      if (!block.success) return [];
      const whole = toElement(block.data);
      const kept = whole.role === 'table' ? wholeTable(whole) : whole;
      return kept ? [kept] : [];
    });
  } catch {
    return undefined;
  }
}
