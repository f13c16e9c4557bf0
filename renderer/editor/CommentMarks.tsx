import { type Ref, useDeferredValue, useEffect, useImperativeHandle, useRef } from 'react';
import { Editor, Point, Range, Transforms } from 'slate';
import { ReactEditor, useSlate } from 'slate-react';
import { anchorIn, type CommentAnchor } from '#shared/document/commentAnchor.ts';
import type { AnchorStretch } from '#shared/document/locateAnchor.ts';
import { useIsDrawn, whenDrawn } from './drawing.ts';
import { type EditorLine, editorLines } from './editorLines.ts';
import { pointInLine } from './pointInLine.ts';
import { sentenceAround } from './sentenceAround.ts';
import type { ArticleSlate } from './slateTypes.ts';
import './CommentMarks.css';

/** Where a comment stands in the text; nowhere once its words are gone. */
export interface CommentPlace {
  readonly id: string;
  readonly stretches: readonly AnchorStretch[];
}

export interface CommentMarksHandle {
  /** The words that are selected, of one line; the sentence the caret stands in where none are. Undefined where nothing stands. */
  readonly anchorHere: () => CommentAnchor | undefined;
  readonly goTo: (place: CommentPlace) => void;
  readonly focus: () => void;
}

export interface CommentMarksProps {
  /** Of the text as it stands, or as it stood before the last pause in typing. */
  readonly places: readonly CommentPlace[];
  readonly chosen: string | undefined;
  /** The caret was put into the words of a comment. */
  readonly onCaretIn: (id: string) => void;
  readonly ref?: Ref<CommentMarksHandle>;
}

/** Shows inside an editor which words have comments, by highlights alone: the document knows nothing of them. */
export function CommentMarks({ places, chosen, onCaretIn, ref }: CommentMarksProps) {
  const editor = useSlate();
  const isDrawn = useIsDrawn(editor);
  // Typing goes before saying whose words the caret is in.
  const selection = useDeferredValue(editor.selection);
  useImperativeHandle(
    ref,
    () => ({
      anchorHere: () => anchorHere(editor),
      focus: () => ReactEditor.focus(editor),
      goTo: ({ stretches }) =>
        whenDrawn(editor, () => {
          const [range] = rangesOf(editor, editorLines(editor.children), stretches);
          if (!range) return;
          // Behind a change it would come late, and the next key would go elsewhere.
          ReactEditor.focus(editor);
          Transforms.select(editor, range);
          ReactEditor.toDOMRange(editor, range).startContainer.parentElement?.scrollIntoView({ block: 'center' });
        }),
    }),
    [editor],
  );

  // Places are found anew after every change of the text, so they are all that has to be followed.
  useEffect(() => {
    if (places.length === 0) {
      removeHighlights();
      return;
    }
    // Ranges of the page go on holding their words while others are composed.
    if (!isDrawn || ReactEditor.isComposing(editor)) return;
    const lines = editorLines(editor.children);
    const shown = (some: readonly CommentPlace[]) =>
      some.flatMap(({ stretches }) =>
        rangesOf(editor, lines, stretches).map((range) => ReactEditor.toDOMRange(editor, range)),
      );
    try {
      CSS.highlights.set('article-comment', new Highlight(...shown(places)));
      const one = new Highlight(...shown(places.filter(({ id }) => id === chosen)));
      one.priority = 1;
      CSS.highlights.set('article-comment-chosen', one);
    } catch {
      // A line that is not drawn yet has no place on the page; the next look has it.
    }
  }, [editor, places, chosen, isDrawn]);
  useEffect(() => removeHighlights, []);

  const latest = useRef({ places, onCaretIn });
  latest.current = { places, onCaretIn };
  useEffect(() => {
    if (!selection || !Range.isCollapsed(selection) || latest.current.places.length === 0) return;
    const lines = editorLines(editor.children);
    const here = latest.current.places.find(({ stretches }) =>
      rangesOf(editor, lines, stretches).some((range) => Range.includes(range, selection.anchor)),
    );
    if (here) latest.current.onCaretIn(here.id);
  }, [editor, selection]);
  return null;
}

function removeHighlights(): void {
  CSS.highlights.delete('article-comment');
  CSS.highlights.delete('article-comment-chosen');
}

/** Stretches as ranges of the editor; those whose line is another by now are left out. */
function rangesOf(
  editor: ArticleSlate,
  lines: readonly EditorLine[],
  stretches: readonly AnchorStretch[],
): readonly Range[] {
  return stretches.flatMap(({ line: number, start, end }) => {
    const at = lines[number];
    if (!at || at.text.length < end || !Editor.hasPath(editor, at.path)) return [];
    const [line] = Editor.node(editor, at.path);
    if (!('role' in line)) return [];
    return { anchor: pointInLine(line, at.path, start, 'start'), focus: pointInLine(line, at.path, end, 'end') };
  });
}

function anchorHere(editor: ArticleSlate): CommentAnchor | undefined {
  const range = shownSelection(editor) ?? editor.selection;
  if (!range) return undefined;
  const lines = editorLines(editor.children);
  const [from, to] = Range.edges(range);
  for (const [place, { text, path }] of lines.entries()) {
    const [lineStart, lineEnd] = Editor.edges(editor, path);
    if (Point.isBefore(lineEnd, from) || Point.isAfter(lineStart, to)) continue;
    const offset = (point: Point) => Editor.string(editor, { anchor: lineStart, focus: point }).length;
    const start = Point.isBefore(from, lineStart) ? 0 : offset(from);
    const end = Point.isAfter(to, lineEnd) ? text.length : offset(to);
    const [wordsStart, wordsEnd] = Range.isCollapsed(range)
      ? sentenceAround(text, start)
      : withoutBlanks(text, start, end);
    if (wordsStart < wordsEnd) return anchorIn(lines, place, wordsStart, wordsEnd);
  }
  return undefined;
}

/** What is selected on the page: slate-react follows late, and in a text that is only read not at all. */
function shownSelection(editor: ArticleSlate): Range | null {
  const shown = document.getSelection();
  if (!shown?.anchorNode || !shown.focusNode || ReactEditor.isComposing(editor)) return null;
  const isHere = [shown.anchorNode, shown.focusNode].every((node) => ReactEditor.hasDOMNode(editor, node));
  return isHere ? ReactEditor.toSlateRange(editor, shown, { exactMatch: false, suppressThrow: true }) : null;
}

function withoutBlanks(text: string, start: number, end: number): readonly [number, number] {
  const words = text.slice(start, end);
  return [start + (words.length - words.trimStart().length), end - (words.length - words.trimEnd().length)];
}
