import { useEffect, useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';

export interface WatchedJob<State> {
  readonly read: (job: string) => Promise<Answer<{ readonly state: State }>>;
  readonly isOver: (state: State) => boolean;
  /** Between one question and the next, in ms. */
  readonly rest_ms: number;
}

/**
 * How far a job has come, asked for until it is over; undefined before the first answer and without a job. `watched` is the
 * same at every call.
 */
export function useJobState<State>(job: string | undefined, watched: WatchedJob<State>): State | undefined {
  const [known, setKnown] = useState<{ readonly job: string; readonly state: State }>();
  useEffect(() => {
    if (job === undefined) return;
    let isGone = false;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const answer = await watched.read(job);
      if (isGone) return;
      if (answer.ok) setKnown({ job, state: answer.value.state });
      // What does not answer now may answer the next time.
      if (!answer.ok || !watched.isOver(answer.value.state)) resting = setTimeout(ask, watched.rest_ms);
    };
    ask();
    return () => {
      isGone = true;
      clearTimeout(resting);
    };
  }, [job, watched]);
  return known?.job === job ? known?.state : undefined;
}
