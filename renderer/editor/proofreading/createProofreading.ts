import { ReactEditor } from 'slate-react';
import type { DocumentLine, LineElement } from '#shared/document/documentLines.ts';
import type { Lexicon, TextFinding } from '#shared/proofreading/proofreader.ts';
import { afterFrame } from '../afterFrame.ts';
import { drawingOf } from '../drawing.ts';
import { sightOf } from '../sight.ts';
import type { ArticleSlate } from '../slateTypes.ts';
import { textLines } from '../textLines.ts';
import {
  checkedText,
  type KnownFindings,
  nextLines,
  type PlacedFinding,
  placedFindings,
  unknownLines,
} from './lineFindings.ts';
import { createSquiggles } from './squiggles.ts';
import { createTextChecker } from './textChecker.ts';

export interface FoundInText {
  readonly findings: readonly PlacedFinding[];
  /** Not every line has been checked yet. */
  readonly isUnderWay: boolean;
  /** Checking failed again and again: what is found is not all there is. */
  readonly isFailed: boolean;
}

export interface Proofreading {
  /** The text may have changed: looks at it behind the next frame. */
  readonly look: () => void;
  readonly setLexicon: (lexicon: Lexicon) => void;
  readonly setIgnored: (isIgnored: (finding: TextFinding) => boolean) => void;
  /** Begins again where it failed. */
  readonly retry: () => void;
  /** What is known at this moment of the text as it stands. */
  readonly now: () => readonly PlacedFinding[];
  readonly close: () => void;
}

/** A pause in typing behind which the list is made anew; the underlines follow each key. */
const listPause_ms = 150;

/**
 * Checks the text of an editor while it is written: the lines that were changed, behind the frame that shows the change
 * and beside the window, and nothing while a word is being composed. Whoever listens is told of all findings.
 */
export function createProofreading(editor: ArticleSlate, tell: (found: FoundInText) => void): Proofreading {
  const squiggles = createSquiggles(editor);
  let checker: ReturnType<typeof createTextChecker> | undefined;
  let used: Lexicon | undefined;
  let known: KnownFindings = new WeakMap();
  let heeded: KnownFindings = new WeakMap();
  let isIgnored: (finding: TextFinding) => boolean = () => false;
  let isAsking = false;
  let listTimer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  /** The findings of a line but those that are ignored: the same list as long as nothing has changed. */
  function shownOf(line: LineElement): readonly TextFinding[] | undefined {
    const findings = known.get(line);
    if (!findings || findings.length === 0) return findings;
    const before = heeded.get(line);
    if (before) return before;
    const left = findings.filter((finding) => !isIgnored(finding));
    heeded.set(line, left);
    return left;
  }

  const now = () => placedFindings(textLines(editor.children), known, isIgnored);
  const behindFrame = afterFrame(advance);
  const { subscribe, isWhole } = drawingOf(editor);
  const stopDrawing = subscribe(() => {
    if (isWhole()) behindFrame.ask();
  });
  const sight = sightOf(editor);
  const stopLooking = sight.subscribe(behindFrame.ask);

  function advance(): void {
    if (isClosed || !checker || ReactEditor.isComposing(editor)) return;
    const unknown = unknownLines(textLines(editor.children), known);
    const next = nextLines(unknown, editor.selection?.anchor.path[0] ?? 0);
    if (next.length > 0 && !isAsking && !checker.isOver()) ask(checker, next);
    // The underlines of a line that was just written stay as they are for the moment that checking it takes.
    if (next.length === 0 || unknown.length > next.length) show();
  }

  function ask(asked: NonNullable<typeof checker>, next: readonly DocumentLine[]): void {
    isAsking = true;
    const into = known;
    asked.check(next.map(checkedText)).then((found) => {
      // Another lexicon has come since.
      if (asked !== checker) return;
      isAsking = false;
      for (const [index, { element }] of next.entries()) if (found) into.set(element, found[index] ?? []);
      // In a task of its own already: another frame would only keep that of the next key waiting.
      if (found || !asked.isOver()) advance();
      else if (!isClosed) list();
    });
  }

  function show(): void {
    // Ranges of the page go on holding their words while others are composed, and in a text half drawn there are none.
    if (isWhole()) squiggles.show(sight.lines(), shownOf);
    clearTimeout(listTimer);
    listTimer = setTimeout(list, listPause_ms);
  }

  function list(): void {
    const isAll = textLines(editor.children).every(({ element }) => known.has(element));
    const isFailed = checker?.isOver() === true && !isAll;
    tell({ findings: now(), isUnderWay: checker !== undefined && !isAll && !isFailed, isFailed });
  }

  function begin(lexicon: Lexicon): void {
    checker?.close();
    checker = createTextChecker(lexicon);
    used = lexicon;
    isAsking = false;
    behindFrame.ask();
  }

  return {
    look: behindFrame.ask,
    now,
    retry() {
      if (!used) return;
      begin(used);
      list();
    },
    setLexicon(lexicon) {
      known = new WeakMap();
      heeded = new WeakMap();
      begin(lexicon);
    },
    setIgnored(ignored) {
      isIgnored = ignored;
      heeded = new WeakMap();
      behindFrame.ask();
    },
    close() {
      isClosed = true;
      behindFrame.drop();
      clearTimeout(listTimer);
      stopDrawing();
      stopLooking();
      checker?.close();
      squiggles.remove();
    },
  };
}
