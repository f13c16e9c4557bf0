import { useState } from 'react';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';

/**
 * What stands in the field for the number of a medium: what was typed; else the serial number of the volume that the folder lies
 * on; else the number of the medium that was used last. A `round` is another medium, under the same path or not. Beside it the bytes
 * of a package that the medium still takes, where the system tells.
 */
export function useMediumName(
  folder: string | undefined,
  last: string | undefined,
  round = 0,
): readonly [medium: string, setMedium: (medium: string) => void, room: number | undefined] {
  const [typed, setTyped] = useState<{ readonly text: string; readonly round: number }>();
  const { value, isLoading } = useAnswer<{ readonly serial?: string | undefined; readonly room?: number | undefined }>(
    `medium-${round}-${folder ?? ''}`,
    async () => (folder === undefined ? { ok: true, value: {} } : office.readMedium({ folder })),
  );
  // While it is asked nothing stands there, which another number would have to be put in the place of.
  const own = typed?.round === round ? typed.text : undefined;
  return [
    own ?? value?.serial ?? (isLoading ? '' : (last ?? '')),
    (text) => setTyped({ text, round }),
    isLoading ? undefined : value?.room,
  ];
}
