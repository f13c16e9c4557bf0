import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BaseVerdict } from '#shared/contract/backupCommands.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { copyFile } from '#store/backupFiles.ts';
import { type BaseCheck, checkBase, damagedPages } from '#store/baseCheck.ts';
import { contentAudit, contentMigrations } from '#store/content/contentMigrations.ts';
import type { TableReading } from '#store/damagedTable.ts';
import type { WritableDatabase } from '#store/database.ts';
import { type BaseKeys, openKeyring, openWithRecoveryCode } from '#store/keyring.ts';
import { closeDatabase } from '#store/openDatabase.ts';
import { registerAudit, registerMigrations } from '#store/register/registerMigrations.ts';
import { createRestoreFolder, placeRestored, removeRestoreFolder } from '#store/restoreFiles.ts';
import { salvageBase } from '#store/salvageBase.ts';
import { guardPassword, guardRecovery } from '../accounts/attemptGuard.ts';
import { closeSession, openBase } from '../accounts/openSession.ts';
import { instantOf, type OfficeContext } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { salvagedTable } from './baseVerdict.ts';
import { recordSalvage, type SalvagedBase } from './mendAudit.ts';
import { stampOf } from './stamp.ts';
import { type Papers, typedPapers } from './typedPapers.ts';

/**
 * Puts new bases with every row that can be read in the place of damaged ones, which are kept aside whole. Refused, with
 * everything as it was, where no page is damaged and for what the keys do not reach. Whoever is signed in is signed out
 * once it is sure that there is something to salvage.
 */
export async function salvageBases(
  context: OfficeContext,
  { unlock }: CheckedInput<'salvageBases'>,
): Promise<CommandOutput<'salvageBases'>> {
  const { directory, files } = context.environment;
  const keys: BaseKeys = await (unlock.kind === 'person'
    ? guardPassword(context, 'password', unlock.personId, () =>
        openKeyring(files.keyring, unlock.personId, unlock.password),
      )
    : openByPapers(context, unlock));
  try {
    const checks = sourcesOf(files, keys).map((source) => ({ ...source, check: checkOf(source) }));
    const damaged = checks.filter(({ check }) => check !== undefined && check.faults.length > 0);
    if (damaged.length === 0) {
      throw new OfficeError('illegalState', '没有发现损坏的地方，不用抢救。稿件库要由能阅读稿件的人或凭恢复码检查。');
    }
    for (const { base, check } of damaged) {
      if (check?.faults.some((fault) => fault !== damagedPages)) throw unreadable(base);
    }
    closeSession(context);
    const folder = createRestoreFolder(directory);
    const readings: Partial<Record<BaseVerdict['base'], readonly TableReading[]>> = {};
    for (const { base, file, key, migrations, check } of checks) {
      if (key && check && check.faults.length > 0) {
        readings[base] = salvageBase(file, key, join(folder, basename(file)), migrations);
        continue;
      }
      for (const part of [file, `${file}-wal`].filter((one) => existsSync(one))) {
        await copyFile(part, join(folder, basename(part)));
      }
    }
    for (const file of [files.keyring, files.attempts].filter((one) => existsSync(one))) {
      await copyFile(file, join(folder, basename(file)));
    }
    record(context, folder, keys, readings, unlock.kind === 'person' ? unlock.personId : '');
    const kept = placeRestored(directory, stampOf(context));
    const bases = damaged.map(({ base, check }) => ({
      base,
      faults: [...(check?.faults ?? [])],
      remedy: 'salvage' as const,
      tables: (readings[base] ?? []).map(salvagedTable),
    }));
    return { bases, setAside: basename(kept ?? '') };
  } finally {
    keys.registerKey.fill(0);
    keys.contentKey?.fill(0);
    removeRestoreFolder(directory);
  }
}

function openByPapers(context: OfficeContext, unlock: Papers): Promise<BaseKeys> {
  const papers = typedPapers(unlock);
  return guardRecovery(context, '', () => openWithRecoveryCode(context.environment.files.keyring, papers));
}

function sourcesOf(files: OfficeContext['environment']['files'], { registerKey, contentKey }: BaseKeys) {
  return [
    { base: 'register', file: files.register, key: registerKey, chain: registerAudit, migrations: registerMigrations },
    { base: 'content', file: files.content, key: contentKey, chain: contentAudit, migrations: contentMigrations },
  ] as const;
}

/** Undefined without the key. */
function checkOf({ file, key, chain }: ReturnType<typeof sourcesOf>[number]): BaseCheck | undefined {
  return key && checkBase({ file, key, chain, kind: 'quick', tables: [] });
}

function record(
  context: OfficeContext,
  folder: string,
  { registerKey, contentKey }: BaseKeys,
  readings: Partial<Record<BaseVerdict['base'], readonly TableReading[]>>,
  person: string,
): void {
  const opened: WritableDatabase[] = [];
  const open = (base: BaseVerdict['base'], ...args: Parameters<typeof openBase>): SalvagedBase => {
    const database = openBase(...args);
    opened.push(database);
    const audit = readings[base]?.find(({ table }) => table === 'audit');
    return { database, unread: audit?.unread ?? [] };
  };
  try {
    const register = open('register', join(folder, 'register.db'), registerKey, registerMigrations);
    const content = contentKey && open('content', join(folder, 'content.db'), contentKey, contentMigrations);
    const lost = Object.fromEntries(
      Object.entries(readings).map(([base, tables]) => [
        base,
        tables.filter((table) => table.lost.length > 0).map(({ table }) => table),
      ]),
    );
    recordSalvage(register, content, { at: instantOf(context), person, lost });
  } finally {
    for (const database of opened) closeDatabase(database);
  }
}

function unreadable(base: BaseVerdict['base']): OfficeError {
  const name = base === 'register' ? '登记库（register.db）' : '稿件库（content.db）';
  return new OfficeError(
    'dataDamaged',
    `${name}的开头或各表的目录已损坏，什么也读不出来，没有改动任何文件。请用备份恢复。`,
  );
}
