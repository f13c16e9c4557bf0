import { editorialRoles } from '#shared/contract/command.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';

export interface Approver {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly leftAt?: string | undefined;
}

/** Whether a person may approve a marking that another one proposes: one of those who make the publications. */
export function mayApprove({ id, roles, leftAt }: Approver, proposerId: string): boolean {
  return id !== proposerId && leftAt === undefined && editorialRoles.some((role) => roles.includes(role));
}
