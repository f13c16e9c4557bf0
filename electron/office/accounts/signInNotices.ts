import { registerAudit } from '#store/register/registerMigrations.ts';
import { sealDueInDays } from '../audit/sealQueries.ts';
import { tellUnfinished } from '../handover/unfinishedPackages.ts';
import { droppedOf } from '../marking/markingNotes.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';
import { logFailure } from '../officeLog.ts';
import { openProposals, ruleRole } from '../publications/ruleProposals.ts';
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
  return [
    ...toldOrLogged(context, 'tellHandedOver', () => tellHandedOver(context)),
    ...toldOrLogged(context, 'tellUnfinished', () => tellUnfinished(context)),
    ...old,
    ...toldOrLogged(context, 'sealNotice', () => sealNotice(context)),
    ...toldOrLogged(context, 'ruleNotice', () => ruleNotice(context)),
    ...toldOrLogged(context, 'markingNotice', () => markingNotice(context)),
  ];
}

/** A damaged page that a notice is read from is found by the check after the sign-in, which it must not keep from coming. */
function toldOrLogged(context: OfficeContext, what: string, tell: () => readonly string[]): readonly string[] {
  try {
    return tell();
  } catch (error) {
    logFailure(context.environment, what, error);
    return [];
  }
}

/** The auditor is told when the audit is to be sealed. */
function sealNotice(context: OfficeContext): readonly string[] {
  if (!sessionOf(context).roles.includes('auditor')) return [];
  const days = sealDueInDays(context);
  if (days === undefined || days > 0) return [];
  return ['审计记录该封存了。请到“系统—审计”点“封存”，把封存文件存到移动介质，由您保管。'];
}

/** Whoever decides about the rules of publications is told of what editors have proposed. */
function ruleNotice(context: OfficeContext): readonly string[] {
  const { register, roles, personId } = sessionOf(context);
  if (!roles.includes(ruleRole(register))) return [];
  const count = openProposals(register).filter(({ proposer }) => proposer !== personId).length;
  return count === 0 ? [] : [`有${count}份刊物的规则改动等您确认，请到“系统—刊物”办理。`];
}

/** Whoever approved a marking is told of it where another has withdrawn or lifted it since the sign-in before this one. */
function markingNotice(context: OfficeContext): readonly string[] {
  const { content, register, personId } = sessionOf(context);
  if (!content) return [];
  const since = register
    .prepare(
      `SELECT at FROM ${registerAudit.table} WHERE action = 'signIn' AND person = ? ORDER BY sequence DESC LIMIT 1 OFFSET 1`,
    )
    .pluck()
    .get(personId) as string | undefined;
  return since === undefined ? [] : droppedOf(context, personId, since);
}
