import { z } from 'zod';
import { hash } from '#shared/issue/hash.ts';
import { AuditSigner, signature } from './signedFile.ts';

/** The rows of a chain that are sealed for the first time, and the end of the chain: all rows before it hang on it. */
const SealedChain = z.strictObject({ from: z.int().min(1), to: z.int().min(0), head: hash });

const sealed = {
  format: z.literal('neikan-audit-seal'),
  office: z.strictObject({ id: z.string().min(1), name: z.string() }),
  number: z.int().min(1),
  at: z.iso.datetime(),
  register: SealedChain,
  content: SealedChain,
  /** SM3 of the seal before as it stands in its file; null for the first. */
  previous: hash.nullable(),
  by: AuditSigner,
  signature,
};

/** A key that the register held: whose, and the SM3 of its 65 bytes. */
const SealedKey = z.strictObject({ personId: z.string().min(1), sm3: hash });

/**
 * What is taken out of the house so that neither the newest rows nor whole files nor single keys can go unnoticed. The first
 * version knew nothing of keys, the second only of the keyring as a whole.
 */
export const AuditSeal = z.discriminatedUnion('version', [
  z.strictObject({ ...sealed, version: z.literal(1) }),
  z.strictObject({
    ...sealed,
    version: z.literal(2),
    /** SM3 of the entries of keyring.json. */
    keyring: hash,
    /** Every key that was ever registered, the first first. */
    keys: z.array(SealedKey),
  }),
  z.strictObject({
    ...sealed,
    version: z.literal(3),
    /** SM3 of each entry of keyring.json; the recovery entry's name is ''. */
    entries: z.array(z.strictObject({ personId: z.string(), sm3: hash })),
    keys: z.array(SealedKey),
  }),
]);
export type AuditSeal = z.infer<typeof AuditSeal>;

/** The seal a file holds; undefined where it holds none. */
export function readSeal(text: string): AuditSeal | undefined {
  try {
    const seal = AuditSeal.safeParse(JSON.parse(text));
    return seal.success ? seal.data : undefined;
  } catch {
    return undefined;
  }
}
