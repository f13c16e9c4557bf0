import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { signWords, verifyWords } from '#shared/issue/signedWords.ts';

/** What the archivist declares of an item when it is put into the archive: its number and the SM3 of all that is said of it. */
export const RecordStatement = z.strictObject({
  recordNumber: z.string().min(1),
  person: z.string().min(1),
  /** Uncompressed SM2 point, hex, 04 first. */
  publicKey: z.string().regex(/^04[0-9a-f]{128}$/),
  at: z.iso.datetime({ offset: true }),
  /** Of 被签名对象 without its files, whose hashes stand in it. */
  hash,
});
export type RecordStatement = z.infer<typeof RecordStatement>;

const signature = z.string().regex(/^[0-9a-f]{128}$/);

/** With 锁定签名, which covers 电子签名 as well. */
export const SignedRecord = RecordStatement.extend({ signature, lock: signature });
export type SignedRecord = z.infer<typeof SignedRecord>;

const purpose = 'neikan-record';
const lockPurpose = 'neikan-record-lock';

/** Signs with SM2 over SM3, twice: the description, and the signature on it. */
export function signRecord(statement: RecordStatement, privateKey: string): SignedRecord {
  const signed = signWords(purpose, statement, privateKey);
  const { signature: lock } = signWords(lockPurpose, lockedWords(signed), privateKey);
  return { ...signed, lock };
}

/** Whether each of the two signatures holds; not whose key it is. */
export function verifyRecord({ lock, ...signed }: SignedRecord): {
  readonly isSigned: boolean;
  readonly isLocked: boolean;
} {
  return {
    isSigned: verifyWords(purpose, signed),
    isLocked: verifyWords(lockPurpose, { ...lockedWords(signed), signature: lock }),
  };
}

function lockedWords({ signature: locked, ...statement }: RecordStatement & { readonly signature: string }) {
  return { ...statement, locked };
}
