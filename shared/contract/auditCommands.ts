import { z } from 'zod';
import { mostNamed } from '#shared/audit/mostNamed.ts';
import type { CommandTable } from './command.ts';
import { bytes, instant, nothing } from './values.ts';

const auditChains = ['register', 'content'] as const;

export const AuditRow = z.strictObject({
  sequence: z.int(),
  at: instant,
  person: z.string(),
  action: z.string(),
  subject: z.string(),
  details: z.unknown(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** Which rows of a chain: all that are left out leave all in. */
const filter = {
  chain: z.enum(auditChains),
  from: instant.optional(),
  /** Up to this moment, which is not in it any more. */
  to: instant.optional(),
  /** A sign-in name; '' for rows that nobody has proved to have caused. */
  person: z.string().max(64).optional(),
  actions: z.array(z.string().max(64)).max(300).optional(),
  /** A part of the subject or of the details, such as a number. */
  subject: z.string().min(1).max(100).optional(),
  /** What has that part in its name: rows about it, or with it among their details, are found too. */
  named: z.array(z.string().max(100)).max(mostNamed).optional(),
};
export const AuditFilter = z.strictObject(filter);
export type AuditFilter = z.infer<typeof AuditFilter>;

/** `broken` names the first row that is missing or does not follow from the one before it. */
export const ChainVerdict = z.strictObject({
  rows: z.int(),
  broken: z.int().optional(),
  /** How the chain compares with its head kept in the keyring: rows cut off at the end show only here. */
  keptHead: z.enum(['none', 'same', 'ahead', 'behind', 'different']),
});
export type ChainVerdict = z.infer<typeof ChainVerdict>;

export const auditCommands = {
  /** The content chain is read from its mirror, which an auditor without the content key can open. Newest first. */
  listAudit: {
    role: ['auditor'],
    input: z.strictObject({
      ...filter,
      before: z.int().optional(),
      limit: z.int().min(1).max(1000).default(200),
      /** So many of those rows are left out, as the list is moved through. */
      offset: z.int().min(0).default(0),
    }),
    output: z.array(AuditRow),
  },
  /** How many there are, and the newest row of the chain: lists before the row after it stay as they are. */
  countAudit: {
    role: ['auditor'],
    input: AuditFilter,
    output: z.strictObject({ rows: z.int(), newest: z.int() }),
  },
  /** The rows as CSV, and beside it what they are and whose they are, signed with the auditor's key. */
  exportAudit: {
    role: ['auditor'],
    input: z.strictObject({
      ...filter,
      /** What the window calls actions, for the column that people read. */
      actionNames: z.record(z.string().max(64), z.string().max(100)),
    }),
    output: z.strictObject({
      rows: z.int(),
      folderName: z.string(),
      files: z.array(z.strictObject({ name: z.string(), bytes })),
    }),
  },
  verifyAudit: {
    role: ['auditor'],
    input: nothing,
    output: z.strictObject({ register: ChainVerdict, content: ChainVerdict }),
  },
  /** Why the window is about to be locked; the lock itself ends the session. */
  recordLock: {
    role: 'signedIn',
    input: z.strictObject({ cause: z.enum(['person', 'idle', 'screen']) }),
    output: nothing,
  },
  /** Told of every copy; put on record where it is larger than is set. */
  recordCopy: {
    role: 'signedIn',
    input: z.strictObject({
      characters: z.int().min(0).max(100_000_000),
      /** Where in the window: a place of the rail, and the thing open there. */
      place: z.string().min(1).max(40),
      id: z.string().min(1).max(64).optional(),
    }),
    output: nothing,
  },
} as const satisfies CommandTable;
