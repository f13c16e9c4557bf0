import type { WritableDatabase } from '#store/database.ts';
import type { KeptHeads } from '#store/keyring.ts';

const olderKeyring =
  '钥匙文件（keyring.json）比上次登录时的旧，可能被换成了以前的文件，里面的口令和权限也是以前的。请审计员核对。';

/**
 * Compares the keyring with what the register saw of it at the last sign-in, and notes what it sees now. With every end of
 * a session the keyring keeps a later end of the audit chain, so one that has come less far is an older one.
 */
export function seeKeyring(register: WritableDatabase, { register: head }: KeptHeads): readonly string[] {
  const now = head?.sequence ?? 0;
  const seen = register.prepare('SELECT sequence FROM keyring_seen').pluck().get() as number | undefined;
  register
    .prepare(
      `INSERT INTO keyring_seen (one, sequence) VALUES (1, ?)
       ON CONFLICT (one) DO UPDATE SET sequence = excluded.sequence`,
    )
    .run(now);
  return seen !== undefined && now < seen ? [olderKeyring] : [];
}
