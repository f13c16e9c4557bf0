import { useState } from 'react';
import type { CommandInput } from '#shared/contract/contract.ts';
import { office } from '../../app/office.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { handover as strings } from '../../strings/handover.ts';
import { CheckField } from '../../ui/Field.tsx';
import { TicketChoice, usableTickets } from '../tickets/TicketChoice.tsx';
import { SendForm } from './SendForm.tsx';
import { SendSize } from './SendSize.tsx';

const forms = ['export', 'burn'] as const;

export interface SendDialogProps {
  readonly issueId: string;
  readonly kind: CommandInput<'writePackage'>['kind'];
  readonly onClose: () => void;
}

/** 交到另一台机器 of an issue, with a ticket where its publication asks for one. */
export function SendDialog({ issueId, kind, onClose }: SendDialogProps) {
  const terms = useAnswer(`send-terms-${issueId}`, () => office.readOutputTerms({ issueId }), ['tickets']);
  const [ticketId, setTicketId] = useState<string>();
  const [isCopy, setIsCopy] = useState(false);
  const usable = terms.value ? usableTickets(terms.value, forms) : [];
  const ticket = usable.find(({ id }) => id === ticketId) ?? usable[0];
  const isTicketed = terms.value?.isNeeded === true;
  return (
    <SendForm
      kind={kind}
      isReady={terms.value !== undefined && (!isTicketed || ticket !== undefined)}
      refusal={terms.refusal?.message}
      write={({ machine, ...target }) =>
        office.writePackage({
          issueId,
          kind,
          machines: [machine],
          isCopy,
          ...(isTicketed && ticket ? { ticketId: ticket.id } : {}),
          ...target,
        })
      }
      choices={(isBusy) => (
        <CheckField label={strings.sendCopy} isChecked={isCopy} onChecked={setIsCopy} disabled={isBusy} />
      )}
      size={(medium) => <SendSize of={issueId} measure={() => office.measurePackage({ issueId })} {...medium} />}
      ending={
        isTicketed &&
        terms.value && (
          <TicketChoice issueId={issueId} terms={terms.value} forms={forms} chosen={ticket} onChoose={setTicketId} />
        )
      }
      onClose={onClose}
    >
      {() => <p>{strings.sendText[kind]}</p>}
    </SendForm>
  );
}
