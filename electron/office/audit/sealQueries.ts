import type { ReadableDatabase } from '#store/database.ts';
import { selectSecuritySettings } from '../accounts/passwordQueries.ts';
import { type OfficeContext, sessionOf } from '../officeContext.ts';

/** A seal that was given, with its file as it went out. */
export interface SealRow {
  readonly number: number;
  readonly at: string;
  readonly person_id: string;
  readonly file: string;
  readonly sm3: string;
}

/** Newest first. */
export function selectSeals(register: ReadableDatabase): readonly SealRow[] {
  return register.prepare('SELECT * FROM seals ORDER BY number DESC').all() as readonly SealRow[];
}

export function selectSeal(register: ReadableDatabase, number: number): SealRow | undefined {
  return register.prepare('SELECT * FROM seals WHERE number = ?').get(number) as SealRow | undefined;
}

export function lastSeal(register: ReadableDatabase): SealRow | undefined {
  return register.prepare('SELECT * FROM seals ORDER BY number DESC LIMIT 1').get() as SealRow | undefined;
}

export function officeIdentity(register: ReadableDatabase): { readonly id: string; readonly name: string } {
  return register.prepare('SELECT id, name FROM office').get() as { readonly id: string; readonly name: string };
}

const dayMs = 24 * 60 * 60 * 1000;

/** Days until the audit is to be sealed again, 0 and less where it is due; undefined where nobody is to be reminded. */
export function sealDueInDays(context: OfficeContext): number | undefined {
  const { register } = sessionOf(context);
  const { sealDays } = selectSecuritySettings(register);
  if (sealDays === 0) return undefined;
  const since = lastSeal(register)?.at ?? (register.prepare('SELECT founded_at FROM office').pluck().get() as string);
  const passed = Math.floor((context.environment.now().getTime() - Date.parse(since)) / dayMs);
  return sealDays - passed;
}
