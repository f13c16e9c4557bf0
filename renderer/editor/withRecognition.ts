import { Element, Node, type NodeEntry, Path, Transforms } from 'slate';
import { HistoryEditor } from 'slate-history';
import { ReactEditor } from 'slate-react';
import { type EditorElement, elementText } from '#shared/document/editorDocument.ts';
import { headingBeginning, writtenHeadingRole } from '#shared/document/headingRole.ts';
import type { TextRole } from '#shared/issue/block.ts';
import { afterTyping } from './afterTyping.ts';
import { changeByItself, isTravelling } from './automaticChange.ts';
import { lineAt } from './lines.ts';
import type { ArticleSlate } from './slateTypes.ts';

type LineKey = ReturnType<typeof ReactEditor.findKey>;
/** `follows`: the role was recognised and goes with the wording. `left`: recognised wrongly, or chosen against the wording. */
type LineState = 'follows' | 'left';

/**
 * Makes a paragraph a heading as soon as 一、 （一） 1. or （1） stands at its start, and a paragraph again when it grows
 * into running text. Headings chosen by hand, and lines whose recognition was taken back, are left alone.
 */
export function withRecognition(editor: ArticleSlate): ArticleSlate {
  const states = new WeakMap<LineKey, LineState>();
  const { apply, insertText, insertBreak, insertData, deleteBackward, deleteForward, deleteFragment } = editor;
  const keyOf = (element: EditorElement) => ReactEditor.findKey(editor, element);
  let isOwnChange = false;
  const setRole = (path: Path, role: TextRole) => {
    isOwnChange = true;
    Transforms.setNodes(editor, { role }, { at: path });
    isOwnChange = false;
  };

  const recognise = (lines: readonly (readonly [Path, TextRole])[]) => {
    if (lines.length === 0) return;
    const keys = lines.map(([path]) => keyOf(Node.get(editor, path) as EditorElement));
    const mark = (state: LineState) => {
      for (const key of keys) states.set(key, state);
    };
    changeByItself(editor, {
      change: () => {
        for (const [path, role] of lines) setRole(path, role);
      },
      onTakenBack: () => mark('left'),
      onMadeAgain: () => mark('follows'),
    });
    mark('follows');
  };
  /** Goes with the wording, in the same step as the change of the wording. */
  const follow = ([element, path]: NodeEntry<EditorElement>) => {
    const key = keyOf(element);
    const text = elementText(element);
    if (states.get(key) === 'left' && headingBeginning(text) === undefined) states.delete(key);
    if (states.get(key) !== 'follows' || !isParagraphOrHeading(element)) return;
    const role = writtenHeadingRole(text) ?? 'paragraph';
    if (role !== element.role) HistoryEditor.withMerging(editor, () => setRole(path, role));
  };
  /** What a line has become by its beginning being written; `before` is the beginning it had. */
  const recognised = ([element, path]: NodeEntry<EditorElement>, before: string | undefined) => {
    const beginning = headingBeginning(elementText(element));
    if (element.role !== 'paragraph' || beginning === undefined || beginning === before) return [];
    const role = writtenHeadingRole(elementText(element));
    return role ? [[path, role] as const] : [];
  };
  const followHere = () => {
    const line = lineAt(editor);
    if (line) follow(line);
  };

  /** Beginnings of lines as they were before the input that has not been looked at yet. */
  const waiting = new Map<LineKey, string | undefined>();
  editor.insertText = (text, options) => {
    const line = lineAt(editor);
    if (line && !waiting.has(keyOf(line[0]))) waiting.set(keyOf(line[0]), headingBeginning(elementText(line[0])));
    insertText(text, options);
    afterTyping(editor, () => {
      const now = lineAt(editor);
      const isSame = now !== undefined && waiting.has(keyOf(now[0]));
      const before = now && waiting.get(keyOf(now[0]));
      waiting.clear();
      if (!now) return;
      const found = isSame ? recognised(now, before) : [];
      if (found.length > 0) recognise(found);
      else follow(now);
    });
  };
  editor.insertBreak = () => {
    const line = lineAt(editor);
    const key = line && keyOf(line[0]);
    const [count, state] = [editor.children.length, key && states.get(key)];
    insertBreak();
    const second = lineAt(editor);
    const isSplit = line?.[1].length === 1 && second?.[1].length === 1 && editor.children.length === count + 1;
    if (!isSplit || !second || !Path.hasPrevious(second[1]) || !Element.isElement(second[0])) return;
    const above = Path.previous(second[1]);
    const first: NodeEntry<EditorElement> = [Node.get(editor, above) as EditorElement, above];
    if (elementText(second[0]) === '') return;
    if (state === 'follows') {
      states.set(keyOf(second[0]), 'follows');
      follow(first);
      follow(second);
    } else if (state !== 'left') recognise([...recognised(first, undefined), ...recognised(second, undefined)]);
    else recognise(recognised(second, undefined));
  };
  editor.insertData = (data) => {
    insertData(data);
    followHere();
  };
  editor.deleteBackward = (unit) => {
    deleteBackward(unit);
    followHere();
  };
  editor.deleteForward = (unit) => {
    deleteForward(unit);
    followHere();
  };
  editor.deleteFragment = (options) => {
    deleteFragment(options);
    // Before words of an input method are written over a selection, the selection goes.
    if (!ReactEditor.isComposing(editor)) followHere();
  };
  editor.apply = (operation) => {
    const isChosen =
      operation.type === 'set_node' && 'role' in operation.newProperties && !isOwnChange && !isTravelling(editor);
    apply(operation);
    if (!isChosen) return;
    const element = Node.get(editor, operation.path) as EditorElement;
    const isAgainstWording = element.role === 'paragraph' && headingBeginning(elementText(element)) !== undefined;
    if (isAgainstWording) states.set(keyOf(element), 'left');
    else states.delete(keyOf(element));
  };
  return editor;
}

function isParagraphOrHeading({ role }: EditorElement): boolean {
  return role === 'paragraph' || role.startsWith('heading');
}
