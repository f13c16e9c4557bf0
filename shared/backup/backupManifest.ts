import { sm2, sm3 } from 'sm-crypto-v2';
import { z } from 'zod';
import { canonicalJson } from '#shared/issue/canonicalJson.ts';
import { hash } from '#shared/issue/hash.ts';
import { staffings } from '#shared/workflow/roleSeparation.ts';

/** The name of the manifest in every backup. */
export const backupManifestName = 'backup.json';

/** Everything a backup may hold beside its manifest; the log of content.db only where its pages were copied. */
export const backupFileNames = ['register.db', 'content.db', 'content.db-wal', 'keyring.json', '说明.txt'] as const;
export type BackupFileName = (typeof backupFileNames)[number];

const head = z.strictObject({ sequence: z.int().min(0), hash });

/** How a base stood when it was copied. */
export const BackedUpBase = z.strictObject({
  /** `rows`: written anew from every row, by a holder of the key. `pages`: byte by byte, without the key. */
  copied: z.enum(['rows', 'pages']),
  /** The rows of each table; null where they could not be counted without the key. */
  rows: z.record(z.string(), z.int().min(0)).nullable(),
  /** The end of the audit chain; of content.db by its mirror in the register where it was copied without the key. */
  head,
});
export type BackedUpBase = z.infer<typeof BackedUpBase>;

const Statement = z.strictObject({
  format: z.literal('neikan-backup'),
  version: z.literal(1),
  madeAt: z.iso.datetime({ offset: true }),
  madeBy: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }),
  office: z.strictObject({ id: z.string().min(1), name: z.string().min(1), staffing: z.enum(staffings) }),
  files: z.array(z.strictObject({ name: z.enum(backupFileNames), bytes: z.int().min(0), sm3: hash })).min(3),
  register: BackedUpBase,
  content: BackedUpBase,
  /** Uncompressed SM2 point of whoever made it, hex, 04 first. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
});
/** What whoever makes a backup declares of it. */
export type BackupStatement = z.infer<typeof Statement>;

export const BackupManifest = Statement.extend({ signature: z.string().regex(/^[0-9a-f]{128}$/) });
export type BackupManifest = z.infer<typeof BackupManifest>;

/** The purpose stands in the signed bytes, so that a signature given here means nothing anywhere else. */
function signedBytes(statement: BackupStatement): string {
  return canonicalJson({ purpose: 'neikan-backup', ...statement });
}

/** Signs with SM2 over SM3; `privateKey` is 32 bytes as hex. */
export function signBackup(statement: BackupStatement, privateKey: string): BackupManifest {
  const options = { hash: true, publicKey: statement.publicKey };
  return { ...statement, signature: sm2.doSignature(signedBytes(statement), privateKey, options) };
}

/** The one text that the file of this manifest may hold. */
export function backupManifestText(manifest: BackupManifest): string {
  return `${canonicalJson(manifest)}\n`;
}

/** SM3 of the manifest's text, by which the office knows a backup again. */
export function backupManifestHash(manifest: BackupManifest): string {
  return sm3(backupManifestText(manifest));
}

/** The manifest in a file's text where it is whole and its signature holds; undefined after any change. */
export function readBackupManifest(text: string): BackupManifest | undefined {
  let read: BackupManifest | undefined;
  try {
    read = BackupManifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
  if (read === undefined || backupManifestText(read) !== text) return undefined;
  const { signature, ...statement } = read;
  try {
    const holds = sm2.doVerifySignature(signedBytes(statement), signature, statement.publicKey, { hash: true });
    return holds ? read : undefined;
  } catch {
    // A point that is not on the curve throws.
    return undefined;
  }
}
