import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { createEditor, Editor, Element, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { ReactEditor, Slate, withReact } from 'slate-react';
import type { EditorDocument } from '#shared/document/editorDocument.ts';
import { toArticleContent } from '#shared/document/toArticleContent.ts';
import { toEditorDocument } from '#shared/document/toEditorDocument.ts';
import type { ArticleContent } from '#shared/issue/article.ts';
import type { IssueImage } from '#shared/issue/issueDocument.ts';
import { announce } from '../app/announcements.tsx';
import { useCommands, type WindowCommand } from '../app/commands.ts';
import { changePreferences, usePreferences } from '../app/preferences.tsx';
import { roleLabels, editor as strings } from '../strings/editor.ts';
import { writing } from '../strings/writing.ts';
import type { Images } from './ArticleView.tsx';
import { afterFrame } from './afterFrame.ts';
import { type AskedFind, takeAskedFind } from './askedFind.ts';
import { withTakingBack } from './automaticChange.ts';
import { whenDrawn } from './drawing.ts';
import { FigureTools } from './FigureTools.tsx';
import { FindBar } from './FindBar.tsx';
import { insertFigures } from './figures.ts';
import { ImageSource } from './imageSource.ts';
import { elementOfPart, partOfElement } from './parts.ts';
import { replaceContent, undoOf } from './replaceContent.ts';
import { type ChosenRole, setRole, toggleMark } from './roles.ts';
import { SignPanel } from './SignPanel.tsx';
import type { ArticleSlate } from './slateTypes.ts';
import { goToText, type HeadingTarget, headingIndexes, moveHeading } from './structure.ts';
import { TableTools } from './TableTools.tsx';
import { TextColumn } from './TextColumn.tsx';
import { ToolBar } from './ToolBar.tsx';
import { takeCaret } from './takeCaret.ts';
import { withArticle } from './withArticle.ts';
import { withAutocorrect } from './withAutocorrect.ts';
import { withPaste } from './withPaste.ts';
import { withRecognition } from './withRecognition.ts';
import { renumber, writingTools } from './writingCommands.ts';
import './ArticleEditor.css';

export interface ArticleEditorHandle {
  /** What stands there, an open composition committed. */
  readonly commit: () => ArticleContent;
  /**
   * Writes another text of the same article in the place of this one, as one step that can be undone: by what it returns,
   * as long as nothing is written after it.
   */
  readonly replace: (content: ArticleContent) => () => boolean;
  /** Shows the heading of that number, counted from 0, and puts the caret there. */
  readonly goToHeading: (number: number) => void;
  /** Shows a part of the article and puts the caret there: 0 is the title, then every block, then the source. */
  readonly goToPart: (number: number) => void;
  /** Shows a passage of a part and selects it; places in UTF-16 units. */
  readonly goToText: (part: number, start: number, end: number) => void;
  /** Moves a heading with all below it; gives its new number, or undefined where it stays. */
  readonly moveHeading: (number: number, target: HeadingTarget) => number | undefined;
  /** Mends the ordinals and says how many there were. */
  readonly renumber: () => void;
  readonly undo: () => void;
  /** Puts the keyboard into the text, where the caret was. */
  readonly focus: () => void;
}

export interface ArticleEditorProps {
  /** What to begin with; for another text give another `key`. */
  readonly content: ArticleContent;
  readonly images: Images;
  /** After the frame that shows a change, or before `commit` answers; with the pictures put in since the beginning. */
  readonly onChange: (content: ArticleContent, added: Images) => void;
  /** The part of the article the caret has gone to, counted as goToPart does. */
  readonly onCaret?: (part: number) => void;
  readonly isReadOnly?: boolean;
  /** Another view of the text stands in its place; what is typed is kept. */
  readonly isUnseen?: boolean;
  /** What stands in the editor unseen and marks its text. */
  readonly children?: ReactNode;
  readonly ref?: Ref<ArticleEditorHandle>;
}

const roleKeys: readonly (readonly [ChosenRole, string])[] = [
  ['paragraph', 'Ctrl+Alt+0'],
  ['heading1', 'Ctrl+Alt+1'],
  ['heading2', 'Ctrl+Alt+2'],
  ['heading3', 'Ctrl+Alt+3'],
  ['heading4', 'Ctrl+Alt+4'],
  ['lead', 'Ctrl+Alt+5'],
  ['quote', 'Ctrl+Alt+6'],
  ['bulletList', 'Ctrl+Alt+7'],
  ['numberedList', 'Ctrl+Alt+8'],
];

/** A longer selection is a passage to work on, not words to look for. */
const longestFind = 100;

/** The text of an article to be written: tool bar above, the column of paper below. */
export function ArticleEditor({
  content,
  images,
  onChange,
  onCaret,
  isReadOnly = false,
  isUnseen = false,
  children,
  ref,
}: ArticleEditorProps) {
  const [pictures, setPictures] = useState<ReadonlyMap<string, IssueImage>>(() => new Map(Object.entries(images)));
  const [added] = useState(() => new Map<string, IssueImage>());
  const shown = useRef(pictures);
  shown.current = pictures;
  const { autocorrects } = usePreferences();
  const corrects = useRef(autocorrects);
  corrects.current = autocorrects;
  const [editor] = useState(() => {
    const made = withTakingBack(withArticle(withHistory(withReact(createEditor()))));
    const pasting = withPaste(made, {
      hasImage: (hash) => shown.current.has(hash),
      takeFiles: (files) => takeFiles(made, files),
      note: (text) => announce('warn', text),
    });
    return withRecognition(withAutocorrect(pasting, () => corrects.current));
  });
  const [initial] = useState(() => [...toEditorDocument(content)]);
  const column = useRef<HTMLDivElement>(null);

  const keep = useCallback(
    (hash: string, image: IssueImage) => {
      added.set(hash, image);
      shown.current = new Map(shown.current).set(hash, image);
      setPictures(shown.current);
    },
    [added],
  );
  const tellChange = useRef(() => {});
  tellChange.current = () => onChange(toArticleContent(editor.children as EditorDocument), Object.fromEntries(added));
  const [telling] = useState(() => afterFrame(() => tellChange.current()));
  useEffect(() => telling.flush, [telling]);
  function takeFiles(into: ArticleSlate, files: readonly Blob[]): void {
    takeCaret(into);
    insertFigures(into, files, keep, announce);
  }

  useImperativeHandle(
    ref,
    (): ArticleEditorHandle => ({
      commit: () => {
        // Losing the focus makes the browser end the composition, at once.
        if (ReactEditor.isComposing(editor)) column.current?.blur();
        telling.flush();
        return toArticleContent(editor.children as EditorDocument);
      },
      replace: (other) => {
        replaceContent(editor, other);
        return undoOf(editor);
      },
      goToHeading: (number) => goToElement(editor, headingIndexes(editor)[number]),
      goToPart: (number) => goToElement(editor, elementOfPart(editor.children as EditorDocument, number)),
      goToText: (part, start, end) => goToText(editor, part, start, end),
      moveHeading: (number, target) =>
        ReactEditor.isComposing(editor) ? undefined : moveHeading(editor, number, target),
      renumber: () => renumber(editor),
      undo: () => editor.undo(),
      focus: () => ReactEditor.focus(editor),
    }),
    [editor, telling],
  );
  useEffect(() => {
    // A new article is there to be written: the caret stands in its title.
    if (isReadOnly || content.title.length > 0 || content.body.length > 0) return;
    Transforms.select(editor, Editor.start(editor, []));
    ReactEditor.focus(editor);
  }, [editor, content, isReadOnly]);
  const [find, setFind] = useState<AskedFind>();
  useEffect(() => {
    const asked = takeAskedFind();
    if (asked) setFind(asked);
  }, []);
  const openFind = useCallback(() => {
    takeCaret(editor);
    const { selection } = editor;
    const words = selection ? Editor.string(editor, selection) : '';
    setFind((last) => ({ words: words.length <= longestFind ? words : '', asked: (last?.asked ?? 0) + 1 }));
  }, [editor]);
  useCommands(
    useMemo(
      () => (isUnseen ? [] : [{ id: 'find', label: strings.findAndReplace, keys: 'Ctrl+F', run: openFind }]),
      [isUnseen, openFind],
    ),
  );
  const wasUnseen = useRef(isUnseen);
  useEffect(() => {
    // What is not shown keeps no place of its own to be scrolled to.
    if (wasUnseen.current && !isUnseen) showCaret(editor);
    wasUnseen.current = isUnseen;
  }, [editor, isUnseen]);
  const takesKeys = !isReadOnly && !isUnseen;
  /** How often the signs were asked for; undefined while they are closed. */
  const [signs, setSigns] = useState<number>();
  const openSigns = useCallback(() => {
    takeCaret(editor);
    setSigns((asked = 0) => asked + 1);
  }, [editor]);
  useCommands(
    useMemo(
      () =>
        takesKeys
          ? [
              { id: 'signs', label: writing.signs, keys: 'Alt+Shift+C', run: openSigns },
              {
                id: 'autocorrect',
                label: autocorrects ? writing.autocorrectOff : writing.autocorrectOn,
                run: () => {
                  changePreferences({ autocorrects: !autocorrects });
                  announce('ok', autocorrects ? writing.autocorrectIsOff : writing.autocorrectIsOn);
                },
              },
            ]
          : [],
      [takesKeys, autocorrects, openSigns],
    ),
  );
  useCommands(useMemo(() => (takesKeys ? commandsOf(editor) : []), [editor, takesKeys]));

  return (
    <div className="editor" hidden={isUnseen}>
      <Slate
        editor={editor}
        initialValue={initial}
        onSelectionChange={(selection) => {
          if (selection) onCaret?.(partOfElement(editor.children as EditorDocument, selection.anchor.path[0] ?? 0));
        }}
        onValueChange={telling.ask}
      >
        {find && <FindBar {...find} isReadOnly={isReadOnly} onClose={() => setFind(undefined)} />}
        {!isReadOnly && (
          <ToolBar
            onImages={(files) => takeFiles(editor, files)}
            areSignsOpen={signs !== undefined}
            onSigns={() => (signs === undefined ? openSigns() : setSigns(undefined))}
          />
        )}
        {!isReadOnly && signs !== undefined && <SignPanel asked={signs} onClose={() => setSigns(undefined)} />}
        <ImageSource value={pictures}>
          <TextColumn ref={column} isReadOnly={isReadOnly} />
          {!isReadOnly && <FigureTools keep={keep} note={announce} />}
        </ImageSource>
        {children}
        {!isReadOnly && <TableTools />}
      </Slate>
    </div>
  );
}

function commandsOf(editor: ArticleSlate): readonly WindowCommand[] {
  const act = (change: () => void) => () => {
    const { activeElement } = document;
    const isField = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
    // A field of the palette is about to give the focus back.
    if ((isField && !activeElement.closest('dialog')) || ReactEditor.isComposing(editor)) return;
    takeCaret(editor);
    if (editor.selection) change();
  };
  return [
    ...roleKeys.map(([role, keys]) => ({
      id: `role-${role}`,
      label: `${strings.role}：${roleLabels[role]}`,
      keys,
      run: act(() => setRole(editor, role)),
    })),
    { id: 'mark-bold', label: strings.bold, keys: 'Ctrl+B', run: act(() => toggleMark(editor, 'bold')) },
    { id: 'mark-emphasis', label: strings.emphasis, keys: 'Ctrl+I', run: act(() => toggleMark(editor, 'emphasis')) },
    {
      id: 'mark-superscript',
      label: strings.superscript,
      keys: 'Ctrl+.',
      run: act(() => toggleMark(editor, 'superscript')),
    },
    { id: 'renumber', label: writing.renumber, run: () => renumber(editor) },
    ...writingTools.map(({ id, label, keys, change }) => ({ id, label, keys, run: act(() => change(editor)) })),
  ];
}

function showCaret(editor: ArticleSlate): void {
  whenDrawn(editor, () => {
    const element = editor.selection && editor.children[editor.selection.anchor.path[0] ?? 0];
    if (element) ReactEditor.toDOMNode(editor, element).scrollIntoView({ block: 'center' });
  });
}

function goToElement(editor: ArticleSlate, index: number | undefined): void {
  whenDrawn(editor, () => {
    const element = index === undefined ? undefined : editor.children[index];
    if (index === undefined || !element || !Element.isElement(element)) return;
    // Behind a change it would come late, and the next key would go elsewhere.
    ReactEditor.focus(editor);
    Transforms.select(editor, Editor.start(editor, [index]));
    ReactEditor.toDOMNode(editor, element).scrollIntoView({ block: 'center' });
  });
}
