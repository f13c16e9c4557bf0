import { useEffect, useState } from 'react';

export interface Progress {
  readonly part: number;
  readonly whole: number;
  readonly label: string;
}

/** How far a long command has come, while it is under way; undefined before it has told anything. */
export function useProgress(command: string, isUnderWay: boolean): Progress | undefined {
  const [progress, setProgress] = useState<Progress>();
  useEffect(() => {
    if (!isUnderWay) return;
    setProgress(undefined);
    return window.neikan.onEvent((event) => {
      if (event.kind === 'progress' && event.command === command) setProgress(event);
    });
  }, [command, isUnderWay]);
  return isUnderWay ? progress : undefined;
}
