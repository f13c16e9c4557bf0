import { useState } from 'react';
import type { MachineEntry } from '#shared/contract/machineCommands.ts';
import { office } from '../../app/office.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { CheckField } from '../../ui/Field.tsx';
import { MediumDialog } from './MediumDialog.tsx';

export interface WriteJoinDialogProps {
  readonly machine: MachineEntry;
  readonly onClose: () => void;
}

/** 入网包 for a machine that joins, or that has joined and is to know what is newer here. */
export function WriteJoinDialog({ machine: { card, name }, onClose }: WriteJoinDialogProps) {
  const [hasTerms, setHasTerms] = useState(true);
  return (
    <MediumDialog
      title={strings.writeTitle(name)}
      text={strings.writeText(name)}
      verb={strings.writeVerb}
      folderTitle={strings.folderWrite}
      write={(place) => office.writeJoinPackage({ card, ...place, hasTerms })}
      done={() => strings.written(name)}
      onClose={onClose}
    >
      <CheckField label={strings.hasTerms} isChecked={hasTerms} onChecked={setHasTerms} />
    </MediumDialog>
  );
}
