import { Editor, Element, Node, Transforms } from 'slate';
import { ReactEditor } from 'slate-react';
import type { FigureElement } from '#shared/document/editorDocument.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import { figures as strings } from '../strings/figures.ts';
import { insertElements } from './insertElements.ts';
import { topAt } from './lines.ts';
import { fitPicture, greyPicture } from './printImage.ts';
import { type ReadImage, readImage } from './readImage.ts';
import type { ArticleSlate } from './slateTypes.ts';

export type KeepImage = (hash: string, image: IssueImage) => void;
/** Says what was left out or changed. */
export type Note = (kind: 'info' | 'warn', text: string) => void;

/** Puts picture files at the caret as figures, in order; `note` says which could not be taken and why. */
export async function insertFigures(
  editor: ArticleSlate,
  files: readonly Blob[],
  keep: KeepImage,
  note: Note,
): Promise<void> {
  for (const read of await Promise.all(files.map((file) => readPicture(file, note)))) {
    if (!read) continue;
    keep(read.hash, read.image);
    insertElements(editor, [{ role: 'figure', image: read.hash, children: [{ text: '' }] }]);
  }
  ReactEditor.focus(editor);
}

/** Puts another picture in the place of the one at the caret; the caption stays. */
export async function replaceFigure(editor: ArticleSlate, file: Blob, keep: KeepImage, note: Note): Promise<void> {
  await exchange(editor, () => readPicture(file, note), keep);
}

/** Makes the picture at the caret grey, for print in black; it can be undone. */
export async function greyFigure(editor: ArticleSlate, image: IssueImage, keep: KeepImage, note: Note): Promise<void> {
  const read = async () => {
    try {
      const grey = await readImage(await greyPicture(image));
      if (typeof grey !== 'string') return grey;
    } catch {
      // Said below, as for a picture that is too large.
    }
    note('warn', strings.imageFailed);
    return undefined;
  };
  await exchange(editor, read, keep);
}

/** Takes the figure at the caret out, with its caption. */
export function removeFigure(editor: ArticleSlate): void {
  const [, path] = figureAt(editor) ?? [];
  if (path) Transforms.removeNodes(editor, { at: path });
}

/** The figure in whose caption the caret stands. */
export function figureAt(editor: ArticleSlate): readonly [FigureElement, number[]] | undefined {
  const [element, path] = topAt(editor) ?? [];
  return element?.role === 'figure' && path ? [element, path] : undefined;
}

/** Gives the figure at the caret another picture, once it is made: wherever the figure is by then, and if it is. */
async function exchange(
  editor: ArticleSlate,
  read: () => Promise<ReadImage | undefined>,
  keep: KeepImage,
): Promise<void> {
  const [figure, path] = figureAt(editor) ?? [];
  if (!figure || !path) return;
  const reference = Editor.pathRef(editor, path);
  const made = await read();
  const at = reference.unref();
  const there = at && Node.has(editor, at) ? Node.get(editor, at) : undefined;
  const isThere = Element.isElement(there) && there.role === 'figure' && there.image === figure.image;
  if (!made || !at || !isThere) return;
  keep(made.hash, made.image);
  Transforms.setNodes(editor, { image: made.hash }, { at });
}

async function readPicture(file: Blob, note: Note): Promise<ReadImage | undefined> {
  try {
    const read = await readImage(file);
    if (read === 'foreign' || read === 'tooLarge') {
      note('warn', read === 'foreign' ? strings.imageForeign : strings.imageTooLarge);
      return undefined;
    }
    const { file: fitted, scaled } = await fitPicture(new Blob([await file.arrayBuffer()], { type: read.image.mime }));
    if (!scaled) return read;
    note('info', strings.imageScaled(scaled.from, scaled.to));
    const smaller = await readImage(fitted);
    return typeof smaller === 'string' ? undefined : smaller;
  } catch {
    note('warn', strings.imageFailed);
    return undefined;
  }
}
