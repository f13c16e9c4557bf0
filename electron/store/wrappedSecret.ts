import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { z } from 'zod';

/** Argon2id cost: 64 MiB, 3 passes, a quarter to two thirds of a second; kept with each secret so that it can be raised. */
const cost = { memoryKib: 65_536, passes: 3, lanes: 1 } as const;
/** Bounds on what a file may ask for, so that a changed one can neither weaken the cost nor exhaust the memory. */
const costSchema = {
  memoryKib: z.number().int().min(cost.memoryKib).max(1_048_576),
  passes: z.number().int().min(cost.passes).max(64),
  lanes: z.number().int().min(1).max(16),
};
/** In the one way that the bytes are written: the bits that stand for nothing are none either. */
const written = z.base64().refine((text) => Buffer.from(text, 'base64').toString('base64') === text);
const base64 = (bytes: number) => written.refine((text) => Buffer.from(text, 'base64').length === bytes);

export const wrappedSecretSchema = z.strictObject({
  ...costSchema,
  salt: base64(16),
  nonce: base64(12),
  tag: base64(16),
  sealed: written,
});

export type WrappedSecret = Readonly<z.infer<typeof wrappedSecretSchema>>;

/** Seals `secret` under a password: argon2id, then AES-256-GCM bound to `context`. */
export async function wrapSecret(secret: Uint8Array, password: string, context: string): Promise<WrappedSecret> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const key = await stretch(password, salt, cost);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context, 'utf8'));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  const text = (bytes: Buffer) => bytes.toString('base64');
  return { ...cost, salt: text(salt), nonce: text(nonce), tag: text(cipher.getAuthTag()), sealed: text(sealed) };
}

/** The secret, or undefined when the password or the context is not the one it was sealed with, or a byte changed. */
export async function unwrapSecret(
  wrapped: WrappedSecret,
  password: string,
  context: string,
): Promise<Uint8Array | undefined> {
  if (password === '') return undefined;
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const key = await stretch(password, bytes(wrapped.salt), wrapped);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(wrapped.nonce), { authTagLength: 16 })
    .setAAD(Buffer.from(context, 'utf8'))
    .setAuthTag(bytes(wrapped.tag));
  try {
    return Buffer.concat([decipher.update(bytes(wrapped.sealed)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Passwords are compared in NFKC, since input methods give the same characters in several forms. */
function stretch(
  password: string,
  salt: Uint8Array,
  { memoryKib, passes, lanes }: Pick<WrappedSecret, 'memoryKib' | 'passes' | 'lanes'>,
): Promise<Uint8Array> {
  return argon2id({
    password: password.normalize('NFKC'),
    salt,
    memorySize: memoryKib,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  });
}
