import { z } from 'zod';
import type { CommandTable } from './command.ts';
import { pageRanges, paperSize, printedCopies, printerName } from './printCommands.ts';
import { bytes, nothing } from './values.ts';

const path = z.string().min(1).max(4096);
const fileName = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^/\\]+$/);

/** What one person at this machine has set up for the window; no word of any manuscript. */
export const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  zoom: z.number().min(0.8).max(2).default(1),
  railIsNarrow: z.boolean().default(false),
  /** Widths of panes in CSS pixels, by the pane's name. */
  panes: z.record(z.string().max(40), z.number().min(0).max(4000)).default({}),
  window: z
    .strictObject({ x: z.int(), y: z.int(), width: z.int().min(400), height: z.int().min(300) })
    .partial()
    .default({}),
  /** Minutes without a key or a click after which the program locks; 0 never. */
  idleMinutes: z.int().min(0).max(240).default(10),
  /** Signs are written as Chinese print has them while one types. */
  autocorrects: z.boolean().default(true),
  /** Special characters that were put in last, the newest first. */
  recentSigns: z.array(z.string().min(1).max(4)).max(20).default([]),
  /** The printer that was used last. */
  printer: printerName.optional(),
});
export type Preferences = z.infer<typeof Preferences>;

export const FolderEntry = z.strictObject({ name: z.string(), path, kind: z.enum(['folder', 'file']), bytes: z.int() });
export type FolderEntry = z.infer<typeof FolderEntry>;

export const Place = z.strictObject({
  name: z.string(),
  path,
  kind: z.enum(['home', 'desktop', 'documents', 'medium', 'computer']),
});
export type Place = z.infer<typeof Place>;

/** One layer of 未联网 with what it does and whether it is in force here. */
export const NetworkLayer = z.strictObject({ name: z.string(), explanation: z.string(), isInForce: z.boolean() });

/** A printer that is set up on this machine. */
export const Printer = z.strictObject({
  name: printerName,
  isDefault: z.boolean(),
  /** Why nothing is sent to it; a Chinese sentence. Absent where it can be used. */
  refusal: z.string().optional(),
  canDuplex: z.boolean(),
  /** Names of its trays as its driver has them; empty where there is nothing to choose. */
  trays: z.array(z.string()),
  papers: z.array(paperSize),
  /** Without a driver the pages are passed on as they are: all of them, and nothing can be chosen. */
  hasDriver: z.boolean(),
});
export type Printer = z.infer<typeof Printer>;

export const PrintRequest = z.strictObject({
  pdf: bytes,
  printer: printerName,
  copies: printedCopies,
  sides: z.enum(['one', 'longEdge', 'shortEdge']),
  /** Left out for all. */
  pages: pageRanges.optional(),
  /** Left out for what the printer takes by itself. */
  tray: z.string().min(1).max(100).optional(),
  paper: paperSize.optional(),
  /** Stands in the queue and may be kept there: never words of a manuscript. */
  title: z.string().trim().min(1).max(100),
});
export type PrintRequest = z.infer<typeof PrintRequest>;

/** The queue's name of a job, such as Laser-12. */
const printJob = z
  .string()
  .max(300)
  .regex(/^[^\s-]\S*-\d+$/);

export const PrintJobState = z.enum(['waiting', 'printing', 'held', 'done', 'cancelled', 'failed']);
export type PrintJobState = z.infer<typeof PrintJobState>;

/** A drive that can write discs. */
export const Burner = z.strictObject({
  device: z.string().min(1).max(4096),
  name: z.string(),
  /** Why nothing is written to it; a Chinese sentence. */
  refusal: z.string().optional(),
});
export type Burner = z.infer<typeof Burner>;

export const BurnState = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('burning'), percent: z.int().min(0).max(100) }),
  /** What the disc holds is read back and compared. */
  z.strictObject({ kind: z.literal('verifying') }),
  z.strictObject({ kind: z.literal('done') }),
  /** `isWritten` where all had been written and was not compared to its end. */
  z.strictObject({ kind: z.literal('cancelled'), isWritten: z.boolean() }),
  z.strictObject({ kind: z.literal('failed'), message: z.string() }),
]);
export type BurnState = z.infer<typeof BurnState>;

const burnJob = z.string().min(1).max(64);

/**
 * What the window asks of the desk it stands on rather than of the office: folders, its own state, the end. The host
 * answers; nobody needs to be signed in.
 */
export const deskCommands = {
  about: {
    role: 'anyone',
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      host: z.string(),
      browser: z.string(),
      dataDirectory: z.string(),
      /** Whether the program is told that the screen is locked, and locks with it. */
      locksWithScreen: z.boolean(),
    }),
  },
  readPreferences: { role: 'anyone', input: nothing, output: Preferences },
  savePreferences: { role: 'anyone', input: Preferences, output: nothing },
  listPlaces: { role: 'anyone', input: nothing, output: z.array(Place) },
  listFolder: {
    role: 'anyone',
    input: z.strictObject({ path }),
    output: z.strictObject({
      path,
      parent: path.optional(),
      isWritable: z.boolean(),
      /** Why nothing can be written here; a Chinese sentence. */
      whyNotWritable: z.string().optional(),
      entries: z.array(FolderEntry),
    }),
  },
  makeFolder: { role: 'anyone', input: z.strictObject({ path, name: fileName }), output: z.strictObject({ path }) },
  /** Into a folder of its own, whole or not at all; `replace` allows an earlier folder of the same name to go. */
  writeFiles: {
    role: 'anyone',
    input: z.strictObject({
      path,
      folderName: fileName.optional(),
      files: z
        .array(z.strictObject({ name: fileName, bytes }))
        .min(1)
        .max(1000),
      replace: z.boolean().default(false),
    }),
    output: z.strictObject({ path }),
  },
  listPrinters: { role: 'anyone', input: nothing, output: z.array(Printer) },
  /** To a printer of this machine only; the answer names the job where the queue has one to ask after. */
  printPdf: { role: 'anyone', input: PrintRequest, output: z.strictObject({ job: printJob.optional() }) },
  readPrintJob: {
    role: 'anyone',
    input: z.strictObject({ job: printJob }),
    output: z.strictObject({ state: PrintJobState }),
  },
  cancelPrintJob: { role: 'anyone', input: z.strictObject({ job: printJob }), output: nothing },
  /** The drives of this machine; where nothing can be burnt from here, why. */
  listBurners: {
    role: 'anyone',
    input: nothing,
    output: z.strictObject({ burners: z.array(Burner), why: z.string().optional() }),
  },
  /** A folder that this program has written since it began, and no other, on a blank disc; it is compared afterwards. */
  burnFolder: {
    role: 'anyone',
    input: z.strictObject({ device: Burner.shape.device, path, label: z.string().regex(/^[A-Z0-9_]{1,16}$/) }),
    output: z.strictObject({ job: burnJob }),
  },
  readBurnJob: {
    role: 'anyone',
    input: z.strictObject({ job: burnJob }),
    output: z.strictObject({ state: BurnState }),
  },
  cancelBurnJob: { role: 'anyone', input: z.strictObject({ job: burnJob }), output: nothing },
  networkProof: {
    role: 'anyone',
    input: nothing,
    output: z.strictObject({
      layers: z.array(NetworkLayer),
      /** Requests that pages made and the host refused since the program began. */
      refused: z.int(),
      lastRefused: z.array(z.string()),
    }),
  },
  /** Replaces every process; the next window stands at the sign-in. */
  lock: { role: 'anyone', input: nothing, output: nothing },
  quit: { role: 'anyone', input: nothing, output: nothing },
} as const satisfies CommandTable;

export type DeskContract = typeof deskCommands;
export type DeskCommandName = keyof DeskContract;
