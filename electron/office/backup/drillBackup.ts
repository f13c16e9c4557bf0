import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupFault, DrillReport } from '#shared/contract/backupCommands.ts';
import type { CheckedInput, CommandOutput } from '#shared/contract/contract.ts';
import { contentMigrations } from '#store/content/contentMigrations.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import type { BaseKeys } from '#store/keyring.ts';
import { closeDatabase } from '#store/openDatabase.ts';
import { registerMigrations } from '#store/register/registerMigrations.ts';
import { drillFolder } from '#store/restoreFiles.ts';
import { openBase } from '../accounts/openSession.ts';
import { selectArchive } from '../archive/archiveQueries.ts';
import { verifyIssue } from '../archive/verifyIssue.ts';
import { officeIdentity } from '../audit/sealQueries.ts';
import { changeRegister, type OfficeContext, sessionOf } from '../officeContext.ts';
import { OfficeError } from '../officeError.ts';
import { backupFaults, factsOf, requireManifest } from './examineBackup.ts';
import { requireRoom, restoringFailure } from './restoringFailure.ts';
import { createProgress, stoppable } from './runningWork.ts';
import { copyBackup, headFaults, readBackup, unlockBackup } from './unlockBackup.ts';

/**
 * Restores a backup into a folder of its own, opens it as a sign-in would, proves its newest signed issue, and removes the
 * folder. The bases stay encrypted throughout, so that nothing readable is left wherever it is cut off.
 */
export async function drillBackup(
  context: OfficeContext,
  { path, unlock }: CheckedInput<'drillBackup'>,
): Promise<CommandOutput<'drillBackup'>> {
  const begun = performance.now();
  const { directory, newId } = context.environment;
  let bytes = 0;
  try {
    const manifest = requireManifest(path);
    if (manifest.office.id !== officeIdentity(sessionOf(context).register).id) {
      throw new OfficeError('illegalState', `这份备份是“${manifest.office.name}”的，不是本编辑部的，没有试恢复。`);
    }
    bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    requireRoom({ work: 'drill', directory, path, bytes });
    const progress = createProgress(context, 'drillBackup', bytes * 2);
    const keys = await unlockBackup(context, path, unlock);
    const scratch = drillFolder(directory, newId());
    const report = await stoppable(context, async (signal): Promise<DrillReport> => {
      mkdirSync(scratch, { mode: 0o700 });
      const work = { signal, onBytes: (more: number) => progress.add(more) };
      progress.begin('正在核对备份');
      const faults = [...(await backupFaults(path, manifest, work))];
      const facts = factsOf(path, manifest);
      const report = (part: Partial<DrillReport>): DrillReport => ({
        facts,
        files: manifest.files.length,
        registerRows: 0,
        contentRows: null,
        faults,
        seconds: (performance.now() - begun) / 1000,
        ...part,
      });
      if (faults.length > 0) return report({});
      progress.begin('正在试恢复');
      await copyBackup(path, manifest, scratch, work);
      const { registerRows, contentRows, faults: found } = readBackup(scratch, manifest, keys);
      faults.push(...found);
      const issue = found.length > 0 ? undefined : proveNewest(context, scratch, keys, faults);
      progress.finish();
      return report({ registerRows, contentRows, ...(issue === undefined ? {} : { issue }) });
    }).finally(() => {
      keys.registerKey.fill(0);
      keys.contentKey?.fill(0);
      rmSync(scratch, { recursive: true, force: true });
    });
    if (!report) return { kind: 'stopped' };
    changeRegister(context, (_register, record) => {
      record('drillBackup', 'backups', {
        madeAt: manifest.madeAt,
        manifest: report.facts.manifestHash,
        faulty: report.faults.map(({ file }) => file),
      });
    });
    return { kind: 'done', report };
  } catch (error) {
    throw restoringFailure({ work: 'drill', directory, path, bytes }, error);
  }
}

function proveNewest(
  context: OfficeContext,
  scratch: string,
  { registerKey, contentKey }: BaseKeys,
  faults: BackupFault[],
): DrillReport['issue'] {
  const opened: WritableDatabase[] = [];
  const open = (...args: Parameters<typeof openBase>) => {
    const database = openBase(...args);
    opened.push(database);
    return database;
  };
  try {
    const register = open(join(scratch, 'register.db'), registerKey, registerMigrations);
    const content = contentKey && open(join(scratch, 'content.db'), contentKey, contentMigrations);
    faults.push(...headFaults(scratch, register, content));
    if (!content) return undefined;
    const tried: OfficeContext = {
      environment: { ...context.environment, directory: scratch, files: dataFiles(scratch) },
      session: { ...sessionOf(context), register, content },
    };
    const [newest] = selectArchive(tried);
    if (!newest) return undefined;
    const verdict = verifyIssue(tried, newest);
    faults.push(...verdict.faults.map(({ file, message }) => ({ file: `${newest.numberText} ${file}`, message })));
    return { numberText: newest.numberText, signatures: verdict.signatures.length };
  } finally {
    for (const database of opened) closeDatabase(database);
  }
}
