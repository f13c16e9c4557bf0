import type { RuleProposal } from '#shared/contract/ruleCommands.ts';
import { canonicalJson, type Json } from '#shared/issue/canonicalJson.ts';
import { PublicationSettings } from '#shared/issue/publicationSettings.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { Staffing } from '#shared/workflow/roleSeparation.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { staffingOf } from '../accounts/staffingOf.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from './publicationQueries.ts';
import { ruleChanges } from './ruleChanges.ts';

/** What of the settings says who has to agree to what. */
export const Rules = PublicationSettings.pick({
  flow: true,
  outputApproval: true,
  markingRule: true,
  allowsPaperSignOff: true,
});
export type Rules = Pick<PublicationSettings, 'flow' | 'outputApproval' | 'markingRule' | 'allowsPaperSignOff'>;

/** Rules as they stand beside a statement; undefined where this program cannot read them. */
export function readRules(stored: string): Rules | undefined {
  try {
    const read = Rules.safeParse(JSON.parse(stored));
    return read.success ? read.data : undefined;
  } catch {
    // Whoever sends a package may write what is no JSON.
    return undefined;
  }
}

/** Those of the settings, in one order, as the base compares them. */
export function rulesOf(settings: Rules): Rules {
  const { flow, outputApproval, markingRule, allowsPaperSignOff } = settings;
  return { flow, ...(outputApproval ? { outputApproval } : {}), markingRule, allowsPaperSignOff };
}

export function areSameRules(one: Rules, other: Rules): boolean {
  return canonicalJson(rulesOf(one) as Json) === canonicalJson(rulesOf(other) as Json);
}

/** The settings with other rules, every other member as it is. */
export function withRules(settings: PublicationSettings, rules: Rules): PublicationSettings {
  const { outputApproval: _before, ...rest } = settings;
  return { ...rest, ...rulesOf(rules) };
}

/** Whose role changes the rules of publications: where the 三员 are apart it is rights and policy, else the one who sets up. */
export function ruleRole(register: ReadableDatabase): Role {
  return ruleRoleOf(staffingOf(register));
}

export function ruleRoleOf(staffing: Staffing): Role {
  return staffing === 'strict' ? 'securityAdministrator' : 'systemAdministrator';
}

export interface StoredProposal {
  readonly id: string;
  readonly publication_id: string;
  readonly rules: string;
  readonly proposer: string;
  readonly proposed_at: string;
  readonly state: string;
}

/** The proposals nobody has decided yet, the oldest first. */
export function openProposals(register: ReadableDatabase): readonly StoredProposal[] {
  return register
    .prepare("SELECT * FROM rule_proposals WHERE state = 'proposed' ORDER BY proposed_at, rowid")
    .all() as readonly StoredProposal[];
}

/** Throws notFound where none waits under the id. */
export function requireProposal(register: ReadableDatabase, id: string): StoredProposal {
  const found = openProposals(register).find((one) => one.id === id);
  if (!found) throw new OfficeError('notFound', '没有这项等着确认的改动，可能已经办过或者撤回。请重新看一下。');
  return found;
}

export function selectProposals(context: OfficeContext): RuleProposal[] {
  const { register, personId, roles } = sessionOf(context);
  const role = ruleRole(register);
  return openProposals(register).map(({ id, publication_id, rules, proposer, proposed_at }) => {
    const { name, settings } = selectPublication(register, publication_id);
    const changes = ruleChanges(settings, Rules.parse(JSON.parse(rules)), (person) => personNameOf(context, person));
    return {
      id,
      publicationId: publication_id,
      publicationName: name,
      changes: Object.entries(changes).map(([rule, { from, to }]) => ({ rule, from: [...from], to: [...to] })),
      proposerName: personNameOf(context, proposer),
      proposedAt: proposed_at,
      decidedByRole: role,
      isMine: proposer === personId,
      mayDecide: proposer !== personId && roles.includes(role),
    };
  });
}
