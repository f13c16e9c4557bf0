import { useState } from 'react';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';

/**
 * What stands in the field for the number of a medium: what was typed; else the serial number of the volume that the folder lies
 * on; else the number of the medium that was used last.
 */
export function useMediumName(
  folder: string | undefined,
  last: string | undefined,
): readonly [medium: string, setMedium: (medium: string) => void] {
  const [typed, setTyped] = useState<string>();
  const { value, isLoading } = useAnswer<{ readonly serial?: string | undefined }>(
    `medium-${folder ?? ''}`,
    async () => (folder === undefined ? { ok: true, value: {} } : office.readMedium({ folder })),
  );
  // While it is asked nothing stands there, which another number would have to be put in the place of.
  return [typed ?? value?.serial ?? (isLoading ? '' : (last ?? '')), setTyped];
}
