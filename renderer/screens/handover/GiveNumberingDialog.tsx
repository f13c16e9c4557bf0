import { useState } from 'react';
import type { MachineDuty } from '#shared/contract/joinCommands.ts';
import { ActDialog } from '../../app/ActDialog.tsx';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { SelectField } from '../../ui/Field.tsx';

export interface NumberingDialogProps {
  readonly duty: MachineDuty;
  readonly onClose: () => void;
}

/** The numbers of a publication are granted at another machine from now on. */
export function GiveNumberingDialog({ duty, onClose }: NumberingDialogProps) {
  const { publicationId, publicationName, machines } = duty;
  const others = machines.filter(({ isOwn }) => !isOwn);
  const [card, setCard] = useState(others[0]?.card ?? '');
  return (
    <ActDialog
      title={strings.giveTitle(publicationName)}
      width="narrow"
      text={strings.giveText}
      verb={strings.giveVerb}
      isDangerous
      act={() => office.giveNumbering({ publicationId, card })}
      onDone={() => announce('ok', strings.given(others.find((one) => one.card === card)?.name ?? ''))}
      onClose={onClose}
    >
      <SelectField
        label={strings.giveTo}
        value={card}
        onValue={setCard}
        options={others.map(({ card: value, name }) => ({ value, label: name }))}
      />
    </ActDialog>
  );
}
