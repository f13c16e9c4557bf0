import type { RuleProposal } from '#shared/contract/ruleCommands.ts';
import { Rules } from '#shared/issue/publicationRules.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { ruleRoleOf } from '#shared/workflow/ruleRoleOf.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { staffingOf } from '../accounts/staffingOf.ts';
import { personNameOf } from '../issues/issueQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { selectPublication } from './publicationQueries.ts';
import { ruleChanges } from './ruleChanges.ts';

/** Whose role changes the rules of publications in this office. */
export function ruleRole(register: ReadableDatabase): Role {
  return ruleRoleOf(staffingOf(register));
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
