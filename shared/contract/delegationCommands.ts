import { z } from 'zod';
import { type CommandTable, editorialRoles } from './command.ts';
import { day, id, instant, nothing } from './values.ts';

/** 委托办理: a person acts at the stations of some publications in another's place, from a day to a day. */
export const DelegationEntry = z.strictObject({
  id,
  principalName: z.string(),
  delegateName: z.string(),
  publicationNames: z.array(z.string()),
  from: day,
  until: day,
  includesRelease: z.boolean(),
  givenAt: instant,
  endedAt: instant.optional(),
  /** `elsewhere`: it came with an issue, proves what was signed by it, and gives nobody a right on this machine. */
  state: z.enum(['coming', 'holds', 'over', 'ended', 'elsewhere']),
  /** How many steps were taken by it. */
  steps: z.int(),
  /** Whether the caller gave it. */
  isOwn: z.boolean(),
});
export type DelegationEntry = z.infer<typeof DelegationEntry>;

export const delegationCommands = {
  /** The caller's station work goes to another for a time; the caller may go on with it too. */
  giveDelegation: {
    role: editorialRoles,
    input: z.strictObject({
      delegateId: id,
      publicationIds: z.array(id).min(1).max(50),
      from: day,
      until: day,
      includesRelease: z.boolean().default(false),
    }),
    output: DelegationEntry,
  },
  /** By whoever gave it, at once. */
  endDelegation: { role: editorialRoles, input: z.strictObject({ id }), output: DelegationEntry },
  /** What the caller gave and was given, the newest first. */
  listDelegations: { role: editorialRoles, input: nothing, output: z.array(DelegationEntry) },
} as const satisfies CommandTable;

export const delegationOversightCommands = {
  /** All of the office, the newest first, as the audit has them: whoever asks may read no issues. */
  listAllDelegations: {
    role: ['securityAdministrator'],
    input: nothing,
    output: z.array(DelegationEntry.omit({ steps: true, isOwn: true })),
  },
} as const satisfies CommandTable;
