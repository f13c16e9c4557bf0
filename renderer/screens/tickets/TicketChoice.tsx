import { useState } from 'react';
import type { CommandOutput } from '#shared/contract/contract.ts';
import type { OutputTicket } from '#shared/contract/ticketCommands.ts';
import type { WantedVolume } from '#shared/contract/volumeCommands.ts';
import { type OutputForm, outputFormNames } from '#shared/issue/outputApproval.ts';
import { tickets } from '../../strings/tickets.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ApplyDialog } from './ApplyDialog.tsx';

export type OutputTerms = CommandOutput<'readOutputTerms'>;

/** The tickets that hold for these forms, the oldest first: what is begun is used up first. */
export function usableTickets({ tickets: all }: OutputTerms, forms: readonly OutputForm[]): readonly OutputTicket[] {
  return all.filter(({ state, form }) => state === 'approved' && forms.includes(form)).toReversed();
}

/** So many copies of a ticket are left. */
export function copiesLeft({ copies, used }: OutputTicket): number {
  return copies - used;
}

export interface TicketChoiceProps {
  readonly issueId: string;
  readonly volume?: WantedVolume | undefined;
  readonly terms: OutputTerms;
  readonly forms: readonly OutputForm[];
  /** How many copies an application begins with. */
  readonly copies?: number;
  readonly chosen: OutputTicket | undefined;
  readonly onChoose: (id: string) => void;
}

/** Which ticket an output is made under; where none holds, what waits, and the way to apply. */
export function TicketChoice({ issueId, volume, terms, forms, copies = 1, chosen, onChoose }: TicketChoiceProps) {
  const [isApplying, setIsApplying] = useState(false);
  const usable = usableTickets(terms, forms);
  const waiting = terms.tickets.filter(({ state, form }) => state === 'applied' && forms.includes(form));
  const apply = <Button onClick={() => setIsApplying(true)}>{tickets.apply}</Button>;
  return (
    <>
      {usable.length === 0 ? (
        <EmptyState
          icon="signOff"
          title={tickets.needed(forms.map((form) => outputFormNames[form]).join('和'))}
          action={apply}
        >
          {tickets.neededHint}
        </EmptyState>
      ) : (
        <>
          <SelectField
            label={tickets.ticket}
            value={chosen?.id ?? ''}
            onValue={onChoose}
            options={usable.map((ticket) => ({
              value: ticket.id,
              label: tickets.option(ticket.number, copiesLeft(ticket), ticket.purpose),
            }))}
          />
          <div>{apply}</div>
        </>
      )}
      {waiting.map(({ id, number, copies: asked }) => (
        <Notice key={id} kind="info">
          {tickets.waits(number, asked)}
        </Notice>
      ))}
      {isApplying && (
        <ApplyDialog
          issueId={issueId}
          volume={volume}
          approverRole={terms.approverRole}
          forms={forms}
          copies={copies}
          onClose={() => setIsApplying(false)}
        />
      )}
    </>
  );
}
