import { dirname } from 'node:path';
import type { backupCommands } from '#shared/contract/backupCommands.ts';
import { changeRegister, type Handlers, instantOf, type OfficeContext, sessionOf } from '../officeContext.ts';
import { backupRecord, replaceBackupSettings, selectBackupSettings, selectBackups } from './backupQueries.ts';
import { checkBases, lastFullCheck } from './checkBases.ts';
import { drillBackup } from './drillBackup.ts';
import { examineBackup, findBackups } from './examineBackup.ts';
import { makeBackup } from './makeBackup.ts';
import { restoreBackup } from './restoreBackup.ts';
import { stopWork } from './runningWork.ts';
import { salvageBases } from './salvageBases.ts';

const dayMs = 86_400_000;

/** 备份. */
export const backupHandlers: Handlers<keyof typeof backupCommands> = {
  readBackupState(context) {
    const { register } = sessionOf(context);
    const backups = selectBackups(register);
    const [last] = backups;
    const checked = lastFullCheck(register);
    return {
      settings: selectBackupSettings(register),
      backups: backups.map((backup) => backupRecord(register, backup)),
      isDue: isDue(context, last?.made_at),
      ...(last === undefined ? {} : { lastMadeAt: last.made_at, lastFolder: dirname(last.path) }),
      ...(checked === undefined ? {} : { lastFullCheck: checked }),
    };
  },

  saveBackupSettings(context, settings) {
    changeRegister(context, (register, record) => {
      replaceBackupSettings(register, settings);
      record('saveBackupSettings', 'backups', { ...settings });
    });
    return {};
  },

  makeBackup,

  stopBackup(context) {
    stopWork(context);
    return {};
  },

  drillBackup,
  findBackups,
  examineBackup,
  restoreBackup,
  checkBases,
  salvageBases,
};

/** Before the first backup the days count from the founding. One that is still to come bears the time of a wrong clock. */
function isDue(context: OfficeContext, lastMadeAt: string | undefined): boolean {
  const { register } = sessionOf(context);
  const { dueDays } = selectBackupSettings(register);
  if (dueDays === 0) return false;
  const since = lastMadeAt ?? String(register.prepare('SELECT founded_at FROM office').pluck().get());
  const passedMs = Date.parse(instantOf(context)) - Date.parse(since);
  return passedMs < 0 || passedMs >= dueDays * dayMs;
}
