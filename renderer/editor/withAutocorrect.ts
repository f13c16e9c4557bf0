import { Editor, Range } from 'slate';
import { autocorrection } from '#shared/document/autocorrection.ts';
import { elementText } from '#shared/document/editorDocument.ts';
import { afterTyping } from './afterTyping.ts';
import { changeByItself } from './automaticChange.ts';
import { lineAt } from './lines.ts';
import { overwrite } from './overwrite.ts';
import { pointInLine } from './pointInLine.ts';
import type { ArticleSlate } from './slateTypes.ts';

/** Writes signs as Chinese print has them while one types; each correction is a step of its own in the history. */
export function withAutocorrect(editor: ArticleSlate, isOn: () => boolean): ArticleSlate {
  const { insertText } = editor;
  editor.insertText = (text, options) => {
    insertText(text, options);
    if (isOn()) afterTyping(editor, () => correct(editor, text));
  };
  return editor;
}

function correct(editor: ArticleSlate, typed: string): void {
  const { selection } = editor;
  const line = lineAt(editor);
  if (!line || !selection || !Range.isCollapsed(selection)) return;
  const [element, path] = line;
  const upTo = Editor.string(editor, { anchor: Editor.start(editor, path), focus: selection.focus });
  if (!upTo.endsWith(typed)) return;
  const before = upTo.slice(0, upTo.length - typed.length);
  const corrections = autocorrection(before, typed, elementText(element).slice(upTo.length));
  if (corrections.length === 0) return;
  changeByItself(editor, {
    change: () => {
      // From behind, so that the places before stay where they are; each changes the line.
      for (const { start, end, text } of corrections.toReversed()) {
        const now = lineAt(editor)?.[0] ?? element;
        const anchor = pointInLine(now, path, start, 'start');
        overwrite(editor, { anchor, focus: pointInLine(now, path, end, 'end') }, text);
      }
    },
  });
}
