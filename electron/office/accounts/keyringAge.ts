import type { WritableDatabase } from '#store/database.ts';
import { type KeptHeads, keyringDigest } from '#store/keyring.ts';

const olderKeyring =
  '钥匙文件（keyring.json）比上次登录时的旧，可能被换成了以前的文件，里面的口令和权限也是以前的。请审计员核对。';

const otherKeyring =
  '钥匙文件（keyring.json）里的人员或恢复码与登记库记下的不同，可能被换成了以前的或别的文件（刚才办理口令、人员或恢复码时断过电的属正常）。请审计员核对。';

/** Notes what the keyring holds after a lawful change of it, in the transaction that puts the change on record. */
export function noteKeyring(register: WritableDatabase, keyring: string): void {
  register.prepare('UPDATE keyring_seen SET digest = ?').run(keyringDigest(keyring));
}

/**
 * Compares the keyring with what the register saw of it at the last sign-in, and notes what it sees now. With every end of
 * a session the keyring keeps a later end of the audit chain, so one that has come less far is an older one.
 */
export function seeKeyring(
  register: WritableDatabase,
  keyring: string,
  { register: head }: KeptHeads,
): readonly string[] {
  const now = head?.sequence ?? 0;
  const digest = keyringDigest(keyring);
  const seen = register.prepare('SELECT sequence, digest FROM keyring_seen').get() as
    | { readonly sequence: number; readonly digest: string | null }
    | undefined;
  register
    .prepare(
      `INSERT INTO keyring_seen (one, sequence, digest) VALUES (1, ?, ?)
       ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence, digest = excluded.digest`,
    )
    .run(now, digest);
  if (!seen) return [];
  if (now < seen.sequence) return [olderKeyring];
  return seen.digest !== null && seen.digest !== digest ? [otherKeyring] : [];
}
