import { EDITOR_TO_ELEMENT } from 'slate-dom';
import { ReactEditor } from 'slate-react';
import type { LineElement } from '#shared/document/documentLines.ts';
import type { EditorElement } from '#shared/document/editorDocument.ts';
import type { ArticleSlate } from './slateTypes.ts';

/**
 * Which lines of a text stand in sight, or less than a window's height from it. The browser goes through every range of its
 * highlights with each key, so words are marked in these lines only: a key costs the same in a long text as in a short one.
 */
export interface Sight {
  /** A chunk of the text stands on the page from now on. Returns what tells that it is gone. */
  readonly watch: (chunk: HTMLElement) => () => void;
  /** Other chunks have come in sight, or some have gone. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Another number whenever other chunks are in sight. */
  readonly version: () => number;
  readonly lines: () => readonly LineElement[];
}

const sights = new WeakMap<ArticleSlate, Sight>();

export function sightOf(editor: ArticleSlate): Sight {
  const known = sights.get(editor) ?? createSight(editor);
  sights.set(editor, known);
  return known;
}

function createSight(editor: ArticleSlate): Sight {
  const inSight = new Set<Element>();
  const listeners = new Set<() => void>();
  let observer: IntersectionObserver | undefined;
  let version = 0;

  function changed(): void {
    version += 1;
    for (const listener of listeners) listener();
  }

  function look(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inSight.add(target);
      else inSight.delete(target);
    }
    changed();
  }

  return {
    watch(chunk) {
      observer ??= new IntersectionObserver(look, { root: chunk.closest('.editor-scroll'), rootMargin: '100% 0px' });
      const watching = observer;
      watching.observe(chunk);
      return () => {
        watching.unobserve(chunk);
        inSight.delete(chunk);
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
    lines() {
      // Whoever looks behind a frame may come when the text has just been closed.
      const column = EDITOR_TO_ELEMENT.get(editor);
      if (!column) return [];
      // A short text has no chunks, and what is written on at its end may stand beside them.
      const outside = [...column.children].filter((one) => one.matches(drawnElement));
      return [...new Set([...inSight, ...outside].flatMap((root) => linesWithin(editor, root)))];
    },
  };
}

const drawnElement = '[data-slate-node="element"]';

function linesWithin(editor: ArticleSlate, root: Element): readonly LineElement[] {
  const drawn = root.matches(drawnElement) ? [root] : [];
  return [...drawn, ...root.querySelectorAll(drawnElement)].flatMap((one) => {
    const element = ReactEditor.toSlateNode(editor, one) as EditorElement;
    return element.role === 'list' || element.role === 'table' || element.role === 'row' ? [] : [element];
  });
}
