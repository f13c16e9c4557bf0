import type { ArticleContent } from '#shared/issue/article.ts';
import type { Authorship } from '#shared/revision/changeAuthors.ts';
import { type RevisionHistory, type ToldChanges, tellChanges } from '#shared/revision/tellChanges.ts';

export interface WantedComparison {
  readonly history: RevisionHistory;
  readonly text: ArticleContent;
  readonly writer: Authorship;
}

/** What the worker is sent: a history once, then the texts that are compared with it. */
export type ComparisonTask =
  | { readonly kind: 'history'; readonly history: RevisionHistory }
  | { readonly kind: 'text'; readonly text: ArticleContent; readonly writer: Authorship };

export interface Comparer {
  /** `tellChanges` beside the window; one at a time. Rejects where the comparer is ended meanwhile. */
  readonly compare: (wanted: WantedComparison) => Promise<ToldChanges>;
  /** Ends the thread, and what was compared in it; the next comparison starts another. */
  readonly end: () => void;
}

/** Compares texts in a thread of its own, which starts with the first of them. */
export function createComparer(): Comparer {
  let worker: Worker | undefined;
  let sent: RevisionHistory | undefined;
  let giveUp: (() => void) | undefined;

  const end = () => {
    worker?.terminate();
    worker = undefined;
    sent = undefined;
    giveUp?.();
  };

  return {
    compare: ({ history, text, writer }) =>
      new Promise((resolve, reject) => {
        giveUp = () => reject(new Error('ended'));
        worker ??= new Worker(new URL('./comparisonWorker.ts', import.meta.url), { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<ToldChanges>) => resolve(data);
        // Without the thread it is done here, and takes its time.
        worker.onerror = () => {
          resolve(tellChanges(history, text, writer));
          end();
        };
        const send = (task: ComparisonTask) => worker?.postMessage(task);
        if (sent !== history) send({ kind: 'history', history });
        sent = history;
        send({ kind: 'text', text, writer });
      }),
    end,
  };
}
