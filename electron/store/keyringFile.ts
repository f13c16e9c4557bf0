import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { StoreError } from './storeError.ts';
import { wrappedSecretSchema } from './wrappedSecret.ts';
import { writeFileDurably } from './writeFileDurably.ts';

const hexadecimal = z.string().regex(/^(?:[0-9a-f]{2})+$/);
const publicKey = z.string().regex(/^04[0-9a-f]{128}$/);
const head = z.strictObject({ sequence: z.number().int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) });
export const keyringPerson = z.strictObject({
  id: z.string().min(1),
  publicKey,
  privateKey: wrappedSecretSchema,
  registerKey: hexadecimal,
  contentKey: hexadecimal.optional(),
});
/** What the recovery papers open. */
export const keyringRecovery = keyringPerson
  .omit({ id: true })
  .required({ contentKey: true })
  .extend({ kind: z.enum(['code', 'shares']).optional() });
const keyringVersion = 1;
const keyringSchema = z.strictObject({
  format: z.literal('neikan-keyring'),
  version: z.literal(keyringVersion),
  people: z.array(keyringPerson),
  recovery: keyringRecovery,
  heads: z.strictObject({ register: head.optional(), content: head.optional() }),
});

/** What keyring.json holds. Base keys are SM2 ciphertexts in hexadecimal, C1 C3 C2, without the leading 04. */
export type KeyringFile = z.infer<typeof keyringSchema>;
export type KeyringPerson = z.infer<typeof keyringPerson>;

/** Reads and checks the file; throws StoreError fileMissing, newerVersion, foreignFile or damagedFile. */
export function readKeyringFile(file: string): KeyringFile {
  if (!existsSync(file)) throw new StoreError('fileMissing', `找不到钥匙文件“${file}”。请检查数据目录是否完整。`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new StoreError('damagedFile', `钥匙文件“${file}”不完整或已损坏，没有改动它。请用备份恢复。`, { cause });
  }
  const mark = z.object({ format: z.literal('neikan-keyring'), version: z.number() }).safeParse(content);
  if (!mark.success) throw new StoreError('foreignFile', `文件“${file}”不是本程序的钥匙文件，没有改动它。`);
  if (mark.data.version > keyringVersion) {
    throw new StoreError('newerVersion', `钥匙文件“${file}”由较新的程序写成，没有改动它。请使用新版程序打开。`);
  }
  const keyring = keyringSchema.safeParse(content);
  if (keyring.success) return keyring.data;
  throw new StoreError('damagedFile', `钥匙文件“${file}”内容有误，没有改动它。请用备份恢复。`, {
    cause: keyring.error,
  });
}

/** Replaces the file in one step. */
export function writeKeyringFile(file: string, keyring: KeyringFile): void {
  writeFileDurably(file, `${JSON.stringify(keyring, undefined, 2)}\n`);
}

/** The keyring of a new data directory: nobody yet, no chain yet. */
export function newKeyringFile(people: KeyringPerson[], recovery: KeyringFile['recovery']): KeyringFile {
  return { format: 'neikan-keyring', version: keyringVersion, people, recovery, heads: {} };
}
