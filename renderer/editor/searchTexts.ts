import type { TextSearch, TextsFound } from '#shared/document/findInTexts.ts';

/** So long a search may take; 500,000 characters take a tenth of a second, unless the pattern is one that never ends. */
const longest_ms = 5000;

export type SearchOutcome = TextsFound | { readonly kind: 'tooLong' } | { readonly kind: 'stopped' };

let idle: Worker | undefined;

function takeWorker(): Worker {
  const worker = idle ?? new Worker(new URL('./findWorker.ts', import.meta.url), { type: 'module' });
  idle = undefined;
  return worker;
}

/**
 * Looks through texts beside the window, which stays as it is meanwhile: ends with what was found, after `longest_ms`, or
 * when the signal says so.
 */
export function searchTexts(search: TextSearch, signal: AbortSignal): Promise<SearchOutcome> {
  if (signal.aborted) return Promise.resolve({ kind: 'stopped' });
  const worker = takeWorker();
  return new Promise((resolve) => {
    const end = (outcome: SearchOutcome, isAlive: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      worker.onmessage = null;
      worker.onerror = null;
      // What is still running cannot be told to stop.
      if (isAlive && !idle) idle = worker;
      else worker.terminate();
      resolve(outcome);
    };
    const stop = () => end({ kind: 'stopped' }, false);
    const timer = setTimeout(() => end({ kind: 'tooLong' }, false), longest_ms);
    signal.addEventListener('abort', stop);
    worker.onmessage = ({ data }: MessageEvent<TextsFound>) => end(data, true);
    // Memory ran out, or the like.
    worker.onerror = () => end({ kind: 'tooLong' }, false);
    worker.postMessage(search);
  });
}
