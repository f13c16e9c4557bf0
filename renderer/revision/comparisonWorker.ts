import { type RevisionHistory, tellChanges } from '#shared/revision/tellChanges.ts';
import type { ComparisonTask } from './createComparer.ts';

let history: RevisionHistory | undefined;

// A long text is compared for most of a second: here no key waits for it.
addEventListener('message', ({ data }: MessageEvent<ComparisonTask>) => {
  if (data.kind === 'history') history = data.history;
  else if (history) postMessage(tellChanges(history, data.text, data.writer));
});
