import type { Role } from '#shared/workflow/issueWorkflow.ts';
import type { ReadableDatabase } from '#store/database.ts';
import { registerAudit } from '#store/register/registerMigrations.ts';

interface ToldRoles {
  readonly action: string;
  readonly details: string;
}

/** The roles that somebody held when the register's chain had come to this row, as its rows tell. */
export function rolesAt(register: ReadableDatabase, personId: string, sequence: number): readonly Role[] {
  const last = register
    .prepare(
      `SELECT action, details FROM ${registerAudit.table}
       WHERE sequence <= @sequence AND (action IN ('foundOffice', 'joinOffice')
         OR (subject = @personId AND action IN ('admitPerson', 'setRoles', 'dismissPerson')))
       ORDER BY sequence DESC LIMIT 1`,
    )
    .get({ personId, sequence }) as ToldRoles | undefined;
  if (!last) return [];
  const details = JSON.parse(last.details) as {
    readonly roles?: readonly Role[];
    readonly people?: readonly { readonly id: string; readonly roles: readonly Role[] }[];
  };
  const isOfAll = last.action === 'foundOffice' || last.action === 'joinOffice';
  return (isOfAll ? details.people?.find(({ id }) => id === personId)?.roles : details.roles) ?? [];
}
