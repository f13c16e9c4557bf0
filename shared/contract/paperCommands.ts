import { z } from 'zod';
import { mostScanBytes, scanMimes } from '#shared/issue/paperSignOff.ts';
import { type CommandTable, editorialRoles } from './command.ts';
import { WholeIssue } from './issueCommands.ts';
import { bytes, day, hash, id, note, password } from './values.ts';

/** 纸质签批: one person records what was signed by hand, another compares it with its scan and confirms it. */
export const paperCommands = {
  /**
   * At the station the issue stands at; nothing moves until it is confirmed. At 签发 the issue is made ready with it,
   * number, date and pages, so that both sign the same.
   */
  recordPaperSignOff: {
    role: ['editor', 'reviewer'],
    input: z.strictObject({
      id,
      contentHash: hash,
      signerId: id,
      /** Who is asked to confirm it; nobody else may. */
      confirmerId: id,
      signedOn: day,
      /** As written on the paper. */
      opinion: note,
      scan: bytes.refine(({ length }) => length > 0 && length <= mostScanBytes),
    }),
    output: WholeIssue,
  },
  /** The scan, and at 签发 the pages that will be frozen. */
  readPaperSignOff: {
    role: editorialRoles,
    input: z.strictObject({ paperId: id }),
    output: z.strictObject({
      mime: z.enum(scanMimes),
      scan: bytes,
      sm3: hash,
      release: z
        .strictObject({ numberText: z.string(), date: day, pages: z.int(), issueHash: hash, pdf: bytes })
        .optional(),
    }),
  },
  /** `scan` is the SM3 of what the caller has before the eyes. */
  confirmPaperSignOff: {
    role: editorialRoles,
    input: z.strictObject({ paperId: id, scan: hash, password }),
    output: WholeIssue,
  },
  /** Ends it unconfirmed: by whoever recorded it, is asked to confirm it, or is named on it. */
  withdrawPaperSignOff: {
    role: editorialRoles,
    input: z.strictObject({ paperId: id, reason: note.min(1) }),
    output: WholeIssue,
  },
} as const satisfies CommandTable;
