import type { Printer, PrintRequest } from '#shared/contract/deskCommands.ts';
import { readPagesTyped } from './pagesTyped.ts';

/** What a person has chosen in the dialog, as it stands in its fields. */
export interface PrintChoices {
  readonly printer: string;
  readonly copies: string;
  readonly pages: string;
  readonly sides: PrintRequest['sides'];
  /** Empty for what the printer takes by itself. */
  readonly tray: string;
  readonly isBooklet: boolean;
}

/** The pages of the issue, which the choices are about. */
export interface PrintablePages {
  readonly pages: number;
  readonly paper?: 'A3' | 'A4' | undefined;
}

/** What goes to the printer, and how much paper it takes. */
export interface PrintPlan {
  readonly request: Omit<PrintRequest, 'pdf' | 'title'>;
  readonly isBooklet: boolean;
  /** Sheets of one copy. */
  readonly sheets: number;
}

/** Why a printer makes no booklet: it needs A3 and both sides. */
export function bookletObstacle({
  hasDriver,
  canDuplex,
  papers,
}: Printer): 'noA3' | 'noDuplex' | 'noDriver' | undefined {
  if (!hasDriver) return 'noDriver';
  if (!papers.includes('A3')) return 'noA3';
  return canDuplex ? undefined : 'noDuplex';
}

/** A whole number of copies a printer is asked for; undefined for anything else that was typed. */
export function readCopiesTyped(typed: string): number | undefined {
  const plain = typed.normalize('NFKC').replace(/[\s份]/g, '');
  return /^[1-9]\d{0,3}$/.test(plain) ? Number(plain) : undefined;
}

/** Undefined while copies or pages are not what they should be. What the printer cannot do is left out. */
export function printPlan(choices: PrintChoices, issue: PrintablePages, printer: Printer): PrintPlan | undefined {
  const copies = readCopiesTyped(choices.copies);
  const isBooklet = choices.isBooklet && bookletObstacle(printer) === undefined;
  const chosen = readPagesTyped(isBooklet || !printer.hasDriver ? '' : choices.pages, issue.pages);
  if (copies === undefined || typeof chosen === 'string') return undefined;
  // A sheet of a booklet is turned over its short edge: the fold stands across it.
  const sides = isBooklet ? 'shortEdge' : printer.canDuplex ? choices.sides : 'one';
  const paper = isBooklet ? 'A3' : issue.paper;
  const tray = printer.trays.includes(choices.tray) ? choices.tray : undefined;
  return {
    request: {
      printer: printer.name,
      copies,
      sides,
      ...(chosen.ranges === undefined ? {} : { pages: chosen.ranges }),
      ...(paper === undefined ? {} : { paper }),
      ...(tray === undefined ? {} : { tray }),
    },
    isBooklet,
    sheets: Math.ceil(chosen.count / (isBooklet ? 4 : sides === 'one' ? 1 : 2)),
  };
}
