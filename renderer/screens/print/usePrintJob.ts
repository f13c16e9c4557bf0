import type { PrintJobState } from '#shared/contract/deskCommands.ts';
import { desk } from '../../app/office.ts';
import { useJobState, type WatchedJob } from '../../app/useJobState.ts';

/** The queue is asked only while the dialog is open. */
const printing: WatchedJob<PrintJobState> = {
  read: (job) => desk.readPrintJob({ job }),
  isOver: hasEnded,
  rest_ms: 1000,
};

/** Where a job of the queue stands; undefined before the first answer and without a job. */
export function usePrintJob(job: string | undefined): PrintJobState | undefined {
  return useJobState(job, printing);
}

/** Whether a job has left the queue, one way or the other. */
export function hasEnded(state: PrintJobState): boolean {
  return state === 'done' || state === 'cancelled' || state === 'failed';
}
