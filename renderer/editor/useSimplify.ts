import { useEffect, useState } from 'react';
import type { Simplify } from '#shared/document/findText.ts';

/** The simplified forms of characters, loaded where they are wanted first; undefined until they are there. */
export function useSimplify(isWanted: boolean): Simplify | undefined {
  const [simplify, setSimplify] = useState<Simplify>();
  const isMissing = isWanted && !simplify;
  useEffect(() => {
    if (!isMissing) return;
    let isGone = false;
    import('#shared/document/simplify.ts').then((module) => {
      if (!isGone) setSimplify(() => module.simplify);
    });
    return () => {
      isGone = true;
    };
  }, [isMissing]);
  return isWanted ? simplify : undefined;
}
