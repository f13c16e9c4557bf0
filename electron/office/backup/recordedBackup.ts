import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { backupManifestHash, backupManifestName, readBackupManifest } from '#shared/backup/backupManifest.ts';
import type { StoredBackup } from './backupQueries.ts';

/**
 * Whether a backup lies at its place with the manifest that was recorded, and each of its files with the length told
 * there. No byte of them is read: that takes minutes, and is what trying it out is for.
 */
export function liesAsRecorded({ path, manifest_sm3 }: Pick<StoredBackup, 'path' | 'manifest_sm3'>): boolean {
  try {
    const manifest = readBackupManifest(readFileSync(join(path, backupManifestName), 'utf8'));
    if (manifest === undefined || backupManifestHash(manifest) !== manifest_sm3) return false;
    return manifest.files.every(({ name, bytes }) => {
      const file = lstatSync(join(path, name));
      return file.isFile() && file.size === bytes;
    });
  } catch {
    return false; // Gone, or on a medium that is not plugged in.
  }
}
