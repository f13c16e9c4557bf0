import type { SecuritySettings } from '#shared/contract/securityCommands.ts';
import type { ReadableDatabase, WritableDatabase } from '#store/database.ts';

/** What is known of a password without knowing it. */
export interface PasswordRow {
  readonly setAt: string;
  /** Another has given it. */
  readonly mustChange: boolean;
}

export function selectPassword(register: ReadableDatabase, personId: string): PasswordRow | undefined {
  const row = register.prepare('SELECT set_at, must_change FROM person_passwords WHERE person_id = ?').get(personId) as
    | { set_at: string; must_change: number }
    | undefined;
  return row && { setAt: row.set_at, mustChange: row.must_change === 1 };
}

/** A new password of a person; the base refuses that one given by another becomes the person's own without the row of the change. */
export function notePassword(register: WritableDatabase, personId: string, { setAt, mustChange }: PasswordRow): void {
  register
    .prepare(
      `INSERT INTO person_passwords (person_id, set_at, must_change) VALUES (?, ?, ?)
       ON CONFLICT (person_id) DO UPDATE SET set_at = excluded.set_at, must_change = excluded.must_change`,
    )
    .run(personId, setAt, mustChange ? 1 : 0);
}

export function selectSecuritySettings(register: ReadableDatabase): SecuritySettings {
  return register
    .prepare(
      `SELECT password_days AS passwordDays, copy_characters AS copyCharacters, seal_days AS sealDays
       FROM security_settings`,
    )
    .get() as SecuritySettings;
}

export function replaceSecuritySettings(register: WritableDatabase, settings: SecuritySettings): void {
  register
    .prepare(
      `UPDATE security_settings
       SET password_days = @passwordDays, copy_characters = @copyCharacters, seal_days = @sealDays`,
    )
    .run(settings);
}
