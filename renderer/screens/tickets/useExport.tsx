import { type ReactNode, useRef, useState } from 'react';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { ExportGate } from './ExportGate.tsx';

export interface Exporting {
  /** Exports at once, or opens the dialog for the ticket where one is needed. */
  readonly begin: () => Promise<void>;
  /** The dialog, to be put into the screen. */
  readonly gate: ReactNode;
}

/** The way to an export of an issue; `onExport` does it, under the ticket that was chosen where one is needed. */
export function useExport(issueId: string, onExport: (ticketId?: string) => void): Exporting {
  const [openFor, setOpenFor] = useState<string>();
  const isAsking = useRef(false);
  const begin = async () => {
    // A second press while the first one is being answered is the same wish.
    if (isAsking.current) return;
    isAsking.current = true;
    const answer = await office.readOutputTerms({ issueId });
    isAsking.current = false;
    if (!answer.ok) announceRefusal(answer);
    else if (answer.value.isNeeded) setOpenFor(issueId);
    else onExport();
  };
  const gate = openFor === issueId && (
    <ExportGate issueId={issueId} onExport={onExport} onClose={() => setOpenFor(undefined)} />
  );
  return { begin, gate };
}
