import type { FindOptions } from '#shared/document/findText.ts';

/** Words whose places are shown in a text, and how they are looked for. */
export interface AskedFind {
  readonly words: string;
  readonly options?: FindOptions;
  /** Changes each time the bar is asked for again. */
  readonly asked: number;
}

/** Whoever was led nowhere, because what was open would not let go, is not shown these words later on. */
const goodFor_ms = 5000;

let waiting: { readonly find: AskedFind; readonly until: number } | undefined;

/** For whoever leads from words that were found to the article they stand in: the next editor opens with them. */
export function askFind(words: string, options: FindOptions): void {
  waiting = { find: { words, options, asked: 1 }, until: Date.now() + goodFor_ms };
}

/** What an editor that opens now is to show; once. */
export function takeAskedFind(): AskedFind | undefined {
  const taken = waiting;
  waiting = undefined;
  return taken && Date.now() <= taken.until ? taken.find : undefined;
}
