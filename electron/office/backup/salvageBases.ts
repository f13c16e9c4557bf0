import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BaseVerdict } from '#shared/contract/backupCommands.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { appendAudit } from '#store/auditChain.ts';
import { copyFile } from '#store/backupFiles.ts';
import { checkBase } from '#store/baseCheck.ts';
import { contentAudit, contentMigrations } from '#store/content/contentMigrations.ts';
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
import { stampOf } from './stamp.ts';

/**
 * Puts new bases with every row that can be read in the place of damaged ones, which are kept aside whole. Refused where
 * nothing is damaged, and for what the keys do not reach. Whoever is signed in is signed out.
 */
export async function salvageBases(
  context: OfficeContext,
  { unlock }: CheckedInput<'salvageBases'>,
): Promise<CommandOutput<'salvageBases'>> {
  const { directory, files } = context.environment;
  const keys: BaseKeys = await (unlock.kind === 'code'
    ? guardRecovery(context, '', () => openWithRecoveryCode(files.keyring, unlock.recoveryCode))
    : guardPassword(context, 'password', unlock.personId, () =>
        openKeyring(files.keyring, unlock.personId, unlock.password),
      ));
  closeSession(context);
  const sources = [
    {
      base: 'register',
      file: files.register,
      key: keys.registerKey,
      chain: registerAudit,
      migrations: registerMigrations,
    },
    { base: 'content', file: files.content, key: keys.contentKey, chain: contentAudit, migrations: contentMigrations },
  ] as const;
  const folder = createRestoreFolder(directory);
  try {
    const bases: BaseVerdict[] = [];
    for (const { base, file, key, chain, migrations } of sources) {
      const target = join(folder, basename(file));
      const check = key && checkBase({ file, key, chain, kind: 'quick', tables: [] });
      if (!key || !check || check.faults.length === 0) {
        for (const part of [file, `${file}-wal`].filter((one) => existsSync(one))) {
          await copyFile(part, join(folder, basename(part)));
        }
        continue;
      }
      if (check.faults.length > 1) throw unreadable(base);
      bases.push({
        base,
        faults: [...check.faults],
        tables: salvageBase(file, key, target, migrations).map(salvagedTable),
      });
    }
    if (bases.length === 0) {
      throw new OfficeError('illegalState', '没有发现损坏的地方，不用抢救。稿件库要由能阅读稿件的人或凭恢复码检查。');
    }
    for (const file of [files.keyring, files.attempts].filter((one) => existsSync(one))) {
      await copyFile(file, join(folder, basename(file)));
    }
    const register = openBase(join(folder, 'register.db'), keys.registerKey, registerMigrations);
    try {
      register
        .transaction(() => {
          const person = unlock.kind === 'person' ? unlock.personId : '';
          const lost = Object.fromEntries(
            bases.map(({ base, tables }) => [
              base,
              tables.filter((table) => table.lost.length > 0).map(({ table }) => table),
            ]),
          );
          const entry = { at: instantOf(context), person, action: 'salvageBases', subject: 'bases' };
          appendAudit(register, registerAudit, { ...entry, details: { lost } });
        })
        .immediate();
    } finally {
      closeDatabase(register);
    }
    const kept = placeRestored(directory, stampOf(context));
    return { bases, setAside: basename(kept ?? '') };
  } finally {
    keys.registerKey.fill(0);
    keys.contentKey?.fill(0);
    removeRestoreFolder(directory);
  }
}

function unreadable(base: BaseVerdict['base']): OfficeError {
  const name = base === 'register' ? '登记库（register.db）' : '稿件库（content.db）';
  return new OfficeError(
    'dataDamaged',
    `${name}的开头或各表的目录已损坏，什么也读不出来，没有改动任何文件。请用备份恢复。`,
  );
}
