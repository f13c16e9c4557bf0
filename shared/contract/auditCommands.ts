import { z } from 'zod';
import type { CommandTable } from './command.ts';
import { instant, nothing } from './values.ts';

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
      chain: z.enum(auditChains),
      before: z.int().optional(),
      limit: z.int().min(1).max(1000).default(200),
    }),
    output: z.array(AuditRow),
  },
  verifyAudit: {
    role: ['auditor'],
    input: nothing,
    output: z.strictObject({ register: ChainVerdict, content: ChainVerdict }),
  },
} as const satisfies CommandTable;
