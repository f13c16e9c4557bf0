import { ReactEditor } from 'slate-react';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import { editor as strings } from '../strings/editor.ts';
import { insertElements } from './insertElements.ts';
import { readImage } from './readImage.ts';
import type { ArticleSlate } from './slateTypes.ts';

/** Puts picture files at the caret as figures, in order; `note` says which could not be taken and why. */
export async function insertFigures(
  editor: ArticleSlate,
  files: readonly Blob[],
  keep: (hash: string, image: IssueImage) => void,
  note: (text: string) => void,
): Promise<void> {
  const reading = files.map((file) => readImage(file).catch(() => 'failed' as const));
  for (const read of await Promise.all(reading)) {
    if (read === 'foreign') note(strings.imageForeign);
    else if (read === 'tooLarge') note(strings.imageTooLarge);
    else if (read === 'failed') note(strings.imageFailed);
    else {
      keep(read.hash, read.image);
      insertElements(editor, [{ role: 'figure', image: read.hash, children: [{ text: '' }] }]);
    }
  }
  ReactEditor.focus(editor);
}
