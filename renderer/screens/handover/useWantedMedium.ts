import { useEffect, useState } from 'react';

/** The volume that waits for a medium. */
export interface WantedMedium {
  readonly volume: number;
  readonly volumes: number;
  readonly bytes: number;
}

/** What waits for a medium while a package is being written; `given` says that it has one. */
export function useWantedMedium(isUnderWay: boolean): readonly [wanted: WantedMedium | undefined, given: () => void] {
  const [wanted, setWanted] = useState<WantedMedium>();
  useEffect(() => {
    if (!isUnderWay) return;
    setWanted(undefined);
    return window.neikan.onEvent((event) => {
      if (event.kind === 'mediumWanted') setWanted(event);
    });
  }, [isUnderWay]);
  return [isUnderWay ? wanted : undefined, () => setWanted(undefined)];
}
