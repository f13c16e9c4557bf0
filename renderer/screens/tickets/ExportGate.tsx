import { useState } from 'react';
import type { WantedVolume } from '#shared/contract/volumeCommands.ts';
import type { OutputForm } from '#shared/issue/outputApproval.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { tickets } from '../../strings/tickets.ts';
import { words } from '../../strings/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TicketChoice, usableTickets } from './TicketChoice.tsx';

const forms = ['export', 'burn'] as const;

export interface ExportGateProps {
  readonly issueId: string;
  /** The volume that is handed out, whose last issue is named. */
  readonly volume?: WantedVolume | undefined;
  /** Exports under the ticket that was chosen. */
  readonly onExport: (ticketId: string, form: OutputForm) => void;
  readonly onClose: () => void;
}

/** Stands before an export that needs a ticket, and asks for it. */
export function ExportGate({ issueId, volume, onExport, onClose }: ExportGateProps) {
  const terms = useAnswer(
    `export-terms-${issueId}`,
    () => office.readOutputTerms({ issueId, ...(volume ? { volume } : {}) }),
    ['tickets'],
  );
  const [chosenId, setChosenId] = useState<string>();
  const { value } = terms;
  if (!value) return null;
  const usable = usableTickets(value, forms);
  const chosen = usable.find(({ id }) => id === chosenId) ?? usable[0];
  const go = () => {
    if (!chosen) return;
    onClose();
    onExport(chosen.id, chosen.form);
  };
  return (
    <Dialog
      title={tickets.exportTitle}
      width="narrow"
      onClose={onClose}
      onSubmit={go}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button kind="primary" disabled={!chosen} onClick={go}>
            {tickets.export}
          </Button>
        </>
      }
    >
      <TicketChoice
        issueId={issueId}
        volume={volume}
        terms={value}
        forms={forms}
        chosen={chosen}
        onChoose={setChosenId}
      />
      {chosen && (
        <p className="second small">
          {tickets.exportHint}
          {chosen.form === 'burn' && tickets.exportBurnHint}
          {chosen.isStamped && tickets.exportStampHint}
        </p>
      )}
    </Dialog>
  );
}
