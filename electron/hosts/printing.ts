import type { Printer, PrintJobState, PrintRequest } from '#shared/contract/deskCommands.ts';

/** The way to paper. Each may throw DeskError with a sentence for the person. */
export interface Printing {
  readonly list: () => Promise<readonly Printer[]>;
  /** Hands the pages over; gives the job's name where the queue has one, undefined where they are printed by then. */
  readonly print: (request: PrintRequest) => Promise<string | undefined>;
  readonly stateOf: (job: string) => Promise<PrintJobState>;
  readonly cancel: (job: string) => Promise<void>;
}
