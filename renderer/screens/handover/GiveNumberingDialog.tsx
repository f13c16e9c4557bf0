import { useState } from 'react';
import type { MachineDuty } from '#shared/contract/joinCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { joinWindow as strings } from '../../strings/joinWindow.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface NumberingDialogProps {
  readonly duty: MachineDuty;
  readonly onClose: () => void;
}

/** The numbers of a publication are granted at another machine from now on. */
export function GiveNumberingDialog({ duty, onClose }: NumberingDialogProps) {
  const { publicationId, publicationName, machines } = duty;
  const others = machines.filter(({ isOwn }) => !isOwn);
  const [card, setCard] = useState(others[0]?.card ?? '');
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const give = async () => {
    if (isBusy) return;
    setRefused(undefined);
    setIsBusy(true);
    const answer = await office.giveNumbering({ publicationId, card });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', strings.given(others.find((one) => one.card === card)?.name ?? ''));
    onClose();
  };
  return (
    <Dialog
      title={strings.giveTitle(publicationName)}
      width="narrow"
      onClose={() => !isBusy && onClose()}
      actions={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {words.cancel}
          </Button>
          <Button kind="danger" isBusy={isBusy} onClick={give}>
            {strings.giveVerb}
          </Button>
        </>
      }
    >
      <p>{strings.giveText}</p>
      <SelectField
        label={strings.giveTo}
        value={card}
        onValue={setCard}
        options={others.map(({ card: value, name }) => ({ value, label: name }))}
      />
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
