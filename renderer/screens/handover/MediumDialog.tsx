import { type ReactNode, useState } from 'react';
import type { Answer } from '#shared/contract/errorCode.ts';
import { ActDialog } from '../../app/ActDialog.tsx';
import { announce } from '../../app/announcements.tsx';
import { handover as strings } from '../../strings/handover.ts';
import { TextField } from '../../ui/Field.tsx';
import { FolderField } from './FolderField.tsx';
import { useMediumName } from './useMediumName.ts';

export interface MediumPlace {
  readonly folder: string;
  readonly medium: string;
}

export interface MediumDialogProps {
  readonly title: string;
  readonly text: string;
  readonly verb: string;
  /** Of the dialog in which the folder is chosen. */
  readonly folderTitle: string;
  /** The number of the medium that stands there where the system tells none, until another is typed. */
  readonly likelyMedium?: string | undefined;
  readonly write: (place: MediumPlace) => Promise<Answer<unknown>>;
  /** What is told once it is written. */
  readonly done: (place: MediumPlace) => string;
  readonly onClose: () => void;
  /** What else is to be decided. */
  readonly children?: ReactNode;
}

/** Writes something onto a medium: into which folder, and what is written on the medium itself. */
export function MediumDialog(props: MediumDialogProps) {
  const { folderTitle, likelyMedium, write, done, children, ...frame } = props;
  const [folder, setFolder] = useState<string>();
  const [medium, setMedium] = useMediumName(folder, likelyMedium);
  const place = { folder: folder ?? '', medium: medium.trim() };
  return (
    <ActDialog
      {...frame}
      isReady={place.folder !== '' && place.medium !== ''}
      act={() => write(place)}
      onDone={() => announce('ok', done(place))}
    >
      {(isBusy) => (
        <>
          <FolderField
            label={strings.folder}
            folder={folder}
            onFolder={setFolder}
            title={folderTitle}
            choice={{ verb: strings.sendHere, isWritten: true }}
            disabled={isBusy}
          />
          <TextField label={strings.takeMedium} hint={strings.mediumHint} value={medium} onValue={setMedium} />
          {children}
        </>
      )}
    </ActDialog>
  );
}
