import { useState } from 'react';
import type { DelegationEntry } from '#shared/contract/delegationCommands.ts';
import { announce } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { delegation } from '../../strings/delegation.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';

/** Asks before a delegation is ended, which cannot be undone. */
export function EndDialog({ entry, onClose }: { readonly entry: DelegationEntry; readonly onClose: () => void }) {
  const [refused, setRefused] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const end = async () => {
    if (isBusy) return;
    setIsBusy(true);
    const answer = await office.endDelegation({ id: entry.id });
    setIsBusy(false);
    if (!answer.ok) return setRefused(answer.message);
    announce('ok', delegation.ended(entry.delegateName));
    onClose();
  };
  return (
    <Dialog
      title={delegation.endTitle(entry.delegateName)}
      width="narrow"
      onClose={onClose}
      onSubmit={end}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={end}>
            {delegation.end}
          </Button>
        </>
      }
    >
      <p>{delegation.endText}</p>
      {refused && <Notice kind="error">{refused}</Notice>}
    </Dialog>
  );
}
