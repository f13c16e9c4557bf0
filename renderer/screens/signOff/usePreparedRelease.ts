import { useEffect, useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import { office, type Refusal } from '../../app/office.ts';
import { signing } from '../../strings/signing.ts';

export interface PreparedRelease extends CommandOutput<'prepareRelease'> {
  /** The opinion that is bound into it. */
  readonly opinion: string;
}

/** 付印样 for the signer: made when asked for, with what is going on while it is made. */
export function usePreparedRelease(id: string) {
  const [prepared, setPrepared] = useState<PreparedRelease>();
  const [progress, setProgress] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const isPreparing = progress !== undefined;
  useEffect(() => {
    if (!isPreparing) return;
    return window.neikan.onEvent((event) => {
      if (event.kind === 'progress' && event.command === 'prepareRelease') setProgress(event.label);
    });
  }, [isPreparing]);
  const prepare = async (contentHash: string, opinion: string): Promise<boolean> => {
    setRefusal(undefined);
    setProgress(signing.typesetting);
    const answer = await office.prepareRelease({ id, contentHash, opinion });
    setProgress(undefined);
    if (answer.ok) setPrepared({ ...answer.value, opinion });
    else setRefusal(answer);
    return answer.ok;
  };
  return { prepared, progress, refusal, prepare };
}

export type ReleasePreparation = ReturnType<typeof usePreparedRelease>;
