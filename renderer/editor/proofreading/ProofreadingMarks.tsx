import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { Editor, Point, Range, Transforms } from 'slate';
import { ReactEditor, useSlate } from 'slate-react';
import { elementText } from '#shared/document/editorDocument.ts';
import { wordRuleNames } from '#shared/proofreading/builtInRules.ts';
import type { Lexicon, TextFinding } from '#shared/proofreading/proofreader.ts';
import { TermEntry } from '#shared/proofreading/term.ts';
import { announce, ask } from '../../app/announcements.tsx';
import { useCommands } from '../../app/commands.ts';
import { editor as editorStrings } from '../../strings/editor.ts';
import { terms as strings } from '../../strings/terms.ts';
import { whenDrawn } from '../drawing.ts';
import { undoOf } from '../replaceContent.ts';
import type { ArticleSlate } from '../slateTypes.ts';
import { takeCaret } from '../takeCaret.ts';
import { createProofreading, type FoundInText, type Proofreading } from './createProofreading.ts';
import { FindingMenu } from './FindingMenu.tsx';
import type { PlacedFinding } from './lineFindings.ts';
import { domRangeOf, slateRangeOf } from './squiggles.ts';
import { writeSuggestion } from './writeSuggestion.ts';
import './ProofreadingMarks.css';

export interface ProofreadingMarksHandle {
  /** Shows a finding in the text and opens what can be done about it. */
  readonly goTo: (finding: PlacedFinding) => void;
  readonly replace: (finding: PlacedFinding, suggestion: string) => void;
  /** Goes to the finding behind the caret. */
  readonly next: () => void;
  /** Starts checking again where it failed. */
  readonly retry: () => void;
  readonly focus: () => void;
}

export interface ProofreadingMarksProps {
  /** Undefined until it has come from the office. */
  readonly lexicon: Lexicon | undefined;
  readonly isIgnored: (finding: TextFinding) => boolean;
  readonly onFound: (found: FoundInText) => void;
  /** Absent for who may not. */
  readonly onIgnore?: ((finding: TextFinding) => void) | undefined;
  /** The office writes otherwise than a rule has it: with the entry that says so. */
  readonly onAddTerm?: ((entry: TermEntry) => void) | undefined;
  readonly isReadOnly: boolean;
  readonly isUnseen: boolean;
  readonly ref?: Ref<ProofreadingMarksHandle>;
}

interface OpenMenu {
  readonly finding: PlacedFinding;
  /** The menu has the keyboard. */
  readonly takesKeys: boolean;
}

/** Stands inside an editor: underlines what proofreading finds in its text, goes from one to the next, offers what to do. */
export function ProofreadingMarks(props: ProofreadingMarksProps) {
  const { lexicon, isIgnored, onFound, onIgnore, onAddTerm, isReadOnly, isUnseen, ref } = props;
  const editor = useSlate();
  const latest = useRef(onFound);
  latest.current = onFound;
  const proofreading = useRef<Proofreading>(undefined);
  useEffect(() => {
    const made = createProofreading(editor, (found) => latest.current(found));
    proofreading.current = made;
    return () => {
      proofreading.current = undefined;
      made.close();
    };
  }, [editor]);
  useEffect(() => {
    if (lexicon) proofreading.current?.setLexicon(lexicon);
  }, [lexicon]);
  useEffect(() => proofreading.current?.setIgnored(isIgnored), [isIgnored]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is the editor's, seen by its children
  useEffect(() => proofreading.current?.look(), [editor.children]);

  const [menu, setMenu] = useState<OpenMenu>();
  const close = (returns: boolean) => {
    setMenu(undefined);
    if (returns) ReactEditor.focus(editor);
  };
  const opened = menu?.finding;
  const { selection, children } = editor;
  const openedIn = useRef(children);
  useEffect(() => {
    if (!opened) return;
    const range = slateRangeOf(editor, opened);
    const isLeft = !range || (selection && !Range.includes(range, Editor.end(editor, selection)));
    if (isLeft || children !== openedIn.current) setMenu(undefined);
  }, [editor, opened, selection, children]);
  const open = (finding: PlacedFinding, takesKeys: boolean) => {
    openedIn.current = editor.children;
    setMenu({ finding, takesKeys });
  };

  const goTo = (finding: PlacedFinding) =>
    whenDrawn(editor, () => {
      const range = slateRangeOf(editor, finding);
      if (!range) return;
      // Behind a change it would come late, and the next key would go elsewhere.
      ReactEditor.focus(editor);
      Transforms.select(editor, range);
      domRangeOf(editor, finding)?.startContainer.parentElement?.scrollIntoView({ block: 'center' });
      open(finding, false);
    });
  const findings = () => proofreading.current?.now() ?? [];
  const isFixed = () => isReadOnly || ReactEditor.isComposing(editor);
  const replace = (finding: PlacedFinding, suggestion: string) => {
    const range = slateRangeOf(editor, finding);
    if (!range || isFixed()) return announce('info', strings.notReplaced);
    const wasSelected = editor.selection !== null && Range.equals(forward(editor.selection), range);
    writeSuggestion(editor, [range], suggestion);
    if (wasSelected) Transforms.collapse(editor, { edge: 'end' });
    setMenu(undefined);
  };
  const alike = ({ source, words }: TextFinding) =>
    findings().filter((other) => other.source === source && other.words === words);
  const everywhere = useRef({ isFixed, alike });
  everywhere.current = { isFixed, alike };
  const replaceEverywhere = async (finding: PlacedFinding, suggestion: string) => {
    close(false);
    const verb = strings.replaceCount(alike(finding).length);
    const asked = { title: strings.replaceTitle(finding.words, suggestion), text: strings.replaceText, verb };
    if ((await ask(asked)) !== undefined) {
      const ranges = everywhere.current.alike(finding).flatMap((one) => slateRangeOf(editor, one) ?? []);
      if (ranges.length === 0 || everywhere.current.isFixed()) announce('info', strings.notReplaced);
      else {
        writeSuggestion(editor, ranges, suggestion);
        const undo = undoOf(editor);
        const run = () => {
          if (!undo()) announce('info', editorStrings.undoTooLate);
        };
        announce('ok', editorStrings.replaced(ranges.length), { label: editorStrings.undo, run });
      }
    }
    ReactEditor.focus(editor);
  };
  const step = (direction: 1 | -1) => {
    if (ReactEditor.isComposing(editor)) return;
    takeCaret(editor);
    const next = neighbour(editor, findings(), direction);
    if (next) goTo(next);
    else announce('info', strings.noMore);
  };
  const openHere = () => {
    if (ReactEditor.isComposing(editor)) return;
    takeCaret(editor);
    const here = findingAt(editor, findings(), editor.selection);
    if (here) open(here, true);
    else announce('info', strings.nothingHere);
  };
  const actions = useRef({ step, openHere });
  actions.current = { step, openHere };
  useImperativeHandle(ref, () => ({
    goTo,
    replace,
    next: () => actions.current.step(1),
    retry: () => proofreading.current?.retry(),
    focus: () => ReactEditor.focus(editor),
  }));
  useCommands(
    useMemo(
      () =>
        isUnseen
          ? []
          : [
              { id: 'finding-next', label: strings.next, keys: 'F7', run: () => actions.current.step(1) },
              { id: 'finding-back', label: strings.previous, keys: 'Shift+F7', run: () => actions.current.step(-1) },
              { id: 'finding-menu', label: strings.openMenu, keys: 'Alt+Enter', run: () => actions.current.openHere() },
            ],
      [isUnseen],
    ),
  );

  const pointer = { open, findings };
  const pointed = useRef(pointer);
  pointed.current = pointer;
  useEffect(() => {
    const element = ReactEditor.toDOMNode(editor, editor);
    const onClick = (event: MouseEvent) => {
      if (event.button !== 0 || event.detail !== 1 || event.shiftKey || ReactEditor.isComposing(editor)) return;
      takeCaret(editor);
      if (!editor.selection || Range.isExpanded(editor.selection)) return;
      const here = findingAt(editor, pointed.current.findings(), editor.selection);
      if (here) pointed.current.open(here, false);
    };
    const onContextMenu = (event: MouseEvent) => {
      if (ReactEditor.isComposing(editor)) return;
      // The key has no place of its own: the caret is the place.
      const isByKey = event.button !== 2;
      if (isByKey) takeCaret(editor);
      const here = findingAt(editor, pointed.current.findings(), isByKey ? editor.selection : rangeAt(editor, event));
      if (!here) return;
      event.preventDefault();
      const range = slateRangeOf(editor, here);
      if (range && !isByKey) Transforms.select(editor, range);
      pointed.current.open(here, true);
    };
    element.addEventListener('click', onClick);
    element.addEventListener('contextmenu', onContextMenu);
    return () => {
      element.removeEventListener('click', onClick);
      element.removeEventListener('contextmenu', onContextMenu);
    };
  }, [editor]);

  if (!menu || isUnseen) return null;
  const { finding } = menu;
  const entry = entryFor(finding);
  const [instead] = isReadOnly ? [] : finding.suggestions;
  const act = (work: () => void) => () => {
    close(true);
    work();
  };
  return (
    <FindingMenu
      key={`${finding.source} ${finding.start} ${finding.path.join()}`}
      message={finding.message}
      at={() => domRangeOf(editor, finding)}
      takesKeys={menu.takesKeys}
      onClose={close}
      actions={[
        ...(isReadOnly ? [] : finding.suggestions).map((suggestion) => ({
          label: strings.replaceBy(suggestion),
          run: () => {
            replace(finding, suggestion);
            ReactEditor.focus(editor);
          },
        })),
        ...(instead !== undefined && alike(finding).length > 1
          ? [{ label: strings.replaceEverywhere, run: () => void replaceEverywhere(finding, instead) }]
          : []),
        ...(onIgnore ? [{ label: strings.ignore, run: act(() => onIgnore(finding)) }] : []),
        ...(onAddTerm && entry
          ? [
              {
                label: strings.addTerm,
                run: () => {
                  close(false);
                  onAddTerm(entry);
                },
              },
            ]
          : []),
      ]}
    />
  );
}

function forward(range: Range): Range {
  const [anchor, focus] = Range.edges(range);
  return { anchor, focus };
}

/** So many characters around a word are taken into its entry: what makes it right. */
const around = 3;
const wordSources: readonly string[] = wordRuleNames.map((name) => `rule:${name}`);

/** The entry by which the office keeps to a word that a rule finds wrong: it with those around, for other texts have it wrongly. */
function entryFor({ source, line, start, end }: PlacedFinding): TermEntry | undefined {
  if (!wordSources.includes(source)) return undefined;
  const text = elementText(line);
  const [before = ''] = /\p{Script=Han}*$/u.exec(text.slice(Math.max(0, start - around), start)) ?? [];
  const [behind = ''] = /^\p{Script=Han}*/u.exec(text.slice(end, end + around)) ?? [];
  const right = `${before}${text.slice(start, end)}${behind}`;
  return TermEntry.safeParse({ kind: 'form', right, wrong: [] }).data;
}

/** The finding that a place or the words selected lie in. */
function findingAt(
  editor: ArticleSlate,
  findings: readonly PlacedFinding[],
  at: Range | null | undefined,
): PlacedFinding | undefined {
  if (!at) return undefined;
  const [start, end] = Range.edges(at);
  const isNear = ({ path }: PlacedFinding) => path[0] === start.path[0];
  return findings.filter(isNear).find((finding) => {
    const range = slateRangeOf(editor, finding);
    return range && Range.includes(range, start) && Range.includes(range, end);
  });
}

/** The next finding behind the caret or what is selected, or the one before it; round and round. */
function neighbour(
  editor: ArticleSlate,
  findings: readonly PlacedFinding[],
  direction: 1 | -1,
): PlacedFinding | undefined {
  const { selection } = editor;
  if (!selection) return findings.at(direction === 1 ? 0 : -1);
  const [start, end] = Range.edges(selection);
  const top = start.path[0] ?? 0;
  /** Only those of the same block are looked up: of a long list that is a few. */
  const lies = (finding: PlacedFinding, within: (range: Range) => boolean, elsewhere: boolean) => {
    if (finding.path[0] !== top) return elsewhere;
    const range = slateRangeOf(editor, finding);
    return range !== undefined && !Range.equals(range, selection) && within(range);
  };
  if (direction === 1) {
    const isBehind = (finding: PlacedFinding) =>
      lies(finding, ({ anchor }) => !Point.isBefore(anchor, end), (finding.path[0] ?? 0) > top);
    return findings.find(isBehind) ?? findings[0];
  }
  const isBefore = (finding: PlacedFinding) =>
    lies(finding, ({ focus }) => !Point.isAfter(focus, start), (finding.path[0] ?? 0) < top);
  return findings.findLast(isBefore) ?? findings.at(-1);
}

/** The place under the pointer. */
function rangeAt(editor: ArticleSlate, { clientX, clientY }: MouseEvent): Range | undefined {
  const caret = document.caretPositionFromPoint(clientX, clientY);
  if (!caret || !ReactEditor.hasDOMNode(editor, caret.offsetNode)) return undefined;
  const point = ReactEditor.toSlatePoint(editor, [caret.offsetNode, caret.offset], {
    exactMatch: false,
    suppressThrow: true,
  });
  return point ? { anchor: point, focus: point } : undefined;
}
