import { useEffect, useState } from 'react';
import type { BurnState } from '#shared/contract/deskCommands.ts';
import { desk } from '../../app/office.ts';

/** How often the drive is asked; only while the dialog is open. */
const restMs = 500;

/** How far a disc has come, asked for until it is done; undefined before the first answer and without a job. */
export function useBurnJob(job: string | undefined): BurnState | undefined {
  const [known, setKnown] = useState<{ readonly job: string; readonly state: BurnState }>();
  useEffect(() => {
    if (job === undefined) return;
    let isGone = false;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await desk.readBurnJob({ job });
      if (isGone) return;
      if (answer.ok) setKnown({ job, state: answer.value.state });
      const isOver = answer.ok && answer.value.state.kind !== 'burning' && answer.value.state.kind !== 'verifying';
      if (!isOver) resting = setTimeout(ask, restMs);
    };
    ask();
    return () => {
      isGone = true;
      clearTimeout(resting);
    };
  }, [job]);
  return known?.job === job ? known?.state : undefined;
}
