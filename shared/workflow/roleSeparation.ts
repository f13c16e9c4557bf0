import type { Role } from './issueWorkflow.ts';

/** 标准: three people suffice. 严格: the 三员 hold no editorial role and are three different people. */
export const staffings = ['standard', 'strict'] as const;
export type Staffing = (typeof staffings)[number];

const administration: readonly Role[] = ['systemAdministrator', 'securityAdministrator', 'auditor'];

/** Chinese names of the roles, as every list shows them. */
export const roleNames: Readonly<Record<Role, string>> = {
  editor: '责任编辑',
  reviewer: '审核',
  signer: '签发',
  archivist: '档案员',
  systemAdministrator: '系统管理员',
  securityAdministrator: '安全保密管理员',
  auditor: '审计员',
};

/** Two roles of the list that one person may not hold together, or undefined. The base refuses the same pairs by itself. */
export function roleConflict(roles: readonly Role[], staffing: Staffing): readonly [Role, Role] | undefined {
  for (const first of roles) {
    if (!administration.includes(first)) continue;
    for (const second of roles) {
      if (second === first) continue;
      const bothAdministrative = administration.includes(second);
      const auditsItself = bothAdministrative && (first === 'auditor' || second === 'auditor');
      if (staffing === 'strict' || auditsItself) return [first, second];
    }
  }
  return undefined;
}

/** Whether three different people can hold 责任编辑, 审核 and 签发 of one issue. */
export function canSignOff(people: readonly { readonly roles: readonly Role[] }[]): boolean {
  const holders = (role: Role) => people.flatMap((person, index) => (person.roles.includes(role) ? [index] : []));
  return holders('editor').some((editor) =>
    holders('reviewer').some(
      (reviewer) => reviewer !== editor && holders('signer').some((signer) => signer !== editor && signer !== reviewer),
    ),
  );
}
