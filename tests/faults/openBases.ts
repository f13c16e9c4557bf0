import { samplePasswords } from '#cli/demo/sampleOffice.ts';
import type { WritableDatabase } from '#store/database.ts';
import { dataFiles } from '#store/dataDirectory.ts';
import { openKeyring } from '#store/keyring.ts';
import { closeDatabase, openDatabase } from '#store/openDatabase.ts';

export interface OpenBases {
  readonly register: WritableDatabase;
  readonly content: WritableDatabase;
  readonly close: () => void;
}

/** Both bases of a directory of the demo, opened behind the office's back with the editor's keys. */
export async function openBases(directory: string): Promise<OpenBases> {
  const files = dataFiles(directory);
  const { registerKey, contentKey } = await openKeyring(files.keyring, 'suhe', samplePasswords.suhe ?? '');
  if (!contentKey) throw new Error('the editor opens content.db');
  const register = openDatabase(files.register, registerKey);
  const content = openDatabase(files.content, contentKey);
  return {
    register,
    content,
    close: () => {
      closeDatabase(register);
      closeDatabase(content);
    },
  };
}
