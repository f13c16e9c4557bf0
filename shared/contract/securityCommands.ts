import { z } from 'zod';
import type { CommandTable } from './command.ts';
import { nothing } from './values.ts';

/** What the security administrator sets for everybody; 0 turns each of them off. */
export const SecuritySettings = z.strictObject({
  /** After so many days one is told that the password is old. */
  passwordDays: z.int().min(0).max(3650),
  /** A copy of more characters than these is put on record. */
  copyCharacters: z.int().min(0).max(1_000_000),
  /** After so many days the auditor is told to seal the audit. */
  sealDays: z.int().min(0).max(3650),
});
export type SecuritySettings = z.infer<typeof SecuritySettings>;

export const securityCommands = {
  readSecuritySettings: { role: 'signedIn', input: nothing, output: SecuritySettings },
  saveSecuritySettings: { role: ['securityAdministrator'], input: SecuritySettings, output: SecuritySettings },
  /** Who has given wrong passwords since the last right one, and has to wait. */
  listWaits: {
    role: ['securityAdministrator'],
    input: nothing,
    output: z.array(
      z.strictObject({
        kind: z.enum(['person', 'unknownNames', 'recovery', 'backup']),
        /** A sign-in name, or the collective name of what nobody has. */
        name: z.string(),
        failures: z.int(),
        seconds: z.int(),
      }),
    ),
  },
  /** Ends a wait that a person met by mistake. */
  liftWait: {
    role: ['securityAdministrator'],
    input: z.strictObject({ name: z.string().min(1).max(80) }),
    output: nothing,
  },
} as const satisfies CommandTable;
