import { keyFingerprint } from '#formats/export/keyFingerprint.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import type { Role } from '#shared/workflow/issueWorkflow.ts';
import { roleNames } from '#shared/workflow/roleSeparation.ts';
import {
  newRecovery,
  type OpenKeys,
  type RecoveryEntry,
  type RecoveryPapers,
  replaceRecovery,
} from '#store/keyring.ts';
import { changeRegister, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { unlockWithPassword } from './attemptGuard.ts';
import { bindRoles } from './boundRoles.ts';
import { noteKeyring } from './keyringAge.ts';
import { selectPassword } from './passwordQueries.ts';
import { isKeyOf, selectPerson } from './peopleQueries.ts';

/** The papers as they cross to the window, with what tells them from those of another issue. */
export function papersOf(publicKey: string, papers: RecoveryPapers): CommandOutput<'foundOffice'> {
  const fingerprint = keyFingerprint(publicKey);
  return papers.kind === 'code'
    ? { recoveryCode: papers.recoveryCode, shares: [], fingerprint }
    : { recoveryCode: '', shares: [...papers.shares], fingerprint };
}

/** New papers to copy out, before the eyes of both administrators; the old ones hold until that is confirmed. Throws incomplete where one of those needed is not there. */
export async function reissueRecovery(
  context: OfficeContext,
  { kind, present }: CheckedInput<'reissueRecovery'>,
): Promise<CommandOutput<'reissueRecovery'>> {
  const { register, personId } = sessionOf(context);
  const ids = present.map((one) => one.personId);
  if (new Set(ids).size < ids.length) throw new OfficeError('samePerson', '要由不同的人分别输入口令。');
  if (!ids.includes(personId)) throw new OfficeError('incomplete', '登录的人也要在场输入口令。');
  const opened: { readonly keys: OpenKeys; readonly roles: readonly Role[] }[] = [];
  for (const { personId: id, password } of present) {
    const keys = await unlockWithPassword(context, 'password', id, password);
    const person = selectPerson(register, id);
    if (!person || person.leftAt !== undefined || !isKeyOf(register, id, keys.publicKey)) {
      throw new OfficeError('forbidden', '钥匙与人员登记不符，没有办理。请系统管理员核对人员登记。');
    }
    if (selectPassword(register, id)?.mustChange) {
      // Whoever gave it could stand for both.
      const message = `${person.name}的口令由别人设定，不能作数。请${person.name}先登录改成自己的口令。`;
      throw new OfficeError('passwordChangeNeeded', message);
    }
    opened.push({ keys, roles: person.roles });
  }
  for (const role of ['systemAdministrator', 'securityAdministrator'] as const) {
    if (opened.some(({ roles }) => roles.includes(role))) continue;
    throw new OfficeError('incomplete', `要有一名${roleNames[role]}在场输入口令。`, { missing: [roleNames[role]] });
  }
  const contentKey = opened.find(({ keys }) => keys.contentKey)?.keys.contentKey;
  const registerKey = opened[0]?.keys.registerKey;
  if (!contentKey || !registerKey) {
    throw new OfficeError(
      'incomplete',
      '在场的人都不能阅读稿件。恢复码能打开稿件，还要一位能阅读稿件的同事在场输入口令。',
      {
        missing: ['能阅读稿件的同事'],
      },
    );
  }
  const { recovery, papers } = await newRecovery({ registerKey, contentKey }, kind);
  sessionOf(context).pendingRecovery = { recovery, present: ids };
  for (const { keys } of opened) {
    keys.registerKey.fill(0);
    keys.contentKey?.fill(0);
  }
  return papersOf(recovery.publicKey, papers);
}

/** The new papers are kept: they are in force now, and on record, or neither. Throws illegalState where there are none. */
export function confirmRecovery(context: OfficeContext): CommandOutput<'confirmRecovery'> {
  const session = sessionOf(context);
  const { keyring } = context.environment.files;
  const { pendingRecovery: pending } = session;
  if (!pending) throw new OfficeError('illegalState', '没有等着启用的恢复码，旧的仍然有效。请重新制作。');
  let before: RecoveryEntry | undefined;
  try {
    changeRegister(context, (register, record) => {
      const { kind = 'code' } = pending.recovery;
      record('reissueRecovery', 'recovery', { kind, present: [...pending.present] });
      const { publicKey: recovery } = pending.recovery;
      bindRoles(register, session.keys, { kind: 'recovery', recovery }, instantOf(context));
      before = replaceRecovery(keyring, pending.recovery);
      noteKeyring(register, keyring);
    });
  } catch (error) {
    // The register did not take it, and so the papers that everybody knows hold.
    if (before) replaceRecovery(keyring, before);
    throw error;
  }
  session.pendingRecovery = undefined;
  return {};
}
