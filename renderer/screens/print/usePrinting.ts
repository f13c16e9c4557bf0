import { useCallback, useEffect, useRef, useState } from 'react';
import type { PrintJobState, PrintRequest } from '#shared/contract/deskCommands.ts';
import { desk, office, type Refusal } from '../../app/office.ts';
import { print } from '../../strings/print.ts';
import { hasEnded, usePrintJob } from './usePrintJob.ts';

type Request = Omit<PrintRequest, 'pdf' | 'title'>;

export type PagesToPrint =
  | { readonly pdf: Uint8Array }
  | { readonly isBooklet: boolean; readonly ticket?: { readonly id: string; readonly copies: number } | undefined };

export interface PrintingNow {
  readonly phase: 'asking' | 'sending' | 'underWay' | 'printed' | 'notPrinted';
  /** Absent where the printer tells nothing more. */
  readonly state: PrintJobState | undefined;
  readonly refusal: Refusal | undefined;
  /** Prints the pages that are at hand, or those that are asked for only now: a booklet, or what a ticket gives. */
  readonly start: (request: Request, pages: PagesToPrint) => Promise<void>;
  readonly cancel: () => Promise<void>;
  /** Back to the fields. */
  readonly again: () => void;
}

/**
 * One printing of an issue, from the record over the queue to its end. It is put on record before a page leaves, so that
 * no paper is without a row; what came to nothing gets a second row that says so.
 */
export function usePrinting(
  {
    id,
    publicationName,
    numberText,
  }: {
    readonly id: string;
    readonly publicationName: string;
    readonly numberText?: string | undefined;
  },
  part: 'pages' | 'slip' = 'pages',
): PrintingNow {
  const [step, setStep] = useState<'asking' | 'sending' | 'sent'>('asking');
  const [job, setJob] = useState<string>();
  const [refusal, setRefusal] = useState<Refusal>();
  const recorded = useRef<Parameters<typeof office.recordPrint>[0]>(undefined);
  const jobState = usePrintJob(job);

  const state = job === undefined ? undefined : (jobState ?? 'waiting');
  const isInVain = state === 'cancelled' || state === 'failed';
  /** The second row of a printing that came to nothing, once. */
  const recordNotPrinted = useCallback(async () => {
    const row = recorded.current;
    recorded.current = undefined;
    if (!row) return;
    const answer = await office.recordPrint({ ...row, outcome: 'notPrinted' });
    if (!answer.ok) setRefusal(answer);
  }, []);
  useEffect(() => {
    if (isInVain) recordNotPrinted();
  }, [isInVain, recordNotPrinted]);

  const start = async (request: Request, asked: PagesToPrint) => {
    setRefusal(undefined);
    setStep('sending');
    const refused = (answer: Refusal) => {
      setRefusal(answer);
      setStep('asking');
    };
    const isBooklet = 'isBooklet' in asked && asked.isBooklet;
    const ticket = 'isBooklet' in asked ? asked.ticket : undefined;
    const pages =
      'pdf' in asked ? undefined : await office.readPrintPages({ id, isBooklet, ...(ticket ? { ticket } : {}) });
    if (pages && !pages.ok) return refused(pages);
    const { printer, copies, pages: ranges } = request;
    const row = {
      id,
      printer,
      copies,
      ...(ranges === undefined ? {} : { pages: ranges }),
      isBooklet,
      part,
    };
    const record = await office.recordPrint({ ...row, outcome: 'sent' });
    if (!record.ok) return refused(record);
    recorded.current = { ...row, outcome: 'sent' };
    const bytes = 'pdf' in asked ? asked.pdf : (pages?.value.pdf ?? new Uint8Array());
    const sent = await desk.printPdf({
      ...request,
      // A file that holds every copy is printed once.
      ...(pages?.value.holdsCopies ? { copies: 1 } : {}),
      pdf: new Uint8Array(bytes),
      title: print.jobTitle(publicationName, numberText),
    });
    if (!sent.ok) {
      refused(sent);
      return recordNotPrinted();
    }
    setJob(sent.value.job);
    setStep('sent');
  };
  const cancel = async () => {
    if (job === undefined) return;
    const answer = await desk.cancelPrintJob({ job });
    setRefusal(answer.ok ? undefined : answer);
    // The dialog may be closed before the queue is asked again.
    if (answer.ok) await recordNotPrinted();
  };
  const again = () => {
    setJob(undefined);
    setRefusal(undefined);
    setStep('asking');
  };
  return { phase: phaseOf(), state, refusal, start, cancel, again };

  function phaseOf(): PrintingNow['phase'] {
    if (step !== 'sent') return step;
    if (state !== undefined && !hasEnded(state)) return 'underWay';
    return isInVain ? 'notPrinted' : 'printed';
  }
}
