import type { Role } from '#shared/workflow/issueWorkflow.ts';

export interface Approver {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly leftAt?: string | undefined;
}

/** Those who answer for an issue above its editor (《工作秘密管理暂行办法》: 承办人 proposes, 负责人 approves). */
export const markingApprovers = ['reviewer', 'signer'] as const satisfies readonly Role[];

/** Whether a person may approve a marking that another one proposes. */
export function mayApprove({ id, roles, leftAt }: Approver, proposerId: string): boolean {
  return id !== proposerId && leftAt === undefined && markingApprovers.some((role) => roles.includes(role));
}
