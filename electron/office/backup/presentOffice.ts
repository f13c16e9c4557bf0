import type { PresentOffice } from '#shared/contract/backupCommands.ts';
import { readKeyringFile } from '#store/keyringFile.ts';
import { refuseByShape } from '#store/openDatabase.ts';
import { holdsOfficeFiles } from '#store/restoreFiles.ts';
import { StoreError, type StoreErrorCode } from '#store/storeError.ts';
import type { OfficeContext } from '../officeContext.ts';

/** With these nobody opens it, whatever password is given. */
const lost: readonly StoreErrorCode[] = ['fileMissing', 'foreignFile', 'damagedFile'];

/**
 * What the data directory holds, as far as it can be told without a key. Throws StoreError newerVersion: an office that a
 * newer program opens is none that is lost.
 */
export function presentOffice({ environment: { directory, files } }: OfficeContext): PresentOffice {
  if (!holdsOfficeFiles(directory)) return { kind: 'none' };
  try {
    const { people, recovery } = readKeyringFile(files.keyring);
    refuseByShape(files.register);
    return { kind: 'guarded', signInNames: people.map(({ id }) => id), recoveryKind: recovery.kind ?? 'code' };
  } catch (error) {
    if (error instanceof StoreError && lost.includes(error.code)) return { kind: 'unopenable', reason: error.message };
    throw error;
  }
}
