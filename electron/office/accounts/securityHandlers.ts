import type { CommandOutput } from '#shared/contract/contract.ts';
import type { securityCommands } from '#shared/contract/securityCommands.ts';
import { isBackupWait, recoveryTries, unknownNames } from '#store/attemptsFile.ts';
import { changeRegister, type Handlers, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { allWaits, settleNow, waitOf } from './attemptGuard.ts';
import { replaceSecuritySettings, selectSecuritySettings } from './passwordQueries.ts';

function kindOf(name: string): CommandOutput<'listWaits'>[number]['kind'] {
  if (isBackupWait(name)) return 'backup';
  return name === unknownNames ? 'unknownNames' : name === recoveryTries ? 'recovery' : 'person';
}

/** What the security administrator asks of passwords and copies, and who waits after wrong ones. */
export const securityHandlers: Handlers<keyof typeof securityCommands> = {
  readSecuritySettings(context) {
    return selectSecuritySettings(sessionOf(context).register);
  },

  saveSecuritySettings(context, settings) {
    return changeRegister(context, (register, record) => {
      replaceSecuritySettings(register, settings);
      record('saveSecuritySettings', 'security', settings);
      return selectSecuritySettings(register);
    });
  },

  listWaits({ environment }) {
    return allWaits(environment).map(({ name, failures, seconds }) => ({
      kind: kindOf(name),
      name,
      failures,
      seconds,
    }));
  },

  liftWait(context, { name }) {
    if (waitOf(context.environment, name).failures === 0) {
      throw new OfficeError('notFound', '这个登录名没有要等的时间，不用解除。');
    }
    settleNow(context, name, (record) => record('liftWait', name));
    return {};
  },
};
