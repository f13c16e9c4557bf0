import type { BurnState } from '#shared/contract/deskCommands.ts';
import { desk } from '../../app/office.ts';
import { useJobState, type WatchedJob } from '../../app/useJobState.ts';

/** The drive is asked only while the dialog is open. */
const burning: WatchedJob<BurnState> = {
  read: (job) => desk.readBurnJob({ job }),
  isOver: ({ kind }) => kind !== 'burning' && kind !== 'verifying',
  rest_ms: 500,
};

/** How far a disc has come; undefined before the first answer and without a job. */
export function useBurnJob(job: string | undefined): BurnState | undefined {
  return useJobState(job, burning);
}
