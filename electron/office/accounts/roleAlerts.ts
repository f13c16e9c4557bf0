import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import type { BoundPerson } from './roleStatement.ts';

const words = (roles: readonly Role[]) => roles.map((role) => roleNames[role]).join('、');

export const otherName = (id: string, name: string, signed: string) =>
  `登记库中登录名“${id}”的姓名是“${name}”，管理员签名的是“${signed}”，可能是绕过本程序改的。请审计员核对。`;

export const unsigned = (name: string, roles: readonly Role[]) =>
  `登记库中${name}的岗位“${words(roles)}”没有管理员的签名，可能是绕过本程序加上的，登录时不算数。请审计员核对，再由安全保密管理员重新调整岗位。`;

export const taken = (name: string, roles: readonly Role[]) =>
  `登记库中${name}的岗位“${words(roles)}”不见了，可能是绕过本程序去掉的。请审计员核对，再由安全保密管理员重新调整岗位。`;

export const unsignedKey = (name: string) =>
  `登记库中${name}有一把没有签名的钥匙，可能是绕过本程序加上的，用它签的不算数。请审计员核对，再由安全保密管理员为${name}调整一次岗位，把这把钥匙作废。`;

export const lostKey = (name: string) =>
  `登记库中${name}的一把钥匙不见了，可能是绕过本程序去掉的。请审计员核对，必要时用备份恢复。`;

export const broken = (number: number) =>
  `登记库中岗位和钥匙的签名从第${number}条起对不上，可能被改动过，以前的仍然有效。请审计员核对，再由安全保密管理员调整一次岗位，从以前的接着签。`;

export const exchanged =
  '登记库中岗位和钥匙的签名与您上次登录时看到的不同，可能被换过，现在只能办理管理和审计。请审计员核对，必要时用备份恢复。';

export const begunAnew = (name: string) =>
  `登记库中岗位和钥匙的签名不见以后，由${name}全部重新签署。请与人员表核对；不是${name}办的，请告诉审计员。`;

export const gone =
  '登记库中岗位和钥匙的签名不见了，可能被删去，现在只能办理管理和审计。请审计员核对，用备份恢复，或者由安全保密管理员调整一次岗位，重新签署。';

export const namesSigned = (people: readonly { readonly id: string; readonly name: string }[]) =>
  `已用您的钥匙签署人员的姓名，请核对：${people.map(({ id, name }) => `${name}（登录名“${id}”）`).join('、')}。`;

/** Everybody who has roles, with them; `names` by sign-in name. */
export function firstSigned(names: ReadonlyMap<string, string>, people: readonly BoundPerson[]): string {
  const list = people
    .filter(({ roles }) => roles.length > 0)
    .map(({ id, roles }) => `${names.get(id)}（${words(roles)}）`);
  return `已用您的钥匙签署全部岗位，请核对：${list.join('；')}。`;
}
