import { z } from 'zod';
import { AuditFilter } from '#shared/contract/auditCommands.ts';
import { hash } from '#shared/issue/hash.ts';
import { AuditSigner, signature } from './signedFile.ts';

/** What stands beside exported rows of the audit: which rows they are, and that the CSV is as it was when it was signed. */
export const AuditExport = z.strictObject({
  format: z.literal('neikan-audit-export'),
  version: z.literal(1),
  office: z.string(),
  at: z.iso.datetime(),
  filter: AuditFilter,
  rows: z.int().min(0),
  /** The end of the chain when it was exported; every exported row lies before it. */
  head: z.strictObject({ sequence: z.int().min(0), hash }),
  file: z.strictObject({ name: z.string().min(1), sm3: hash }),
  by: AuditSigner,
  signature,
});
export type AuditExport = z.infer<typeof AuditExport>;
