import { useEffect, useState } from 'react';
import type { PrintJobState } from '#shared/contract/deskCommands.ts';
import { desk } from '../../app/office.ts';

/** How often the queue is asked; only while the dialog is open. */
const restMs = 1000;

/** Where a job of the queue stands, asked for until it has left it; undefined before the first answer and without a job. */
export function usePrintJob(job: string | undefined): PrintJobState | undefined {
  const [known, setKnown] = useState<{ readonly job: string; readonly state: PrintJobState }>();
  useEffect(() => {
    if (job === undefined) return;
    let isGone = false;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await desk.readPrintJob({ job });
      if (isGone) return;
      if (answer.ok) setKnown({ job, state: answer.value.state });
      // A queue that does not answer now may answer the next time.
      if (!answer.ok || !hasEnded(answer.value.state)) resting = setTimeout(ask, restMs);
    };
    ask();
    return () => {
      isGone = true;
      clearTimeout(resting);
    };
  }, [job]);
  return known?.job === job ? known?.state : undefined;
}

/** Whether a job has left the queue, one way or the other. */
export function hasEnded(state: PrintJobState): boolean {
  return state === 'done' || state === 'cancelled' || state === 'failed';
}
