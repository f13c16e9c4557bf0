import { z } from 'zod';
import { roles } from '#shared/workflow/issueWorkflow.ts';
import type { CommandTable } from './command.ts';
import { Publication } from './registerCommands.ts';
import { id, instant, note, nothing } from './values.ts';

/** A change of who has to agree to what in a publication, proposed by an editor and not decided yet. */
export const RuleProposal = z.strictObject({
  id,
  publicationId: id,
  publicationName: z.string(),
  /** As the audit tells them: which rule, from what, to what. */
  changes: z.array(z.strictObject({ rule: z.string(), from: z.array(z.string()), to: z.array(z.string()) })),
  proposerName: z.string(),
  proposedAt: instant,
  decidedByRole: z.enum(roles),
  isMine: z.boolean(),
  mayDecide: z.boolean(),
});
export type RuleProposal = z.infer<typeof RuleProposal>;

export const ruleCommands = {
  listRuleProposals: {
    role: ['editor', 'systemAdministrator', 'securityAdministrator'],
    input: nothing,
    output: z.array(RuleProposal),
  },
  /** By the role that changes rules in this office, never by the proposer; a refusal says why. */
  decideRuleProposal: {
    role: ['systemAdministrator', 'securityAdministrator'],
    input: z.strictObject({ id, isAccepted: z.boolean(), reason: note.default('') }),
    output: Publication,
  },
  /** By the proposer. */
  withdrawRuleProposal: { role: ['editor'], input: z.strictObject({ id }), output: nothing },
} as const satisfies CommandTable;
