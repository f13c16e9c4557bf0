import { z } from 'zod';
import { roles } from '#shared/workflow/issueWorkflow.ts';
import type { CommandTable } from './command.ts';
import { Publication } from './registerCommands.ts';
import { hash, id, instant, note, nothing } from './values.ts';

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

/**
 * The rules of a publication are not those that somebody who might has decided and signed; or nobody can tell. Of kind `apart` they are, and
 * another machine has decided others.
 */
export const RuleFault = z.strictObject({
  publicationId: id,
  publicationName: z.string(),
  kind: z.enum(['changed', 'unproved', 'lost', 'apart']),
  /** Which publication, which rules, since when; one Chinese sentence. */
  text: z.string(),
  /** From what was last decided and proved, or decided apart, to what the settings say; none where nothing is proved, or nothing differs. */
  changes: z.array(z.strictObject({ rule: z.string(), from: z.array(z.string()), to: z.array(z.string()) })),
  /** The rules as the settings have them, in words. */
  current: z.array(z.strictObject({ rule: z.string(), says: z.array(z.string()) })),
  /** Whether there are rules to go back to. */
  mayRestore: z.boolean(),
  settledByRole: z.enum(roles),
  maySettle: z.boolean(),
  /** The machine that has told what was decided apart. */
  machine: z.string().optional(),
  /** Stands for both, so that nobody confirms others than were shown. */
  seen: hash,
});
export type RuleFault = z.infer<typeof RuleFault>;

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
  /** Of all publications, for those who see to it. */
  listRuleFaults: {
    role: ['systemAdministrator', 'securityAdministrator', 'auditor'],
    input: nothing,
    output: z.array(RuleFault),
  },
  /**
   * By the role that changes rules in this office: signs the rules as they are, or those last decided, which it puts back; of rules decided
   * apart those here, or those of the other machine.
   */
  settleRules: {
    role: ['systemAdministrator', 'securityAdministrator'],
    input: z.strictObject({ publicationId: id, restores: z.boolean(), seen: hash }),
    output: Publication,
  },
  /** By the proposer. */
  withdrawRuleProposal: { role: ['editor'], input: z.strictObject({ id }), output: nothing },
} as const satisfies CommandTable;
