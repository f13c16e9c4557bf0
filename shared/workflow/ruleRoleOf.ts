import type { Role } from './issueWorkflow.ts';
import type { Staffing } from './roleSeparation.ts';

/** Whose role changes the rules of publications: where the 三员 are apart it is rights and policy, else the one who sets up. */
export function ruleRoleOf(staffing: Staffing): Role {
  return staffing === 'strict' ? 'securityAdministrator' : 'systemAdministrator';
}
