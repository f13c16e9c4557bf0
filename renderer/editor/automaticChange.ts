import { Range } from 'slate';
import { HistoryEditor } from 'slate-history';
import type { ArticleSlate } from './slateTypes.ts';

type Batch = ArticleSlate['history']['undos'][number];

export interface AutomaticChange {
  /** The change itself: it becomes a step of its own in the history. */
  readonly change: () => void;
  /** After the step was undone. */
  readonly onTakenBack?: () => void;
  /** After the step was redone. */
  readonly onMadeAgain?: () => void;
}

const automatic = new WeakMap<Batch, AutomaticChange>();
/** The automatic step that nothing has followed, not even a movement of the caret. */
const latest = new WeakMap<ArticleSlate, Batch>();

/** Changes something that nobody asked for, so that one key takes it back: see `withTakingBack`. */
export function changeByItself(editor: ArticleSlate, step: AutomaticChange): void {
  const before = editor.history.undos.at(-1);
  HistoryEditor.withNewBatch(editor, step.change);
  const batch = editor.history.undos.at(-1);
  if (!batch || batch === before) return;
  automatic.set(batch, step);
  latest.set(editor, batch);
}

/** Lets Backspace, as the very next key behind an automatic change, undo the change and nothing else. */
export function withTakingBack(editor: ArticleSlate): ArticleSlate {
  const { apply, undo, redo, deleteBackward } = editor;
  editor.apply = (operation) => {
    latest.delete(editor);
    const last = editor.history.undos.at(-1);
    // What is typed on would else be joined to the automatic step, and go with it.
    const beginsStep = last !== undefined && automatic.has(last) && HistoryEditor.isMerging(editor) === undefined;
    if (beginsStep && !isTravelling(editor)) HistoryEditor.withoutMerging(editor, () => apply(operation));
    else apply(operation);
  };
  editor.undo = () => {
    const batch = editor.history.undos.at(-1);
    undo();
    if (batch) automatic.get(batch)?.onTakenBack?.();
  };
  editor.redo = () => {
    const batch = editor.history.redos.at(-1);
    redo();
    if (batch) automatic.get(batch)?.onMadeAgain?.();
  };
  editor.deleteBackward = (unit) => {
    const batch = latest.get(editor);
    const isNext = batch !== undefined && batch === editor.history.undos.at(-1);
    if (isNext && unit === 'character' && editor.selection && Range.isCollapsed(editor.selection)) editor.undo();
    else deleteBackward(unit);
  };
  return editor;
}

/** Whether what is applied now is a step taken back or made again. */
export function isTravelling(editor: ArticleSlate): boolean {
  return HistoryEditor.isSaving(editor) === false;
}
