import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { ArticleSlate } from './slateTypes.ts';

/** A text of no more blocks is drawn at once. */
const shortText = 400;
/** Chunks drawn with the first frame: at the least 80 lines, more than the tallest window shows. */
const firstChunks = 4;
/** Chunks drawn in a moment in which nothing else is done: some 15 ms. */
const chunksAtOnce = 8;
/** Where the window has no such moment. */
const patience_ms = 100;

/** How much of a text stands on the page: a long one is shown when its beginning is drawn, and drawn on behind that. */
export interface Drawing {
  /** The number of a chunk that is made, in the order of the text. */
  readonly enter: () => number;
  readonly has: (chunk: number) => boolean;
  readonly isWhole: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** Draws on whenever nothing else is done, until all is there. Returns what stops it. */
  readonly start: () => () => void;
  /** Draws what is missing before it returns; not within an effect. */
  readonly drawAll: () => void;
}

const drawings = new WeakMap<ArticleSlate, Drawing>();

export function drawingOf(editor: ArticleSlate): Drawing {
  const known = drawings.get(editor) ?? createDrawing(editor.children.length);
  drawings.set(editor, known);
  return known;
}

/** Does what needs every line on the page: at once, or where some are missing still, right behind the effect that asks. */
export function whenDrawn(editor: ArticleSlate, act: () => void): void {
  const { isWhole, drawAll } = drawingOf(editor);
  const drawAndAct = () => {
    drawAll();
    act();
  };
  if (isWhole()) act();
  else queueMicrotask(drawAndAct);
}

/** Whether every line of the text stands on the page. */
export function useIsDrawn(editor: ArticleSlate): boolean {
  const { subscribe, isWhole } = drawingOf(editor);
  return useSyncExternalStore(subscribe, isWhole);
}

function createDrawing(blocks: number): Drawing {
  const listeners = new Set<() => void>();
  let drawn = blocks <= shortText ? Number.POSITIVE_INFINITY : firstChunks;
  let entered = 0;

  const isWhole = () => drawn === Number.POSITIVE_INFINITY;
  function drawTo(chunks: number): void {
    drawn = chunks < entered ? chunks : Number.POSITIVE_INFINITY;
    for (const listener of listeners) listener();
  }

  return {
    enter() {
      entered += 1;
      return entered - 1;
    },
    has: (chunk) => chunk < drawn,
    isWhole,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      let asked: number | undefined;
      const ask = () => {
        asked = isWhole() ? undefined : requestIdleCallback(more, { timeout: patience_ms });
      };
      const more = () => {
        drawTo(drawn + chunksAtOnce);
        ask();
      };
      ask();
      return () => {
        if (asked !== undefined) cancelIdleCallback(asked);
      };
    },
    drawAll() {
      if (!isWhole()) flushSync(() => drawTo(Number.POSITIVE_INFINITY));
    },
  };
}
