import { useRef } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { sizeText } from '../../strings/saveDialog.ts';
import { Notice } from '../../ui/Notice.tsx';

export interface MediumRoom {
  /** The bytes of a package that the medium takes, where that is known. */
  readonly room: number | undefined;
  /** Of each volume, where there are to be several. */
  readonly volumeBytes: number | undefined;
  readonly changesMedium: boolean;
}

export interface SendSizeProps extends MediumRoom {
  /** What is measured, by a key of its own, and the question. */
  readonly of: string;
  readonly measure: () => Promise<Answer<{ readonly bytes: number }>>;
}

/** How large the package will be, and whether the medium takes it, before anything is written. */
export function SendSize({ of, measure, room, volumeBytes, changesMedium }: SendSizeProps) {
  const measured = useAnswer(`package-size-${of}`, measure);
  // While something else is measured, what was last told goes on standing.
  const told = useRef<number>(undefined);
  told.current = measured.value?.bytes ?? told.current;
  const bytes = told.current;
  if (measured.refusal) return <Notice kind="error">{measured.refusal.message}</Notice>;
  if (bytes === undefined) return null;
  const volumes = volumeBytes === undefined ? 1 : Math.ceil(bytes / volumeBytes);
  const isOnSeveralMedia = changesMedium && volumeBytes !== undefined && volumes > 1;
  const first = isOnSeveralMedia ? volumeBytes : bytes;
  return (
    <>
      <p className="second small">{strings.sendSize(sizeText(bytes), volumes)}</p>
      {room !== undefined && room < first && (
        <Notice kind="warn">
          {isOnSeveralMedia ? strings.noRoomForVolume(sizeText(room)) : strings.noRoom(sizeText(room))}
        </Notice>
      )}
    </>
  );
}
