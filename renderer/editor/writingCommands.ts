import { ReactEditor } from 'slate-react';
import { dateInFigures, dateInHan } from '#shared/document/numberForms.ts';
import { announce } from '../app/announcements.tsx';
import { editor as strings } from '../strings/editor.ts';
import { writing } from '../strings/writing.ts';
import { convertNumber, insertSign, writeDocumentNumber } from './numbers.ts';
import { undoOf } from './replaceContent.ts';
import type { ArticleSlate } from './slateTypes.ts';
import { renumberHere } from './structure.ts';

/** Something that is put in at the caret, or made of what is selected. */
export interface WritingTool {
  readonly id: string;
  readonly label: string;
  /** What it puts in, as it stands on its button. */
  readonly face: () => string;
  readonly keys: string;
  readonly change: (editor: ArticleSlate) => void;
}

export const writingTools: readonly WritingTool[] = [
  {
    id: 'date-figures',
    label: writing.dateInFigures,
    face: () => dateInFigures(new Date()),
    keys: 'Alt+Shift+D',
    change: (editor) => insertSign(editor, dateInFigures(new Date())),
  },
  {
    id: 'date-han',
    label: writing.dateInHan,
    face: () => dateInHan(new Date()),
    keys: 'Alt+Shift+H',
    change: (editor) => insertSign(editor, dateInHan(new Date())),
  },
  {
    id: 'number-document',
    label: writing.documentNumber,
    face: () => `〔${new Date().getFullYear()}〕号`,
    keys: 'Alt+Shift+G',
    change: (editor) => writeDocumentNumber(editor, new Date().getFullYear()),
  },
  {
    id: 'number-other',
    label: writing.convertNumber,
    face: () => writing.convertNumberFace,
    keys: 'Alt+Shift+N',
    change: (editor) => {
      if (!convertNumber(editor)) announce('info', writing.noNumber);
    },
  },
];

/** Mends the ordinals and says how many there were; undone where nothing was written since. */
export function renumber(editor: ArticleSlate): void {
  if (ReactEditor.isComposing(editor)) return;
  const count = renumberHere(editor);
  if (count === 0) {
    announce('info', writing.nothingToRenumber);
    return;
  }
  const undo = undoOf(editor);
  const run = () => {
    if (!undo()) announce('info', strings.undoTooLate);
  };
  announce('ok', writing.renumbered(count), { label: strings.undo, run });
}
