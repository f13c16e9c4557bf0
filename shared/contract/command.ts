import type { z } from 'zod';
import type { Role } from '#shared/workflow/issueWorkflow.ts';

/** Who may call: anybody at the machine, anybody signed in, or a holder of one of the roles. */
export type CommandRole = 'anyone' | 'signedIn' | readonly Role[];

export interface Command {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly role: CommandRole;
}

export type CommandTable = Readonly<Record<string, Command>>;

/** The roles that read manuscripts and issues. */
export const editorialRoles = ['editor', 'reviewer', 'signer', 'archivist'] as const satisfies readonly Role[];

/** Whether somebody with these roles reads manuscripts. */
export function readsManuscripts(roles: readonly Role[]): boolean {
  const editorial: readonly Role[] = editorialRoles;
  return roles.some((role) => editorial.includes(role));
}
