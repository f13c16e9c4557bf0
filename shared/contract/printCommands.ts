import { z } from 'zod';
import { type CommandTable, editorialRoles } from './command.ts';
import { TicketUse } from './ticketCommands.ts';
import { bytes, id, nothing } from './values.ts';

/** 1-4,7; counted from 1. */
export const pageRanges = z
  .string()
  .max(200)
  .regex(/^[1-9]\d{0,3}(-[1-9]\d{0,3})?(,[1-9]\d{0,3}(-[1-9]\d{0,3})?)*$/);
export const printedCopies = z.int().min(1).max(9999);
export const printerName = z
  .string()
  .min(1)
  .max(255)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/);
export const paperSize = z.enum(['A3', 'A4']);

/** What of an issue goes to paper: its pages, or its 发稿单. */
export const printedParts = ['pages', 'slip'] as const;

export const printCommands = {
  /**
   * The pages to put on paper: of a signed issue the frozen bytes and no others, of any other the pages as they stand,
   * marked 草稿. A booklet holds them two by two on A3.
   */
  readPrintPages: {
    role: editorialRoles,
    input: z.strictObject({
      id,
      isBooklet: z.boolean(),
      part: z.enum(printedParts).default('pages'),
      ticket: TicketUse.optional(),
    }),
    output: z.strictObject({
      pdf: bytes,
      /** Whether it holds every copy of the ticket, each marked with its own number: then it is printed once. */
      holdsCopies: z.boolean(),
      /** Of the issue, whether they stand singly or two by two. */
      pages: z.int(),
      paper: paperSize.optional(),
    }),
  },
  /** Puts on record that the booklet was saved as a file, to be printed elsewhere. */
  recordBookletExport: { role: editorialRoles, input: z.strictObject({ id }), output: nothing },
  /**
   * Puts on record what goes to a printer, before it goes; and again where nothing came of it. Only of pages that this
   * person was given since signing in.
   */
  recordPrint: {
    role: editorialRoles,
    input: z.strictObject({
      id,
      printer: printerName,
      copies: printedCopies,
      /** Left out where all are printed. */
      pages: pageRanges.optional(),
      isBooklet: z.boolean(),
      part: z.enum(printedParts).default('pages'),
      outcome: z.enum(['sent', 'notPrinted']),
    }),
    output: nothing,
  },
} as const satisfies CommandTable;
