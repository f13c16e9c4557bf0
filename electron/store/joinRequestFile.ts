import { existsSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { handoverLimits } from '#shared/handover/handoverLimits.ts';
import { StoreError } from './storeError.ts';
import { unwrapSecret, wrappedSecretSchema, wrapSecret } from './wrappedSecret.ts';
import { writeFileDurably } from './writeFileDurably.ts';

/** What a machine has before it has an office: its card, and the keys of it under a password. */
const fileSchema = z.strictObject({
  format: z.literal('neikan-joining'),
  version: z.literal(1),
  card: z.string().max(handoverLimits.cardBytes),
  keys: wrappedSecretSchema,
});

const keysSchema = z.strictObject({
  privateKey: z.string().regex(/^[0-9a-f]{64}$/),
  identity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]+$/),
});
/** What the card signs with, and what opens what is sent to it. */
export type JoiningKeys = z.infer<typeof keysSchema>;

/** Puts a request in the place of the one that was there, if any. */
export async function writeJoinRequest(file: string, card: string, keys: JoiningKeys, password: string): Promise<void> {
  const secret = new TextEncoder().encode(JSON.stringify(keysSchema.parse(keys)));
  const wrapped = await wrapSecret(secret, password, contextOf(card));
  writeFileDurably(
    file,
    `${JSON.stringify({ format: 'neikan-joining', version: 1, card, keys: wrapped } satisfies z.infer<typeof fileSchema>)}\n`,
  );
}

/** The text of the card that was made; undefined where there is no request. Throws StoreError damagedFile. */
export function readJoinRequest(file: string): string | undefined {
  return existsSync(file) ? readRequest(file).card : undefined;
}

/** The keys of the card. Throws StoreError wrongPassword, damagedFile. */
export async function openJoinRequest(file: string, password: string): Promise<JoiningKeys> {
  const { card, keys } = readRequest(file);
  const secret = await unwrapSecret(keys, password, contextOf(card));
  if (!secret) throw new StoreError('wrongPassword', '入网申请的口令不对，没有打开。请输入做申请时定的口令。');
  return keysSchema.parse(JSON.parse(new TextDecoder().decode(secret)));
}

/** Its keys are gone with it: what was written for the card can no longer be opened. */
export function removeJoinRequest(file: string): void {
  rmSync(file, { force: true });
}

function readRequest(file: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new StoreError('damagedFile', `入网申请“${file}”已损坏。请重新申请。`, { cause });
  }
}

/** Binds the keys to the card they belong to. */
function contextOf(card: string): string {
  return `neikan joining 1\n${card}`;
}
