import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { tellHandedOver } from './handOverWork.ts';
import { selectPassword, selectSecuritySettings } from './passwordQueries.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What the person who has just signed in should do some time; Chinese sentences. */
export function signInNotices(context: OfficeContext): readonly string[] {
  const { register, personId, mustChangePassword } = sessionOf(context);
  const { passwordDays } = selectSecuritySettings(register);
  const setAt = selectPassword(register, personId)?.setAt;
  const now = context.environment.now().getTime();
  const days = setAt === undefined ? 0 : Math.floor((now - Date.parse(setAt)) / dayMs);
  const isOld = passwordDays > 0 && days >= passwordDays && !mustChangePassword;
  const old = isOld ? [`您的口令已经用了${days}天，规定是${passwordDays}天。请点窗口右上角自己的名字修改口令。`] : [];
  return [...tellHandedOver(context), ...old];
}
