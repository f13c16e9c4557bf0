import type { CheckedText, Lexicon, TextFinding } from '#shared/proofreading/proofreader.ts';
import type { ProofreadingAnswer, ProofreadingQuestion } from './proofreadingWorker.ts';

export interface TextChecker {
  /** The findings of each text; undefined where the worker is no more. */
  readonly check: (texts: readonly CheckedText[]) => Promise<readonly (readonly TextFinding[])[] | undefined>;
  /** It failed too often, or was closed: asking again is of no use. */
  readonly isOver: () => boolean;
  readonly close: () => void;
}

type Waiting = (findings: readonly (readonly TextFinding[])[] | undefined) => void;

/** A worker that fails so often without an answer between will fail again. */
const mostFailures = 3;

/** Checks texts beside the window: no key waits for it, whatever the lexicon. Made when the first text comes. */
export function createTextChecker(lexicon: Lexicon): TextChecker {
  let worker: Worker | undefined;
  let number = 0;
  let isOver = false;
  let failures = 0;
  const waiting = new Map<number, Waiting>();
  const ask = (question: ProofreadingQuestion) => worker?.postMessage(question);
  const end = () => {
    worker?.terminate();
    worker = undefined;
    for (const answer of waiting.values()) answer(undefined);
    waiting.clear();
  };
  return {
    check: (texts) => {
      if (isOver) return Promise.resolve(undefined);
      if (!worker) {
        worker = new Worker(new URL('./proofreadingWorker.ts', import.meta.url), { type: 'module' });
        worker.onmessage = ({ data }: MessageEvent<ProofreadingAnswer>) => {
          failures = 0;
          waiting.get(data.number)?.(data.findings);
          waiting.delete(data.number);
        };
        const fail = () => {
          failures += 1;
          isOver = failures >= mostFailures;
          end();
        };
        worker.onerror = fail;
        worker.onmessageerror = fail;
        ask({ kind: 'lexicon', lexicon });
      }
      number += 1;
      const mine = number;
      return new Promise((resolve) => {
        waiting.set(mine, resolve);
        ask({ kind: 'check', number: mine, texts });
      });
    },
    isOver: () => isOver,
    close: () => {
      isOver = true;
      end();
    },
  };
}
