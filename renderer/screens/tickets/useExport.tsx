import { type ReactNode, useRef, useState } from 'react';
import type { WantedVolume } from '#shared/contract/volumeCommands.ts';
import type { OutputForm } from '#shared/issue/outputApproval.ts';
import { announceRefusal } from '../../app/announcements.tsx';
import { office } from '../../app/office.ts';
import { BurnDialog } from './BurnDialog.tsx';
import { ExportGate } from './ExportGate.tsx';

export interface Exporting {
  /** Exports at once, or opens the dialog for the ticket where one is needed. */
  readonly begin: () => Promise<void>;
  /** The dialog, to be put into the screen. */
  readonly gate: ReactNode;
}

/**
 * The way to an export of an issue; `onExport` does it, under the ticket that was chosen where one is needed, and answers
 * with the folder it wrote. What was exported under a ticket to burn is burnt from there. With `volume` it is a volume
 * whose last issue is named.
 */
export function useExport(issueId: string, onExport: (ticketId?: string) => unknown, volume?: WantedVolume): Exporting {
  const [openFor, setOpenFor] = useState<string>();
  const [burnt, setBurnt] = useState<{ readonly issueId: string; readonly path: string }>();
  const isAsking = useRef(false);
  const begin = async () => {
    // A second press while the first one is being answered is the same wish.
    if (isAsking.current) return;
    isAsking.current = true;
    const answer = await office.readOutputTerms({ issueId, ...(volume ? { volume } : {}) });
    isAsking.current = false;
    if (!answer.ok) announceRefusal(answer);
    else if (answer.value.isNeeded) setOpenFor(issueId);
    else void onExport();
  };
  const exportUnder = async (ticketId: string, form: OutputForm) => {
    const path = await onExport(ticketId);
    if (form === 'burn' && typeof path === 'string') setBurnt({ issueId, path });
  };
  const gate = (
    <>
      {openFor === issueId && (
        <ExportGate issueId={issueId} volume={volume} onExport={exportUnder} onClose={() => setOpenFor(undefined)} />
      )}
      {burnt?.issueId === issueId && <BurnDialog path={burnt.path} onClose={() => setBurnt(undefined)} />}
    </>
  );
  return { begin, gate };
}
